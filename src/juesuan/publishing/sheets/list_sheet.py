"""Rows under heads as one sheet: texts stay texts, amounts are numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from juesuan.publishing.sheets.cell_formats import MARGIN, Drawing, height, lines, pixels
from juesuan.publishing.sheets.paper import PrintedSheet, is_wide, set_up
from juesuan.publishing.sheets.table_sheet import LiveAmount, write_amount

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE_HEIGHT = 28.0
NONE = "（无）"
Entry = str | LiveAmount


class ListColumn(NamedTuple):
    """A column of a list: its head, how many letters wide it is."""

    head: str
    letters: float


class ListSheet(NamedTuple):
    """A list: its title, what is said above it, its columns and rows."""

    title: str
    remarks: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    rows: Sequence[Sequence[Entry]]


def first_row(drawing: Drawing, remarks: int) -> int:
    """The first row below the heads of a list with so many remarks."""
    return 2 + remarks + bool(drawing.mark)


def draw_list(page: Worksheet, content: ListSheet, drawing: Drawing) -> None:
    """Draw a list with its title, heads on every page, as wide as its columns say."""
    size = drawing.look.styles["表内"].size
    widths = tuple(column.letters for column in content.columns)
    for column, letters in enumerate(widths):
        page.set_column_pixels(column, column, pixels(letters, size, "left"))
    _above(page, content, drawing)
    head = first_row(drawing, len(content.remarks)) - 1
    for column, (text, _) in enumerate(content.columns):
        drawing.text(page, (head, column), text, drawing.field("center", head=True))
    rows = content.rows or [(NONE, *[""] * (len(widths) - 1))]
    last = draw_rows(page, (head + 1, 0), rows, widths, drawing) - 1
    wide = is_wide(widths, drawing.look)
    set_up(page, drawing, PrintedSheet(last, len(widths) - 1, (head, head), wide))
    page.freeze_panes(head + 1, 0)


def draw_rows(
    page: Worksheet,
    start: tuple[int, int],
    rows: Sequence[Sequence[Entry]],
    widths: Sequence[float],
    drawing: Drawing,
) -> int:
    """Draw rows from a cell on; gives the row below them."""
    row, first = start
    size, tall = drawing.look.styles["表内"].size, drawing.look.table.tall
    for row, entries in enumerate(rows, start=row):  # noqa: B020 - from the start on
        tallest = 1
        for column, entry in enumerate(entries):
            at = (row, first + column)
            if isinstance(entry, str):
                drawing.text(page, at, entry, drawing.field("left"))
                tallest = max(tallest, lines(entry, widths[column] - MARGIN))
            else:
                look = drawing.field("right", num_format=entry.amount.format)
                write_amount(page, at, entry, look)
        page.set_row(row, max(tall, height(tallest, size)))
    return row + 1 if rows else row


def _above(page: Worksheet, content: ListSheet, drawing: Drawing) -> None:
    columns, row = len(content.columns), 0
    if drawing.mark:
        drawing.across(page, row, columns, drawing.mark, drawing.format("草稿"))
        row += 1
    drawing.across(page, row, columns, content.title, drawing.format("表题"))
    page.set_row(row, TITLE_HEIGHT)
    small = drawing.look.styles["表注"].size
    wide = sum(column.letters for column in content.columns)
    for remark in content.remarks:
        row += 1
        drawing.across(page, row, columns, remark, drawing.format("表注", text_wrap=True))
        page.set_row(row, height(lines(remark, wide - MARGIN), small))
