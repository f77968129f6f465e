"""Pages of a sheet: never a few rows alone on the last one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from juesuan.notation.look import load_look
from juesuan.publishing.sheets.paper import (
    FEWEST,
    POINTS,
    PrintedRow,
    RowHeights,
    is_wide,
    page_breaks,
    row_height,
)

LOOK = load_look()
TALL = LOOK.table.tall


def pages(rows: int, room: float, tall: float) -> list[int]:
    """How many rows of a table without head each page has."""
    each = int(room // tall)
    return [each] * (rows // each) + ([rows % each] if rows % each else [])


@given(st.integers(1, 400), st.floats(300, 900))
def test_the_last_page_has_some_rows(rows: int, room: float) -> None:
    table = RowHeights((10.0,) * rows, 0, 0, note=False)
    tall = row_height(table, LOOK, room)
    assert 0.8 * TALL <= tall <= TALL
    counts = pages(rows, room, tall)
    assert len(counts) == 1 or counts[-1] >= FEWEST


def test_rows_are_lower_only_where_that_helps() -> None:
    usual = RowHeights((10.0,) * 25, 0, 0, note=False)
    assert row_height(usual, LOOK, 20 * TALL) == TALL
    alone = RowHeights((10.0,) * 21, 0, 0, note=False)
    assert row_height(alone, LOOK, 20 * TALL) < TALL
    high = RowHeights((TALL,) * 21, 0, 0, note=False)  # every row needs its height
    assert row_height(high, LOOK, 20 * TALL) == TALL


def test_a_note_stands_on_the_page_of_its_table() -> None:
    full = RowHeights((10.0,) * 20, 0, 0, note=False)
    assert row_height(full, LOOK, 20 * TALL) == TALL
    assert row_height(full._replace(note=True), LOOK, 20 * TALL) < TALL


def test_a_wide_table_lies() -> None:
    assert is_wide((40.0, 10.0), LOOK)
    assert not is_wide((40.0, 6.0), LOOK)


@given(st.lists(st.tuples(st.floats(10, 400), st.booleans()), max_size=60))
def test_pages_are_not_too_full_and_headings_not_alone(rows: list[tuple[float, bool]]) -> None:
    printed = [PrintedRow(*row) for row in rows]
    room = (LOOK.page.height - LOOK.page.top - LOOK.page.bottom) * POINTS
    breaks = page_breaks(printed, LOOK.page, 100)
    bounds = [0, *breaks, len(rows)]
    assert bounds == sorted(set(bounds)) or not rows
    for first, after in pairwise(bounds):
        page = printed[first:after]
        alone = all(row.with_next for row in page[:-1])  # heads that lead to more than a page
        assert sum(row.height for row in page) <= room or alone
        if after < len(rows) and page[-1].with_next:
            assert all(row.with_next for row in page)


def test_a_page_takes_more_where_it_is_printed_smaller() -> None:
    rows = [PrintedRow(100.0)] * 12
    assert page_breaks(rows, LOOK.page, 100) == (6,)
    assert page_breaks(rows, LOOK.page, 50) == ()
