"""The tools that sheets are drawn with: an open workbook, and the looks of its cells."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from juesuan.notation.look import Look
from juesuan.publishing import screen
from juesuan.publishing.sheets.cell_values import cell_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TALLEST = 409.0  # a row is not higher, in pt
PIXELS = 96 / 72  # of a pt
LEADING = 1.32  # a line of text by the size of its letters
AIR = 3.0  # above and below the lines of a cell, in pt
INDENT = 12  # pixels
MARGIN = 0.6  # letters of a column that stay empty


@dataclass(frozen=True)
class Drawing:
    """A workbook that is drawn: how it looks, the draft mark and the title on all its sheets."""

    book: Workbook
    look: Look
    title: str
    mark: str = ""
    _formats: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def format(self, style: str, **more: str | float) -> Format:
        """The format of a declared style, with what is special about a cell."""
        declared = self.look.styles[style]
        properties = {
            "font_name": declared.faces[0],
            "font_size": declared.size,
            "bold": declared.bold,
            "align": declared.align,
            "valign": "vcenter",
            **more,
        }
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def field(self, align: str, *, head: bool = False, **more: str | float) -> Format:
        """The format of a field of a table: lines around it, a head shaded."""
        shade = {"bg_color": f"#{self.look.table.shade}"} if head else {}
        indent = {"indent": 1} if align == "left" else {}
        return self.format("表内", align=align, text_wrap=True, border=1, **shade, **indent, **more)

    def text(self, page: Worksheet, at: tuple[int, int], text: str, look: Format) -> None:
        """Write a text, which stays one whatever it begins with."""
        shown = cell_text(text)
        if shown:
            page.write_string(*at, shown, look)
        else:
            page.write_blank(*at, None, look)

    def across(self, page: Worksheet, row: int, columns: int, text: str, look: Format) -> None:
        """Write a text over all the columns of a row."""
        if columns > 1:
            page.merge_range(row, 0, row, columns - 1, "", look)
        self.text(page, (row, 0), text, look)


def pixels(letters: float, size: float, align: str = "") -> int:
    """How wide a column of so many letters is; texts at the left are set in a little."""
    return round(letters * size * PIXELS) + (INDENT if align == "left" else 3)


def height(lines: int, size: float) -> float:
    """How high a row of so many lines is, in pt."""
    return min(lines * size * LEADING + AIR, TALLEST)


def lines(text: str, letters: float) -> int:
    """How many lines a text takes in a column of so many letters."""
    return max(1, math.ceil(screen.width(cell_text(text)) / 2 / max(letters, 1)))
