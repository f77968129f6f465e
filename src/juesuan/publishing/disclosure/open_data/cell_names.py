"""What a cell of a table is called, as the table itself says: its row, and the heads above it."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.model.disclosure import Disclosure, PageTable
from juesuan.model.number import Address


def cell_names(disclosure: Disclosure) -> Mapping[Address, str]:
    """Names of all numbers in tables, those of the first table where several show one."""
    names: dict[Address, str] = {}
    for table in disclosure.tables:
        for (row, column), address in table.cells.items():
            names.setdefault(address, _name(table, row, column))
    return names


def _name(table: PageTable, row: int, column: int) -> str:
    fields = table.grid.fields
    heads: dict[str, None] = {}
    for line in fields[: table.heads]:
        cell = line[column]
        if cell and cell.text and not cell.text.isdigit():
            heads[cell.text] = None
    before = (fields[row][at] for at in range(column - 1, -1, -1))
    words = (c.text for c in before if c and c.text and not table.cells.get((c.row, c.column)))
    label = next((text for text in words if not text.isdigit()), "")
    return " / ".join(filter(None, [label.strip(), "/".join(heads)]))
