"""A cell of 结转和结余 as a sum: opening, adjustments, receipts, spending, what was distributed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from juesuan.notation.feed import Feeds
from juesuan.preparing.carry.roll import ADJUSTED, FLOWS
from juesuan.preparing.tracing.signed import balance_of
from juesuan.preparing.tracing.weights import Weights

NAMES = {
    "open": "年初数",
    "open_adj": "年初余额调整",
    "in": "归集调入",
    "out": "归集调出",
    "returned": "归集上缴",
    "internal": "单位内部调剂",
    "income": "本年收入",
    "expense": "本年支出",
    "use_nonfiscal": "使用非财政拨款结余",
    "distribution": "结余分配",
}
WRITTEN = {"in": "gathered_in", "out": "gathered_out"}


class TracedPart(NamedTuple):
    """A part of a figure that is no posting: what it is, and its amount with its sign; 元."""

    name: str
    amount: Decimal


def rolled(rows: Iterable[Mapping[str, Any]], shares: Weights, feeds: Feeds) -> list[TracedPart]:
    """What the roll-forward adds to a cell, column by column; `rows` are those of its units."""
    sums = dict.fromkeys(NAMES, Decimal(0))
    lines = list(rows)
    for leaf, weight in shares.items():
        for balance in feeds.balances if weight else ():
            if not balance_of(leaf, balance.cell):
                continue
            signs = signs_of(balance.column)
            for row in lines:
                if (not balance.funds or row["fund"] in balance.funds) and (
                    leaf == balance.cell or row["func"] == leaf.row
                ):
                    for column, sign in signs.items():
                        sums[column] += weight * sign * row[WRITTEN.get(column, column)]
    return [TracedPart(NAMES[column], amount) for column, amount in sums.items() if amount]


def signs_of(column: str) -> Mapping[str, int]:
    """The columns of the roll-forward that one comes from, each with its sign."""
    return {"opening": ADJUSTED, "close": {**ADJUSTED, **FLOWS}}.get(column, {column: 1})
