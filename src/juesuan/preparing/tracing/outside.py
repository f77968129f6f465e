"""Figures that come from other sheets than the ledger: budgets, last year, what is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from juesuan.model.number import Address
from juesuan.notation.feed import Feeds
from juesuan.preparing.periods import COUNTED, PRIOR, budget_cells, unit_of
from juesuan.preparing.prepared_folder import content, sound
from juesuan.preparing.tracing.signed import COUNTS
from juesuan.preparing.tracing.weights import Weights

SOURCES = "sources.json"
Row = dict[str, Any]


def source_rows(home: Path) -> dict[str, list[Row]]:
    """The rows of the small sheets that prepare kept; none of a folder that has none."""
    file = home / SOURCES
    if not file.exists():
        return {}
    with sound(SOURCES):
        tables = content(file, dict)["tables"].items()
        return {str(name): [dict(row) for row in rows] for name, rows in tables}


def budget_rows(
    rows: Iterable[Row], shares: Weights, column: str, feeds: Feeds, units: Collection[str]
) -> Iterator[Row]:
    """The lines of the budget that add to some leaves, each with what it adds in 元."""
    for row in rows:
        weight = sum(shares.get(cell, 0) for cell in budget_cells(row, feeds))
        amount = int(row.get(column) or 0)
        if weight and amount and unit_of(row) in units:
            yield {**row, COUNTS: Decimal(weight * amount).scaleb(-2)}


def appropriated(shares: Weights, feeds: Feeds) -> tuple[Weights, str]:
    """Cells of this year that show a budget: what they take of it, and which of its columns."""
    cells = {
        feeds.budget_cells[leaf]: w for leaf, w in shares.items() if leaf in feeds.budget_cells
    }
    return cells, feeds.periods[feeds.practice["三公预算数"]]


def stated_rows(
    tables: Mapping[str, list[Row]], address: Address, unit: str, feeds: Feeds
) -> Iterator[Row]:
    """The lines that say last year's cell, or that a count is made of."""
    if address.period == PRIOR:
        rows = tables.get("prior_year", ())
        whole = any(not unit_of(row) for row in rows)  # the department's own, not its units added
        for row in rows:
            named = Address(str(row["table_id"]), str(row["row_key"]), str(row["col"]), PRIOR)
            if named == address and (unit_of(row) == unit or not (unit or whole)):
                yield {**row, COUNTS: Decimal(int(row["value"] or 0)).scaleb(-2)}
    if address.form == COUNTED:
        for count in feeds.counts:
            for row in tables.get(count.table, ()) if count.cell == address else ():
                if unit in ("", unit_of(row)) and all(
                    row.get(name) in values for name, values in count.where.items()
                ):
                    amount = Decimal(int(row.get(count.column) or 0) if count.column else 1)
                    yield {**row, COUNTS: amount.scaleb(-2) if count.money else amount}
