"""The tables of a document: grids joined over pages, with the lines above and below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from juesuan.model.page import Block, Cell, Document, Grid, Line, Page
from juesuan.notation import spelling
from juesuan.notation.speech.clue import TableMarks
from juesuan.reading.tables.edges import aligned, begins_anew

NEAR = 8
MOST_TOP = 5
SENTENCE = re.compile(r"[，。；：:;]")


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its grid, the lines just above, the notes just below, the pages it stands on.

    `loose` are lines that look like rows of a table without rules, and went into no column of it.
    """

    grid: Grid
    above: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    pages: tuple[int, ...] = ()
    loose: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Open:
    """The table being gathered, and what has come since."""

    table: Table
    since: list[Line] = field(default_factory=list)


class _Parts(NamedTuple):
    """A table and the grid it goes on with, in the same columns."""

    table: Table
    grid: Grid


def tables(document: Document, marks: TableMarks) -> list[Table]:
    """Every table of the document in order; a grid that goes on over a page is one table."""
    closed: list[Table] = []
    last: _Open | None = None
    above: list[Line] = []
    for page in document.pages:
        before = above if page.number and page.number > 1 else []  # at the foot of the page before
        above = []
        for block in _blocks(page, marks):
            if isinstance(block, Line):
                above.append(block)
                before = before if marks.noise.match(spelling.plain(block.text)) else []
                if last is not None and block.place.file == last.table.grid.place.file:
                    last.since.append(block)
                continue
            if last is not None and (part := _continuation(last, block, page.number, marks)):
                loose = (*part.table.loose, *_loose(last))
                last = _Open(replace(_joined(part, page.number), loose=loose))
            else:
                closed += _closed(last, marks)
                pages = (page.number,) if page.number else ()
                last = _Open(Table(block, tuple((before + above)[-NEAR:]), (), pages))
            above = []
            before = []
    return [*closed, *_closed(last, marks)]


def _blocks(page: Page, marks: TableMarks) -> Iterator[Block]:
    """The blocks of a page; a table that but sets the title of the next one is its lines."""
    for block in page.blocks:
        if isinstance(block, Grid) and _is_top(block, marks):
            yield from (Line(cell.text, cell.place) for cell in block.cells if cell.text.strip())
        else:
            yield block


def _is_top(grid: Grid, marks: TableMarks) -> bool:
    """Whether a grid holds nothing but what stands over a table: title, number, 部门, 单位."""
    texts = [text for cell in grid.cells if (text := spelling.plain(cell.text))]
    if not 0 < len(texts) <= MOST_TOP or grid.height > MOST_TOP:
        return False
    others = [text for text in texts if text.isdecimal() or not marks.noise.match(text)]
    return (
        len(others) < len(texts)
        and all(marks.preamble.search(text) for text in others[:1])
        and len(others) < 2
    )


def _closed(last: _Open | None, marks: TableMarks) -> Iterator[Table]:
    """The gathered table with the notes that follow it at once."""
    if last is None:
        return
    notes: list[Line] = []
    for line in last.since[:NEAR]:
        if marks.noise.match(spelling.plain(line.text)):
            continue
        near = notes and (line.place.page, line.place.part) == (
            notes[-1].place.page,
            notes[-1].place.part,
        )
        goes_on = near and not line.heading
        if not goes_on and not marks.note.match(line.text.strip()):
            break
        notes.append(line)
    loose = (*last.table.loose, *_loose(last))
    yield replace(last.table, below=tuple(notes), loose=loose)


def _loose(last: _Open) -> Iterator[Line]:
    """The lines after a table without rules that look like its rows, up to the next sentence."""
    for line in last.since if last.table.grid.aligned else ():
        if line.heading or SENTENCE.search(line.text):
            return
        first, *more = line.text.split() or [""]
        if more and first and spelling.DECIMAL_AMOUNT.fullmatch(more[-1]):
            yield line


def _continuation(last: _Open, grid: Grid, page: int | None, marks: TableMarks) -> _Parts | None:
    """The table before and a grid that goes on with it; None for a table of its own."""
    if _continues(last, grid, page, marks):
        return _Parts(last.table, grid)
    first = last.table.grid
    if grid.width == first.width or not page or page - 1 not in last.table.pages[-1:]:
        return None
    if grid.place.file != first.place.file or not _quiet(last, marks):
        return None
    both = aligned(first, grid)
    if both is None or (begins_anew(first, grid, marks) and not _repeated(*both)):
        return None
    return _Parts(replace(last.table, grid=both[0]), both[1])


def _quiet(last: _Open, marks: TableMarks) -> bool:
    """Whether nothing but noise has come since."""
    return all(marks.noise.match(spelling.plain(line.text)) for line in last.since)


def _continues(last: _Open, grid: Grid, page: int | None, marks: TableMarks) -> bool:
    """Whether a grid goes on with the table before: same width, nothing but noise between."""
    first = last.table.grid
    if (grid.width, grid.place.file) != (first.width, first.place.file):
        return False
    quiet = _quiet(last, marks)
    repeated = _repeated(last.table.grid, grid)
    if page is None or page in last.table.pages:
        return (quiet or _said_to_go_on(last, marks)) and repeated > 0
    if page != last.table.pages[-1] + 1:
        return False
    return quiet or (repeated > 0 and _same_title(last, marks))


def _same_title(last: _Open, marks: TableMarks) -> bool:
    """Whether what stands between is the table's own title again."""
    titles = {spelling.key(line.text) for line in last.table.above}
    between = [spelling.plain(line.text) for line in last.since]
    return all(
        spelling.key(marks.continued.sub("", t)) in titles or marks.noise.match(t) for t in between
    )


def _said_to_go_on(last: _Open, marks: TableMarks) -> bool:
    """The same with the word 续 behind the title, as a text without pages must say it."""
    return _same_title(last, marks) and any(marks.continued.search(t.text) for t in last.since)


def _repeated(first: Grid, grid: Grid) -> int:
    """How many rows at the head of a grid repeat the head of the first."""
    heads = zip(_texts(first), _texts(grid), strict=False)
    count = 0
    for upper, lower in heads:
        if upper != lower or not any(upper):
            break
        count += 1
    return count


def _texts(grid: Grid) -> Iterator[list[str]]:
    for fields in grid.fields:
        yield [spelling.key(cell.text) if cell else "" for cell in fields]


def _joined(parts: _Parts, page: int | None) -> Table:
    """One table out of two: the second's repeated header is dropped, its rows go below."""
    table, grid = parts
    drop = _repeated(table.grid, grid)
    pages = table.pages if page in table.pages or not page else (*table.pages, page)
    return replace(table, grid=append(table.grid, grid, drop), pages=pages)


def append(first: Grid, second: Grid, drop: int = 0) -> Grid:
    """The rows of two grids of one width, without the first `drop` rows of the second."""
    shift = first.height - drop
    moved = tuple(replace_row(cell, cell.row + shift) for cell in second.cells if cell.row >= drop)
    height = first.height + second.height - drop
    return replace(first, cells=(*first.cells, *moved), height=height)


def replace_row(cell: Cell, row: int) -> Cell:
    """The same cell in another row."""
    return Cell(cell.text, row, cell.column, cell.place, cell.rows, cell.columns, cell.exact)


def below_row(grid: Grid, row: int) -> Grid:
    """A grid without its first rows."""
    cells: Sequence[Cell] = [replace_row(c, c.row - row) for c in grid.cells if c.row >= row]
    return replace(grid, cells=tuple(cells), height=grid.height - row)
