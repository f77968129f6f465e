"""The annexes: totals of the summaries, what is said below them and below the cards."""

from __future__ import annotations

from decimal import Decimal

from juesuan.composing.annexes import grades_note, list_blocks, scoring_note
from juesuan.model.disclosure import PageTable
from juesuan.model.project import Evaluated, Figure, Listed, ProjectList
from juesuan.notation.edition import load

RULES = load("2023").scoring


def figure(text: str) -> Figure:
    return Figure(Decimal(text.replace(",", "")), text)


def listed(*, total: bool) -> PageTable:
    rows = tuple(
        Listed(name, initial=figure(a), budget=figure(a), executed=figure(b))
        for name, a, b in (("甲", "1,000.50", "900.25"), ("乙", "200.00", "200.00"))
    )
    evaluated = Evaluated(2023, "某局", (), (), (ProjectList("汇总表", rows=rows),), None, ())
    tables = [b for b in list_blocks(evaluated, 1, RULES, total=total) if isinstance(b, PageTable)]
    (table,) = tables
    return table


def texts(table: PageTable, row: int) -> list[str]:
    return [cell.text for cell in table.grid.cells if cell.row == row]


def test_a_summary_ends_in_its_total_where_one_is_wanted() -> None:
    table = listed(total=True)
    total = ["", "合计", "", "1,200.50", "1,200.50", "1,100.25", "91.65%", "", ""]
    assert texts(table, table.grid.height - 1) == total
    assert table.totals == {table.grid.height - 1}
    assert listed(total=False).grid.height == table.grid.height - 1


def test_a_summary_says_how_grades_are_given_and_whose_it_is() -> None:
    assert listed(total=False).owner == "部门：某局"
    assert grades_note(RULES) == (
        "自评等级按得分划分：90（含）至100分为优，80（含）至90分为良，60（含）至80分为中，0至60分为差。"
    )


def test_a_card_says_how_points_are_given() -> None:
    assert "依次得分值的100%至80%、80%至60%、60%至0%" in scoring_note(RULES)
