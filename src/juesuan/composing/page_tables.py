"""Forms, lists and cards as tables of a page: what stands in them, how wide, on which side."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from juesuan.model.disclosure import Align, PageTable, TableKind
from juesuan.model.number import Address, Facts
from juesuan.model.page import Grid
from juesuan.notation import layout
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form

LEAST, MOST = 2.5, 13.0  # letters a column has at least, and at most for its words
HEAD_LINES = 4  # a head may be broken into as many lines
PADDING = 1.0
CODE = 9  # digits a code or a 行次 has at most


def form_table(form: Form, facts: Facts, edition: Edition, owner: str) -> PageTable:
    """A form laid out, its numbers as printed."""
    laid = layout.write(form, facts, edition.codes(form), edition.year)
    cells = {(cell.row, cell.column): address for address, cell in laid.cells.items()}
    return PageTable(
        id=form.id,
        kind="form",
        grid=laid.grid,
        heads=laid.heads,
        cells=cells,
        aligns=_aligns(laid.grid, laid.heads, cells),
        widths=_widths(laid.grid, laid.heads, cells),
        number=f"公开{form.id}表",
        owner=owner,
        unit=form.style.unit or edition.unit,
        note=note(form, facts),
    )


def plain_table(
    name: str, kind: TableKind, grid: Grid, heads: int, cells: Mapping[tuple[int, int], Address]
) -> PageTable:
    """A table that is no form: a list of projects, a card."""
    return PageTable(
        id=name,
        kind=kind,
        grid=grid,
        heads=heads,
        cells=cells,
        aligns=_aligns(grid, heads, cells),
        widths=_widths(grid, heads, cells),
    )


def note(form: Form, facts: Facts) -> str:
    """What stands below a form: that it is empty, where it is."""
    filled = any(fact.value for fact in facts.of(form.id))
    return form.note if filled or not form.empty_note else form.empty_note


def letters(text: str) -> float:
    """How wide a text is, in Chinese letters."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def _column(grid: Grid, heads: int, number: int, *, head: bool) -> Sequence[str]:
    return [
        cell.text
        for cell in grid.cells
        if cell.column == number and cell.columns == 1 and (cell.row < heads) == head and cell.text
    ]


def _aligns(grid: Grid, heads: int, cells: Mapping[tuple[int, int], Address]) -> tuple[Align, ...]:
    """Numbers to the right, codes and 行次 in the middle, words to the left."""
    numbers = {column for row, column in cells if row >= heads}
    return tuple(
        "right" if column in numbers else _words(_column(grid, heads, column, head=False))
        for column in range(grid.width)
    )


def _words(texts: Sequence[str]) -> Align:
    codes = texts and all(text.isdigit() and len(text) <= CODE for text in texts)
    return "center" if codes else "left"


def _widths(grid: Grid, heads: int, cells: Mapping[tuple[int, int], Address]) -> tuple[float, ...]:
    """What every column needs: its numbers on one line, its words and heads on a few."""
    numbers = {column for row, column in cells if row >= heads}
    widths = []
    for column in range(grid.width):
        body = max(map(letters, _column(grid, heads, column, head=False)), default=0)
        head = max(map(letters, _column(grid, heads, column, head=True)), default=0) / HEAD_LINES
        most = body if column in numbers else min(body, MOST)
        widths.append(max(LEAST, head, most) + PADDING)
    return tuple(widths)
