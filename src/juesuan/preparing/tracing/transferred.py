"""The year-end transfers behind a cell that shows the roll-forward."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import ibis

from juesuan.model.number import Address
from juesuan.notation.feed import Feeds, Transfer
from juesuan.preparing.carry.contra import SPENT, USED, ContraFlow, flows, standing
from juesuan.preparing.carry.roll import ADJUSTED, FLOWS

SHOWN = {"opening": (*ADJUSTED,), "close": (*ADJUSTED, *FLOWS)}


def transferred(
    ledger: ibis.Table, leaves: Iterable[Address], feeds: Feeds, units: Sequence[str]
) -> ibis.BooleanValue | None:
    """The lines of the transfers that some cells show: whole vouchers, else the accounts' lines."""
    wanted = list(dict.fromkeys(t for leaf in leaves for t in _transfers(leaf, feeds)))
    if not wanted:
        return None
    contra_flows = flows(ledger, feeds, units)
    masks = [mask for transfer in wanted for mask in _masks(ledger, transfer, contra_flows, feeds)]
    return ibis.or_(ibis.literal(False), *masks)  # noqa: FBT003 - an Ibis literal


def _transfers(leaf: Address, feeds: Feeds) -> Iterator[Transfer]:
    """The transfers in the columns of a cell of all funds; those of plain units if they count."""
    for balance in feeds.balances:
        if balance.cell == leaf and not balance.funds:
            columns = SHOWN.get(balance.column, (balance.column,))
            for transfer in feeds.transfers:
                within = {transfer.giver, transfer.taker} <= {*feeds.closing.plain, "8501"}
                if transfer.column in columns and not within:
                    yield transfer


def _masks(
    ledger: ibis.Table, transfer: Transfer, flows: Sequence[ContraFlow], feeds: Feeds
) -> Iterator[ibis.BooleanValue]:
    taker = SPENT if transfer.giver == USED else transfer.taker
    lines = {
        (flow.row.origin, line)
        for flow in flows
        if (flow.giver, flow.taker) == (transfer.giver, taker)
        for line in flow.lines
    }
    if lines:
        yield standing(ledger, lines)
        return
    head, distributing = ledger.acct.substr(0, 4), feeds.closing.distributing
    if transfer.giver in distributing:
        yield (head == transfer.giver) & (ledger.debit.fill_null(0) != 0)
    if transfer.taker in distributing:
        yield (head == transfer.taker) & (ledger.credit.fill_null(0) != 0)
