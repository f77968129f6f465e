"""The cells of a workbook straight from its XML, and its formulas reckoned by other means.

Reckoned as a spreadsheet does: sums of binary numbers, rounded by their fifteen decimal digits.
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from lxml import etree

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROUND = re.compile(r"ROUND\((?P<sum>.+?)(?:/(?P<scale>\d+))?,(?P<places>\d+)\)")
TERM = re.compile(r"(?P<sign>^|[+-])(?:'(?P<sheet>[^']+)'!)?(?P<cell>[A-Z]+\d+)")


class SheetCell(NamedTuple):
    """A cell: its formula, "" for none, and its number or text."""

    formula: str
    value: float | str


Sheets = dict[str, dict[str, SheetCell]]


def read_sheets(data: bytes) -> Sheets:
    """Sheet → cell → what stands in it; blank cells are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = _strings(archive)
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        names = [sheet.get("name") for sheet in book.iter(f"{SPACE}sheet")]
        return {
            name: _cells(archive.read(f"xl/worksheets/sheet{number}.xml"), strings)
            for number, name in enumerate(names, 1)
        }


def _strings(archive: zipfile.ZipFile) -> list[str]:
    tree = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    items = tree.iter(f"{SPACE}si")
    return ["".join(part.text or "" for part in item.iter(f"{SPACE}t")) for item in items]


def _cells(xml: bytes, strings: list[str]) -> dict[str, SheetCell]:
    cells = {}
    for cell in etree.fromstring(xml).iter(f"{SPACE}c"):
        value = cell.findtext(f"{SPACE}v")
        if value is not None:
            shown = strings[int(value)] if cell.get("t") == "s" else float(value)
            cells[cell.get("r")] = SheetCell(cell.findtext(f"{SPACE}f") or "", shown)
    return cells


def wrong(sheets: Sheets) -> list[tuple[str, str, float, float]]:
    """The cells whose formula does not come to what is written in them."""
    reckoned: dict[tuple[str, str], float] = {}

    def value(sheet: str, name: str) -> float:
        if (sheet, name) not in reckoned:
            cell = sheets[sheet].get(name, SheetCell("", 0.0))
            assert isinstance(cell.value, float), (sheet, name)
            reckoned[sheet, name] = formula(sheet, cell.formula) if cell.formula else cell.value
        return reckoned[sheet, name]

    def formula(home: str, text: str) -> float:
        match = ROUND.fullmatch(text)
        assert match, text
        total = 0.0
        for term in TERM.finditer(match["sum"]):
            amount = value(term["sheet"] or home, term["cell"])
            total += -amount if term["sign"] == "-" else amount
        assert "".join(t[0] for t in TERM.finditer(match["sum"])) == match["sum"], text
        return rounded(total / int(match["scale"] or 1), int(match["places"]))

    formulas = [
        (s, n, c.value) for s, cells in sheets.items() for n, c in cells.items() if c.formula
    ]
    return [
        (sheet, name, value(sheet, name), float(printed))
        for sheet, name, printed in formulas
        if value(sheet, name) != printed
    ]


def rounded(value: float, places: int) -> float:
    """ROUND of a spreadsheet: half away from zero, by fifteen digits."""
    step = Decimal(1).scaleb(-places)
    return float(Decimal(f"{value:.15g}").quantize(step, ROUND_HALF_UP))
