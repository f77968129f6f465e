"""Tables of addresses: each row names a number as this program does, and gives its amount.

Such tables stand behind our own workbooks; what they give is a claim on the number like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from juesuan.model.number import UNITS, UNITS_LONGEST, Address
from juesuan.model.page import Cell, Grid
from juesuan.model.text import Claim, Numeral
from juesuan.notation import numbers, spelling
from juesuan.notation.edition import Edition
from juesuan.reading.tables import Table

HEADS = ("地址", "取数")  # of the column of addresses, as our workbooks write it
FEWEST = 2  # rows, where the head of the column does not say it
MOSTLY = 0.8  # of the rows name a number of a form
PLACES = 2  # decimals of a printed amount


class AddressedTable(NamedTuple):
    """A table of addresses: the columns of the addresses and of the amounts, their unit."""

    grid: Grid
    addresses: int
    amounts: int
    unit: str


def addressed_tables(
    others: Iterable[Table], edition: Edition
) -> tuple[list[AddressedTable], list[Table]]:
    """The tables of addresses, and the tables that are none."""
    pairs = [(table, _addressed(table, edition)) for table in others]
    return [made for _, made in pairs if made], [table for table, made in pairs if not made]


def addressed_claims(
    tables: Iterable[AddressedTable], edition: Edition, section: str, first: int
) -> Iterator[tuple[Claim, Numeral]]:
    """What each row claims; claims are numbered from `first`."""
    rows = ((table, row) for table in tables for row in table.grid.fields)
    for table, row in rows:
        says, amount = row[table.addresses], row[table.amounts]
        address = _address(says, edition)
        if address is None or amount is None:
            continue
        claim = _claim(address, amount, table, edition)
        if claim is not None:
            yield claim, Numeral(amount.text, amount.place, section, claim=first)
            first += 1


def _addressed(table: Table, edition: Edition) -> AddressedTable | None:
    grid = table.grid
    for column in range(grid.width):
        cells = [row[column] for row in grid.fields]
        named = [cell for cell in cells if _address(cell, edition) is not None]
        headed = cells[0] is not None and spelling.plain(cells[0].text) in HEADS
        if len(named) < max(1 if headed else FEWEST, MOSTLY * (grid.height - 1)):
            continue
        amounts = next((c for c in range(grid.width) if c != column and _money(grid, c)), None)
        unit = _unit(table, amounts) if amounts is not None else ""
        if amounts is not None and unit:
            return AddressedTable(grid, column, amounts, unit)
    return None


def _money(grid: Grid, column: int) -> bool:
    cells = [row[column] for row in grid.fields]
    return sum(c is not None and spelling.is_number(c.text) for c in cells) >= grid.height - 1


def _unit(table: Table, column: int) -> str:
    """The unit that the head of the column says, else the lines above; "" where none does."""
    head = table.grid.fields[0][column]
    texts = ([head.text] if head else []) + [line.text for line in reversed(table.above)]
    return next((unit for text in texts for unit in UNITS_LONGEST if unit in text), "")


def _address(cell: Cell | None, edition: Edition) -> Address | None:
    """The number of a form that a cell names; None for other texts."""
    try:
        address = Address.parse(spelling.plain(cell.text)) if cell else None
    except ValueError:
        return None
    return address if address and edition.form(address.form) else None


def _claim(address: Address, cell: Cell, table: AddressedTable, edition: Edition) -> Claim | None:
    """The amount as the table of its form would print it: finer ones tell no more than that."""
    unit = table.unit
    read, form = numbers.parse(cell.text), edition.form(address.form)
    if not isinstance(read, numbers.Read) or form is None:
        return None
    step = max(UNITS[unit].scaleb(-read.decimals), UNITS[form.style.unit].scaleb(-PLACES))
    value = (read.value * UNITS[unit] / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    printed = f"{cell.text}{unit}"
    words = f"{_named(table, cell.row)} {printed}"
    return Claim(str(address), value, step / 2, printed, cell.place, words)


def _named(table: AddressedTable, row: int) -> str:
    """What a row calls its number, which the reader of a finding knows it by."""
    beside = (table.addresses, table.amounts)
    fields = enumerate(table.grid.fields[row])
    texts = (cell.text for at, cell in fields if cell and at not in beside)
    return next((text for text in texts if text and not spelling.is_number(text)), "")
