"""A table of addresses claims what its rows say; other tables are left as they are."""

from __future__ import annotations

from juesuan.model.page import Cell, Grid, Line, Place
from juesuan.notation.edition import load
from juesuan.reading.tables import Table
from juesuan.reading.tables.addressed import addressed_claims, addressed_tables

EDITION = load("2023")
HEAD = ("地址", "名称", "金额（元）")
ROWS = (
    ("03:合计:1", "合计", "50,765,400.00"),
    ("03:2010301:2", "行政运行", "662,090.56"),
    ("01:收入总计:1@上年", "上年", "39,599,250.10"),
)


def table(*rows: tuple[str, ...], above: str = "") -> Table:
    """A table of texts."""
    cells = tuple(
        Cell(text, number, column, Place(cell=(number + 1, column + 1)))
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    lines = (Line(above, Place()),) if above else ()
    return Table(Grid(cells, len(rows), len(rows[0])), lines)


def claimed(*rows: tuple[str, ...], above: str = "") -> list[tuple[str, str, str]]:
    """What is claimed and how precisely; each numeral names its claim."""
    bases, _ = addressed_tables([table(*rows, above=above)], EDITION)
    pairs = list(addressed_claims(bases, EDITION, "其他表格", 7))
    assert [numeral.claim for _, numeral in pairs] == list(range(7, 7 + len(pairs)))
    return [(claim.says, f"{claim.value:.2f}", f"{claim.half:.2f}") for claim, _ in pairs]


def test_each_row_claims_its_amount_as_the_table_of_its_form_prints_it() -> None:
    assert claimed(HEAD, *ROWS) == [
        ("03:合计:1", "50765400.00", "50.00"),
        ("03:2010301:2", "662100.00", "50.00"),
        ("01:收入总计:1@上年", "39599300.00", "50.00"),
    ]


def test_the_unit_may_stand_above_and_is_never_guessed() -> None:
    head = ("地址", "名称", "金额")
    assert claimed(head, *ROWS, above="单位：万元")[0][1] == "507654000000.00"
    assert claimed(head, *ROWS) == []


def test_one_row_is_a_table_where_its_head_says_what_it_names() -> None:
    told = ("", "本年收入构成情况", "取数")
    row = ("财政拨款收入", "755.15", "02:合计:2")
    assert claimed(told, row, above="单位：万元") == [("02:合计:2", "7551500.00", "50.00")]
    assert claimed(("", "比分", "说明"), row, above="单位：万元") == []


def test_a_claim_is_called_by_the_words_of_its_row() -> None:
    bases, _ = addressed_tables([table(HEAD, *ROWS)], EDITION)
    texts = [claim.text for claim, _ in addressed_claims(bases, EDITION, "其他表格", 0)]
    assert texts[0] == "合计 50,765,400.00元"


def test_rows_that_name_no_number_of_a_form_are_left_out() -> None:
    rows = (*ROWS, ROWS[0], ROWS[0], ("文:出国团组:1", "团组", "6.00"))
    assert len(claimed(HEAD, *rows)) == 5
    assert len(claimed(HEAD, *rows, ("03:合计:9", "坏", "1,2.3.4"))) == 5


def test_other_tables_stay_what_they_are() -> None:
    other = table(("项目", "金额（元）"), ("甲", "1.00"), ("乙:丙", "2.00"))
    assert addressed_tables([other], EDITION) == ([], [other])
