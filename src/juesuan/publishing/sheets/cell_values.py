"""What stands in a cell of a workbook: a text that stays one, an amount shown as it is printed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.number import ZERO
from juesuan.notation import spelling
from juesuan.publishing import screen

MOST = Decimal(10) ** 13  # with two decimals fifteen digits, as many as a workbook keeps
MOST_LETTERS = 32_767
DECIMALS = 2
THOUSAND = 1000
UNWRITTEN = re.compile("[\ud800-\udfff\ufffe\uffff]")  # no XML holds them


class Unwritable(ValueError):
    """What a workbook cannot hold as it is; the message says what, in Chinese."""


PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}  # of a workbook in which a text stays one


class CellAmount(NamedTuple):
    """A number in a cell: its value, how many decimals it shows, the format that prints it."""

    value: Decimal
    decimals: int
    format: str


def cell_text(text: str) -> str:
    """A text as a cell shows it: on one line, nothing hidden in it; what no file holds is �."""
    shown = UNWRITTEN.sub("\ufffd", screen.one_line(text))
    if letters(shown) > MOST_LETTERS:
        raise Unwritable(f"“{shown[:20]}……”超过一个单元格能写的 {MOST_LETTERS} 字")
    return shown


def letters(text: str) -> int:
    """How long a workbook counts a text."""
    return len(text.encode("utf-16-le")) // 2


def cell_number(value: Decimal) -> float:
    """An amount as a workbook keeps it; raises Unwritable where digits would be lost."""
    if abs(value) >= MOST:
        raise Unwritable(f"金额 {value:,} 超过工作簿能准确记下的 15 位数字，不能写成 XLSX")
    return float(value)


def cell_amount(text: str, zero: str = "") -> CellAmount | None:
    """The number that a format prints as exactly this text; None where none does.

    `zero` is how a zero is printed; a blank is a zero too.
    """
    parsed = _parsed(text)
    if parsed is None:
        printed_zero = text in ("", zero)
        return CellAmount(ZERO, DECIMALS, _format(DECIMALS, text)) if printed_zero else None
    value, decimals = parsed
    plain = "," not in text and abs(value) >= THOUSAND
    if spelling.shown(value, Decimal(1), decimals, thousands=not plain) != text:
        return None
    return CellAmount(value, decimals, _format(decimals, zero if value else text, plain=plain))


def amount_format(zero: str = "") -> str:
    """The format of amounts of this project's making."""
    return _format(DECIMALS, zero)


def _parsed(text: str) -> tuple[Decimal, int] | None:
    try:
        return spelling.amount(text)
    except spelling.NotAnAmount:
        return None


def _format(decimals: int, zero: str, *, plain: bool = False) -> str:
    body = ("0" if plain else "#,##0") + ("." + "0" * decimals if decimals else "")
    number = _parsed(zero)
    if number is None:
        none = "".join(f"\\{sign}" for sign in zero)
    else:
        none = "0" + ("." + "0" * number[1] if number[1] else "")
    return f"{body};-{body};{none}"
