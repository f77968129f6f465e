"""Cells of a workbook: an amount is shown as it is printed, a text stays what it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.notation import spelling
from juesuan.publishing.sheets.cell_values import (
    MOST,
    Unwritable,
    cell_amount,
    cell_number,
    cell_text,
)


def shown(value: float, number_format: str) -> str:
    """How a spreadsheet shows a number in one of our formats."""
    positive, negative, zero = number_format.split(";")
    if not value:
        return zero.replace("\\", "")
    body = positive if value > 0 else negative
    decimals = len(body.partition(".")[2])
    digits = f"{abs(value):,.{decimals}f}" if "," in body else f"{abs(value):.{decimals}f}"
    return f"-{digits}" if body.startswith("-") else digits


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_the_format_prints_the_text_that_was_printed(value: Decimal) -> None:
    for thousands in (True, False):
        text = spelling.shown(value, Decimal(1), thousands=thousands)
        amount = cell_amount(text)
        assert amount is not None
        assert (amount.value, amount.decimals) == (value, 2)
        assert shown(cell_number(amount.value), amount.format) == text


@pytest.mark.parametrize("text", ["0.00", "0", "12", "-3.5", "1,234", "1234.000", ""])
def test_whatever_the_decimals(text: str) -> None:
    amount = cell_amount(text)
    assert amount is not None
    assert shown(cell_number(amount.value), amount.format) == text


def test_a_zero_is_printed_as_the_edition_does() -> None:
    for zero in ("", "—", "0.00"):
        amount = cell_amount("12.00", zero)
        assert amount is not None
        assert shown(0, amount.format) == zero
    dash = cell_amount("—", "—")
    assert dash is not None
    assert not dash.value
    assert shown(0, dash.format) == "—"


@pytest.mark.parametrize("text", ["—", "（12.00）", "12%", "=1+1", "1.2.3", "+5.00", "１２", "007"])
def test_what_no_format_prints_is_no_number(text: str) -> None:
    assert cell_amount(text) is None


def test_more_digits_than_a_workbook_keeps_are_refused() -> None:
    assert cell_number(MOST - Decimal("0.01")) == 9_999_999_999_999.99
    assert f"{cell_number(MOST - Decimal('0.01')):.2f}" == "9999999999999.99"
    for value in (MOST, -MOST):
        with pytest.raises(Unwritable, match="15 位"):
            cell_number(value)


def test_nothing_hidden_or_unwritable_stands_in_a_text() -> None:
    assert cell_text("=A1\u202e+1\x07\n二") == "=A1 +1 二"
    assert cell_text("甲\ud800乙\uffff") == "甲\ufffd乙\ufffd"
    assert cell_text("　其中：办公费") == "　其中：办公费"
    with pytest.raises(Unwritable, match="一个单元格"):
        cell_text("字" * 32_768)
