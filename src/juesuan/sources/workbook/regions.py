"""A sheet as a page: what stands alone in its row is a line, what stands side by side a table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from juesuan.model.page import Block, Cell, Grid, Limits, Line, Place
from juesuan.sources.text import refuse_large
from juesuan.sources.workbook.worksheet import HOLLOW, Display, Field, Merge, Worksheet

CHINESE = re.compile(r"[\u4e00-\u9fff]")
AMOUNT = re.compile(rf"[-(（]?[0-9][0-9,.]*[)）]?%?|#.*|{HOLLOW}")
TITLE_LETTERS = 4  # “公开03表”, “附件1”, “Z01_1” have fewer Chinese ones
FEW = 3  # texts of a row above a ruled table, or below it, that are no row of it
LONG = 40  # letters of a text that is no label of a row
WIDE = 0.66  # share of a table's width over which a title or a note is merged


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row that show something, by column."""

    at: int
    cells: Mapping[int, Display]
    ruled: bool
    wide: bool

    @property
    def alone(self) -> bool:
        """Whether one text is all it shows."""
        return len(self.cells) == 1

    @property
    def amounts(self) -> bool:
        """Whether an amount is among it, or what stands in place of one."""
        return any(AMOUNT.fullmatch(cell.text) for cell in self.cells.values())

    @property
    def text(self) -> str:
        """All it shows, as one line."""
        return " ".join(cell.text for cell in self.cells.values())


def blocks(sheet: Worksheet, limits: Limits) -> Iterator[Block]:
    """The lines and grids of a sheet, top down; its name where it shows a table without a title."""
    visible, merges = _visible(sheet, limits)
    rows = _rows(visible, merges)
    parts = list(_parts(rows, ruled=any(row.ruled for row in rows)))
    above = _lines_above(parts)
    if above is not None and _names(sheet.name) and not any(map(_titles, above)):
        yield Line(sheet.name, Place(part=sheet.name))
    for table, part in parts:
        if table:
            yield _grid(sheet.name, part, visible, merges, limits)
        else:
            yield from (_line(sheet.name, row) for row in part)


def _lines_above(parts: Sequence[tuple[bool, list[_Row]]]) -> list[_Row] | None:
    """The rows before the first table; None where there is no table."""
    first = next((at for at, (table, _) in enumerate(parts) if table), None)
    return None if first is None else [row for _, part in parts[:first] for row in part]


def _names(text: str) -> bool:
    """Whether a text is long enough to name a table, and no “名称：值”."""
    return len(CHINESE.findall(text)) >= TITLE_LETTERS and not re.search("[:：]", text)


def _titles(row: _Row) -> bool:
    return any(_names(cell.text) for cell in row.cells.values())


def _visible(sheet: Worksheet, limits: Limits) -> tuple[dict[Field, Display], dict[Field, Merge]]:
    """The cells that no merge hides, and the merges by their first field, cut to the used range."""
    bottom = max((row for row, _ in sheet.cells), default=0)
    right = max((column for _, column in sheet.cells), default=0)
    owner: dict[Field, Field] = {}
    merges: dict[Field, Merge] = {}
    for top, left, low, far in sheet.merges:
        merge = Merge(top, left, min(low, bottom), min(far, right))
        outside = merge.bottom < top or merge.right < left
        if outside or any(at in owner for at in _fields(merge)):
            continue
        refuse_large(len(owner) + _size(merge), limits)
        owner |= dict.fromkeys(_fields(merge), (top, left))
        merges[top, left] = merge
    return {at: c for at, c in sheet.cells.items() if owner.get(at, at) == at}, merges


def _size(merge: Merge) -> int:
    return (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)


def _fields(merge: Merge) -> Iterator[Field]:
    for row in range(merge.top, merge.bottom + 1):
        for column in range(merge.left, merge.right + 1):
            yield row, column


def _rows(visible: Mapping[Field, Display], merges: Mapping[Field, Merge]) -> list[_Row]:
    """The rows that show something, each with whether lines stand around it and how wide it is."""
    cells: dict[int, dict[int, Display]] = {}
    for row, column in sorted(visible):
        cells.setdefault(row, {})[column] = visible[row, column]
    columns = {column for _, column in visible}
    reach = max(columns, default=0) - min(columns, default=0) + 1
    rows = []
    for at, texts in cells.items():
        first = next(iter(texts))
        merge = merges.get((at, first), Merge(at, first, at, first))
        wide = merge.right - merge.left + 1 >= max(2, WIDE * reach)
        rows.append(_Row(at, texts, any(c.ruled for c in texts.values()), wide))
    return rows


def _parts(rows: Sequence[_Row], *, ruled: bool) -> Iterator[tuple[bool, list[_Row]]]:
    """The rows in runs, each of a table or of lines."""
    tables = _tables(rows, ruled=ruled)
    part: list[_Row] = []
    for at, row in enumerate(rows):
        if part and tables[at] != tables[at - 1]:
            yield tables[at - 1], part
            part = []
        part.append(row)
    if part:
        yield tables[-1], part


def _tables(rows: Sequence[_Row], *, ruled: bool) -> list[bool]:
    """For each row whether it is one of a table."""
    tables = [not _loose(row, ruled=ruled) for row in rows]
    inner = _between(rows, tables)
    tables = [table or at in inner for at, table in enumerate(tables)]
    for run in _runs(tables):
        for end in (run, run[::-1]):
            for at in _peeled([rows[n] for n in end], leading=end is run):
                tables[end[at]] = False
    return tables


def _loose(row: _Row, *, ruled: bool) -> bool:
    """Whether a row by itself looks like lines: one text, or few and no number beside a frame."""
    if row.ruled:
        return False
    return row.alone or (ruled and len(row.cells) <= FEW and not row.amounts)


def _between(rows: Sequence[_Row], tables: Sequence[bool]) -> set[int]:
    """Loose rows inside a table: rows of it that show only their label."""
    firm = [at for at, table in enumerate(tables) if table]
    edge = min((min(row.cells) for row in rows), default=0)
    inner: set[int] = set()
    for before, after in pairwise(firm):
        between = range(before + 1, after)
        apart = (_apart(rows[at], rows[at - 1], rows[after], edge) for at in between)
        if between and not any(apart):
            inner |= set(between)
    return inner


def _apart(row: _Row, before: _Row, after: _Row, edge: int) -> bool:
    """Whether a loose row parts two tables: framed, set off, or with a head that has no amounts."""
    gap = row.at > before.at + 1
    heads = min(row.cells) == edge and not after.amounts
    return after.ruled or row.wide or gap or heads or len(row.text) > LONG


def _runs(tables: Sequence[bool]) -> Iterator[list[int]]:
    run: list[int] = []
    for at, table in enumerate([*tables, False]):
        if table:
            run.append(at)
        elif run:
            yield run
            run = []


def _peeled(rows: Sequence[_Row], *, leading: bool) -> Iterator[int]:
    """The rows at an end of a table that are lines all the same: framed titles and notes."""
    for at, row in enumerate(rows):
        if not row.alone or not (leading or row.wide or len(row.text) > LONG):
            return
        yield at


def _line(name: str, row: _Row) -> Line:
    return Line(row.text, Place(part=name, cell=(row.at + 1, min(row.cells) + 1)))


def _grid(
    name: str,
    part: Sequence[_Row],
    visible: Mapping[Field, Display],
    merges: Mapping[Field, Merge],
    limits: Limits,
) -> Grid:
    """The table of these rows, without the columns in which nothing stands."""
    rows = [row.at for row in part]
    columns = sorted({column for row in part for column in row.cells})
    refuse_large(len(rows) * len(columns), limits)
    cells, taken = [], set[Field]()
    for at, row in enumerate(rows):
        for across, column in enumerate(columns):
            if (at, across) in taken:
                continue
            merge = merges.get((row, column)) if (row, column) in visible else None
            high = bisect_right(rows, merge.bottom) - at if merge else 1
            wide = bisect_right(columns, merge.right) - across if merge else 1
            taken |= {(at + n, across + m) for n in range(high) for m in range(wide)}
            shown = visible.get((row, column), Display(""))
            place = Place(part=name, cell=(row + 1, column + 1))
            cells.append(Cell(shown.text, at, across, place, high, wide, shown.exact))
    place = Place(part=name, cell=(rows[0] + 1, columns[0] + 1))
    return Grid(tuple(cells), len(rows), len(columns), place)
