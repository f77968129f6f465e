"""From a posting to the cells it enters: leaves that take it, and what follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from juesuan.model.number import Address
from juesuan.notation.edition import Edition
from juesuan.notation.feed import ITEM, KIND, OPENING, Feeds, Kind, Side
from juesuan.preparing.ledger.groups import keyed
from juesuan.preparing.prepared_folder import Untraceable, manifest, sound
from juesuan.preparing.tracing.postings import planned
from juesuan.preparing.tracing.prepared import Tables, readable
from juesuan.preparing.tracing.rolled import signs_of
from juesuan.preparing.tracing.weights import carried_on

if TYPE_CHECKING:
    import ibis

MOST = 50  # postings that are shown
Row = Mapping[str, Any]


class Entered(NamedTuple):
    """A posting, the cells it enters with what it adds to each (分), or why it enters none.

    `open` says that its part in 结转和结余 cannot be told from the posting alone: what depends on
    that is left out.
    """

    posting: dict[str, Any]
    cells: tuple[tuple[Address, str, int], ...]
    why: str = ""
    open: bool = False


def entered(home: Path, which: str, edition: Edition) -> list[Entered]:
    """The postings of a voucher, or of 文件:行, each with its cells; raises Untraceable."""
    home = Path(home)
    with readable():
        tables = Tables(home)
        with sound("manifest.json"):
            feeds = edition.feeds(manifest(home).practice)
        ledger, facts = tables.postings(), tables.facts()
        rows = _meant(keyed(ledger, feeds), which)
        if not rows:
            raise Untraceable(f"账里没有“{which}”：请写凭证号，或写“文件名:行号”，文件名照回执")
        steps, _ = planned(facts, edition, feeds)
        names = _names(facts)
    return [_entered(row, feeds, steps, names) for row in rows]


def _meant(ledger: ibis.Table, which: str) -> list[dict[str, Any]]:
    origin, _, line = which.rpartition(":")
    if origin and line.isascii() and line.isdigit() and len(line) < 10:
        mask = (ledger.origin == origin) & (ledger.line == int(line))
    elif "voucher" in ledger.columns:
        mask = ledger.voucher == which
    else:
        return []
    rows = ledger.filter(mask).order_by("origin", "line").limit(MOST)
    return [dict(row) for row in rows.to_pyarrow().to_pylist()]


def _names(facts: ibis.Table) -> dict[Address, str]:
    parts = facts.select("form", "row", "column", "period", "name").distinct()
    rows = parts.to_pyarrow().to_pylist()
    return {Address(r["form"], r["row"], r["column"], r["period"]): r["name"] or "" for r in rows}


def _entered(row: Row, feeds: Feeds, steps: Any, names: Mapping[Address, str]) -> Entered:  # noqa: ANN401 - steps of a plan
    kind = Kind(
        feeds.account_class(row["acct"]) or row["acct"],
        str(row["fund"] or ""),
        str(row["type"] or ""),
        bool(row["closing_entry"]),
    )
    shown = {name: row.get(name) for name in row if name not in OWN}
    fed = _leaves(row, kind, feeds)
    carried, unclear = _carried(row, kind, feeds)
    if kind.closing and not fed and not carried:
        return Entered(shown, (), "年末结转分录：只用来核对年末余额和找出使用、分配的数")
    if not fed and not carried:
        why = next((item.why for item in feeds.excluded if kind.account in item.accounts), "")
        return Entered(shown, (), why or "没有发生额，或科目不取数")
    amounts = carried_on({**fed, **({} if unclear else carried)}, steps)
    listed = sorted((c, n) for c, n in amounts.items() if n and (not unclear or c.form in SPENT))
    return Entered(
        shown, tuple((cell, names.get(cell) or cell.row, n) for cell, n in listed), open=unclear
    )


OWN = ("unit", "account", "fund", "type", "project", "closing_entry")
SPENT = ("02", "03", "05", "06", "09")  # forms without 结转和结余


def _leaves(row: Row, kind: Kind, feeds: Feeds) -> dict[Address, int]:
    """By leaf cell, what a posting adds to it."""
    amounts: dict[Address, int] = defaultdict(int)
    for feed in feeds.cells:
        if not feed.take.fits(kind) or (feed.take.econ and row["econ"] not in feed.take.econ):
            continue
        code = {ITEM: row["func"], KIND: row["econ"]}.get(feed.cell.row, feed.cell.row)
        if code and (amount := _amount(row, feed.take.side)):
            amounts[feed.cell._replace(row=str(code))] += amount
    return dict(amounts)


def _carried(row: Row, kind: Kind, feeds: Feeds) -> tuple[dict[Address, int], bool]:
    """What it adds to the cells of 结转和结余; whether that depends on more than the posting."""
    amounts: dict[Address, int] = defaultdict(int)
    unclear = False
    for column, take, plain in feeds.carry:
        amount = _amount(row, take.side) if take.fits(kind) else 0
        unclear |= bool(amount) and plain
        for balance in feeds.balances if amount else ():
            sign = signs_of(balance.column).get(column, 0)
            if sign and (not balance.funds or kind.fund in balance.funds):
                code = str(row["func"] or "") if balance.cell.row == ITEM else balance.cell.row
                amounts[balance.cell._replace(row=code)] += sign * amount if code else 0
    return dict(amounts), unclear


def _amount(row: Row, side: Side) -> int:
    debit, credit = int(row["debit"] or 0), int(row["credit"] or 0)
    if side == OPENING:
        return int(row["opening"] or 0)
    sides: Iterator[tuple[Side, int]] = iter(
        [("贷-借", credit - debit), ("借-贷", debit - credit), ("借", debit), ("贷", credit)]
    )
    return dict(sides).get(side, -credit)
