"""The balances of 结转结余 in the ledger itself, and what their detail accounts say of the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from juesuan.notation.feed import Feeds
from juesuan.preparing.ledger.groups import Groups, Mask

FUNDS = "8001"
MOVES = {"open_adj": "", "in": "credit", "out": "debit", "returned": "debit", "internal": ""}


class Extra(NamedTuple):
    """An amount of a column of the roll-forward that no posting gives by itself; 分."""

    column: str
    unit: str
    fund: str
    amount: int
    func: str = ""
    project: str = ""


@dataclass
class Sum:
    """What stands on an account: opening, and all of the year with its year-end entries."""

    opening: int = 0
    debit: int = 0
    credit: int = 0

    def add(self, opening: int, debit: int, credit: int) -> None:
        """Add some postings."""
        self.opening += opening
        self.debit += debit
        self.credit += credit

    @property
    def close(self) -> int:
        """The balance at the end of the year, credit positive."""
        return self.opening + self.credit - self.debit


@dataclass
class Stock:
    """The accounts of one unit, by account and fund; `settled` once its year is closed."""

    accounts: dict[tuple[str, str], Sum] = field(default_factory=lambda: defaultdict(Sum))
    settled: bool = True

    def of(self, *prefixes: str, fund: str = "") -> Sum:
        """The sum of some accounts with all details."""
        total = Sum()
        for (account, of_fund), item in self.accounts.items():
            if account.startswith(prefixes) and fund in ("", of_fund):
                total.add(item.opening, item.debit, item.credit)
        return total


def stocks(groups: Groups, feeds: Feeds) -> dict[str, Stock]:
    """The stocks of every unit that has any postings."""
    by_unit: dict[str, Stock] = {unit: Stock() for unit in groups.labels["unit"]}
    wanted = [k.account[:1] == "8" and k.account != FUNDS for k in groups.kinds]
    yearly = {feeds.closing.receipts, feeds.closing.spending, *feeds.closing.left_out}
    wanted = [w or k.account in yearly for w, k in zip(wanted, groups.kinds, strict=True)]
    mask = np.array(wanted, dtype=np.bool_)[groups.kind]
    names = ("opening", "debit", "credit")
    columns = (groups.keys["unit"], groups.kind, *(groups.sums[name] for name in names))
    for unit, kind, *sums in zip(*(column[mask].tolist() for column in columns), strict=True):
        account, fund, _, closing = groups.kinds[kind]
        if account[:1] == "8" or not closing:
            by_unit[groups.labels["unit"][unit]].accounts[account, fund].add(*sums)
    for unit in _unsettled(groups, by_unit):
        by_unit[unit].settled = False
    return by_unit


def _unsettled(groups: Groups, by_unit: Mapping[str, Stock]) -> Iterator[str]:
    """Units with receipts or spending that no entry closes."""
    yearly = np.array([k.account[:1] in "67" for k in groups.kinds], dtype=np.bool_)
    closing = np.array([k.closing for k in groups.kinds], dtype=np.bool_)
    moving = (groups.sums["debit"] != 0) | (groups.sums["credit"] != 0)
    units = groups.keys["unit"]
    open_ = np.unique(units[(yearly & ~closing)[groups.kind] & moving])
    closed = set(np.unique(units[(yearly & closing)[groups.kind] & moving]).tolist())
    for number in open_.tolist():
        unit = groups.labels["unit"][number]
        inner = by_unit[unit].of("8301", "8401", "8501", "8701")
        if number not in closed and not inner.debit and not inner.credit:
            yield unit


class Details(NamedTuple):
    """Which postings on detail accounts are events of the year, what only gross sums show.

    `doubtful` are adjustments by unit and fund that were set off by an entry nobody marked:
    what stands here, or as much less.
    """

    events: Mask
    gross: list[Extra]
    doubtful: dict[tuple[str, str], list[Extra]]


def details(groups: Groups, feeds: Feeds) -> Details:
    """The events on detail accounts, without the entries that set them off at the year's end."""
    column_of = {a: c.column for c in feeds.carry if c.column in MOVES for a in c.take.accounts}
    events = ~np.array([kind.closing for kind in groups.kinds], dtype=np.bool_)[groups.kind]
    moving = (groups.sums["debit"] != 0) | (groups.sums["credit"] != 0)
    named = np.array([kind.account in column_of for kind in groups.kinds], dtype=np.bool_)
    cases: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for i in np.flatnonzero(named[groups.kind] & moving).tolist():
        kind = groups.kinds[int(groups.kind[i])]
        cases[int(groups.keys["unit"][i]), kind.account, kind.fund].append(i)
    details = Details(events, [], defaultdict(list))
    net = groups.sums["credit"] - groups.sums["debit"]
    for (unit, account, fund), lines in cases.items():
        at = np.array(lines)
        unmarked = net[at[events[at]]]
        if net[at].sum():
            events[at] = True
        elif not unmarked.any():
            events[at] = False
            _set_off(details, groups, at, column_of[account], (groups.labels["unit"][unit], fund))
    return details


def _set_off(details: Details, groups: Groups, at: Mask, column: str, key: tuple[str, str]) -> None:
    side = MOVES[column] or "credit"
    for i in at.tolist():
        amount = int(groups.sums[side][i])
        where = (groups.labels[name][int(groups.keys[name][i])] for name in ("func", "project"))
        if amount and column != "internal":
            kept = details.doubtful[key] if column == "open_adj" else details.gross
            kept.append(Extra(column, *key, amount, *where))
