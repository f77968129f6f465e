"""A sheet as a page: which rows are lines, which are tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from juesuan.model.page import Grid, Limits, Line, Unreadable
from juesuan.sources.workbook.regions import blocks
from juesuan.sources.workbook.worksheet import Display, Merge, Worksheet

HEAD = ("科目", "合计", "基本支出", "项目支出")
BODY = ("行政运行", "3.00", "2.00", "1.00")
Rows = Sequence[Sequence[str]]


def sheet(
    rows: Rows, ruled: Sequence[int] = (), name: str = "公开03表", merges: Sequence[Merge] = ()
) -> Worksheet:
    """A sheet of these rows; "" is an empty cell."""
    made = Worksheet(name, merges=list(merges))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            made.put((at, column), Display(text, ruled=at in ruled), Limits())
    return made


def outline(made: Worksheet) -> list[str | list[list[str]]]:
    """Lines as texts, grids as rows of texts."""
    shown: list[str | list[list[str]]] = []
    for block in blocks(made, Limits()):
        if isinstance(block, Line):
            shown.append(block.text)
        else:
            shown.append([[cell.text if cell else "" for cell in row] for row in block.fields])
    return shown


TABLE = [list(HEAD), list(BODY)]
SHAPES: Mapping[str, tuple[Rows, Sequence[int], list[str | list[list[str]]]]] = {
    "title, unit and note around a frame": (
        [["支出决算表"], ["部门：某局", "", "", "单位：万元"], HEAD, BODY, ["注：本表反映支出。"]],
        (2, 3),
        ["支出决算表", "部门：某局 单位：万元", TABLE, "注：本表反映支出。"],
    ),
    "the same without any frame": (
        [["支出决算表"], HEAD, BODY, ["注：本表反映支出。"]],
        (),
        ["支出决算表", TABLE, "注：本表反映支出。"],
    ),
    "a frame around the title too": (
        [["支出决算表"], HEAD, BODY],
        (0, 1, 2),
        ["支出决算表", TABLE],
    ),
    "only the head is framed": (
        [["支出决算表"], HEAD, BODY, ["其中：公用", "1.00"]],
        (1,),
        ["支出决算表", [list(HEAD), list(BODY), ["其中：公用", "1.00", "", ""]]],
    ),
    "two tables, a title between": (
        [["支出决算表"], HEAD, BODY, ["收入决算表"], HEAD, BODY],
        (1, 2, 4, 5),
        ["支出决算表", TABLE, "收入决算表", TABLE],
    ),
    "two tables without frames, a blank row and a title between": (
        [["支出决算表"], HEAD, BODY, [], ["收入决算表"], HEAD, BODY],
        (),
        ["支出决算表", TABLE, "收入决算表", TABLE],
    ),
    "two tables without frames, only a title between": (
        [["支出决算表"], HEAD, BODY, ["收入决算表"], HEAD, BODY],
        (),
        ["支出决算表", TABLE, "收入决算表", TABLE],
    ),
    "a row that shows but a label that is not the first": (
        [HEAD, ["", "其中："], HEAD, BODY],
        (),
        [[list(HEAD), ["", "其中：", "", ""], list(HEAD), list(BODY)]],
    ),
    "a row that shows but its label": (
        [["支出决算表"], HEAD, ["其中："], BODY],
        (),
        ["支出决算表", [list(HEAD), ["其中：", "", "", ""], list(BODY)]],
    ),
    "a framed row that shows but its label, at the end": (
        [HEAD, BODY, ["年末结转"]],
        (0, 1, 2),
        [[list(HEAD), list(BODY), ["年末结转", "", "", ""]]],
    ),
    "signatures below a frame": (
        [HEAD, BODY, ["负责人：甲", "", "制表：乙"]],
        (0, 1),
        [TABLE, "负责人：甲 制表：乙"],
    ),
    "a text all through": (
        [["第一部分 概况"], ["一、主要职责"], [], ["负责档案工作。"]],
        (),
        ["第一部分 概况", "一、主要职责", "负责档案工作。"],
    ),
    "empty rows and columns are none of the table": (
        [["", *HEAD[:2], "", *HEAD[2:]], [], ["", *BODY[:2], "", *BODY[2:]]],
        (0, 2),
        [TABLE],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_are_lines_or_tables(shape: str) -> None:
    rows, ruled, expected = SHAPES[shape]
    assert outline(sheet(rows, ruled)) == expected


@pytest.mark.parametrize(
    "name, rows, shown",
    [
        ("支出决算表", [HEAD, BODY], ["支出决算表"]),
        ("支出决算表", [["单位：万元"], HEAD, BODY], ["支出决算表", "单位：万元"]),
        ("支出决算表", [["公开03表"], HEAD, BODY], ["支出决算表", "公开03表"]),
        ("支出决算表", [["某局支出决算表"], HEAD, BODY], ["某局支出决算表"]),
        ("公开03表", [HEAD, BODY], []),
        ("Z01_1", [HEAD, BODY], []),
        ("附件1", [HEAD, BODY], []),
        ("部门决算情况说明", [["负责档案工作。"]], ["负责档案工作。"]),
    ],
)
def test_the_name_of_a_sheet_is_the_title_of_a_table_that_has_none(
    name: str, rows: Rows, shown: list[str]
) -> None:
    assert [text for text in outline(sheet(rows, (), name)) if isinstance(text, str)] == shown


def test_merged_cells_cover_what_they_cover_and_hide_what_is_beneath() -> None:
    rows = [
        ["支出决算表"],
        ["项目", "本年支出", "没有人看见"],
        ["", "基本", "项目"],
        ["甲", "1.00", "2.00"],
    ]
    merges = [Merge(0, 0, 0, 300), Merge(1, 0, 2, 0), Merge(1, 1, 1, 2)]
    title, grid = blocks(sheet(rows, (1, 2, 3), merges=merges), Limits())
    assert isinstance(title, Line)
    assert isinstance(grid, Grid)
    assert [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells[:4]] == [
        ("项目", 0, 0, 2, 1),
        ("本年支出", 0, 1, 1, 2),
        ("基本", 1, 1, 1, 1),
        ("项目", 1, 2, 1, 1),
    ]
    assert len(grid.cells) == 7


def test_merges_that_overlap_are_no_merges() -> None:
    rows = [list(HEAD), list(BODY)]
    (grid,) = blocks(sheet(rows, (0, 1), merges=[Merge(0, 0, 0, 1), Merge(0, 1, 1, 1)]), Limits())
    assert isinstance(grid, Grid)
    assert [cell.columns for cell in grid.cells[:2]] == [2, 1]


def test_merges_beyond_what_is_used_are_nothing() -> None:
    rows = [list(HEAD), list(BODY)]
    far = [Merge(5000, 5000, 9000, 9000), Merge(5000, 0, 9000, 3)]
    (grid,) = blocks(sheet(rows, (0, 1), merges=far), Limits(cells=100))
    assert isinstance(grid, Grid)
    assert len(grid.cells) == 8


def test_a_place_is_the_row_and_the_column_of_the_sheet() -> None:
    made = sheet([[], ["", "支出决算表"], [], ["", *HEAD], ["", *BODY]], (3, 4))
    line, grid = blocks(made, Limits())
    assert isinstance(grid, Grid)
    assert str(line.place) == "“公开03表”第2行第2列"
    assert str(grid.cells[-1].place) == "“公开03表”第5行第5列"


def test_a_sheet_with_few_cells_far_apart_is_refused_and_not_filled_up() -> None:
    made = Worksheet("公开03表")
    for at in range(2000):
        made.put((at, at), Display("1"), Limits())
        made.put((at, at + 1), Display("1"), Limits())
    with pytest.raises(Unreadable, match="内容过多"):
        list(blocks(made, Limits(cells=100_000)))
