"""The head of a sheet understood, step by step: each step gives fields, and turns rows to fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from juesuan.books.origins.balances import balance_list
from juesuan.books.origins.directed import directed
from juesuan.books.origins.roster import Roster, of_unit
from juesuan.books.origins.running import running
from juesuan.books.sheet import SheetField, key
from juesuan.model.books import BooksTable, Schema

CODES = ("编码", "代码", "编号", "code")
NAMES = ("名称", "name")
Turn = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True)
class Understood:
    """The fields of a sheet after all steps."""

    fields: tuple[SheetField, ...]
    turns: tuple[Turn, ...] = ()

    def turned(self, row: Sequence[str]) -> Sequence[str]:
        """A row as the fields have it."""
        for turn in self.turns:
            row = turn(row)
        return row


def understood(
    table: BooksTable,
    fields: tuple[SheetField, ...],
    schema: Schema,
    roster: Roster,
    names: Sequence[str] = (),
) -> Understood:
    """What the fields of a sheet are; `names` are those of the sheet and of its file."""
    if not fields:
        return Understood(fields)
    book = running(table, _once(fields), schema)
    sides = directed(table, book.fields, schema)
    balances = balance_list(table, sides.fields, schema)
    unit = of_unit(table, balances.fields, roster, names)
    return Understood(unit.fields, (book.turned, sides.turned, balances.turned, unit.turned))


def _once(fields: tuple[SheetField, ...]) -> tuple[SheetField, ...]:
    """Of a code and a name for one column, the one that it wants; the other only helps."""
    done = list(fields)
    for name in {one.column.name for one in fields if one.column}:
        places = [n for n, one in enumerate(fields) if one.column and one.column.name == name]
        column = fields[places[0]].column
        if len(places) < 2 or column is None or column.kind == "amount":
            continue
        ends, others = (CODES, NAMES) if column.kind == "code" else (NAMES, CODES)
        meant = [n for n in places if key(fields[n].title).endswith(ends)]
        meant = meant or [n for n in places if not key(fields[n].title).endswith(others)]
        if len(meant) == 1:
            for place in set(places) - set(meant):
                done[place] = replace(fields[place], column=None, helps=True)
    return tuple(done)
