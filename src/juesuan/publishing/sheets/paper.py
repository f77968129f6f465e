"""How a sheet is printed: paper, margins, what is on every page, how many pages across."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from juesuan.notation.look import Look, Paper
from juesuan.publishing.sheets.cell_formats import PIXELS, Drawing, pixels
from juesuan.publishing.sheets.cell_values import cell_text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4 = 9  # as a workbook numbers papers
INCH = 25.4
MOST_HEADER = 120  # letters of a title above the page
FOOTER = "第 &P 页，共 &N 页"
EDGE = 0.55  # of a margin lies outside of header and footer
SIZE = 9
POINTS = 72 / INCH  # of a mm
ABOVE = 19.0  # how high a row over the grid is, about, in pt
NOTE_ROWS = 2
FEWEST = 3  # rows of a table on its last page
PERCENT = 100
SAFE = 0.96  # of a page is filled: programs differ a little
LOWEST = 20  # per cent of its height that a row may give up to that end


class PrintedRow(NamedTuple):
    """A row to be printed: how high it is, in pt, whether the next stands on the same page."""

    height: float
    with_next: bool = False


class PrintedSheet(NamedTuple):
    """What of a sheet is printed: up to which row and column, which rows on every page.

    `scale` per cent of its size, with the `breaks` before some rows; 0 is as wide as the page.
    """

    row: int
    column: int
    heads: tuple[int, int] | None = None
    wide: bool = False
    scale: int = 0
    breaks: tuple[int, ...] = ()


def set_up(page: Worksheet, drawing: Drawing, printed: PrintedSheet) -> None:
    """Set a sheet up for A4, one page across."""
    paper = drawing.look.wide if printed.wide else drawing.look.page
    if printed.wide:
        page.set_landscape()
    page.set_paper(A4)
    page.set_margins(*(mm / INCH for mm in (paper.left, paper.right, paper.top, paper.bottom)))
    page.set_header(_header(drawing), {"margin": paper.top * EDGE / INCH})
    page.set_footer(f"&C{_face(drawing)}{FOOTER}", {"margin": paper.bottom * EDGE / INCH})
    page.print_area(0, 0, printed.row, printed.column)
    if printed.scale:
        page.set_print_scale(printed.scale)
        page.set_h_pagebreaks(printed.breaks)
    else:
        page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.hide_gridlines(2)
    if printed.heads:
        page.repeat_rows(*printed.heads)
    page.ignore_errors({"number_stored_as_text": _area(printed)})


def _header(drawing: Drawing) -> str:
    """Title and mark; & would begin a command there."""
    title = cell_text(f"{drawing.mark}{'　' if drawing.mark else ''}{drawing.title}")
    return f"&C{_face(drawing)}{title[:MOST_HEADER].replace('&', '＆')}"


def _face(drawing: Drawing) -> str:
    return f'&"{drawing.look.styles["页码"].faces[0]},Regular"&{SIZE} '


def _area(printed: PrintedSheet) -> str:
    from xlsxwriter.utility import xl_range  # noqa: PLC0415 - only when a workbook is written

    return str(xl_range(0, 0, printed.row, printed.column))


def page_breaks(rows: Sequence[PrintedRow], paper: Paper, scale: int) -> tuple[int, ...]:
    """The rows that begin a page, so that none is cut and none stands without its next."""
    room = (paper.height - paper.top - paper.bottom) * POINTS * PERCENT / scale * SAFE
    breaks, used, first = [], 0.0, 0
    for at, row in enumerate(rows):
        used += row.height
        if used > room and at > first:
            start = at
            while start - 1 > first and rows[start - 1].with_next:
                start -= 1
            breaks.append(start)
            first, used = start, sum(one.height for one in rows[start : at + 1])
    return tuple(breaks)


class RowHeights(NamedTuple):
    """A table to be broken into pages: what its rows need in pt, how many rows are its head.

    `above` are the rows over the grid; `note` says that a note follows it.
    """

    needed: tuple[float, ...]
    heads: int
    above: int
    note: bool


def is_wide(widths: tuple[float, ...], look: Look) -> bool:
    """Whether columns of so many letters want a page that lies."""
    return sum(widths) > look.table.wide


def room_of(widths: tuple[float, ...], drawing: Drawing) -> float:
    """How many pt of rows a page takes, narrowed as it is to the width of the table."""
    look = drawing.look
    paper = look.wide if is_wide(widths, look) else look.page
    across = sum(pixels(letters, look.styles["表内"].size) for letters in widths) / PIXELS
    free = (paper.width - paper.left - paper.right) * POINTS
    return (paper.height - paper.top - paper.bottom) * POINTS * max(1.0, across / free)


def row_height(rows: RowHeights, look: Look, room: float) -> float:
    """The greatest usual height of a row with which the last page has enough rows on it."""
    steps = (look.table.tall * (100 - step) / 100 for step in range(0, LOWEST + 1, 2))
    return next((tall for tall in steps if _enough(rows, tall, room)), look.table.tall)


def _enough(rows: RowHeights, tall: float, room: float) -> bool:
    """Whether the last page has some rows and the note, or there is but one page."""
    heights = [max(needed, tall) for needed in rows.needed]
    repeated = sum(heights[: rows.heads])
    used, count, pages = repeated + rows.above * ABOVE, 0, 1
    for height in heights[rows.heads :]:
        if used + height > room:
            used, count, pages = repeated, 0, pages + 1
        used, count = used + height, count + 1
    whole = used + (NOTE_ROWS * tall if rows.note else 0) <= room
    return whole and (pages == 1 or count >= FEWEST)
