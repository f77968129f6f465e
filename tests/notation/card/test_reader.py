"""A card reads back as it was written, in every layout and every way a file draws it."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.cards import (
    CARDS,
    DRAWN,
    EDITION,
    EXAMPLES,
    JINAN,
    WHOLE,
    bare,
    document_of,
    made,
    projects_in,
    projects_of,
)

from juesuan.model.number import Address
from juesuan.model.page import Cell, Grid
from juesuan.model.project import Card
from juesuan.notation.card import read_cards, shown, write_card
from juesuan.notation.card.figure import family
from juesuan.notation.card.layout import Layout
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import regions
from juesuan.projects.addresses import card_facts

Draw = Callable[[Grid], str]
GOLDEN = Path(__file__).parents[2] / "golden" / "jinan-cards.csv"
KNOWN = EDITION.vocabulary
ALL = {
    name: drawn
    for edition in ("2023", *(f"2023-{region}" for region in regions()))
    for name, drawn in load(edition).layouts.items()
}
LAYOUTS = st.sampled_from([*ALL.values()])
seen = pytest.mark.skipif(not JINAN.exists(), reason="the shared samples are not here")


@settings(max_examples=examples(500))
@given(CARDS, LAYOUTS, st.sampled_from(DRAWN))
def test_a_card_reads_back_from_a_file(card: Card, drawn: Layout, draw: Draw) -> None:
    wanted = shown(card, drawn)
    text = document_of(wanted, draw(write_card(card, drawn)))
    (found,) = projects_of(text).cards
    assert bare(found) == wanted


def test_a_row_written_one_field_to_the_left_is_understood() -> None:
    grid = write_card(made(), ALL["base"])
    last = max(cell.row for cell in grid.cells if "满意度" in cell.text)
    cells = [
        Cell(cell.text, cell.row, cell.column - 1) if cell.row == last else cell
        for cell in grid.cells
        if cell.row != last or cell.column > 0
    ]
    flat = Grid(
        tuple(Cell(c.text, c.row, c.column, c.place) for c in cells), grid.height, grid.width
    )
    (found,) = read_cards(flat, KNOWN)
    assert bare(found).indicators[-1] == bare(made()).indicators[-1]


def test_two_cards_joined_in_one_grid_are_two() -> None:
    one = write_card(made(), ALL["base"])
    moved = [
        Cell(c.text, c.row + one.height, c.column, c.place, c.rows, c.columns) for c in one.cells
    ]
    found = read_cards(Grid((*one.cells, *moved), 2 * one.height, one.width), KNOWN)
    assert [bare(card) for card in found] == [shown(made(), ALL["base"])] * 2


def test_a_card_cut_by_a_page_is_one() -> None:
    grid = write_card(made(), ALL["central"])
    cut = grid.height - 3
    rows = [[c for c in grid.cells if c.row == r] for r in range(grid.height)]
    head, rest = rows[:cut], rows[cut:]
    drawn = "\n\n".join(
        "<table>"
        + "".join(f"<tr>{''.join(_cell(c, cut) for c in row)}</tr>" for row in part)
        + "</table>"
        for part in (head, rest)
    )
    (found,) = projects_of(document_of(made(), drawn)).cards
    assert found.total is not None


def _cell(cell: Cell, cut: int) -> str:
    rows = min(cell.rows, cut - cell.row) if cell.row < cut else cell.rows
    return f'<td rowspan="{rows}" colspan="{cell.columns}">{cell.text}</td>'


@seen
def test_jinan_cards_are_read_as_they_stand() -> None:
    cards = projects_in(JINAN).cards
    found = [line for card in cards for line in _lines(card)]
    with GOLDEN.open(encoding="utf-8") as file:
        wanted = [tuple(row.values()) for row in csv.DictReader(file)]
    assert found == wanted
    assert [len(card.notes) for card in cards] == [5] * 6
    assert not any(card.unread for card in cards)


def _lines(card: Card) -> list[tuple[str, ...]]:
    """A card in the lines of the golden file."""

    def line(row: str, *texts: str) -> tuple[str, ...]:
        return (card.name, row, *texts, *[""] * (4 - len(texts)))

    lines = [line(r.source, *(v.printed if v else "" for v in r.amounts())) for r in card.funds]
    head = (card.weight, card.rate, card.points)
    lines.append(line("执行", *(v.printed if v else "" for v in head)))
    for one in card.indicators:
        printed = (v.printed if v else "" for v in (one.weight, one.score))
        path = f"{one.level1}/{one.level2}/{one.level3}"
        lines.append(line(path, one.target.text, one.actual.text, *printed))
    return [*lines, line("总分", card.total.printed if card.total else "")]


@seen
def test_jinan_lists_synopses_and_statements() -> None:
    found = projects_in(JINAN)
    assert [(one.kind, len(one.rows)) for one in found.lists] == [
        ("部门预算", 6),
        ("转移支付", 0),
        ("部门预算", 14),
    ]
    assert [one.name for one in found.synopses] == [
        "运行维护专项经费",
        "12345热线运行专项经费",
        "外事业务专项经费",
        "大数据项目建设资金",
        "出国经费",
        "政府工作多媒体展示",
    ]
    assert len(found.enumerated) == 6
    assert found.coverage
    assert found.coverage.projects.number == 6
    assert found.report.called == "支出"
    assert len(found.report.items) == 6
    assert found.trips
    assert (found.trips.groups.number, found.trips.persons) == (6, 11)


def test_facts_have_addresses_and_places() -> None:
    facts = {
        str(f.address): f
        for card in projects_in(EXAMPLES / "clean.md").cards
        for f in card_facts(card).values()
    }
    name = "公共文化服务提升专项经费"
    spent = facts[f"绩效:{name}:{WHOLE}:全年执行数"]
    assert (int(spent.value), int(spent.half), spent.place.line) == (2683000, 50, 705)
    assert facts[f"绩效:{name}:总分:得分"].printed == "99"
    books = facts[f"绩效:{name}:产出指标/数量指标/新增馆藏图书:实际完成值"]
    assert (int(books.value), books.unit) == (11280, "册")
    assert all(Address.parse(text) == fact.address for text, fact in facts.items())


def test_the_example_reads_back_as_written() -> None:
    for card in projects_in(EXAMPLES / "clean.md").cards:
        drawn = ALL["base"]
        (found,) = read_cards(write_card(card, drawn), KNOWN)
        assert bare(found) == bare(card)


def test_a_real_card_of_another_place_is_read() -> None:
    # After a card published by a township in Anhui, its text spread over fields without spans.
    text = """
项目名称\t\t委托业务项目
主管部门\t\t某镇\t\t实施单位\t\t某镇
项目资金(万元)\t\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t\t年度资金总额:\t0\t0\t0\t10\t0\t0
\t\t其中:本年财政拨款\t90\t89.974\t89.974
\t\t上年结转资金
\t\t其他资金
年度总体目标\t预期目标\t\t\t\t实际完成情况
\t申请预算资金90万元。\t\t\t\t完成预算资金89.97万元。
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
\t产出指标(50分)\t数量指标\t委托业务项目数量\t≥50个\t50\t8\t8
\t\t质量指标\t报告合格率\t≥100百分比\t100\t8\t8
\t\t\t经费支出合规性\t严格执行相关制度\t达成预期指标\t8\t8
\t效益指标(30分)\t经济效益指标
\t满意度指标(10分)\t满意度指标\t公众满意度\t≥90%\t90%\t10\t10
总分\t\t\t\t\t\t100\t34
"""
    rows = [line.split("\t") for line in text.strip("\n").splitlines()]
    cells = tuple(
        Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row) if text
    )
    (card,) = read_cards(Grid(cells, len(rows), 9), KNOWN)
    money = card.fund("当年财政拨款").budget
    assert money
    assert money.printed == "89.974"
    assert [one.level1 for one in card.indicators] == ["产出指标(50分)"] * 3 + ["满意度指标(10分)"]
    assert [family(one) for one in card.indicators] == ["产出"] * 3 + ["满意度"]
    assert card.total
    assert (card.total.printed, card.whole and card.whole.printed) == ("34", "100")
