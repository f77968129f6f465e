"""Columns of direction: an amount with 借 or 贷 beside it becomes a debit, a credit, a balance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from juesuan.books import values
from juesuan.books.sheet import UNIT, SheetField, key
from juesuan.model.books import BooksTable, Schema

NAMED = re.compile(
    r"(?:期初|年初|期末|年末|余额|借贷|发生|发生额|记账|金额)*方向|借/贷|借贷(?:标志|标识)?"
)
AMOUNT = frozenset(("金额", "发生额", "本期发生额", "记账金额", "本币金额", "本位币金额"))
OPENING, CLOSING = re.compile("初"), re.compile("末")
DEBIT, CREDIT = frozenset(("借", "借方", "j", "d")), frozenset(("贷", "贷方", "c"))
LEVEL = frozenset(("平", ""))


@dataclass(frozen=True)
class Directed:
    """The fields of a sheet with its directions understood; `turned` makes the rows fit them.

    `amount` is the place of an amount that is a debit or a credit by the direction at `beside`;
    `balances` are places of balances, each with that of its direction.
    """

    fields: tuple[SheetField, ...]
    credit: tuple[str, ...] = ()
    account: int = -1
    width: int = 0
    amount: int = -1
    beside: int = -1
    balances: tuple[tuple[int, int], ...] = ()

    def turned(self, row: Sequence[str]) -> Sequence[str]:
        """A row as if its sheet had columns of debit and credit, and balances with signs."""
        if self.amount < 0 and not self.balances:
            return row
        cells = [*row[: self.width], *[""] * (self.width - len(row))]
        for place, beside in self.balances:
            cells[place] = self._balance(cells[place], cells[beside], cells[self.account])
        if self.amount >= 0:
            cells[self.amount], credit = _sides(cells[self.amount], cells[self.beside])
            cells.append(credit)
        return cells

    def _balance(self, text: str, direction: str, account: str) -> str:
        """A balance in the account's own direction: negative where it stands on the other side."""
        side = key(direction)
        if not text or (side in LEVEL and _nothing(text)):
            return text
        if side not in DEBIT | CREDIT:
            return _strange(text, direction)
        try:
            same_side = values.account(account).startswith(self.credit) == (side in CREDIT)
            return text if same_side else str(-values.number(text))
        except values.NotAllowed:
            return text


def directed(table: BooksTable, fields: tuple[SheetField, ...], schema: Schema) -> Directed:
    """The directions of a sheet understood where they can be in one way only."""
    places = [
        n
        for n, one in enumerate(fields)
        if not (one.column or one.helps) and NAMED.fullmatch(key(one.title))
    ]
    closing = schema.closing
    named = {one.column.name: n for n, one in enumerate(fields) if one.column}
    if not places or table.name != closing.table or closing.account not in named:
        return Directed(fields)
    base = Directed(fields, schema.credit, named[closing.account], len(fields))
    balances = {n for n, one in enumerate(fields) if one.column and _is_balance(table, one)}
    amounts = [n for n, one in enumerate(fields) if not one.column and _bare(one.title) in AMOUNT]
    sides = {closing.debit, closing.credit} & set(named)
    if len(amounts) == len(places) == 1 and not sides and not balances:
        return _split(base, table, (closing.debit, closing.credit), amounts[0], places[0])
    if pairs := _pairs(fields, balances, places):
        return replace(base, fields=_helping(fields, places), balances=pairs)
    return base


def _split(base: Directed, table: BooksTable, sides: tuple[str, str], at: int, by: int) -> Directed:
    debit, credit = map(table.column, sides)
    fields = list(_helping(base.fields, [by]))
    fields.append(replace(fields[at], column=credit))
    fields[at] = replace(fields[at], column=debit)
    return replace(base, fields=tuple(fields), amount=at, beside=by)


def _pairs(
    fields: Sequence[SheetField], balances: set[int], places: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Each direction with its balance: by name, else all before or all after; () if unclear."""
    ways = []
    for step in (1, -1):
        pairs = [(_meant(fields, balances, place, step), place) for place in places]
        whole = all(balance in balances for balance, _ in pairs)
        if whole and len({balance for balance, _ in pairs}) == len(pairs):
            ways.append(tuple(pairs))
    if len(balances) == len(places) == 1:
        return ((next(iter(balances)), places[0]),)
    return ways[0] if len(set(ways)) == 1 else ()


def _meant(fields: Sequence[SheetField], balances: set[int], place: int, step: int) -> int:
    title = fields[place].title
    for word in (OPENING, CLOSING):
        if word.search(title):
            columns = (n for n in balances if (c := fields[n].column) and word.search(c.title))
            return next(columns, -1)
    return place + step


def _is_balance(table: BooksTable, field: SheetField) -> bool:
    kept = table.balance
    return bool(kept and field.column and field.column.name in {kept.plus[0], kept.result})


def _helping(fields: Sequence[SheetField], places: Sequence[int]) -> tuple[SheetField, ...]:
    return tuple(replace(one, helps=one.helps or n in places) for n, one in enumerate(fields))


def _bare(title: str) -> str:
    return UNIT.sub("", key(title))


def _sides(text: str, direction: str) -> tuple[str, str]:
    """Debit and credit of an amount; neither where the direction does not say."""
    side = key(direction)
    if side in DEBIT or not text or (side in LEVEL and _nothing(text)):
        return text, ""
    return ("", text) if side in CREDIT else (_strange(text, direction), "")


def _nothing(text: str) -> bool:
    try:
        return not values.number(text)
    except values.NotAllowed:
        return False


def _strange(text: str, direction: str) -> str:
    """What no column of amounts allows, so that the row is refused and shows why."""
    return values.sideless(text, direction)
