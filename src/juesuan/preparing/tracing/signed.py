"""What each posting adds to a cell, with its sign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from juesuan.model.number import Address
from juesuan.notation.feed import ITEM, KIND, OPENING, Feed, Feeds, Side, Take
from juesuan.preparing.tracing.weights import Weights

if TYPE_CHECKING:
    import ibis

COUNTS = "counts"


def signed(
    table: ibis.Table, shares: Weights, feeds: Feeds, accounts: Collection[str]
) -> ibis.Value:
    """分 that a posting adds by all feeds of the leaves; nothing where none takes it."""
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    total, taken = ibis.literal(0), ibis.literal(False)  # noqa: FBT003 - Ibis literals
    for feed, weight, rows in _feeding(shares, feeds):
        wanted = [a for a in accounts if feeds.account_class(a) in feed.take.accounts]
        mask = taking(table, feed.take, wanted) & _within(table, feed, rows)
        total += ibis.ifelse(mask, weight * _amount(table, feed.take.side), 0)
        taken |= mask
    return ibis.ifelse(taken.fill_null(False), total, ibis.null("int64"))  # noqa: FBT003 - as above


def _feeding(shares: Weights, feeds: Feeds) -> Iterator[tuple[Feed, int, list[str]]]:
    """Each feed of some leaves with the weight and the rows it has there."""
    for feed in feeds.cells:
        rows: dict[int, list[str]] = defaultdict(list)
        for leaf, weight in shares.items():
            if weight and feed in feeds.of(leaf):
                rows[weight].append(leaf.row)
        for weight, listed in rows.items():
            yield feed, weight, listed


def _within(table: ibis.Table, feed: Feed, rows: Collection[str]) -> ibis.BooleanValue:
    import ibis  # noqa: PLC0415 - as above

    column = {ITEM: table.func, KIND: table.econ}.get(feed.cell.row)
    return ibis.literal(True) if column is None else column.isin(sorted(rows))  # noqa: FBT003


def _amount(table: ibis.Table, side: Side) -> ibis.Value:
    debit, credit = table.debit.fill_null(0), table.credit.fill_null(0)
    if side == OPENING:
        return table.opening.fill_null(0)
    sides = {"贷-借": credit - debit, "借-贷": debit - credit, "借": debit, "贷": credit}
    return sides.get(side, -credit)


def taking(table: ibis.Table, take: Take, accounts: Collection[str]) -> ibis.BooleanValue:
    """Whether a posting is one that a declaration takes, whatever its item."""
    import ibis  # noqa: PLC0415 - as above

    masks = [table.acct.isin(sorted(accounts))]
    if take.side == OPENING:
        masks.append(table.opening.fill_null(0) != 0)
    else:
        masks.append(~table.closing_entry)
        masks.append((table.debit.fill_null(0) != 0) | (table.credit.fill_null(0) != 0))
    masks += [table.fund.isin(sorted(take.funds))] if take.funds else []
    masks += [table.type.isin(sorted(take.types))] if take.types else []
    masks += [table.econ.isin(sorted(take.econ))] if take.econ else []
    return ibis.and_(*masks)


def balance_of(leaf: Address, cell: Address) -> bool:
    """Whether a leaf is a cell of the roll-forward, its code standing for {项}."""
    return leaf == cell or (cell.row == ITEM and leaf._replace(row=ITEM) == cell)
