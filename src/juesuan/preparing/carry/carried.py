"""From the ledger to the whole roll-forward: base, year-end entries, what the ledger closes at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import ibis

from juesuan.model.accounts import Obstacle
from juesuan.model.books import Books
from juesuan.notation.feed import Feeds
from juesuan.preparing.carry.closing import Ledgers, base_lines, settle
from juesuan.preparing.carry.contra import ContraFlow, flows, standing, unmarked_spending
from juesuan.preparing.carry.roll import RollForward, key_of, roll_forward
from juesuan.preparing.carry.stocks import Extra, Stock, Sum, details, stocks
from juesuan.preparing.ledger.groups import Engine, Groups, read_groups

Rows = Sequence[Mapping[str, Any]]


class Carried(NamedTuple):
    """The ledger as understood, its groups, the roll-forward and what stands against it.

    `base` is the roll-forward of postings alone, before the year-end transfers.
    """

    ledger: ibis.Table
    groups: Groups
    base: RollForward
    roll: RollForward
    problems: tuple[Obstacle, ...]


def carry_over(
    books: Books,
    feeds: Feeds,
    given: Rows,
    natures: Mapping[str, str],
    engine: Engine | None,
) -> Carried:
    """Read the ledger and settle every unit; `natures` of the units that are included."""
    ledger = books.tables["ledger"]
    groups = read_groups(ledger if books.added is None else books.added, feeds, engine)
    balances = stocks(groups, feeds)
    contra_flows = flows(ledger, feeds, _sharing(balances, natures))
    if lines := unmarked_spending(contra_flows):
        ledger = _marked(ledger, lines)
        groups = read_groups(ledger, feeds, engine)
        balances = stocks(groups, feeds)
    plain = {unit for unit, nature in natures.items() if _plain(nature, balances.get(unit), feeds)}
    base = roll_forward(groups, feeds, given, plain)
    by_unit: dict[str, list[ContraFlow]] = defaultdict(list)
    for flow in contra_flows:
        by_unit[flow.row.unit].append(flow)
    keys = [key_of(row) for row in given]
    covered = {(key["unit"], key["fund"]) for key in keys}
    detail = details(groups, feeds)
    gross: dict[str, list[Extra]] = defaultdict(list)
    for extra in detail.gross:
        gross[extra.unit].append(extra)
    whole = Ledgers(feeds, plain, balances, base_lines(base), by_unit, detail, gross, covered)
    extras, problems = settle(whole, natures)
    problems = [*_misnamed(balances, natures, feeds, plain), *problems]
    roll = roll_forward(groups, feeds, given, plain, extras) if extras else base
    return Carried(ledger, groups, base, roll, tuple(problems))


def _sharing(stocks: Mapping[str, Stock], natures: Collection[str]) -> list[str]:
    """The units whose year-end entries have another side to look for."""
    return [
        unit
        for unit, stock in stocks.items()
        if unit in natures and _moves(stock, "8202", "8301", "8701")
    ]


def _moves(stock: Stock | None, *accounts: str) -> bool:
    return stock is not None and any(
        account.startswith(accounts) and (item.debit or item.credit)
        for (account, _), item in stock.accounts.items()
    )


def _plain(nature: str, stock: Stock | None, feeds: Feeds) -> bool:
    """Whether a unit distributes nothing; some natures may do either, and their books tell."""
    chooses = nature in feeds.choosing and _moves(stock, *feeds.closing.distributing)
    return nature in feeds.plain and not chooses


def _marked(ledger: ibis.Table, lines: Collection[tuple[str, int]]) -> ibis.Table:
    """The ledger with some lines marked as year-end entries."""
    closing = ledger.is_closing_entry.fill_null(False) | standing(ledger, lines)  # noqa: FBT003 - an Ibis literal
    return ledger.mutate(is_closing_entry=closing)


def _misnamed(
    stocks: Mapping[str, Stock], natures: Mapping[str, str], feeds: Feeds, plain: Collection[str]
) -> Iterator[Obstacle]:
    """Units that by their nature distribute nothing, and whose books do."""
    for unit in sorted(plain):
        stock = stocks.get(unit)
        if stock is not None and stock.of(*feeds.closing.distributing) != Sum():
            message = (
                f"单位 {unit} 是{natures[unit]}单位，不作结余分配，账上却有 8301 或 8701 的数："
                "请核对单位性质和科目"
            )
            yield Obstacle(f"单位性质:{unit}", message, final=True, unit=unit, cause=True)
