"""Tables of a page: rules that cross make a lattice, fields without a border between are one cell.

A run of characters goes to the cell that holds its middle, whole where a rule cuts through it: a
number wider than its column stays one number. The columns of a chart, with numbers above the lower
ones, are no table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from juesuan.model.page import Box, Cell, Grid, Limits, Place, Unreadable
from juesuan.sources.pdf.frames import SLANT, Frame
from juesuan.sources.pdf.glyphs import Run
from juesuan.sources.pdf.lattice import Lattice, crossings, lattices
from juesuan.sources.pdf.lines import join_wrapped, read_lines
from juesuan.sources.pdf.rulings import Rulings

_NUMBER = frozenset("0123456789.,")
_LABEL = _NUMBER | frozenset("%-")


def read_grids(
    rulings: Rulings, runs: list[Run], frame: Frame, number: int, limits: Limits
) -> tuple[list[Grid], list[Run]]:
    """The tables of a page, and the runs that stand in none of them; inner tables come first."""
    if not rulings.across or not rulings.down:
        return [], runs
    if crossings(rulings) > limits.cells:
        raise Unreadable(f"PDF 第 {number} 页的表格线过多，无法识别；请确认文件内容")

    def middle(run: Run) -> float:
        _, y0, _, y1 = frame.seen(run.box, run.turn) if run.turn else (0, run.y0, 0, run.y1)
        return (y0 + y1) / 2

    grids, rest = [], sorted(runs, key=middle)
    for lattice in lattices(rulings, limits.cells):
        first = bisect_left(rest, lattice.box.y0, key=middle)
        last = bisect_right(rest, lattice.box.y1, key=middle)
        cells, outside = _fill(lattice, rest[first:last], frame, number)
        if len(cells) > 1:
            grids.append(
                Grid(tuple(cells), lattice.height, lattice.width, _place(lattice.box, number))
            )
            rest[first:last] = outside
    return grids, rest


def _fill(
    lattice: Lattice, runs: list[Run], frame: Frame, number: int
) -> tuple[list[Cell], list[Run]]:
    """The cells of a lattice with their text, and the runs outside of it; none of a chart."""
    within: dict[int, list[Run]] = {}
    outside: list[Run] = []
    for run in runs:
        for part, patch in _shares(lattice, run, frame):
            (outside if patch is None else within.setdefault(patch, [])).append(part)
    if _is_chart(lattice, within):
        return [], runs
    cells = [
        Cell(
            join_wrapped(read_lines(within.get(i, ()), frame)),
            patch.row,
            patch.column,
            _place(lattice.rectangle(patch), number),
            patch.rows,
            patch.columns,
        )
        for i, patch in enumerate(lattice.patches)
        if patch.closed or i in within
    ]
    return cells, outside


def _is_chart(lattice: Lattice, within: Mapping[int, Sequence[Run]]) -> bool:
    """Whether numbers and nothing else stand in it, and all of them beside its closed fields."""
    open_only = not any(lattice.patches[patch].closed for patch in within)
    drawn = any(patch.closed for patch in lattice.patches)
    runs = [run for each in within.values() for run in each]
    return bool(runs) and open_only and drawn and all({*run.text} <= _LABEL for run in runs)


def _shares(lattice: Lattice, run: Run, frame: Frame) -> Iterator[tuple[Run, int | None]]:
    """The run, or its parts, each with the cell it belongs to."""
    if run.turn:
        x0, y0, x1, y1 = frame.seen(run.box, run.turn)
        slanted = run.turn == SLANT
        yield run, None if slanted else lattice.patch_at((x0 + x1) / 2, (y0 + y1) / 2)
        return
    y = (run.y0 + run.y1) / 2
    (a, b), (c, d) = run.edges[0], run.edges[-1]
    first = lattice.patch_at((a + b) / 2, y)
    if first == lattice.patch_at((c + d) / 2, y):
        yield run, first
        return
    homes = [lattice.patch_at((x0 + x1) / 2, y) for x0, x1 in run.edges]
    if _inseparable(run, homes, lattice):
        yield run, lattice.patch_at((a + d) / 2, y)
        return
    at = 0
    for home, letters in groupby(homes):
        size = len(list(letters))
        part = slice(at, at + size)
        yield run._replace(text=run.text[part], edges=run.edges[part]), home
        at += size


def _inseparable(run: Run, homes: Sequence[int | None], lattice: Lattice) -> bool:
    """Whether a rule cuts a character of the run, or stands between two digits of a number."""
    y = (run.y0 + run.y1) / 2
    for i, (first, second) in enumerate(pairwise(homes)):
        if first != second and {run.text[i], run.text[i + 1]} <= _NUMBER:
            return True
    slack = 0.2 * run.size / 2
    return any(
        lattice.patch_at(x0 + slack, y) != lattice.patch_at(x1 - slack, y)
        for x0, x1 in run.edges
        if x1 - x0 > 2 * slack
    )


def _place(box: Box, number: int) -> Place:
    x0, y0, x1, y1 = box
    return Place(number, box=Box(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)))
