"""Places in words, and the cell that covers each field of a grid."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.page import Cell, Grid, Limits, Place


@st.composite
def tilings(draw: st.DrawFn) -> Grid:
    """A grid whose cells overlap nowhere; some fields may have none."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(row, column) for row in range(height) for column in range(width)}
    cells = []
    for row, column in sorted(free):
        if (row, column) not in free or draw(st.booleans()):
            continue
        rows = draw(st.integers(1, height - row))
        columns = draw(st.integers(1, width - column))
        covered = {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
        if covered <= free:
            free -= covered
            cells.append(Cell(f"{row},{column}", row, column, rows=rows, columns=columns))
    return Grid(tuple(cells), height, width)


@given(tilings())
def test_a_field_is_covered_by_the_cell_whose_rectangle_holds_it(grid: Grid) -> None:
    assert len(grid.fields) == grid.height
    for row, fields_of_row in enumerate(grid.fields):
        assert len(fields_of_row) == grid.width
        for column, cell in enumerate(fields_of_row):
            holding = [
                each
                for each in grid.cells
                if each.row <= row < each.row + each.rows
                and each.column <= column < each.column + each.columns
            ]
            assert ([cell] if cell else []) == holding


def test_a_cell_that_reaches_beyond_its_grid_is_cut_there() -> None:
    wide = Cell("甲", 0, 1, rows=9, columns=9)
    assert Grid((wide,), 2, 3).fields == ((None, wide, wide), (None, wide, wide))
    assert Grid((), 0, 0).fields == ()


@pytest.mark.parametrize(
    "place, words",
    [
        (Place(3), "第3页"),
        (Place(line=12), "第12行"),
        (Place(3, 12), "第3页第12行"),
        (Place(), "位置不详"),
        (Place(None, 12, None, "收入", (3, 4)), "“收入”第3行第4列"),
    ],
)
def test_a_place_is_told_in_words(place: Place, words: str) -> None:
    assert str(place) == words


def test_limits_are_positive_and_do_not_change() -> None:
    limits = Limits()
    assert all(getattr(limits, each.name) > 0 for each in fields(limits))
    with pytest.raises(FrozenInstanceError):
        limits.pages = 1  # type: ignore[misc]
