"""A list of balances as packages print it: 期初, 本期, 累计 and 期末, on two sides or signed.

What the books want of it is 年初余额, the movements of the year, and 年末余额 with their sign.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from juesuan.books import values
from juesuan.books.heads import AmountHead, amount_head
from juesuan.books.sheet import SheetField
from juesuan.model.books import BooksTable, Schema

UNCLEAR = "期初不是年初，又没有期末余额，算不出年初余额"
MOVING = ("本期", "累计")
Places = Mapping[AmountHead, int]


@dataclass(frozen=True)
class BalanceList:
    """The fields of a list of balances; `turned` gives each row the amounts that the books want."""

    fields: tuple[SheetField, ...]
    places: Places = field(default_factory=dict)
    account: int = -1
    credit: tuple[str, ...] = ()
    wanted: Mapping[str, int] = field(default_factory=dict)
    """Where the result stands: 年初, 期末, 借, 贷."""

    def turned(self, row: Sequence[str]) -> Sequence[str]:
        """A row with its amounts in the columns of the books, balances with their sign."""
        if not self.places:
            return row
        cells = [*row, *[""] * (len(self.fields) - len(row))]
        try:
            amounts = self._amounts(cells)
        except values.NotAllowed:
            return cells
        for name, place in self.wanted.items():
            cells[place] = amounts[name]
        return cells

    def _amounts(self, cells: Sequence[str]) -> dict[str, str]:
        sign = 1 if values.account(cells[self.account]).startswith(self.credit) else -1
        moved = {time: self._moved(cells, time) for time in MOVING}
        year = moved["累计"] if self._has("累计") else moved["本期"]
        end = self._balance(cells, "期末", sign)
        start = self._balance(cells, "年初" if self._has("年初") else "期初", sign)
        part = self._has("本期") and self._has("累计") and not self._has("年初")
        if part and moved["本期"] != moved["累计"]:
            debit, credit = (_number(text) for text in year)
            start = "" if end is None else str(_number(end) - sign * (credit - debit))
            start = start or f"{UNCLEAR}：{cells[self.account]}"
        return {"年初": start or "", "期末": end or "", "借": year[0], "贷": year[1]}

    def _has(self, time: str) -> bool:
        return any(head.time == time for head in self.places)

    def _moved(self, cells: Sequence[str], time: str) -> tuple[str, str]:
        return self._cell(cells, time, "借"), self._cell(cells, time, "贷")

    def _balance(self, cells: Sequence[str], time: str, sign: int) -> str | None:
        """A balance in the account's own direction, from one column or from two sides."""
        if AmountHead(time, "") in self.places:
            return self._cell(cells, time, "")
        if not self._has(time):
            return None
        debit, credit = self._moved(cells, time)
        return str(sign * (_number(credit) - _number(debit))) if debit or credit else ""

    def _cell(self, cells: Sequence[str], time: str, side: str) -> str:
        place = self.places.get(AmountHead(time, side), -1)
        return cells[place] if place >= 0 else ""


def balance_list(table: BooksTable, fields: tuple[SheetField, ...], schema: Schema) -> BalanceList:
    """The amounts of a sheet understood where they are more than one column each."""
    closing, kept = schema.closing, table.balance
    named = {one.column.name: n for n, one in enumerate(fields) if one.column}
    if table.name != closing.table or kept is None or closing.account not in named:
        return BalanceList(fields)
    places: dict[AmountHead, int] = {}
    for number, title in enumerate(fields):
        words = None if title.helps else amount_head(title.title)
        if words and (title.column is None or title.column.kind == "amount"):
            places.setdefault(words, number)
    for head in [head for head in places if head.balance and head.side]:
        if head._replace(side="贷" if head.side == "借" else "借") not in places:
            del places[head]  # one side alone says nothing
    sides = any(head.balance and head.side for head in places)
    twice = any({AmountHead("本期", s), AmountHead("累计", s)} <= places.keys() for s in "借贷")
    years = any(head.time == "年初" for head in places) and any(h.time == "期初" for h in places)
    loose = any(fields[place].column is None for place in places.values())
    if not (sides or twice or years or loose):
        return BalanceList(fields)
    wanted = _wanted(places)
    names = {"年初": kept.plus[0], "期末": kept.result, "借": closing.debit, "贷": closing.credit}
    read = {head.time for head in places if head.balance}
    used = places.values()
    done = [_helping(o) if n in used or _time(o) in read else o for n, o in enumerate(fields)]
    for name, place in wanted.items():
        done[place] = replace(fields[place], column=table.column(names[name]), helps=False)
    account = named[closing.account]
    return BalanceList(tuple(done), places, account, schema.credit, wanted)


def _time(title: SheetField) -> str:
    head = None if title.helps else amount_head(title.title)
    return head.time if head else "-"


def _helping(title: SheetField) -> SheetField:
    return replace(title, column=None, helps=True)


def _wanted(places: Places) -> dict[str, int]:
    """Which columns the results take: the first of those they are made from."""
    choices = {
        "年初": [(t, s) for t in ("年初", "期初") for s in ("", "借", "贷")],
        "期末": [("期末", s) for s in ("", "借", "贷")],
        "借": [(t, "借") for t in ("累计", "本期")],
        "贷": [(t, "贷") for t in ("累计", "本期")],
    }
    results = {}
    for name, heads in choices.items():
        listed = [places[AmountHead(*h)] for h in heads if AmountHead(*h) in places]
        if listed:
            results[name] = listed[0]
    return results


def _number(text: str) -> Decimal:
    return values.number(text) if text else Decimal(0)
