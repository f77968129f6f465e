"""One table as one sheet: its title, head, fields, note; numbers as printed, sums live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from juesuan.model.disclosure import PageTable
from juesuan.model.number import Address
from juesuan.model.page import Cell
from juesuan.notation.look import Look
from juesuan.publishing.sheets.cell_formats import MARGIN, Drawing, height, lines, pixels
from juesuan.publishing.sheets.cell_values import CellAmount, cell_amount, cell_number
from juesuan.publishing.sheets.paper import (
    POINTS,
    PrintedSheet,
    RowHeights,
    is_wide,
    room_of,
    row_height,
    set_up,
)
from juesuan.publishing.sheets.sheet_names import CellPlace

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

UNIT, NOTE = "金额单位：", "注："
AIR_BELOW = 6.0  # a title or a note, in pt


class PrintedAmount(NamedTuple):
    """A number of a table: its field, its address, how it is printed."""

    field: tuple[int, int]
    address: Address
    amount: CellAmount


class LiveAmount(NamedTuple):
    """A number in a field, and the formula that gives it, "" for none."""

    amount: CellAmount
    formula: str = ""


@dataclass(frozen=True)
class TableSheet:
    """A table and the sheet it stands on; `zero` is how it prints a zero."""

    name: str
    title: str
    table: PageTable
    marked: bool = False
    zero: str = ""

    def widths(self, look: Look) -> tuple[float, ...]:
        """How wide the columns are, in letters: a narrow table fills its page all the same."""
        needed = self.table.widths
        paper = look.wide if is_wide(needed, look) else look.page
        across = (paper.width - paper.left - paper.right) * POINTS / look.styles["表内"].size
        return tuple(letters * max(1.0, across / sum(needed)) for letters in needed)

    @property
    def top(self) -> int:
        """The first row of the grid: above it mark, title, number, owner and unit."""
        table = self.table
        return 1 + sum(map(bool, (self.marked, table.number, table.owner or table.unit)))

    def place(self, row: int, column: int) -> CellPlace:
        """The cell of the workbook where a field of the grid stands."""
        return CellPlace(self.name, row + self.top, column)

    @cached_property
    def amounts(self) -> tuple[PrintedAmount, ...]:
        """The numbers of the table."""
        texts = {(cell.row, cell.column): cell.text for cell in self.table.grid.cells}
        read = (
            (at, a, cell_amount(texts.get(at, ""), self.zero)) for at, a in self.table.cells.items()
        )
        return tuple(PrintedAmount(at, a, amount) for at, a, amount in read if amount is not None)


Live = Mapping[tuple[int, int], LiveAmount]


def draw_table(page: Worksheet, sheet: TableSheet, live: Live, drawing: Drawing) -> None:
    """Draw a table; numbers are those in `live`, every other field is text."""
    table, top = sheet.table, sheet.top
    size = drawing.look.styles["表内"].size
    for column, letters in enumerate(sheet.widths(drawing.look)):
        page.set_column_pixels(column, column, pixels(letters, size, table.aligns[column]))
    _above(page, sheet, drawing)
    _heights(page, sheet, drawing)
    for cell in table.grid.cells:
        _field(page, sheet, cell, live.get((cell.row, cell.column)), drawing)
    _uncovered(page, sheet, drawing)
    last = top + table.grid.height - 1
    if table.note:
        last += 1
        _note(page, sheet, last, drawing)
    heads = (top, top + table.heads - 1) if table.heads else None
    wide = is_wide(table.widths, drawing.look)
    set_up(page, drawing, PrintedSheet(last, table.grid.width - 1, heads, wide))
    if heads:
        page.freeze_panes(top + table.heads, _labels(table))


def _above(page: Worksheet, sheet: TableSheet, drawing: Drawing) -> None:
    table, row, last = sheet.table, 0, sheet.table.grid.width - 1
    if sheet.marked:
        drawing.across(page, row, last + 1, drawing.mark, drawing.format("草稿"))
        row += 1
    title = drawing.format("表题", text_wrap=True)
    drawing.across(page, row, last + 1, sheet.title, title)
    style = drawing.look.styles["表题"]
    wide = sum(sheet.widths(drawing.look)) * drawing.look.styles["表内"].size / style.size
    page.set_row(row, height(lines(sheet.title, wide), style.size) + AIR_BELOW)
    small, right = drawing.format("表注"), drawing.format("表注", align="right")
    if table.number:
        row += 1
        drawing.text(page, (row, last), table.number, right)
    if table.owner or table.unit:
        row += 1
        if table.owner:
            drawing.text(page, (row, 0), table.owner, small)
        if table.unit:
            drawing.text(page, (row, last), f"{UNIT}{table.unit}", right)


def _note(page: Worksheet, sheet: TableSheet, row: int, drawing: Drawing) -> None:
    table, style = sheet.table, drawing.look.styles["表注"]
    note = f"{NOTE}{table.note}"
    look = drawing.format("表注", text_wrap=True, valign="top")
    drawing.across(page, row, table.grid.width, note, look)
    page.set_row(row, height(lines(note, sum(sheet.widths(drawing.look))), style.size) + AIR_BELOW)


def _field(
    page: Worksheet, sheet: TableSheet, cell: Cell, live: LiveAmount | None, drawing: Drawing
) -> None:
    table, at = sheet.table, (cell.row + sheet.top, cell.column)
    more = {"num_format": live.amount.format} if live else {}
    strong = {"bold": True} if cell.row in table.totals else {}
    look = drawing.field(table.align(cell), head=cell.row < table.heads, **more, **strong)
    last = min(cell.column + cell.columns, table.grid.width) - 1
    if cell.rows > 1 or last > cell.column:
        page.merge_range(*at, at[0] + cell.rows - 1, last, "", look)
    if live is None:
        drawing.text(page, at, cell.text, look)
    else:
        write_amount(page, at, live, look)


def write_amount(page: Worksheet, at: tuple[int, int], live: LiveAmount, look: Format) -> None:
    """Write a number, or the formula that gives it and what it comes to."""
    number = cell_number(live.amount.value)
    if live.formula:
        page.write_formula(*at, live.formula, look, number)
    else:
        page.write_number(*at, number, look)


def _uncovered(page: Worksheet, sheet: TableSheet, drawing: Drawing) -> None:
    for row, fields in enumerate(sheet.table.grid.fields):
        for column, cell in enumerate(fields):
            if cell is None:
                head = row < sheet.table.heads
                page.write_blank(row + sheet.top, column, None, drawing.field("left", head=head))


def _labels(table: PageTable) -> int:
    """How many columns at the left stay in sight: those before the first numbers."""
    return min((column for row, column in table.cells if row >= table.heads), default=0)


def _heights(page: Worksheet, sheet: TableSheet, drawing: Drawing) -> None:
    """Rows as high as their words need; a little lower where few rows would be left alone."""
    table, look = sheet.table, drawing.look
    size = look.styles["表内"].size
    widths, needed = sheet.widths(look), [height(1, size)] * table.grid.height
    for cell in table.grid.cells:
        wide = sum(widths[cell.column : cell.column + cell.columns]) - MARGIN
        each = height(lines(cell.text, wide), size) / cell.rows
        for row in range(cell.row, min(cell.row + cell.rows, table.grid.height)):
            needed[row] = max(needed[row], each)
    room = room_of(widths, drawing)
    tall = row_height(
        RowHeights(tuple(needed), table.heads, sheet.top, bool(table.note)), look, room
    )
    for row, most in enumerate(needed):
        page.set_row(row + sheet.top, round(max(most, tall), 2))
