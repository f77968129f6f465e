"""How large a table is set: numbers whole at the largest size at which all of them are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import MANY, examples
from tests.making.typeset import rows

from juesuan.composing.page_tables import letters
from juesuan.model.page import Cell, Grid
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.not_set import NotSet
from juesuan.publishing.disclosure.pdf.fitting import (
    BESIDE,
    EASY,
    LEAST,
    NUMBER,
    SPARE,
    broken,
    fit,
)

STYLE = load_look().styles["表内"]


@pytest.mark.parametrize("width, size", [(6, 9.0), (11, 9.0), (13, 8.5), (15, 7.0), (17, 6.0)])
def test_a_table_is_set_smaller_by_steps(width: int, size: float) -> None:
    fitted = fit(rows(4, width, "-12,345.67"), 640, STYLE, letters)
    assert fitted.size == size
    assert sum(fitted.columns) == pytest.approx(640)


def test_words_make_letters_smaller_only_down_to_an_easy_size() -> None:
    table = rows(4, 6, "-12,345.67")
    sizes = [
        fit(replace(table, widths=(wide,) * 6), 640, STYLE, letters).size for wide in (8.0, 12.5)
    ]
    assert sizes == [9.0, 8.5]
    assert fit(replace(table, widths=(60.0,) * 6), 640, STYLE, letters).size == EASY


def test_what_is_left_over_goes_to_the_longest_words() -> None:
    table = rows(4, 3, "1.00")
    words = Cell("一段很长很长很长很长的文字，最好在一行", 2, 0)
    cells = tuple(words if (c.row, c.column) == (2, 0) else c for c in table.grid.cells)
    fitted = fit(replace(table, grid=Grid(cells, 4, 3)), 300, STYLE, letters)
    assert fitted.inside(words) >= letters(words.text)


def test_a_table_that_never_fits_is_an_error() -> None:
    with pytest.raises(NotSet, match="“长表4”太宽：字缩到 6 磅，30 栏"):
        fit(rows(4, 30, "-1,234,567,890.12"), 640, STYLE, letters)


@settings(max_examples=examples(MANY))
@given(
    st.lists(st.from_regex(r"\A-?[1-9]\d{0,2}(,\d{3}){0,4}\.\d\d\Z"), min_size=1, max_size=8),
    st.integers(300, 700),
)
def test_every_number_has_room(numbers: list[str], available: int) -> None:
    table = rows(3, len(numbers) + 1, max(numbers, key=len))
    try:
        fitted = fit(table, available, STYLE, letters)
    except NotSet:
        most = letters(max(numbers, key=len)) * LEAST * len(numbers)
        assert most + (2 * BESIDE + 3) * LEAST * (len(numbers) + 2) > available
        return
    assert sum(fitted.columns) <= available + 0.01
    for cell in table.grid.cells:
        if NUMBER.fullmatch(cell.text):
            assert letters(cell.text) <= fitted.inside(cell) + SPARE


@pytest.mark.parametrize(
    "text, lines",
    [
        ("1,234,567.89", ["1,234,567.89"]),
        ("-12.50%", ["-12.50%"]),
        ("abcdefghijkl", ["abcdefgh", "ijkl"]),
        ("见abcdefghijkl。", ["见abcdefgh", "ijkl。"]),
        ("没有长词的一段中文", ["没有长词的一段中文"]),
    ],
)
def test_long_words_are_broken_and_numbers_never(text: str, lines: list[str]) -> None:
    assert broken(text, 4, letters).split("\n") == lines
