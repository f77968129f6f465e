"""Forms, lists and cards as tables of a page: what stands in them, how wide, on which side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

from juesuan.model.disclosure import Align, PageTable, TableKind
from juesuan.model.number import Address, Facts
from juesuan.model.page import Grid
from juesuan.notation import layout
from juesuan.notation.edition import Edition
from juesuan.notation.equation import Ground
from juesuan.notation.form import Form

LEAST, MOST = 2.5, 13.0  # letters a column has at least, and at most for its words
HEAD_LINES = 4  # a head may be broken into as many lines
PADDING = 1.0
ROUNDED = "表中部分合计与各项相加之和略有出入，是金额单位换算时四舍五入的尾差。"
TOTAL = re.compile(r"(?:本年收入|本年支出|人员经费|公用经费|收入|支出)?(?:合|总)计")
CODE = 9  # digits a code or a 行次 has at most


def form_table(
    form: Form, facts: Facts, edition: Edition, owner: str, kind: str = "部门"
) -> PageTable:
    """A form laid out, its numbers as printed; `kind` is what its owner is, 部门 or 单位."""
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
        number=edition.publication.number.replace("{序}", f"{edition.place(form):02}"),
        owner=edition.publication.owner.replace("{称}", kind).replace("{部门}", owner),
        unit=form.style.unit or edition.unit,
        note=note(form, facts, kind),
        totals=_totals(laid.grid, laid.heads),
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


def note(form: Form, facts: Facts, kind: str) -> str:
    """What stands below a form: that it is empty, or that its sums are a little off, where so."""
    filled = any(fact.value for fact in facts.of(form.id))
    text = form.note if filled or not form.empty_note else form.empty_note
    return text.replace("{称}", kind) + (ROUNDED if filled and _uneven(form, facts) else "")


def _uneven(form: Form, facts: Facts) -> bool:
    """Whether some sum within a form is not that of its parts as printed."""
    equations = (e for e in form.equations if e.relation == "=" and e.forms() <= {form.id})
    return any(
        _difference(ground, facts)
        for e in equations
        if e.severity == "错误"
        for ground in e.ground(facts)
    )


def _difference(ground: Ground, facts: Facts) -> Decimal:
    """What the terms of an equation come to as printed: what is not there is nothing.

    Nothing as well where the form does not show one of them.
    """
    if any(facts.unshown(address) for _, address in ground.terms):
        return Decimal(0)
    amounts = ((factor, facts.interval(address)) for factor, address in ground.terms)
    parts = (factor * amount.middle for factor, amount in amounts if amount)
    return sum(parts, Decimal(ground.constant))


def _totals(grid: Grid, heads: int) -> frozenset[int]:
    """The rows of a form whose first word is that of a total."""
    return frozenset(
        cell.row
        for cell in grid.cells
        if cell.row >= heads and TOTAL.fullmatch("".join(cell.text.split()))
    )


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
