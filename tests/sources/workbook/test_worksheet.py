"""The cells of a sheet: what is shown on one line, what stands on no sheet, what is too much."""

from __future__ import annotations

import ast
import re

import pytest
from tests.test_house import ROOT

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.workbook.worksheet import (
    HOLLOW,
    CellLook,
    Display,
    Worksheet,
    hollow,
    of_number,
    of_text,
    of_truth,
    stored_number,
)

LOOK = CellLook("#,##0.00")


def test_a_number_keeps_the_digits_it_does_not_show() -> None:
    assert of_number(5066.8347, LOOK) == Display("5,066.83", "5066.8347")


def test_a_number_that_shows_nothing_keeps_nothing() -> None:
    assert of_number(0, CellLook("0;-0;")) == Display("")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_an_error(value: float) -> None:
    assert of_number(value, LOOK).text == "#NUM!"


@pytest.mark.parametrize("text, number", [("1234.50", 1234.5), ("-1.5E+3", -1500.0), (" 0\n", 0.0)])
def test_a_number_is_read_as_programs_store_it(text: str, number: float) -> None:
    assert stored_number(text) == number


@pytest.mark.parametrize("text", ["1_000", "１２", "1,000", " ", "0x1F", "1" * 41, "\xa012"])
def test_what_only_python_takes_for_a_number_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        stored_number(text)


def test_every_reader_of_workbooks_reads_numbers_so() -> None:
    folder = ROOT / "src" / "juesuan" / "sources" / "workbook"
    calls = {
        path.name
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float"
    }
    assert calls <= {"worksheet.py", "number_format.py"}, calls


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
