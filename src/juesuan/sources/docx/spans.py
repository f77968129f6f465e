"""Cells of a Word table put into a rectangle: merged over columns and rows, rows of any length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, takewhile
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

from juesuan.model.page import Block, Cell, Grid, Limits, Place
from juesuan.sources.docx.tags import attribute, child, number, tag
from juesuan.sources.text import refuse_large

NEAR = 57  # twentieths of a point: a millimetre
BARE = re.compile(r"[\d\s.,，．%％()（）+\-－—–]+")

Merge = Literal["", "begins", "goes on", "beside"]


class Span(NamedTuple):
    """How many columns a cell covers, and whether it goes on with the one above or beside it."""

    columns: int
    merge: Merge = ""


def span(cell: Element) -> Span:
    """What a cell says of itself."""
    properties = child(cell, "w:tcPr")
    columns = max(1, number(child(properties, "w:gridSpan"), otherwise=1))
    beside, down = child(properties, "w:hMerge"), child(properties, "w:vMerge")
    if beside is not None and attribute(beside) != "restart":
        return Span(columns, "beside")
    if down is None:
        return Span(columns)
    return Span(columns, "begins" if attribute(down) == "restart" else "goes on")


@dataclass
class Spread:
    """A table as it is filled, row by row."""

    limits: Limits
    cells: list[Cell] = field(default_factory=list)
    height: int = 0
    width: int = 0
    column: int = 0
    above: dict[tuple[int, int], int] = field(default_factory=dict)
    """By first column and breadth, the cells that a row below may go on with."""
    here: dict[tuple[int, int], int] = field(default_factory=dict)

    def row(self, before: int) -> None:
        """Begin a row, so many fields of which have no cell before the first one."""
        self.height += 1
        self.column = max(0, before)
        self.above, self.here = self.here, {}

    def goes_on(self, span: Span) -> bool:
        """Whether the next cell is part of another one, which it then makes larger."""
        at = (self.column, span.columns)
        if span.merge == "goes on" and at in self.above:
            index = self.above[at]
            self.cells[index] = replace(self.cells[index], rows=self.cells[index].rows + 1)
            self.here[at] = index
        elif span.merge == "beside" and self.cells and self._touches(self.cells[-1]):
            last = self.cells[-1]
            self.cells[-1] = replace(last, columns=last.columns + span.columns)
            self.here.pop((last.column, last.columns), None)
        else:
            return False
        self._pass(span.columns)
        return True

    def put(self, text: str, place: Place, span: Span) -> None:
        """Put a cell of its own on the next fields."""
        place = place._replace(cell=(self.height, self.column + 1))
        if span.merge in ("begins", "goes on"):
            self.here[self.column, span.columns] = len(self.cells)
        self.cells.append(Cell(text, self.height - 1, self.column, place, 1, span.columns))
        self._pass(span.columns)

    def grid(self, place: Place) -> Grid:
        """The whole; fields that no cell covers are none."""
        return Grid(tuple(self.cells), self.height, self.width, place)

    def _touches(self, cell: Cell) -> bool:
        ends = cell.column + cell.columns == self.column
        return ends and cell.row == self.height - 1 and cell.rows == 1

    def _pass(self, columns: int) -> None:
        self.column += columns
        self.width = max(self.width, self.column)
        refuse_large(self.width * self.height, self.limits)


class LaidTable(NamedTuple):
    """A table as it is laid out, where its columns part, and what stands in its cells."""

    grid: Grid
    edges: tuple[int, ...] = ()
    """In twentieths of a point; () where it is not told."""
    inside: tuple[Block, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """The table and those in its cells; of one that only sets text, the text."""
        if is_layout(self.grid):
            yield from self.inside
        else:
            yield self.grid
            yield from (block for block in self.inside if isinstance(block, Grid))


def edges(table: Element) -> tuple[int, ...]:
    """Where the columns of a table part, as its own grid says; () where it says nothing."""
    columns = child(table, "w:tblGrid")
    widths = [
        number(node, "w:w")
        for node in (() if columns is None else columns)
        if tag(node) == "w:gridCol"
    ]
    return tuple(accumulate(widths)) if widths and all(width > 0 for width in widths) else ()


def is_layout(grid: Grid) -> bool:
    """Whether a table only sets text: of one row or column, and no cell a bare number."""
    texts = [cell.text for cell in grid.cells if cell.text]
    flat = grid.height <= 1 or grid.width <= 1 or len(texts) == len(grid.cells) == 1
    return flat and (len(texts) < 2 or not any(map(BARE.fullmatch, texts)))


def joined(blocks: Iterable[Block | LaidTable]) -> Iterator[Block]:
    """The blocks, tables that touch and whose columns are the same made one."""
    tables: list[LaidTable] = []
    for block in blocks:
        goes_on = isinstance(block, LaidTable) and tables and _continues(tables[0], block)
        if tables and not goes_on:
            yield from _one(tables).blocks()
            tables = []
        if isinstance(block, LaidTable):
            tables.append(block)
        else:
            yield block
    if tables:
        yield from _one(tables).blocks()


def _one(tables: Sequence[LaidTable]) -> LaidTable:
    """Tables as one, row after row."""
    if len(tables) == 1:
        return tables[0]
    cells: list[Cell] = []
    height = 0
    for table in tables:
        cells += (_moved(cell, cell.row + height) for cell in table.grid.cells)
        height += table.grid.height
    first = tables[0].grid
    grid = Grid(tuple(cells), height, first.width, first.place)
    return LaidTable(grid, tables[0].edges, tuple(chain.from_iterable(t.inside for t in tables)))


def _moved(cell: Cell, row: int) -> Cell:
    return replace(cell, row=row, place=cell.place._replace(cell=(row + 1, cell.column + 1)))


def _continues(first: LaidTable, second: LaidTable) -> bool:
    """Whether a table goes on with the one before it: the same columns, no title, no head again."""
    alike = len(first.edges) == len(second.edges) > 1 and first.grid.width == second.grid.width
    return (
        alike
        and all(abs(a - b) <= NEAR for a, b in zip(first.edges, second.edges, strict=True))
        and len(texts := _first_row(second.grid)) > 1
        and texts != _first_row(first.grid)
    )


def _first_row(grid: Grid) -> Sequence[str]:
    first = takewhile(lambda cell: cell.row == 0, grid.cells)
    return [cell.text for cell in first if cell.text]
