"""The head of a sheet understood, step by step: each step gives fields, and turns rows to fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from juesuan.books.origins.balances import balance_list
from juesuan.books.origins.directed import directed
from juesuan.books.origins.first_lines import SAID_ONCE, FirstLines, first_lines
from juesuan.books.origins.gathered import Known
from juesuan.books.origins.named_accounts import named_accounts
from juesuan.books.origins.roster import of_project, of_unit
from juesuan.books.origins.running import running
from juesuan.books.sheet import Row, SheetField, key
from juesuan.model.books import BooksTable

CODES = ("编码", "代码", "编号", "code")
NAMES = ("名称", "name")
NO_VOUCHERS = FirstLines()
Turn = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True)
class Understood:
    """The fields of a sheet after all steps."""

    fields: tuple[SheetField, ...]
    turns: tuple[Turn, ...] = ()
    vouchers: FirstLines = NO_VOUCHERS

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of how the rows are read."""
        return (SAID_ONCE,) if self.vouchers.once else ()

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows as the fields have them."""
        for line, row in self.vouchers.rows(rows) if self.vouchers.places else rows:
            yield line, self.turned(row)

    def turned(self, row: Sequence[str]) -> Sequence[str]:
        """A row as the fields have it, by itself."""
        for turn in self.turns:
            row = turn(row)
        return row


def understood(
    table: BooksTable,
    fields: tuple[SheetField, ...],
    neighbours: Known,
    names: Sequence[str] = (),
    below: Sequence[Sequence[str]] = (),
) -> Understood:
    """What the fields of a sheet are; `names` are those of the sheet and of its file.

    `below` are its first rows.
    """
    if not fields:
        return Understood(fields)
    schema = neighbours.schema
    accounts = named_accounts(table, _once(fields), schema)
    single = accounts.fields
    vouchers = first_lines(table, single)
    vouchers = replace(vouchers, once=bool(vouchers.places) and vouchers.is_once(below))
    single = tuple(replace(o, helps=o.helps or n == vouchers.word) for n, o in enumerate(single))
    book = running(table, single, schema)
    sides = directed(table, book.fields, schema)
    balances = balance_list(table, sides.fields, schema)
    unit = of_unit(table, balances.fields, neighbours.roster, names)
    project = of_project(table, unit.fields, neighbours.projects)
    turns = (
        accounts.turned,
        book.turned,
        sides.turned,
        balances.turned,
        unit.turned,
        project.turned,
    )
    return Understood(unit.fields, turns, vouchers)


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
