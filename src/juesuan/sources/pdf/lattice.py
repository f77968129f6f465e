"""Lattices: rules that cross, sorted into rows and columns, and the patches they enclose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from juesuan.model.page import Box
from juesuan.sources.pdf.rulings import GAP, Ruling, Rulings

_OPEN = 8.0
"""How far rules must reach beyond the outermost crossing one to imply a missing border."""


class Patch(NamedTuple):
    """Fields without a border between them; `closed` unless it lies open to the outside."""

    row: int
    column: int
    rows: int
    columns: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table without its text: where its columns and rows part, and its patches."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    patches: tuple[Patch, ...]
    owner: tuple[tuple[int, ...], ...]
    """The patch of each field, row by row."""

    @property
    def width(self) -> int:
        """How many columns of fields."""
        return len(self.xs) - 1

    @property
    def height(self) -> int:
        """How many rows of fields."""
        return len(self.ys) - 1

    @property
    def box(self) -> Box:
        """The rectangle around it all."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def rectangle(self, patch: Patch) -> Box:
        """Where a patch stands on the page."""
        right, below = patch.column + patch.columns, patch.row + patch.rows
        return Box(self.xs[patch.column], self.ys[patch.row], self.xs[right], self.ys[below])

    def patch_at(self, x: float, y: float) -> int | None:
        """The number of the patch around a point; None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < self.width and 0 <= row < self.height:
            return self.owner[row][column]
        return None


def crossings(rulings: Rulings) -> int:
    """How many pairs of rules have to be looked at."""
    heights = [rule.at for rule in rulings.across]
    return sum(len(_beside(rule, heights)) for rule in rulings.down)


def lattices(rulings: Rulings, most: int) -> list[Lattice]:
    """The lattices of a page, the smallest first; one of more than `most` fields is a drawing."""
    lattices = []
    for across, down in _components(rulings.across, rulings.down):
        rows, columns = _closed(across, down), _closed(down, across)
        if len(rows) > 1 < len(columns) and len(rows) * len(columns) <= most:
            lattices.append(_lattice(rows, columns))
    lattices = [each for each in lattices if len(each.patches) > 1]
    return sorted(
        lattices, key=lambda each: (each.box.x1 - each.box.x0) * (each.box.y1 - each.box.y0)
    )


def _components(
    across: Sequence[Ruling], down: Sequence[Ruling]
) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Rules that hang together by crossing."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    heights = [rule.at for rule in across]
    for j, rule in enumerate(down, len(across)):
        for i in _beside(rule, heights):
            if across[i].start - GAP <= rule.at <= across[i].end + GAP:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, rule in enumerate([*across, *down]):
        groups.setdefault(root(i), ([], []))[i >= len(across)].append(rule)
    return (group for group in groups.values() if group[0] and group[1])


def _beside(rule: Ruling, heights: list[float]) -> range:
    """The rules across whose heights a rule down passes."""
    return range(bisect_left(heights, rule.start - GAP), bisect_right(heights, rule.end + GAP))


def _closed(rules: list[Ruling], crossing: list[Ruling]) -> list[Ruling]:
    """Rules with a missing outer border added: where two or more crossing ones end alike."""
    added = list(rules)
    for ends, beyond in (
        ([rule.start for rule in crossing], min(rule.at for rule in rules) - _OPEN),
        ([-rule.end for rule in crossing], -max(rule.at for rule in rules) - _OPEN),
    ):
        edge = min(ends)
        alike = [rule for rule, end in zip(crossing, ends, strict=True) if end - edge <= GAP]
        if edge < beyond and len({rule.at for rule in alike}) > 1:
            first, last = min(rule.at for rule in alike), max(rule.at for rule in alike)
            added.append(Ruling(abs(edge), first, last))
    return sorted(added)


def _lattice(across: list[Ruling], down: list[Ruling]) -> Lattice:
    xs, ys = sorted({rule.at for rule in down}), sorted({rule.at for rule in across})
    walls = _borders(down, xs, ys)
    floors = _borders(across, ys, xs)
    owner = [[-1] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    patches: list[Patch] = []
    for row, fields in enumerate(owner):
        for column, taken in enumerate(fields):
            if taken < 0:
                region = _region(row, column, walls, floors)
                _divide(region, owner, patches, _encloses(region, walls, floors))
    return Lattice(tuple(xs), tuple(ys), tuple(patches), tuple(map(tuple, owner)))


def _borders(rules: Iterable[Ruling], ats: list[float], between: list[float]) -> list[list[bool]]:
    """For each coordinate of `ats`, whether a rule borders each interval of `between`."""
    middles = [(a + b) / 2 for a, b in pairwise(between)]
    number = {at: i for i, at in enumerate(ats)}
    drawn = [[False] * len(middles) for _ in ats]
    for rule in rules:
        for i in range(bisect_left(middles, rule.start), bisect_right(middles, rule.end)):
            drawn[number[rule.at]][i] = True
    return drawn


_Borders = list[list[bool]]
_Field = tuple[int, int]


def _region(row: int, column: int, walls: _Borders, floors: _Borders) -> list[_Field]:
    """The fields reached from one without crossing a border."""
    height, width = len(floors) - 1, len(walls) - 1
    if (
        walls[column][row]
        and walls[column + 1][row]
        and floors[row][column]
        and floors[row + 1][column]
    ):
        return [(row, column)]
    reached, queue = {(row, column)}, [(row, column)]
    for r, c in queue:
        for there, drawn in (
            ((r, c + 1), walls[c + 1][r]),
            ((r, c - 1), walls[c][r]),
            ((r + 1, c), floors[r + 1][c]),
            ((r - 1, c), floors[r][c]),
        ):
            inside = 0 <= there[0] < height and 0 <= there[1] < width
            if not drawn and inside and there not in reached:
                reached.add(there)
                queue.append(there)
    return sorted(queue)


def _encloses(region: list[_Field], walls: _Borders, floors: _Borders) -> bool:
    """Whether no field of the region lies open to the outside of the lattice."""
    bottom, right = len(floors) - 1, len(walls) - 1
    return all(
        (r > 0 or floors[0][c])
        and (r + 1 < bottom or floors[bottom][c])
        and (c > 0 or walls[0][r])
        and (c + 1 < right or walls[right][r])
        for r, c in region
    )


def _divide(
    region: list[_Field],
    owner: list[list[int]],
    patches: list[Patch],
    closed: bool,  # noqa: FBT001
) -> None:
    """Give the fields of a region to patches: one, or several where it is no rectangle."""
    free = set(region)
    for row, column in region:
        if (row, column) not in free:
            continue
        columns, rows = 1, 1
        while (row, column + columns) in free:
            columns += 1
        while all((row + rows, column + i) in free for i in range(columns)):
            rows += 1
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                free.discard((r, c))
                owner[r][c] = len(patches)
        patches.append(Patch(row, column, rows, columns, closed))
