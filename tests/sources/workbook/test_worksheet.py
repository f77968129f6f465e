"""The cells of a sheet: what is shown on one line, what stands on no sheet, what is too much."""

from __future__ import annotations

import pytest

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.workbook.worksheet import (
    HOLLOW,
    Display,
    CellLook,
    Worksheet,
    hollow,
    of_number,
    of_text,
    of_truth,
)

LOOK = CellLook("#,##0.00")


def test_a_number_keeps_the_digits_it_does_not_show() -> None:
    assert of_number(5066.8347, LOOK) == Display("5,066.83", "5066.8347")


def test_a_number_that_shows_nothing_keeps_nothing() -> None:
    assert of_number(0, CellLook("0;-0;")) == Display("")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_an_error(value: float) -> None:
    assert of_number(value, LOOK).text == "#NUM!"


def test_a_text_stands_on_one_line() -> None:
    assert of_text(" 行政\n运行\u3000\t支出 ", LOOK).text == "行政 运行 支出"


def test_a_truth_and_a_formula_without_a_result() -> None:
    assert of_truth(value=True, look=LOOK).text == "TRUE"
    assert of_truth(value=False, look=LOOK).text == "FALSE"
    assert hollow(LOOK).text == HOLLOW


@pytest.mark.parametrize("at", [(2**20, 0), (0, 2**14), (-1, 0)])
def test_a_cell_on_no_sheet_is_damage(at: tuple[int, int]) -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        Worksheet("甲").put(at, Display("1"), Limits())


def test_cells_that_show_nothing_count_for_nothing() -> None:
    sheet = Worksheet("甲")
    for column in range(9):
        sheet.put((0, column), Display(""), Limits(cells=1))
    sheet.put((0, 0), Display("1"), Limits(cells=1))
    with pytest.raises(Unreadable, match="内容过多"):
        sheet.put((0, 1), Display("1"), Limits(cells=1))
