"""Leaf cells of every unit, as the declarations take them from groups of postings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from juesuan.model.number import Address
from juesuan.notation.feed import ITEM, KIND, Feeds
from juesuan.preparing.ledger.groups import Groups, Integers, summed


class Leaf(NamedTuple):
    """One leaf cell of several units: numbers of units, ascending, and amounts in 分."""

    cell: Address
    units: Integers
    amounts: Integers


@dataclass(frozen=True)
class Sparse:
    """Amounts of many cells of many units, zeros left out, sorted by unit."""

    cells: tuple[Address, ...]
    unit: Integers
    cell: Integers
    amount: Integers

    @classmethod
    def of(cls, leaves: Iterable[Leaf]) -> Sparse:
        """Leaves side by side; a cell may come several times and is added up later."""
        filled = [leaf for leaf in leaves if len(leaf.units)]
        cells = {cell: index for index, cell in enumerate({leaf.cell: 0 for leaf in filled})}
        empty = np.empty(0, dtype=np.int64)
        unit = np.concatenate([empty, *(leaf.units for leaf in filled)])
        order = np.argsort(unit, kind="stable")
        numbers = [np.full(len(leaf.units), cells[leaf.cell]) for leaf in filled]
        return cls(
            tuple(cells),
            unit[order],
            np.concatenate([empty, *numbers])[order],
            np.concatenate([empty, *(leaf.amounts for leaf in filled)])[order],
        )

    def dense(self, first: int, last: int) -> dict[Address, Integers]:
        """The cells of the units first ≤ number < last, a vector over these units each."""
        start, end = np.searchsorted(self.unit, [first, last])
        unit, cell = self.unit[start:end] - first, self.cell[start:end]
        used, place = np.unique(cell, return_inverse=True)
        matrix = np.zeros((len(used), last - first), dtype=np.int64)
        np.add.at(matrix, (place, unit), self.amount[start:end])
        return {self.cells[number]: matrix[i] for i, number in enumerate(used.tolist())}

    def of_unit(self, number: int) -> Iterator[tuple[Address, int]]:
        """The amounts of one unit that are not zero."""
        start, end = np.searchsorted(self.unit, [number, number + 1])
        pairs = zip(self.cell[start:end].tolist(), self.amount[start:end].tolist(), strict=True)
        return ((self.cells[cell], amount) for cell, amount in pairs)


def leaves(groups: Groups, feeds: Feeds, rank: Mapping[str, int]) -> Iterator[Leaf]:
    """What every feed takes, unit by unit; `rank` numbers the units that are included."""
    numbers = np.array([rank.get(unit, -1) for unit in groups.labels["unit"]], dtype=np.int64)
    units = numbers[groups.keys["unit"]] if len(numbers) else groups.keys["unit"]
    for feed in feeds.cells:
        mask = groups.taken(feed.take) & (units >= 0)
        amounts = groups.amounts(feed.take.side)[mask]
        name = {ITEM: "func", KIND: "econ"}.get(feed.cell.row, "")
        codes = groups.keys[name][mask] if name else np.zeros(len(amounts), dtype=np.int64)
        labels = groups.labels[name] if name else (feed.cell.row,)
        yield from by_code(feed.cell, units[mask], codes, labels, amounts)


def by_code(
    cell: Address, units: Integers, codes: Integers, labels: tuple[str, ...], amounts: Integers
) -> Iterator[Leaf]:
    """One leaf for every code that occurs, the code standing for the row of the cell."""
    width = int(units.max()) + 1 if len(units) else 1
    keys, sums = summed(codes * width + units, amounts)
    keys, sums = keys[sums != 0], sums[sums != 0]
    code, unit = np.divmod(keys, width)
    for number in np.unique(code).tolist():
        here = code == number
        yield Leaf(cell._replace(row=labels[number]), unit[here], sums[here])
