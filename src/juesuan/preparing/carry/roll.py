"""The roll-forward by unit, fund, item and project: kept whole, shown in the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from juesuan.model.accounts import CarryRow, Obstacle, yuan
from juesuan.notation.feed import ITEM, Feeds, Take
from juesuan.preparing.carry.stocks import MOVES, Extra, details
from juesuan.preparing.ledger.groups import Groups, Integers, Mask
from juesuan.preparing.ledger.leaves import Leaf, by_code

KEY = ("unit", "fund", "func", "project")
ADJUSTED = {"open": 1, "open_adj": 1, "in": 1, "out": -1, "returned": -1, "internal": 1}
FLOWS = {"income": 1, "expense": -1, "use_nonfiscal": 1, "distribution": -1}
COLUMNS = (*ADJUSTED, *FLOWS)
STOCKS = tuple(name for name in COLUMNS if name not in ("income", "expense"))


@dataclass(frozen=True)
class RollForward:
    """Lines sorted by unit, fund, item and project; amounts in 分, a column each.

    `labels` gives the words behind the numbers of the keys.
    """

    labels: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, Integers]
    columns: Mapping[str, Integers]

    def column(self, name: str) -> Integers:
        """A column, or `opening` (adjusted) and `close`, which follow from the others."""
        if name in self.columns:
            return self.columns[name]
        signs = ADJUSTED if name == "opening" else {**ADJUSTED, **FLOWS}
        total = np.zeros(len(self.keys["unit"]), dtype=np.int64)
        for column, sign in signs.items():
            total += sign * self.columns[column]
        return total

    def __iter__(self) -> Iterator[CarryRow]:
        """The lines in 元."""
        words = [[self.labels[name][i] for i in self.keys[name].tolist()] for name in KEY]
        amounts = [self.column(name).tolist() for name in (*COLUMNS, "close")]
        for *key, row in zip(*words, zip(*amounts, strict=True), strict=True):
            if any(row):
                yield CarryRow(*key, *map(yuan, row))

    def leaves(self, feeds: Feeds, rank: Mapping[str, int]) -> Iterator[Leaf]:
        """What the tables show of it."""
        numbers = np.array([rank.get(unit, -1) for unit in self.labels["unit"]], dtype=np.int64)
        units = numbers[self.keys["unit"]] if len(numbers) else self.keys["unit"]
        for cell, column, funds in feeds.balances:
            wanted = [not funds or fund in funds for fund in self.labels["fund"]]
            mask = np.array(wanted, dtype=np.bool_)[self.keys["fund"]] & (units >= 0)
            rows = self.labels["func"] if cell.row == ITEM else (cell.row,)
            codes = self.keys["func"][mask] * (cell.row == ITEM)
            yield from by_code(cell, units[mask], codes, rows, self.column(column)[mask])

    def by_fund(self, names: Sequence[str]) -> dict[tuple[str, str], tuple[int, ...]]:
        """Sums of some columns by unit and fund."""
        funds = max(1, len(self.labels["fund"]))
        mixed = self.keys["unit"] * funds + self.keys["fund"]
        distinct, place = np.unique(mixed, return_inverse=True)
        matrix = np.zeros((len(names), len(distinct)), dtype=np.int64)
        for line, name in zip(matrix, names, strict=True):
            np.add.at(line, place, self.column(name))
        keys = (divmod(number, funds) for number in distinct.tolist())
        words = [(self.labels["unit"][unit], self.labels["fund"][fund]) for unit, fund in keys]
        return dict(zip(words, map(tuple, matrix.T.tolist()), strict=True))


class _Gathering:
    """Pieces of the roll-forward, gathered before they are sorted and added up."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self.labels = {name: tuple(sorted(set(words[name]))) for name in KEY}
        self.numbers = {name: {word: i for i, word in enumerate(self.labels[name])} for name in KEY}
        self.pieces: list[tuple[Integers, Integers, Integers]] = []

    def ranks(self, name: str, words: Iterable[str]) -> Integers:
        """The numbers of some words."""
        return np.array([self.numbers[name][word] for word in words], dtype=np.int64)

    def add(self, column: str, keys: Mapping[str, Integers], amounts: Integers) -> None:
        """Amounts of one column, a key each."""
        mixed = np.zeros(len(amounts), dtype=np.int64)
        for name in KEY:
            mixed = mixed * len(self.labels[name]) + keys[name]
        self.pieces.append((mixed, np.full(len(amounts), COLUMNS.index(column)), amounts))

    def collected(self) -> RollForward:
        """All pieces added up, sorted by key."""
        none = np.empty(0, dtype=np.int64)
        mixed, column, amount = (
            np.concatenate([none, *(piece[i] for piece in self.pieces)]) for i in range(3)
        )
        distinct, place = np.unique(mixed, return_inverse=True)
        matrix = np.zeros((len(COLUMNS), len(distinct)), dtype=np.int64)
        np.add.at(matrix, (column, place), amount)
        keys = {}
        for name in reversed(KEY):
            distinct, keys[name] = np.divmod(distinct, max(1, len(self.labels[name])))
        return RollForward(self.labels, keys, dict(zip(COLUMNS, matrix, strict=True)))


def roll_forward(
    groups: Groups,
    feeds: Feeds,
    given: Sequence[Mapping[str, Any]],
    plain: Collection[str] = (),
    extras: Sequence[Extra] = (),
) -> RollForward:
    """The roll-forward of the ledger; what the carry table gives of a unit's fund replaces it.

    `plain` are the units that distribute nothing, `extras` what no posting gives by itself.
    """
    table = [key_of(row) for row in given]
    funds = [kind.fund for kind in groups.kinds]
    words = {**groups.labels, "fund": tuple(funds)}
    keys = [*table, *({name: getattr(extra, name) for name in KEY} for extra in extras)]
    gathering = _Gathering({name: [*words[name], *(k[name] for k in keys)] for name in KEY})
    ranks = {name: gathering.ranks(name, words[name]) for name in KEY}
    uncovered = _uncovered(groups, {(key["unit"], key["fund"]) for key in table})
    events = details(groups, feeds).events
    plainly = np.array([unit in plain for unit in groups.labels["unit"]], dtype=np.bool_)
    for column, take, only_plain in feeds.carry:
        mask = _taken(groups, take, events, moves=column in MOVES)
        if column in STOCKS:
            mask &= uncovered
        if only_plain:
            mask &= plainly[groups.keys["unit"]]
        places = {name: ranks[name][groups.keys[name][mask]] for name in KEY if name != "fund"}
        places["fund"] = ranks["fund"][groups.kind[mask]]
        gathering.add(column, places, groups.amounts(take.side)[mask])
    numbered = {name: gathering.ranks(name, (key[name] for key in table)) for name in KEY}
    for name in STOCKS:
        amounts = [int(row.get(name) or 0) for row in given]
        gathering.add(name, numbered, np.array(amounts, dtype=np.int64))
    for name in COLUMNS:
        added = [extra for extra in extras if extra.column == name]
        place = {k: gathering.ranks(k, (getattr(e, k) for e in added)) for k in KEY}
        gathering.add(name, place, np.array([e.amount for e in added], dtype=np.int64))
    return gathering.collected()


def _uncovered(groups: Groups, covered: Collection[tuple[str, str]]) -> Mask:
    """The groups whose unit and fund no line of the carry table speaks of."""
    units = {unit: number for number, unit in enumerate(groups.labels["unit"])}
    funds = {fund: number for number, fund in enumerate(sorted({k.fund for k in groups.kinds}))}
    kinds = np.array([funds[kind.fund] for kind in groups.kinds], dtype=np.int64)
    places = [units[u] * len(funds) + funds[f] for u, f in covered if u in units and f in funds]
    keys = groups.keys["unit"] * len(funds) + kinds[groups.kind]
    mask: Mask = ~np.isin(keys, places)
    return mask


def _taken(groups: Groups, take: Take, events: Mask, *, moves: bool) -> Mask:
    """The groups a declaration takes; on detail accounts what was booked tells, not a mark."""
    if not moves:
        return groups.taken(take)
    named = [kind.account in take.accounts for kind in groups.kinds]
    return np.array(named, dtype=np.bool_)[groups.kind] & events


def key_of(row: Mapping[str, Any]) -> dict[str, str]:
    """The key of a line of the carry table."""
    names = {"unit": ("unit", "unit_code"), "fund": ("fund_nature",), "func": ("func",)}
    names["project"] = ("project", "project_code")
    return {
        key: next((str(row[name]) for name in named if row.get(name)), "")
        for key, named in names.items()
    }


def disagreements(roll: RollForward, given: Sequence[Mapping[str, Any]]) -> Iterator[Obstacle]:
    """Where the carry table says otherwise than the roll-forward, by unit and fund."""
    checked = ("income", "expense", "close")
    stated: dict[tuple[str, str], list[int]] = {}
    for row in given:
        key = key_of(row)
        sums = stated.setdefault((key["unit"], key["fund"]), [0] * len(checked))
        for i, name in enumerate(checked):
            sums[i] += int(row.get(name) or 0)
    rolled = roll.by_fund(checked)
    for (unit, fund), table in sorted(stated.items()):
        ledger = rolled.get((unit, fund), (0,) * len(checked))
        for word, theirs, ours in zip(("收入", "支出", "年末"), table, ledger, strict=True):
            if theirs != ours:
                yield _differs(unit, fund, word, theirs, ours)


def _differs(unit: str, fund: str, word: str, stated: int, rolled: int) -> Obstacle:
    message = (
        f"单位 {unit} 的{fund}资金，结转结余变动表{word}数为 {yuan(stated):,.2f} 元，"
        f"而按账滚动计算为 {yuan(rolled):,.2f} 元，相差 {yuan(stated - rolled):,.2f} 元"
    )
    return Obstacle(f"结转{word}:{unit}:{fund}", message)
