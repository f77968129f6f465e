"""Rows of a list of balances that only sum up others: an account above its details or items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from juesuan.model.books import BooksTable, Closing

if TYPE_CHECKING:
    import ibis

PARENT_ROW = "上级科目行（等于明细之和）"
MOST = 200_000  # rows of a list of balances; books of more rows are vouchers
DIMENSIONS = ("func", "econ", "fund_nature", "exp_type", "project_code", "is_closing_entry")


class BalanceRow(NamedTuple):
    """A row of a list: its line, unit, account, items and amounts in 分."""

    line: int
    unit: str
    account: str
    items: tuple[str, ...]
    amounts: tuple[int, ...]

    def above(self, other: BalanceRow) -> bool:
        """Whether the other row is one of its details."""
        wider = all(mine in ("", its) for mine, its in zip(self.items, other.items, strict=True))
        inside = other.account.startswith(self.account)
        return wider and inside and (self.account, self.items) != (other.account, other.items)


def parents(t: ibis.Table, table: BooksTable, closing: Closing) -> list[int]:
    """The lines of the rows that are sums of others in every amount.

    An account with details never takes postings itself, so that its row of a list is a sum; where
    one of a unit is not, its rows are postings, and all are kept.
    """
    rows = _rows(t, table, closing)
    lines: list[int] = []
    for unit in rows.values():
        sums = list(_sums(unit))
        if all(equal for _, equal in sums):
            lines += [row.line for row, _ in sums]
        else:
            lines += [row.line for row, equal in sums if equal and _bare(row)]
    return lines


def _bare(row: BalanceRow) -> bool:
    return not any(row.items)


def _rows(t: ibis.Table, table: BooksTable, closing: Closing) -> dict[str, list[BalanceRow]]:
    amounts = table.of_kind("amount")
    names = ("line", closing.unit, closing.account, *DIMENSIONS, *amounts)
    rows = t.filter((t["_out"] == "") & t[closing.account].notnull())
    if int(rows.count().to_pyarrow().as_py()) > MOST:
        return {}
    units: dict[str, list[BalanceRow]] = defaultdict(list)
    for row in rows.select(*names).to_pyarrow().to_pylist():
        items = tuple(str(row[name] or "") for name in DIMENSIONS)
        cents = tuple(int(row[name] or 0) for name in amounts)
        unit, account = str(row[closing.unit] or ""), str(row[closing.account])
        units[unit].append(BalanceRow(row["line"], unit, account, items, cents))
    return units


def _sums(rows: Sequence[BalanceRow]) -> Iterator[tuple[BalanceRow, bool]]:
    """Each row that has details, and whether it is their sum; the deepest accounts first."""
    below: dict[str, list[BalanceRow]] = defaultdict(list)
    for row in rows:
        for length in range(4, len(row.account) + 1):
            below[row.account[:length]].append(row)
    sums: set[int] = set()
    order = sorted(rows, key=lambda row: (-len(row.account), -sum(map(bool, row.items)), row.line))
    for row in order:
        details = [o for o in below[row.account] if o.line not in sums and row.above(o)]
        if details:
            total = tuple(map(sum, zip(*(one.amounts for one in details), strict=True)))
            equal = total == row.amounts
            if equal:
                sums.add(row.line)
            yield row, equal
