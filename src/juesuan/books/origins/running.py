"""An account book line by line: its running balance is no amount of ours, its first line may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from juesuan.books import values
from juesuan.books.origins.directed import CREDIT, DEBIT, NAMED
from juesuan.books.sheet import SheetField, key
from juesuan.model.books import BooksTable, Schema

RUNNING = ("余额", "结余", "余额(元)")
BEFORE = ("上年结转", "期初余额", "年初余额", "上年结余", "期初", "年初")


@dataclass(frozen=True)
class RunningBook:
    """The fields of an account book; a line 上年结转 gives its balance as the opening."""

    fields: tuple[SheetField, ...]
    balance: int = -1
    direction: int = -1
    summary: int = -1
    account: int = -1
    credit: tuple[str, ...] = ()

    def turned(self, row: Sequence[str]) -> Sequence[str]:
        """A row with its opening in a column of its own."""
        if self.balance < 0:
            return row
        cells = [*row, *[""] * (len(self.fields) - 1 - len(row))]
        opening = ""
        if key(cells[self.summary]) in BEFORE:
            opening = self._opening(cells)
        return [*cells, opening]

    def _opening(self, cells: Sequence[str]) -> str:
        text, side = cells[self.balance], key(cells[self.direction]) if self.direction >= 0 else ""
        if side not in DEBIT | CREDIT:
            return text
        try:
            same = values.account(cells[self.account]).startswith(self.credit) == (side in CREDIT)
            return text if same else str(-values.number(text))
        except values.NotAllowed:
            return text


def running(table: BooksTable, fields: tuple[SheetField, ...], schema: Schema) -> RunningBook:
    """An account book: lines with a summary, and a balance after each."""
    named = {one.column.name: n for n, one in enumerate(fields) if one.column}
    balances = [n for n, one in enumerate(fields) if not one.column and key(one.title) in RUNNING]
    kept = table.balance
    lines = kept is not None and "summary" in named and schema.closing.account in named
    if not lines or kept is None or len(balances) != 1 or kept.plus[0] in named:
        return RunningBook(fields)
    loose = [n for n, one in enumerate(fields) if not one.column]
    beside = [n for n in loose if NAMED.fullmatch(key(fields[n].title))]
    near = [n for n in beside if abs(n - balances[0]) == 1 or "余额" in fields[n].title]
    helping = {balances[0], *near[:1]}
    done = [replace(one, helps=n in helping) for n, one in enumerate(fields)]
    opening = SheetField("年初余额（取自首行）", table.column(kept.plus[0]))
    return RunningBook(
        (*done, opening),
        balances[0],
        near[0] if near else -1,
        named["summary"],
        named[schema.closing.account],
        schema.credit,
    )
