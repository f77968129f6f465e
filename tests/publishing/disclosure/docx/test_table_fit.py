"""How tables fit: numbers on one line, few pages, never one or two rows alone on the last."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.disclosure import Align, PageTable
from juesuan.model.number import Address
from juesuan.model.page import Cell, Grid
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx.papers import is_wide, paper, text_height, text_width
from juesuan.publishing.disclosure.docx.table_fit import (
    MARGIN,
    ROWS_TOGETHER,
    USUAL,
    column_needs,
    column_widths,
    fit,
)
from juesuan.publishing.screen import width

LOOK = load_look()


def table(rows: int, columns: int, text: str = "1.00", note: str = "注") -> PageTable:
    cells = tuple(Cell(text, row, column) for row in range(rows) for column in range(columns))
    widths = (width(text) / 2 + 1.0,) * columns
    aligns = tuple[Align, ...]("right" for _ in range(columns))
    grid = Grid(cells, rows, columns)
    return PageTable("甲", "form", grid, 1, {}, aligns, widths, note=note)


def test_letters_are_as_declared_where_they_fit() -> None:
    assert fit(table(5, 4), LOOK, 50).size == LOOK.styles["表内"].size


@given(st.integers(1, 12), st.integers(0, 999_999_999_999))
def test_the_longest_number_fits_its_column(columns: int, cents: int) -> None:
    text = f"{cents / 100:,.2f}"
    measured = fit(table(4, columns, text), LOOK, 50)
    needed = (len(text) * USUAL + 2 * MARGIN) * measured.size * 20
    assert min(measured.widths) + 1 >= needed


def test_many_long_numbers_make_smaller_letters() -> None:
    measured = fit(table(4, 12, "12,345,678,901.00"), LOOK, 50)
    assert measured.size < LOOK.styles["表内"].size
    assert measured.pitch < LOOK.styles["表内"].pitch


def test_a_long_code_has_room_that_was_not_asked_for() -> None:
    cells = (Cell("2010301", 0, 0), Cell("名称", 0, 1))
    narrow = PageTable("甲", "form", Grid(cells, 1, 2), 0, {}, ("left", "left"), (2.0, 9.0))
    assert column_needs(narrow, USUAL) == [7 * USUAL + 2 * MARGIN, 9.0 - 1 + 2 * MARGIN]


@given(st.integers(2, 200), st.integers(0, 120))
def test_no_page_has_one_or_two_rows(rows: int, above: int) -> None:
    sheet = table(rows, 3)
    measured = fit(sheet, LOOK, above)
    height = measured.tall + LOOK.table.line
    page = text_height(paper("wide" if is_wide(sheet, LOOK) else "upright", LOOK))
    room, count, pages = page - above - height, 0, []
    for number in range(1, rows):
        need = height + (2 * LOOK.styles["表注"].pitch if number == rows - 1 else 0)
        if need > room:
            pages.append(count)
            room, count = page - height, 0
        room, count = room - height, count + 1
    assert not pages or count >= ROWS_TOGETHER


def test_a_table_a_little_too_long_is_set_a_little_tighter() -> None:
    usual = LOOK.table.tall
    rows = int((text_height(LOOK.page) - 50) // (usual + LOOK.table.line))
    assert fit(table(rows, 3), LOOK, 50).tall < usual
    assert fit(table(rows - 5, 3), LOOK, 50).tall == usual
    assert fit(table(rows, 3), LOOK, None).tall == usual


def test_widths_are_whole_and_come_to_the_whole() -> None:
    measured = fit(table(3, 7), LOOK, None)
    assert sum(measured.widths) == round(text_width(LOOK.page) * 20)
    assert max(abs(a - b) for a, b in pairwise(measured.widths)) <= 1


def test_room_to_spare_is_given_where_words_would_break() -> None:
    cells = (Cell("一项名称很长的财政拨款收入决算数", 0, 0), Cell("1.00", 0, 1))
    spare = PageTable("甲", "form", Grid(cells, 1, 2), 0, {}, ("left", "right"), (9.0, 3.5))
    wide, narrow = column_widths(spare, 9, 200)
    assert wide >= (16 + 2 * MARGIN) * 9 * 20
    assert narrow >= (4 * USUAL + 2 * MARGIN) * 9 * 20


def test_digits_without_end_make_no_table_smaller_unless_they_are_a_number() -> None:
    endless = table(3, 2, "1" * 400)
    asked = replace(endless, widths=(9.0, 9.0))
    assert fit(asked, LOOK, None).size == LOOK.styles["表内"].size
    counted = replace(asked, cells={(0, 0): Address("甲", "1", "1")})
    assert fit(counted, LOOK, None).size < LOOK.styles["表内"].size


def test_a_page_is_not_filled_to_its_last_line() -> None:
    """Whatever face stands in, a card of one page stays on one: rows are a little lower."""
    page, usual = text_height(paper("upright", LOOK)), LOOK.table.tall
    rows = int((page - 50) / (usual + LOOK.table.line))
    assert fit(table(rows - 8, 3), LOOK, 50).tall == usual
    assert fit(table(rows - 1, 3), LOOK, 50).tall < usual
