"""Rows of a list of balances that only sum up others: an account above its details or items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from juesuan.books.values import yuan
from juesuan.model.books import BooksTable, Closing

if TYPE_CHECKING:
    import ibis

PARENT_ROW = "上级科目行（等于明细之和）"
MOST = 200_000  # rows of a list of balances; books of more rows are vouchers
DIMENSIONS = ("func", "econ", "fund_nature", "exp_type", "project_code", "is_closing_entry")


class BalanceRow(NamedTuple):
    """A row of a list: its sheet and line, unit, account, items and amounts in 分."""

    origin: str
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


class UnlikeSum(NamedTuple):
    """An account's row that is not the sum of its details, in a list whose other such rows are."""

    row: BalanceRow
    total: tuple[int, ...]

    def difference(self, titles: Sequence[str]) -> str:
        """The first amount that differs, in words."""
        pairs = zip(titles, self.row.amounts, self.total, strict=True)
        title, stated, summed = next(pair for pair in pairs if pair[1] != pair[2])
        amounts = (yuan(stated), yuan(summed), yuan(stated - summed))
        return "{}写的是 {}，而它的明细各行相加是 {}，相差 {}".format(title, *amounts)


class Parents(NamedTuple):
    """By sheet the lines of the rows that are sums of others; those that should be and are not."""

    lines: Mapping[str, Sequence[int]]
    unlike: tuple[UnlikeSum, ...]


def parents(t: ibis.Table, table: BooksTable, closing: Closing) -> Parents:
    """The rows that are sums of others in every amount, sheet by sheet.

    An account with details never takes postings itself, so that its row of a list is a sum; where
    one of a unit is not, its rows are postings, and all are kept. Where a list has such sums of
    accounts, an account without items that is none is asked about.
    """
    lines: dict[str, list[int]] = defaultdict(list)
    unlike: list[UnlikeSum] = []
    proved: set[str] = set()
    for (origin, _), unit in _rows(t, table, closing).items():
        sums = list(_sums(unit))
        whole = all(row.amounts == total for row, total in sums)
        for row, total in sums:
            equal = row.amounts == total
            lines[origin] += [row.line] * (whole or (equal and _bare(row)))
            if equal and _bare(row) and any(row.amounts):
                proved.add(origin)
            unlike += [UnlikeSum(row, total)] * (not equal and _bare(row))
    asked = (one for one in unlike if one.row.origin in proved)
    return Parents({name: at for name, at in lines.items() if at}, tuple(asked))


def _bare(row: BalanceRow) -> bool:
    return not any(row.items)


def _rows(
    t: ibis.Table, table: BooksTable, closing: Closing
) -> dict[tuple[str, str], list[BalanceRow]]:
    amounts = table.of_kind("amount")
    names = ("origin", "line", closing.unit, closing.account, *DIMENSIONS, *amounts)
    rows = t.filter((t["_out"] == "") & t[closing.account].notnull())
    if int(rows.count().to_pyarrow().as_py()) > MOST:
        return {}
    units: dict[tuple[str, str], list[BalanceRow]] = defaultdict(list)
    for row in rows.select(*names).to_pyarrow().to_pylist():
        items = tuple(str(row[name] or "") for name in DIMENSIONS)
        cents = tuple(int(row[name] or 0) for name in amounts)
        unit, account = str(row[closing.unit] or ""), str(row[closing.account])
        place = (str(row["origin"]), int(row["line"]))
        units[place[0], unit].append(BalanceRow(*place, unit, account, items, cents))
    return units


def _sums(rows: Sequence[BalanceRow]) -> Iterator[tuple[BalanceRow, tuple[int, ...]]]:
    """Each row that has details, and their sum; the deepest accounts first."""
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
            if total == row.amounts:
                sums.add(row.line)
            yield row, total
