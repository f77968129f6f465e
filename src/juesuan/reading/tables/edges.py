"""Two parts of one table whose rules differ by page: the columns of both, told by their edges.

A page may hold the head of a table and nothing more, or no row that is parted as finely as those
before it: then the parts have another number of columns, but the same edges left and right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from juesuan.model.page import Cell, Grid
from juesuan.notation import spelling
from juesuan.notation.speech.clue import TableMarks

OUTER, INNER = 3.0, 1.5
"""How far, in points, the outer edges of two parts may lie apart, and those of two columns."""
TITLE_CELLS = 3


def aligned(first: Grid, second: Grid) -> tuple[Grid, Grid] | None:
    """Both grids in the columns of either; None where their outer edges are not the same."""
    if first.place.box is None or second.place.box is None:
        return None
    (left, _, right, _), (x0, _, x1, _) = first.place.box, second.place.box
    if abs(left - x0) > OUTER or abs(right - x1) > OUTER:
        return None
    edges = _edges([*first.cells, *second.cells])
    return _in_columns(first, edges), _in_columns(second, edges)


def begins_anew(first: Grid, second: Grid, marks: TableMarks) -> bool:
    """Whether a grid begins with a title, or with a head that is not the other's."""
    texts = [spelling.plain(text) for text in _row(second) if text.strip()]
    if len(texts) <= TITLE_CELLS and any(marks.preamble.search(text) for text in texts):
        return True
    head = {spelling.key(text) for text in _row(first)} - {""}
    return bool(head & {spelling.key(text) for text in texts})


def _row(grid: Grid) -> list[str]:
    return [cell.text for cell in grid.cells if cell.row == 0]


def _edges(cells: Iterable[Cell]) -> list[float]:
    """Where columns part, edges that are all but the same taken for one."""
    boxes = [cell.place.box for cell in cells if cell.place.box is not None]
    edges: list[float] = []
    for x in sorted({x for box in boxes for x in (box.x0, box.x1)}):
        if not edges or x - edges[-1] > INNER:
            edges.append(x)
    return edges


def _in_columns(grid: Grid, edges: Sequence[float]) -> Grid:
    cells = []
    for cell in grid.cells:
        if cell.place.box is not None:
            start = bisect_left(edges, cell.place.box.x0 - INNER)
            end = bisect_left(edges, cell.place.box.x1 - INNER)
            cells.append(replace(cell, column=start, columns=max(1, end - start)))
    return replace(grid, cells=tuple(cells), width=len(edges) - 1)
