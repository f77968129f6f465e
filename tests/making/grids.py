"""Grids written as lines of fields, for tests of what is read from one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from juesuan.model.page import Block, Cell, Grid, Line, Place


def grid(text: str) -> Grid:
    """A grid of `|`-separated fields, one line a row; every field has a cell of its own."""
    lines = textwrap.dedent(text).strip("\n").splitlines()
    rows = [[field.strip() for field in line.split("|")] for line in lines]
    cells = tuple(
        Cell(field, at, column, Place(line=at + 1))
        for at, row in enumerate(rows)
        for column, field in enumerate(row)
    )
    return Grid(cells, len(rows), max(map(len, rows), default=0))


def spanned(text: str) -> Grid:
    """The same, where `<` belongs to the field on its left and `^` to the one above."""
    flat = grid(text)
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for cell in flat.cells:
        at = cell.row, cell.column
        above, beside = (cell.row - 1, cell.column), (cell.row, cell.column - 1)
        owners[at] = (
            owners[above] if cell.text == "^" else owners[beside] if cell.text == "<" else at
        )
    covered = {owner: [at for at, its in owners.items() if its == owner] for owner in owners}
    cells = tuple(
        Cell(
            cell.text,
            cell.row,
            cell.column,
            cell.place,
            len({row for row, _ in covered[cell.row, cell.column]}),
            len({column for _, column in covered[cell.row, cell.column]}),
        )
        for cell in flat.cells
        if covered[cell.row, cell.column]
    )
    return Grid(cells, flat.height, flat.width)


def shown(blocks: Iterable[Block]) -> list[object]:
    """Lines as text, grids as rows of texts; a field under a spanning cell repeats its text."""
    return [
        block.text
        if isinstance(block, Line)
        else [[cell.text if cell else None for cell in row] for row in block.fields]
        for block in blocks
    ]
