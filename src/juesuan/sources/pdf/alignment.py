"""Pages whose tables have no rules: their grids by alignment, tables over pages in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from juesuan.model.page import Grid
from juesuan.sources.pdf.aligned_grids import TablePart, grids_of, pace_of
from juesuan.sources.pdf.glyphs import Run
from juesuan.sources.pdf.unruled import (
    Strip,
    Word,
    chunked,
    regions,
    strips,
    tabular,
    within,
    words_of,
)

FEWEST = 2  # lines of a table: its head and the numbers of its columns, where it is empty
MOST_REST = 2  # lines of cells that a page has no room for
FURNITURE = re.compile(r"[-—–~·第]?\s?\d{0,4}\s?[-—–~·页]?(?:[/共]\s?\d{1,4}\s?页?)?|续表\d{0,2}")


class Loose(NamedTuple):
    """What stands on a page outside of ruled tables."""

    number: int
    runs: Sequence[Run]


class Aligned(NamedTuple):
    """The tables of a page, and the runs that stand in none of them."""

    grids: list[Grid]
    rest: list[Run]


class _Sheet(NamedTuple):
    """A page as lines, and which of them are of tables."""

    number: int
    lines: list[Strip]
    tables: list[range]
    doubled: list[Run]

    def part(self, lines: range) -> TablePart:
        """The lines of one of its tables."""
        return TablePart(self.number, tuple(self.lines[at] for at in lines))

    @property
    def lead(self) -> list[Strip]:
        """What stands above its first table, but for the number of the page."""
        above = self.lines[: self.tables[0].start] if self.tables else []
        return [line for line in above if not _bare([line])]

    @property
    def ends(self) -> bool:
        """Whether a table is the last thing on it."""
        return bool(self.tables) and _bare(self.lines[self.tables[-1].stop :])


def aligned(pages: Sequence[Loose]) -> list[Aligned]:
    """The tables of each page that stand in columns without rules."""
    sheets = [_sheet(page) for page in pages]
    grids: dict[int, list[Grid]] = {page.number: [] for page in pages}
    used = {id(run) for sheet in sheets for run in sheet.doubled}
    for parts in _tables(sheets):
        if sum(tabular(line) for part in parts for line in part.lines) < FEWEST:
            continue
        for part, grid in zip(parts, grids_of(parts), strict=False):
            grids[part.page].append(grid)
            used |= {id(word.run) for line in part.lines for word in line}
    return [
        Aligned(grids[page.number], [run for run in page.runs if id(run) not in used])
        for page in pages
    ]


def _sheet(page: Loose) -> _Sheet:
    doubled: list[Run] = []
    lines = strips(words_of(page.runs, doubled))
    return _Sheet(page.number, lines, [*regions(lines)], doubled)


def _bare(lines: Sequence[Strip]) -> bool:
    """Whether lines are but the number of the page."""
    return all(FURNITURE.fullmatch("".join(chunked(line))) for line in lines)


def _tables(sheets: Sequence[_Sheet]) -> Iterator[list[TablePart]]:
    """The parts of each table, over as many pages as it has."""
    parts: list[TablePart] = []
    goes_on = False
    for sheet in sheets:
        for at, lines in enumerate(sheet.tables):
            part = sheet.part(lines)
            rest = _rest(parts[-1], sheet.lead) if at == 0 and goes_on else None
            if rest is None or not _same_head(parts[0], part):
                yield from [parts] if parts else []
                parts = []
            elif rest:
                parts[-1] = parts[-1].followed(rest)
            parts.append(part)
        goes_on = sheet.ends
    if parts:
        yield parts


def _rest(part: TablePart, lead: Sequence[Strip]) -> Sequence[Strip] | None:
    """The rest of the last cells of a table, on the next page; None for other text."""
    numbers = any(word.numeric for line in lead for word in line)
    fits = all(within(line, part.lines) for line in lead)
    return lead if len(lead) <= MOST_REST and fits and not numbers else None


def _same_head(first: TablePart, part: TablePart) -> bool:
    """Whether a part has no head of its own, or the same again."""
    pace = pace_of([first])
    head = _words(part.lines[: part.start(pace)])
    return not head or head == _words(first.lines[: first.start(pace)])


def _words(lines: Sequence[Strip]) -> list[str]:
    words: list[Word] = [word for line in lines for word in line]
    return [word.text for word in words]
