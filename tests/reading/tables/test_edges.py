"""A table over two pages whose rules differ: joined by its outer edges, never with another one."""

from __future__ import annotations

import pytest

from juesuan.model.page import Block, Box, Cell, Document, Grid, Line, Page, Place
from juesuan.notation.edition import load
from juesuan.reading import read
from juesuan.reading.tables import Table, tables

COLUMNS = (50.0, 110.0, 250.0, 350.0, 450.0, 550.0)
TITLE = ("支出决算表", "公开03表", "金额单位：万元")
HEAD = [("项目", 0, 2), ("本年支出合计", 2, 3), ("基本支出", 3, 4), ("项目支出", 4, 5)]
UNDER = [("科目编码", 0, 1), ("科目名称", 1, 2), ("", 2, 3), ("", 3, 4), ("", 4, 5)]

Row = list[tuple[str, int, int]]


def row(*texts: str) -> Row:
    """A row with a text in each column."""
    return [(text, at, at + 1) for at, text in enumerate(texts)]


TOTAL = row("", "合计", "30.00", "20.00", "10.00")
CULTURE = row("207", "文化旅游体育与传媒支出", "25.00", "15.00", "10.00")
HEALTH = row("210", "卫生健康支出", "5.00", "5.00", "")


def grid(page: int, rows: list[Row], top: float, off: float = 0) -> Grid:
    """A ruled table with no column but those that its own rows show."""
    edges = sorted({at for each in rows for _, start, end in each for at in (start, end)})
    cells = []
    for y, each in enumerate(rows):
        for text, start, end in each:
            box = Box(COLUMNS[start] + off, top + 20 * y, COLUMNS[end] + off, top + 20 * y + 20)
            first, last = edges.index(start), edges.index(end)
            cells.append(Cell(text, y, first, Place(page, box=box), 1, last - first))
    whole = Box(COLUMNS[0] + off, top, COLUMNS[-1] + off, top + 20 * len(rows))
    return Grid(tuple(cells), len(rows), len(edges) - 1, Place(page, box=whole))


def lines(page: int, *texts: str, top: float = 20) -> list[Block]:
    return [
        Line(text, Place(page, box=Box(50, top + 12 * at, 300, top + 12 * at + 10)))
        for at, text in enumerate(texts)
    ]


def document(first: list[Block], second: list[Block]) -> Document:
    cover = Page(1, tuple(lines(1, "某市某区档案局", "2023年度部门决算")))
    pages = (cover, Page(2, tuple(first)), Page(3, tuple(second)))
    return Document("某局.pdf", "", pages, kind="pdf")


def joined(first: list[Block], second: list[Block]) -> list[Table]:
    return tables(document(first, second), load("2023").marks)


def test_a_head_alone_at_the_foot_of_a_page_is_joined_with_its_rows() -> None:
    rows = [UNDER, TOTAL, CULTURE, HEALTH]
    pages = document([*lines(2, *TITLE), grid(2, [HEAD], 700)], [grid(3, rows, 30)])
    facts = read(pages, load("2023")).facts
    assert {str(a): f.printed for a, f in facts.items() if "合计" in str(a)}["03:合计:1"] == "30.00"
    assert facts.forms["03"].pages == (2, 3)


def test_rows_parted_more_finely_than_those_before_are_joined() -> None:
    first = grid(2, [HEAD, UNDER, TOTAL], 600)
    (table,) = joined([first], [grid(3, [CULTURE, [("210", 0, 2), *HEALTH[2:]]], 30, off=0.8)])
    assert (table.grid.height, table.grid.width, table.pages) == (5, 5, (2, 3))


@pytest.mark.parametrize(
    "second",
    [
        [grid(3, [CULTURE], 30, off=40)],
        [*lines(3, "正文一段。"), grid(3, [[("210", 0, 2), *HEALTH[2:]]], 60)],
        [grid(3, [[("收入决算表", 0, 5)], CULTURE, HEALTH], 30)],
        [grid(3, [[("项目", 0, 3), ("决算数", 3, 5)], CULTURE], 30)],
    ],
    ids=["other edges", "a text between", "a title of its own", "a head of its own"],
)
def test_another_table_stays_another(second: list[Block]) -> None:
    first = grid(2, [HEAD, [("", 0, 2), *TOTAL[2:]]], 700)
    assert len(joined([first], second)) == 2


def test_a_title_at_the_foot_of_a_page_is_that_of_the_table_on_the_next() -> None:
    pages = document(
        lines(2, *TITLE, top=780), [grid(3, [HEAD, UNDER, TOTAL, CULTURE, HEALTH], 30)]
    )
    reading = read(pages, load("2023"))
    assert reading.facts.forms["03"].state == "read"
    assert not [finding for finding in reading.remarks if finding.rule == "格式.单位"]


def test_sums_prove_nothing_where_the_rest_of_a_table_is_not_read() -> None:
    first = grid(2, [HEAD, UNDER, TOTAL, CULTURE], 600)
    rest = grid(3, [HEALTH[:3]], 30, off=40)
    reading = read(document([*lines(2, *TITLE), first], [rest]), load("2023"))
    assert [unread.kind for unread in reading.unread] == ["rest"]
    assert reading.facts.forms["03"].partial
