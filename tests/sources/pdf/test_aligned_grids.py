"""Tables without rules as grids: head, rows, wrapped cells, parts over pages alike."""

from __future__ import annotations

from tests.making.aligned import STEP, line, row, table

from juesuan.model.page import Grid
from juesuan.sources.pdf.aligned_grids import TablePart, grids_of, pace_of


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in fields] for fields in grid.fields]


def test_a_table_is_read_as_it_is_seen() -> None:
    (grid,) = grids_of([TablePart(1, tuple(table()))])
    assert grid.aligned
    assert texts(grid) == [
        ["项目", "项目", "本年支出", "本年支出", "本年支出"],
        ["科目编码", "科目名称", "小计", "基本支出", "项目支出"],
        ["", "合计", "30.00", "20.00", "10.00"],
        ["201", "一般公共服务支出", "25.00", "20.00", "5.00"],
        ["205", "教育支出及其他多种支出", "5.00", "", "5.00"],
    ]


def test_a_part_on_the_next_page_has_the_same_columns() -> None:
    more = TablePart(
        2, (row(40, "208", "其他", "", "", "1.00"), row(60, "210", "卫生", "", "2.00", ""))
    )
    first, second = grids_of([TablePart(1, tuple(table())), more])
    assert first.width == second.width
    assert texts(second) == [["208", "其他", "", "", "1.00"], ["210", "卫生", "", "2.00", ""]]
    assert second.place.page == 2


def test_the_rest_of_a_cell_on_the_next_page_is_of_its_row() -> None:
    part = TablePart(1, tuple(table())).followed([line(30, ("（续）", 100, "left"))])
    (grid,) = grids_of([part])
    assert texts(grid)[-1][1] == "教育支出及其他多种支出（续）"


def test_ordinals_stand_one_in_each_column() -> None:
    counted = line(
        100 + 1.5 * STEP,
        ("栏次", 150, "left"),
        ("1", 302, "left"),
        ("2", 385, "left"),
        ("3", 470, "left"),
    )
    lines = table()
    (grid,) = grids_of([TablePart(1, (*lines[:2], counted, *lines[2:]))])
    assert texts(grid)[2] == ["", "栏次", "1", "2", "3"]


def test_amounts_that_touch_another_column_make_no_third() -> None:
    rows = tuple(row(20 * at, "", "", "1.00", "2.00", "") for at in range(1, 5))
    assert grids_of([TablePart(1, rows)]) == []


def test_text_without_an_end_is_no_head() -> None:
    lines = tuple(
        line(20 * at, ("甲", 50, "left"), ("乙", 100, "left"), ("丙", 150, "left"))
        for at in range(20)
    )
    assert grids_of([TablePart(1, lines)]) == []


def test_lines_of_a_cell_are_nearer_than_rows() -> None:
    pace = pace_of([TablePart(1, tuple(table()))])
    assert pace.row < pace.cell < STEP
