"""From a cell back to the postings behind it, out of a folder that `prepare` wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from juesuan.model.number import ZERO, Address, Fact
from juesuan.notation.edition import Edition
from juesuan.notation.feed import Feeds, Take
from juesuan.preparing.forward import Step, plan
from juesuan.preparing.ledger.groups import keyed
from juesuan.preparing.prepared_folder import (
    AGAIN,
    Manifest,
    Untraceable,
    content,
    manifest,
    sound,
    unit_natures,
)
from juesuan.preparing.tracing.ledger_cell import unknown
from juesuan.preparing.tracing.outside import (
    appropriated,
    budget_rows,
    source_rows,
    stated_rows,
)
from juesuan.preparing.tracing.prepared import Tables, readable
from juesuan.preparing.tracing.rolled import TracedPart, rolled, signs_of
from juesuan.preparing.tracing.signed import COUNTS, balance_of, signed, taking
from juesuan.preparing.tracing.transferred import transferred
from juesuan.preparing.tracing.weights import weights

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

MOST = 50  # units named to who asks for another
OLDER = f"结果里没有 sources.json，追溯不到行：{AGAIN}"
Declared = tuple[Edition, Feeds]


def _nothing() -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415 - only when a figure is traced

    return pa.table({COUNTS: pa.array([], pa.int64())})


@dataclass(frozen=True)
class Trace:
    """A cell, the leaf cells it is made of, and the postings behind them (分, as booked).

    Leaves with an amount come first. What adds up to the cell: the `counts` of postings, the parts
    of the roll-forward, `sources` from other sheets, less what was eliminated.
    """

    address: Address
    value: Decimal
    leaves: tuple[Fact, ...]
    postings: pa.Table
    eliminated: tuple[dict[str, Any], ...] = ()
    parts: tuple[TracedPart, ...] = ()
    sources: tuple[dict[str, Any], ...] = ()

    @property
    def total(self) -> Decimal:
        """What all of it comes to, in 元."""
        booked = sum(self.postings[COUNTS].drop_null().to_pylist())
        rest = (part.amount for part in self.parts)
        return Decimal(booked).scaleb(-2) + sum(rest, sum((r[COUNTS] for r in self.sources), ZERO))


class Asked(NamedTuple):
    """What is asked for: the cell, the units it is of, "" for the department, and its leaves."""

    address: Address
    unit: str
    units: tuple[str, ...]
    value: Decimal
    shares: Mapping[Address, int]
    leaves: tuple[Fact, ...]


def trace(home: Path, address: Address, edition: Edition, unit: str = "") -> Trace:
    """The postings behind a cell of a unit, "" for the department; raises Untraceable."""
    home = Path(home)
    with readable():
        return _traced(home, manifest(home), address, edition, unit)


def _traced(home: Path, manifest: Manifest, address: Address, edition: Edition, unit: str) -> Trace:
    if unit and unit not in manifest.units:
        raise Untraceable(f"没有单位“{unit}”；有：{'、'.join([*manifest.units][:MOST])}")
    with sound("manifest.json"):
        feeds = edition.feeds(manifest.practice)
    tables, sources = Tables(home), source_rows(home)
    every = tables.facts()
    asked = _asked(home, manifest, every, (address, unit), (edition, feeds))
    if stated := tuple(stated_rows(sources, address, unit, feeds)):
        return Trace(address, asked.value, (), _nothing(), sources=stated)
    if wrong := unknown(asked.address._replace(period=""), edition, feeds, _rows(every)):
        raise Untraceable(wrong)
    column = feeds.periods.get(address.period, "")
    if address.period and not column:
        raise Untraceable(unknown(address, edition, feeds, _rows(every)))
    shares, column = (asked.shares, column) if column else appropriated(asked.shares, feeds)
    lines = tuple(budget_rows(sources.get("budget", ()), shares, column, feeds, asked.units))
    if address.period or (asked.shares and asked.shares.keys() <= feeds.budget_cells.keys()):
        if not sources:
            raise Untraceable(
                f"“{address}”（{asked.value:,.2f} 元）是预算数，取自“预算”表；{OLDER}"
            )
        return Trace(address, asked.value, asked.leaves, _nothing(), sources=lines)
    return _from_ledger(home, tables, asked, feeds, lines)


def _asked(
    home: Path, manifest: Manifest, facts: ibis.Table, cell: tuple[Address, str], by: Declared
) -> Asked:
    """The cell with what it follows from; 机关运行经费 is a cell of some units only."""
    (address, unit), (edition, feeds) = cell, by
    value = _fact(facts.filter(facts.unit == unit), address).value
    units = (unit,) if unit else tuple(manifest.units)
    named = address
    if address._replace(period="") == feeds.running_note:
        natures = unit_natures(home)
        units = tuple(code for code in units if natures.get(code) in feeds.running)
        named = feeds.running_cell._replace(period=address.period)
    shares = _shares(facts, named._replace(period=""), edition, feeds)
    mine = facts.filter(facts.unit == unit)
    cells = (_fact(mine, leaf._replace(period=address.period)) for leaf in shares)
    leaves = tuple(sorted(cells, key=lambda fact: (not fact.value, fact.address)))
    return Asked(named, unit, units, value, shares, leaves)


def _from_ledger(
    home: Path, tables: Tables, asked: Asked, feeds: Feeds, lines: tuple[dict[str, Any], ...]
) -> Trace:
    """A cell of the ledger: postings with what each adds, the roll-forward, eliminations."""
    postings = _postings(tables.postings(), asked.shares, feeds, list(asked.units))
    parts = rolled(tables.roll(asked.units), asked.shares, feeds)
    taken_out = () if asked.unit else tuple(_eliminated(home, set(asked.shares)))
    for item in taken_out:
        cells = (Address.parse(item["payer_cell"]), Address.parse(item["payee_cell"]))
        weight = sum(asked.shares.get(cell, 0) for cell in cells)
        parts += [TracedPart("部门内部抵销", -weight * Decimal(item["amount"]))] * bool(weight)
    return Trace(asked.address, asked.value, asked.leaves, postings, taken_out, tuple(parts), lines)


def _rows(facts: ibis.Table) -> set[tuple[str, str]]:
    """Every form and row in which some account has an amount."""
    rows = facts.select("form", "row").distinct().to_pyarrow().to_pylist()
    return {(str(item["form"]), str(item["row"])) for item in rows}


def _fact(facts: ibis.Table, address: Address) -> Fact:
    """The cell with its name; zero where the folder has no amount for it."""
    names = ("form", "row", "column", "period")
    mask = [facts[name] == part for name, part in zip(names, address, strict=True)]
    rows = facts.filter(mask).to_pyarrow().to_pylist()
    return Fact(address, rows[0]["value"], name=rows[0]["name"]) if rows else Fact(address, ZERO)


def _column(facts: ibis.Table, name: str) -> list[Any]:
    values: list[Any] = facts.select(name).distinct().to_pyarrow()[name].to_pylist()
    return values


def _shares(
    facts: ibis.Table, address: Address, edition: Edition, feeds: Feeds
) -> dict[Address, int]:
    """How often a cell takes each leaf, by the same plan that prepared it."""
    steps, fed = planned(facts, edition, feeds)
    return {leaf: weight for leaf, weight in weights(address, steps).items() if leaf in fed}


def planned(
    facts: ibis.Table, edition: Edition, feeds: Feeds
) -> tuple[tuple[Step, ...], set[Address]]:
    """The plan for the codes in use, and the cells that the books feed."""
    codes = {str(row) for row in _column(facts, "row") if str(row).isdigit()}
    fixed = {feed.cell for feed in feeds.cells} | {item.cell for item in feeds.balances}
    by_code = {Address(f.cell.form, code, f.cell.column) for f in feeds.cells for code in codes}
    fed = fixed | {cell for cell in by_code if feeds.of(cell)} | set(feeds.budget_cells)
    fed |= {item.cell._replace(row=c) for item in feeds.balances for c in codes if len(c) == 7}
    return plan(edition, codes, fed).steps, fed


def _postings(
    ledger: ibis.Table, leaves: Mapping[Address, int], feeds: Feeds, units: list[str]
) -> pa.Table:
    """The postings that any of the leaves takes, each once, in their order."""
    import ibis  # noqa: PLC0415 - as above

    accounts = [str(a) for a in _column(ledger, "acct")]
    shaped = keyed(ledger, feeds)
    masks = []
    for leaf in leaves:
        for take in _takes(leaf, feeds):
            wanted = [a for a in accounts if feeds.account_class(a) in take.accounts]
            masks.append(_mask(shaped, take, wanted, leaf.row))
    moved = transferred(shaped, leaves, feeds, units)
    masks += [] if moved is None else [moved]
    inside = shaped.filter(shaped.unit_code.isin(units), ibis.or_(ibis.literal(False), *masks))  # noqa: FBT003
    order = [name for name in ("origin", "line") if name in ledger.columns]
    counts = signed(inside, leaves, feeds, accounts)
    counted = inside.mutate(**{COUNTS: counts}).order_by(order)
    return counted.select([*ledger.columns, COUNTS]).to_pyarrow()


def _takes(leaf: Address, feeds: Feeds) -> Iterator[Take]:
    yield from (feed.take for feed in feeds.of(leaf))
    for balance in feeds.balances:
        if balance_of(leaf, balance.cell):
            wanted = signs_of(balance.column)
            for column, take, _ in feeds.carry:
                if column in wanted:
                    yield take._replace(funds=balance.funds or take.funds)


def _mask(table: ibis.Table, take: Take, accounts: list[str], row: str) -> ibis.BooleanValue:
    mask = taking(table, take, accounts)
    return mask & ((table.func if len(row) == 7 else table.econ) == row) if row.isdigit() else mask


def _eliminated(home: Path, leaves: set[Address]) -> Iterator[dict[str, Any]]:
    """The eliminations that stand on one of the leaves."""
    with sound("eliminations.json"):
        for item in content(home / "eliminations.json", list):
            cells = {Address.parse(item["payer_cell"]), Address.parse(item["payee_cell"])}
            if cells & leaves:
                yield item
