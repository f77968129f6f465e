"""How a table fits its paper: how large its letters are, how wide its columns, how high its rows.

Heights are estimated from the widths of letters; Word itself lays the lines out. What is estimated
wrong costs beauty only: rows are as high as they need be, and their text is never cut.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from juesuan.model.disclosure import PageTable
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.column_room import shared
from juesuan.publishing.disclosure.docx.elements import twips
from juesuan.publishing.disclosure.docx.papers import is_wide, paper, text_height, text_width
from juesuan.publishing.screen import width

LEAST_SIZE = 4.0  # points; letters that are smaller nobody reads
UNBROKEN = re.compile(r"[0-9.,%+-]+")
LONGEST = 20  # digits of what is no number of the accounts; more of them are broken
USUAL, WIDEST = 0.56, 0.64  # of a letter: a digit, in the usual faces and in what stands in
MARGIN = 0.2  # letters, at each side of a cell
ABOVE = 1.0  # points, over the text of a cell and under it
APART = 4.0  # points, between the line over a table and it, and between it and its note
ROWS_TOGETHER = 3  # so many rows at least stand on the first and on the last page
STEP = 0.5  # points
KEPT_FREE = 2  # lines of a page


class TableFit(NamedTuple):
    """Size and pitch of its letters, height of its rows in points; widths and margin in twips."""

    size: float
    pitch: float
    tall: float
    widths: tuple[int, ...]
    margin: int


def fit(table: PageTable, look: Look, above: float | None) -> TableFit:
    """How a table fits; `above` is what stands over it on its page, None where nobody knows."""
    room = text_width(paper("wide" if is_wide(table, look) else "upright", look))
    size = letter_size(sum(column_needs(table, USUAL)), look, room)
    style = look.styles["表内"]
    pitch = style.pitch * size / style.size
    widths = column_widths(table, size, room)
    margin = twips(MARGIN * size)
    tall = look.table.tall
    if above is not None:
        lines = _lines(table, widths, margin, size)
        tall = _height(table, look, above, lines, pitch)
    return TableFit(size, pitch, tall, widths, margin)


def column_needs(table: PageTable, digit: float) -> list[float]:
    """What the columns need, in letters: as told, and room for every code and number unbroken.

    `digit` is how wide a digit is, of a letter. What is told leaves half a letter at each side of
    a cell, which is more than the margins here.
    """
    needs = [width - 1 + 2 * MARGIN for width in table.widths]
    for cell in table.grid.cells:
        if cell.columns == 1:
            words = max(map(len, UNBROKEN.findall(cell.text)), default=0)
            if (cell.row, cell.column) not in table.cells:
                words = min(words, LONGEST)
            needs[cell.column] = max(needs[cell.column], words * digit + 2 * MARGIN)
    return needs


def _unbroken(table: PageTable) -> list[float]:
    """What the columns would take for all text below their heads on one line, in letters."""
    wishes = [0.0] * len(table.widths)
    for cell in table.grid.cells:
        if cell.columns == 1 and cell.row >= table.heads:
            wide = max(width(line) / 2 for line in cell.text.split("\n")) + 2 * MARGIN
            wishes[cell.column] = max(wishes[cell.column], wide)
    return wishes


def column_widths(table: PageTable, size: float, room: float) -> tuple[int, ...]:
    """The columns over the whole room, in twips: numbers unbroken, then all of it on one line."""
    wishes = column_needs(table, WIDEST), _unbroken(table)
    widths = shared(column_needs(table, USUAL), wishes, room / size)
    total, whole = sum(widths), twips(room)
    ends = [0, *(round(whole * end / total) for end in accumulate(widths))]
    return tuple(end - start for start, end in pairwise(ends))


def letter_size(needs: float, look: Look, room: float) -> float:
    """The size of letters: as declared, or so small that as many as need be fit in the room."""
    declared = look.styles["表内"].size
    most = room / max(needs, 1.0)
    return max(min(declared, math.floor(most * 2) / 2), min(LEAST_SIZE, declared))


def _lines(table: PageTable, widths: Sequence[int], margin: int, size: float) -> list[int]:
    """How many lines each row needs."""
    lines = [1] * table.grid.height
    for cell in table.grid.cells:
        if cell.rows == 1 and cell.text:
            room = sum(widths[cell.column : cell.column + cell.columns]) - 2 * margin
            letters = max(1.0, room / twips(size))
            need = sum(max(1, math.ceil(_wide(t) / letters)) for t in cell.text.split("\n"))
            lines[cell.row] = max(lines[cell.row], need)
    return lines


def _wide(text: str) -> float:
    """How wide a text is at most, in letters, whatever face stands in."""
    whole = width(text) - len(text)
    return whole + (len(text) - whole) * WIDEST


def _height(
    table: PageTable, look: Look, above: float, lines: Sequence[int], pitch: float
) -> float:
    """The greatest height of rows with the fewest pages and no page of one or two rows.

    Two lines are kept free: a page is not lost where another face breaks a cell once more.
    """
    sheet = paper("wide" if is_wide(table, look) else "upright", look)
    page = text_height(sheet) - KEPT_FREE * pitch
    below = look.styles["表注"].pitch * (2 if table.note else 1) + APART

    def pages(tall: float) -> list[int]:
        heights = [max(tall, count * pitch + 2 * ABOVE) + look.table.line for count in lines]
        return _rows_on_pages(heights, table.heads, page - above, page, below)

    usual = look.table.tall
    steps = max(0, math.floor((usual - pitch - 2 * ABOVE) / STEP))
    talls = [usual - STEP * step for step in range(steps + 1)]
    return min(talls, key=lambda tall: (_short(pages(tall)), len(pages(tall)), -tall))


def _short(pages: Sequence[int]) -> bool:
    return len(pages) > 1 and pages[-1] < ROWS_TOGETHER


def _rows_on_pages(
    heights: Sequence[float], heads: int, first: float, page: float, below: float
) -> list[int]:
    """How many rows below its head stand on each page."""
    head = sum(heights[:heads])
    return list(_filled(list(heights[heads:]), first - head, page - head, below))


def _filled(heights: Sequence[float], first: float, later: float, below: float) -> Iterator[int]:
    rows, room = 0, first
    for number, height in enumerate(heights, 1):
        need = height + (below if number == len(heights) else 0)
        if need > room and rows:
            yield rows
            rows, room = 0, later
        rows, room = rows + 1, room - height
    yield rows
