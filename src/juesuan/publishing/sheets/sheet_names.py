"""Names in a workbook: of its sheets, and of its cells by their addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from juesuan.model.number import Address
from juesuan.publishing.sheets.cell_values import cell_text, letters

LONGEST = 31
LONGEST_CELL = 250
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
RESERVED = "history"  # a sheet of that name is a workbook's own
APOSTROPHE, PRIME = "'", "’"


class CellPlace(NamedTuple):
    """A cell of a workbook: its sheet, its row and column from 0."""

    sheet: str
    row: int
    column: int


class SheetNames:
    """The names of the sheets of one workbook, each safe and once, none of them `reserved`."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = {RESERVED, *(name.casefold() for name in reserved)}

    def take(self, wanted: str) -> str:
        """A name as near to the wanted one as can be; nobody else gets it."""
        plain = FORBIDDEN.sub(" ", cell_text(wanted)).replace(APOSTROPHE, PRIME).strip() or "表"
        name, count = _shortened(plain, LONGEST), 1
        while name.casefold() in self._taken:
            count += 1
            tail = f"（{count}）"
            name = _shortened(plain, LONGEST - len(tail)) + tail
        self._taken.add(name.casefold())
        return name


class DefinedNames:
    """The names of the cells of one workbook: _03_2010301_1."""

    def __init__(self) -> None:
        self._taken = set[str]()

    def take(self, address: Address) -> str:
        """The name of the cell of an address; nobody else gets it."""
        plain = "_" + "".join(sign if _named(sign) else "_" for sign in str(address))
        plain = name = _shortened(plain, LONGEST_CELL)
        count = 1
        while name.casefold() in self._taken:
            count += 1
            name = f"{plain}_{count}"
        self._taken.add(name.casefold())
        return name


def reference(place: CellPlace, home: str) -> str:
    """A cell as a formula of the sheet `home` names it."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - only for a workbook

    cell = str(xl_rowcol_to_cell(place.row, place.column))
    return cell if place.sheet == home else f"'{place.sheet}'!{cell}"


def fixed(place: CellPlace) -> str:
    """A cell as a name of a workbook stands for it."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - as above

    cell = xl_rowcol_to_cell(place.row, place.column, row_abs=True, col_abs=True)
    return f"='{place.sheet}'!{cell}"


def _named(sign: str) -> bool:
    return (sign.isascii() and sign.isalnum()) or unicodedata.category(sign) == "Lo"


def _shortened(text: str, most: int) -> str:
    while letters(text) > most:
        text = text[:-1]
    return text.rstrip()
