"""Last year, the budgets and the counts of each unit: facts that the ledger does not give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from juesuan.model.accounts import FEN, Obstacle, yuan
from juesuan.model.number import Address, Facts
from juesuan.notation.feed import ITEM, KIND, Feed, Feeds, Kind
from juesuan.preparing.carry.roll import RollForward
from juesuan.preparing.ledger.leaves import Leaf, Sparse

PRIOR = "上年"
COUNTED = "文"
CLOSING = Address("01", "年末结转和结余", "1")
Rows = Sequence[Mapping[str, Any]]
Sums = dict[tuple[Address, int], int]


def unit_of(row: Mapping[str, Any]) -> str:
    """The unit a row of the books belongs to, "" for the whole department."""
    return str(row.get("unit_code") or row.get("unit") or "")


def budget(rows: Rows, feeds: Feeds, rank: Mapping[str, int], column: str) -> Sparse:
    """The budget figures of one column as leaf cells, by the same declarations as the ledger."""
    cells_of = _cells_of(feeds)
    sums: Sums = defaultdict(int)
    for row in rows:
        amount = int(row.get(column) or 0)
        if not amount or unit_of(row) not in rank:
            continue
        for cell in cells_of(row):
            sums[cell, rank[unit_of(row)]] += amount
    return sparse(sums)


def budget_cells(row: Mapping[str, Any], feeds: Feeds) -> Iterator[Address]:
    """The leaf cells that a line of the budget enters."""
    return _cells_of(feeds)(row)


def _cells_of(feeds: Feeds) -> Callable[[Mapping[str, Any]], Iterator[Address]]:
    feeding = _by_kind(feeds)

    def cells(row: Mapping[str, Any]) -> Iterator[Address]:
        kind = (str(row.get("fund_nature") or ""), str(row.get("exp_type") or ""))
        entered = (_cell(feed, row) for feed in feeding(*kind))
        return (cell for cell in entered if cell is not None)

    return cells


def sparse(sums: Mapping[tuple[Address, int], int]) -> Sparse:
    """Amounts by cell and unit as leaves."""
    return Sparse.of(
        Leaf(cell, np.array([unit], dtype=np.int64), np.array([amount], dtype=np.int64))
        for (cell, unit), amount in sorted(sums.items())
        if amount
    )


def _by_kind(feeds: Feeds) -> Callable[[str, str], tuple[Feed, ...]]:
    """The feeds of spending for a fund and a type, remembered."""
    memory: dict[tuple[str, str], tuple[Feed, ...]] = {}
    spending = [f for f in feeds.cells if f.take.side == "借-贷" and not f.bars]

    def find(fund: str, type_: str) -> tuple[Feed, ...]:
        if (fund, type_) not in memory:
            kind = Kind("", fund, type_)
            memory[fund, type_] = tuple(
                _once(f for f in spending if f.take.fits(kind, whatever_account=True))
            )
        return memory[fund, type_]

    return find


def _once(feeds: Iterable[Feed]) -> Iterator[Feed]:
    """Feeds of different cells: a budget has no accounts to tell two feeds of a cell apart."""
    seen = set()
    for feed in feeds:
        if (feed.cell, feed.take.econ) not in seen:
            seen.add((feed.cell, feed.take.econ))
            yield feed


def _cell(feed: Feed, row: Mapping[str, Any]) -> Address | None:
    func, econ = str(row.get("func") or ""), str(row.get("econ") or "")
    if feed.take.econ and econ not in feed.take.econ:
        return None
    if feed.cell.row == ITEM:
        return feed.cell._replace(row=func) if func else None
    if feed.cell.row == KIND:
        return feed.cell._replace(row=econ) if econ else None
    return feed.cell


def budgeted(address: Address, feeds: Feeds) -> bool:
    """Whether a cell has a budget."""
    return address.column in feeds.budgeted.get(address.form, ())


def prior(rows: Rows, last_year: Mapping[str, Facts]) -> dict[str, dict[Address, int]]:
    """Last year's cells by unit, "" for the department; amounts in 分.

    `last_year` are facts, prepared or read; the books go before them, cell by cell.
    """
    amounts: dict[str, dict[Address, int]] = defaultdict(dict)
    for unit, facts in last_year.items():
        for cell, fact in facts.items():
            if not cell.period and cell.form != COUNTED:
                amounts[unit][cell._replace(period=PRIOR)] = int(fact.value.scaleb(FEN))
    for row in rows:
        address = Address(str(row["table_id"]), str(row["row_key"]), str(row["col"]), PRIOR)
        amounts[unit_of(row)][address] = int(row["value"] or 0)
    return amounts


def counts(
    tables: Mapping[str, Rows], feeds: Feeds, rank: Mapping[str, int]
) -> dict[str, dict[Address, int]]:
    """What is only counted, by unit, "" for the department; amounts of money in 分."""
    amounts: dict[str, dict[Address, int]] = defaultdict(lambda: defaultdict(int))
    for count in feeds.counts:
        for row in tables.get(count.table, ()):
            unit = unit_of(row)
            if unit and unit not in rank:
                continue
            if all(row.get(name) in values for name, values in count.where.items()):
                amount = int(row.get(count.column) or 0) if count.column else 1
                for whose in {unit, ""}:
                    amounts[whose][count.cell] += amount
    return amounts


def openings(
    roll: RollForward,
    before: Mapping[str, Mapping[Address, int]],
    reasons: Rows,
    units: Iterable[str],
    last_year: Mapping[str, Facts],
) -> Iterator[Obstacle]:
    """Opening balances that are not last year's closing, adjustments without a reason.

    Where last year is known only as printed, half a printed unit is no difference.
    """
    anchors = {str(row.get("anchor") or "") for row in reasons}
    total = CLOSING._replace(period=PRIOR)
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    inside = set(units)
    for (unit, _), (opened, opening) in roll.by_fund(("open", "opening")).items():
        if unit in inside:
            for whose in (unit, ""):
                sums[whose][0] += opened
                sums[whose][1] += opening
    for unit, (opened, opening) in sorted(sums.items()):
        last = before.get(unit, {}).get(total)
        half = _half(last_year.get(unit))
        if last is not None and min(abs(last - opened), abs(last - opening)) > half:
            yield _opening(unit, last, opened)
        adjusted = opened != opening
        if unit and adjusted and not anchors & {f"结转:{unit}", "结转"}:
            yield _unexplained(unit, opening - opened)


def _half(facts: Facts | None) -> int:
    """How far last year's printed closing may be from the true one, in 分."""
    fact = facts.get(CLOSING) if facts else None
    return int(fact.half.scaleb(FEN)) if fact else 0


def _opening(unit: str, last: int, opened: int) -> Obstacle:
    whose = f"单位 {unit} " if unit else "部门"
    message = (
        f"{whose}年初结转和结余 {yuan(opened):,.2f} 元，而上年年末为 {yuan(last):,.2f} 元，"
        f"相差 {yuan(opened - last):,.2f} 元，应记入年初余额调整并说明原因"
    )
    return Obstacle(f"年初:{unit or '部门'}", message)


def _unexplained(unit: str, amount: int) -> Obstacle:
    message = (
        f"单位 {unit} 的结转和结余调整了 {yuan(amount):,.2f} 元，"
        f"没有说明原因：请在“变动原因”表写一行，“说明对象”填“结转:{unit}”，“原因”写为什么调整"
    )
    return Obstacle(f"结转调整:{unit}", message)
