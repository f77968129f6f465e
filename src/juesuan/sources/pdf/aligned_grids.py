"""Grids of tables without rules; the parts of a table over pages share their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from statistics import median
from typing import NamedTuple

from juesuan.model.page import Box, Cell, Grid, Place
from juesuan.sources.pdf.bands import Band, Pace, around, bands_of, cut_off, off, text_of
from juesuan.sources.pdf.column_heads import head_rows, lowest
from juesuan.sources.pdf.unruled import Strip, Word, ordinals

ROW, LEADING = 0.9, 1.35
"""How far the lines of one cell are apart at most: of the step of rows, and in sizes of type."""
HALF, CENTRE = 0.75, 0.9
"""The same, of the lines of a cell and what is centred beside them."""
SPREAD = 4.0  # sizes of type between two letters of one word
QUICK = 5  # of so many steps from row to row the least is not the exception
LEAST_COLUMNS, MOST_COLUMNS, TALLEST = 3, 40, 12
"""Columns of a table, and lines of its head."""


class TablePart(NamedTuple):
    """The lines of a table on one page."""

    page: int
    lines: tuple[Strip, ...]

    def followed(self, lines: Iterable[Strip]) -> TablePart:
        """The same with lines of its last cells that the next page holds."""
        last = max(word.middle for word in self.lines[-1])
        more = tuple(
            tuple(_moved(word, last + at * word.size - word.middle) for word in line)
            for at, line in enumerate(lines, 1)
        )
        return self._replace(lines=(*self.lines, *more))

    @property
    def numbers(self) -> int:
        """The first line in which a number stands."""
        numeric = (any(word.numeric for word in line) for line in self.lines)
        return next((at for at, shown in enumerate(numeric) if shown), len(self.lines))

    def start(self, pace: Pace) -> int:
        """The first line that is no head: the first number's, or of a cell beside that number."""
        start = self.numbers
        while 0 < start < len(self.lines) and (
            _middle(self.lines[start]) - _middle(self.lines[start - 1]) < pace.row
        ):
            start -= 1
        return start


def _moved(word: Word, by: float) -> Word:
    box = word.box
    return word._replace(box=Box(box.x0, box.y0 + by, box.x1, box.y1 + by))


def grids_of(parts: Sequence[TablePart]) -> list[Grid]:
    """The grid of each part of one table, all in the same columns; none for hardly any column."""
    pace = pace_of(parts)
    rows = [line for part in parts for line in part.lines[part.start(pace) :]]
    body = _unspread([line for line in rows if not ordinals(line)])
    if max(part.start(pace) for part in parts) > TALLEST:
        return []
    heads = [[*chain(*part.lines[: part.start(pace)])] for part in parts]
    bands = bands_of(body, [word for words in heads for word in lowest(words, pace)], pace)
    if not LEAST_COLUMNS <= len(bands) <= MOST_COLUMNS:
        return []
    return [_grid(part, bands, pace) for part in parts]


def _unspread(lines: Sequence[Strip]) -> list[Word]:
    """The words of rows, without the last letter of 合 计 where nothing else stands below it."""
    words = [word for line in lines for word in line]
    last = {id(b) for line in lines for a, b in pairwise(line) if _spread(a, b)}
    firm = [word.box for word in words if id(word) not in last]
    return [w for w in words if id(w) not in last or any(_shares(w.box, box) for box in firm)]


def _spread(left: Word, right: Word) -> bool:
    """Whether two letters side by side may be of one word that is set wide."""
    letters = all(len(word.text) == 1 and word.text.isalpha() for word in (left, right))
    return letters and right.box.x0 - left.box.x1 < SPREAD * left.size


def _shares(box: Box, other: Box) -> bool:
    return box.x0 < other.x1 and other.x0 < box.x1


def pace_of(parts: Sequence[TablePart]) -> Pace:
    """How close lines stand that belong together, by the steps from one row to the next."""
    steps = sorted(
        below[0].middle - above[0].middle
        for part in parts
        for above, below in pairwise(part.lines[part.numbers :])
        if any(word.numeric for word in above) and any(word.numeric for word in below)
    )
    size = median(word.size for part in parts for line in part.lines for word in line)
    step = steps[len(steps) // QUICK] if steps else 2 * size
    return Pace(min(ROW * step, LEADING * size), min(HALF * step, CENTRE * size))


def _grid(part: TablePart, bands: Sequence[Band], pace: Pace) -> Grid:
    """One part as cells: the rows of its head, then its rows."""
    start = part.start(pace)
    rows = [*head_rows(part.lines[:start], bands, pace)]
    cells = [
        Cell(each.text, at, each.first, _place(each.box, part.page), 1, each.last - each.first + 1)
        for at, row in enumerate(rows)
        for each in row
    ]
    height = len(rows)
    for strip in _rows(part.lines[start:], pace):
        for column, words in enumerate(_sorted_in(strip, bands)):
            if words:
                box = around(word.box for word in words)
                cells.append(Cell(text_of(words), height, column, _place(box, part.page)))
        height += 1
    whole = around(word.box for line in part.lines for word in line)
    filled = _filled(cells, height, len(bands), _place(whole, part.page))
    return Grid(filled, height, len(bands), _place(whole, part.page), aligned=True)


def _filled(cells: list[Cell], height: int, width: int, place: Place) -> tuple[Cell, ...]:
    """The cells in their order, an empty one on every field that none covers."""
    taken = {(c.row, c.column + n) for c in cells for n in range(c.columns)}
    empty = [
        Cell("", row, column, place)
        for row in range(height)
        for column in range(width)
        if (row, column) not in taken
    ]
    return tuple(sorted([*cells, *empty], key=lambda cell: (cell.row, cell.column)))


def _rows(lines: Sequence[Strip], pace: Pace) -> Iterator[list[Word]]:
    """The rows: a line without a number goes to the nearest row that is near enough."""
    firm = [
        at
        for at, line in enumerate(lines)
        if any(word.numeric for word in line) and not (at and _broken(lines[at - 1], line, pace))
    ]
    rows: dict[int, list[Word]] = {}
    for at, line in enumerate(lines):
        home = min(firm, key=lambda n: abs(_middle(lines[n]) - _middle(line)), default=at)
        near = abs(_middle(lines[home]) - _middle(line)) < pace.cell
        before = lines[at - 1] if at else line
        tight = at and _middle(line) - _middle(before) < pace.cell
        if near:
            rows.setdefault(home, []).extend(line)
        elif tight and rows:
            rows[max(rows)].extend(line)
        else:
            rows.setdefault(at, []).extend(line)
    return (rows[at] for at in sorted(rows))


def _broken(above: Strip, line: Strip, pace: Pace) -> bool:
    """Whether a line is but the last digits of amounts above it that a cell had no room for."""
    near = _middle(line) - _middle(above) < pace.cell
    return near and all(
        any(cut_off(over.text, word.text) and _shares(over.box, word.box) for over in above)
        for word in line
    )


def _middle(line: Strip) -> float:
    return line[0].middle


def _sorted_in(words: Sequence[Word], bands: Sequence[Band]) -> list[list[Word]]:
    """Words by the column in which their middle stands."""
    inside: list[list[Word]] = [[] for _ in bands]
    counted = [word for word in words if word.numeric] if ordinals(tuple(words)) else []
    if counted and len(counted) <= len(bands):
        for word, band in zip(counted, _in_turn(counted, bands), strict=True):
            inside[band].append(word)
    for word in words:
        if word in counted:
            continue
        middle = (word.box.x0 + word.box.x1) / 2
        near = min(range(len(bands)), key=lambda n: off(middle, bands[n]))
        inside[near].append(word)
    return inside


def _in_turn(words: Sequence[Word], bands: Sequence[Band]) -> list[int]:
    """The columns of ordinals: the nearest of each, but one after another."""
    middles = [(word.box.x0 + word.box.x1) / 2 for word in words]
    near = [min(range(len(bands)), key=lambda n: off(x, bands[n])) for x in middles]
    for at in range(len(near) - 2, -1, -1):
        near[at] = min(near[at], near[at + 1] - 1)
    return near if near[0] >= 0 else list(range(len(words)))


def _place(box: Box, page: int) -> Place:
    return Place(page, box=Box(*(round(edge, 2) for edge in box)))
