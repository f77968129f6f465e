"""Which account gave to which: year-end vouchers found again among neighbouring lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import ibis

from juesuan.notation.feed import Feeds
from juesuan.preparing.ledger.groups import keyed

STOCKS = ("8201", "8202", "8301", "8401", "8501", "8701")
USED, FUNDS, SPENT = "8301", "8001", "7"
LONGEST = 12  # lines of a voucher that are looked at together
NEAR = 2  # how far from a line of 8301 its other side is looked for
INNER = {("8701", "8301"), ("8701", "8202"), ("8202", "8701"), (USED, FUNDS)}
NAMES = ("unit", "acct", "fund", "func", "project", "origin", "line", "debit", "credit", "closing")


class LedgerRow(NamedTuple):
    """A line of the ledger; amounts in 分."""

    unit: str
    acct: str
    fund: str
    func: str
    project: str
    origin: str
    line: int
    debit: int
    credit: int
    closing: bool

    @property
    def head(self) -> str:
        """The account as transfers name it: spending is one."""
        return SPENT if self.acct.startswith(SPENT) else self.acct[:4]


class ContraFlow(NamedTuple):
    """What one account gave to another; `row` is the line that says it, `lines` the voucher."""

    giver: str
    taker: str
    amount: int
    row: LedgerRow
    lines: tuple[int, ...] = ()


def flows(ledger: ibis.Table, feeds: Feeds, units: Collection[str]) -> list[ContraFlow]:
    """The transfers of some units, as far as their lines lie together; none without numbers."""
    if not units or "line" not in ledger.columns:
        return []
    allowed = {(t.giver, t.taker[:1] if t.giver == USED else t.taker) for t in feeds.transfers}
    contra_flows: list[ContraFlow] = []
    for run in _runs(_lines(ledger, feeds, units)):
        contra_flows += _read(run, allowed | INNER)
    return contra_flows


def _lines(ledger: ibis.Table, feeds: Feeds, units: Collection[str]) -> list[LedgerRow]:
    """The lines of the accounts that give and take, and those beside the use of 专用结余."""
    table = _shaped(ledger, feeds).filter(lambda t: t.unit.isin(sorted(units)))
    stocks = table.filter(table.acct.substr(0, 4).isin(STOCKS))
    rows = _rows(stocks)
    beside = {
        row.line + n
        for row in rows
        if row.head == USED and row.debit
        for n in range(-NEAR, NEAR + 1)
    }
    if beside:
        other = table.acct.substr(0, 1).isin([SPENT]) | (table.acct.substr(0, 4) == FUNDS)
        rows += _rows(table.filter(other & table.line.isin(sorted(beside))))
    return sorted(rows, key=lambda row: (row.unit, row.origin, row.line))


def _shaped(ledger: ibis.Table, feeds: Feeds) -> ibis.Table:
    table = keyed(ledger, feeds)
    origin = table.origin.cast("string") if "origin" in table.columns else ibis.literal("")
    shaped = table.select(
        *("unit", "acct", "fund", "func", "project"), "line",
        origin=origin.fill_null(""),
        debit=table.debit.fill_null(0),
        credit=table.credit.fill_null(0),
        closing=table.closing_entry,
    )  # fmt: skip
    moving: ibis.Table = shaped.filter((shaped.debit != 0) | (shaped.credit != 0))
    return moving


def _rows(table: ibis.Table) -> list[LedgerRow]:
    rows = table.select(*NAMES).to_pyarrow().to_pylist()
    return [LedgerRow._make("" if row[n] is None else row[n] for n in NAMES) for row in rows]


def _runs(rows: Iterable[LedgerRow]) -> Iterator[list[LedgerRow]]:
    """Lines of a unit that follow one another without a gap."""
    numbered = enumerate(rows)
    for _, run in groupby(numbered, key=lambda p: (p[1].unit, p[1].origin, p[1].line - p[0])):
        yield [row for _, row in run]


def _read(run: Sequence[LedgerRow], allowed: Collection[tuple[str, str]]) -> Iterator[ContraFlow]:
    """The vouchers that explain most of the lines of a run, the shortest first."""
    best: list[tuple[int, int]] = [(0, 0)] * (len(run) + 1)
    for start in reversed(range(len(run))):
        best[start] = (best[start + 1][0], 0)
        for length in range(2, min(LONGEST, len(run) - start) + 1):
            explained = length + best[start + length][0]
            if explained > best[start][0] and _voucher(run[start : start + length], allowed):
                best[start] = (explained, length)
    start = 0
    while start < len(run):
        length = best[start][1]
        if length:
            yield from _flows(run[start : start + length])
        start += length or 1


def _voucher(rows: Sequence[LedgerRow], allowed: Collection[tuple[str, str]]) -> bool:
    givers, takers = [r for r in rows if r.debit], [r for r in rows if r.credit]
    return (
        len(givers) + len(takers) == len(rows)
        and min(len({r.head for r in givers}), len({r.head for r in takers})) == 1
        and sum(r.debit for r in givers) == sum(r.credit for r in takers)
        and all((g.head, t.head) in allowed for g in givers for t in takers)
    )


def _flows(rows: Sequence[LedgerRow]) -> Iterator[ContraFlow]:
    """One flow for every line on the side with several accounts."""
    givers, takers = [r for r in rows if r.debit], [r for r in rows if r.credit]
    lines = tuple(row.line for row in rows)
    if len({r.head for r in takers}) > 1 or givers[0].head in ("8701", USED):
        yield from (ContraFlow(givers[0].head, row.head, row.credit, row, lines) for row in takers)
    else:
        yield from (ContraFlow(row.head, takers[0].head, row.debit, row, lines) for row in givers)


def standing(ledger: ibis.Table, lines: Collection[tuple[str, int]]) -> ibis.BooleanValue:
    """Whether a line of the ledger is one of some, named by origin and number."""
    text = ibis.literal("") if "origin" not in ledger.columns else ledger.origin.cast("string")
    by_origin: dict[str, list[int]] = {}
    for origin, line in sorted(lines):
        by_origin.setdefault(origin, []).append(line)
    masks = [
        (text.fill_null("") == origin) & ledger.line.isin(at) for origin, at in by_origin.items()
    ]
    return ibis.or_(ibis.literal(False), *masks)  # noqa: FBT003 - an Ibis literal


def unmarked_spending(flows: Iterable[ContraFlow]) -> set[tuple[str, int]]:
    """Lines of spending that 8301 takes over and nobody marked, by origin and line."""
    return {
        (flow.row.origin, flow.row.line)
        for flow in flows
        if flow.taker == SPENT and not flow.row.closing
    }
