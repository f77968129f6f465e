"""From a cell back to the postings behind it, out of a folder that `prepare` wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.model.number import ZERO, Address, Fact
from juesuan.notation.edition import Edition
from juesuan.notation.feed import ITEM, OPENING, Feeds, Take
from juesuan.preparing.carry.roll import ADJUSTED, FLOWS
from juesuan.preparing.forward import plan
from juesuan.preparing.ledger.groups import keyed
from juesuan.preparing.prepared_folder import Manifest, Untraceable, content, manifest, sound
from juesuan.preparing.tracing.ledger_cell import unknown
from juesuan.preparing.tracing.prepared import Tables, readable
from juesuan.preparing.tracing.transferred import transferred

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

MOST = 50  # units named to who asks for another


@dataclass(frozen=True)
class Trace:
    """A cell, the leaf cells it is made of, and the postings behind them (分, as booked).

    Leaves with an amount come first.
    """

    address: Address
    value: Decimal
    leaves: tuple[Fact, ...]
    postings: pa.Table
    eliminated: tuple[dict[str, Any], ...] = ()


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
    tables = Tables(home)
    every = tables.facts()
    if wrong := unknown(address, edition, feeds, _rows(every)):
        raise Untraceable(wrong)
    facts = every.filter(every.unit == unit)
    value = _fact(facts, address).value
    cells = _leaves(every, address, edition, feeds)
    leaves = sorted((_fact(facts, cell) for cell in cells), key=lambda f: (not f.value, f.address))
    if cells and cells <= feeds.budget_cells.keys():
        raise Untraceable(
            f"“{address}”（{value:,.2f} 元）是预算数，取自“预算”表而不是账簿，没有记账凭证"
        )
    postings = _postings(tables.postings(), cells, feeds, [unit] if unit else list(manifest.units))
    taken_out = () if unit else tuple(_eliminated(home, cells))
    return Trace(address, value, tuple(leaves), postings, taken_out)


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


def _leaves(facts: ibis.Table, address: Address, edition: Edition, feeds: Feeds) -> set[Address]:
    """The leaf cells a cell follows from, by the same plan that prepared it."""
    codes = {str(row) for row in _column(facts, "row") if str(row).isdigit()}
    fixed = {feed.cell for feed in feeds.cells} | {item.cell for item in feeds.balances}
    by_code = {Address(f.cell.form, code, f.cell.column) for f in feeds.cells for code in codes}
    fed = fixed | {cell for cell in by_code if feeds.of(cell)} | set(feeds.budget_cells)
    fed |= {item.cell._replace(row=c) for item in feeds.balances for c in codes if len(c) == 7}
    steps = {step.cell: step.ground for step in plan(edition, codes, fed).steps}
    todo, leaves = [address], set()
    while todo:
        cell = todo.pop()
        if cell in steps:
            todo += [other for _, other in steps[cell].terms[1:]]
        elif cell in fed:
            leaves.add(cell)
    return leaves


def _postings(
    ledger: ibis.Table, leaves: Collection[Address], feeds: Feeds, units: list[str]
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
    return inside.order_by(order).select(list(ledger.columns)).to_pyarrow()


def _takes(leaf: Address, feeds: Feeds) -> Iterator[Take]:
    yield from (feed.take for feed in feeds.of(leaf))
    for balance in feeds.balances:
        if balance.cell == leaf or balance.cell == leaf._replace(row=ITEM):
            columns = {"opening": [*ADJUSTED], "close": [*ADJUSTED, *FLOWS]}
            wanted = columns.get(balance.column, [balance.column])
            for column, take, _ in feeds.carry:
                if column in wanted:
                    yield take._replace(funds=balance.funds or take.funds)


def _mask(table: ibis.Table, take: Take, accounts: list[str], row: str) -> ibis.BooleanValue:
    import ibis  # noqa: PLC0415 - as above

    masks = [table.acct.isin(accounts)]
    if take.side == OPENING:
        masks.append(table.opening.fill_null(0) != 0)
    else:
        masks.append(~table.closing_entry)
        masks.append((table.debit.fill_null(0) != 0) | (table.credit.fill_null(0) != 0))
    masks += [table.fund.isin(list(take.funds))] if take.funds else []
    masks += [table.type.isin(list(take.types))] if take.types else []
    masks += [table.econ.isin(list(take.econ))] if take.econ else []
    if row.isdigit():
        masks.append((table.func if len(row) == 7 else table.econ) == row)
    return ibis.and_(*masks)


def _eliminated(home: Path, leaves: set[Address]) -> Iterator[dict[str, Any]]:
    """The eliminations that stand on one of the leaves."""
    with sound("eliminations.json"):
        for item in content(home / "eliminations.json", list):
            cells = {Address.parse(item["payer_cell"]), Address.parse(item["payee_cell"])}
            if cells & leaves:
                yield item
