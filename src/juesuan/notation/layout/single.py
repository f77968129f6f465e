"""The form of one row of amounts under nested headers, or the same laid on its side: 09."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from juesuan.model.number import Address
from juesuan.model.page import Cell, Grid
from juesuan.notation import spelling
from juesuan.notation.form import Form, FormColumn
from juesuan.notation.layout.base import (
    CJK,
    EMPTY,
    GROUPS,
    UNDECLARED,
    HeadedGrid,
    Laid,
    Recognised,
    Stray,
    first_where,
    fitness,
    is_note,
    strays,
    title,
)

LEAST_ITEMS = 4


def first_row(rows: list[list[str]]) -> int:
    """The row after the last words of the header: amounts, or blanks, stand below."""
    last = -1
    for index, row in enumerate(rows):
        if any(spelling.DECIMAL_AMOUNT.fullmatch(spelling.plain(text)) for text in row) or is_note(
            next(filter(None, row), "")
        ):
            break
        if any(CJK.search(text) for text in row):
            last = index
    return last + 1


def read(form: Form, grid: Grid, synonyms: Mapping[str, str]) -> Recognised:
    """Read the one row of the form; a form laid on its side is read by row labels."""
    if sheet := _on_its_side(form, grid, synonyms):
        return sheet
    table = HeadedGrid(grid, synonyms, first_row)
    chosen = table.choose(form.columns, range(grid.width))
    if not chosen:
        return EMPTY
    body = [row for row in table.body() if not _is_note(table, row)]
    row = next((r for r in body if any(table.texts[r])), body[0] if body else None)
    slots: list[Laid] = []
    unplaced: list[Stray] = []
    if row is not None:
        slots = [_slot(form, column, table.cell(row, place)) for place, column in chosen.items()]
        others = [c for c in range(grid.width) if c not in chosen]
        unplaced += strays(table, [row], others, UNDECLARED)
        unplaced += strays(
            table, [r for r in body if r > row], range(grid.width), ("row", "本表只应有一行数据")
        )
    return _sheet(form, slots, unplaced, chosen.values(), _notes(table))


def _slot(form: Form, column: FormColumn, cell: Cell) -> Laid:
    row = form.sides[0].rows[0].id
    return Laid(Address(form.id, row, column.id), cell, title(form, column))


def _is_note(table: HeadedGrid, row: int) -> bool:
    return is_note(next(filter(None, table.texts[row]), ""))


def _notes(table: HeadedGrid) -> tuple[str, ...]:
    return tuple(
        next(filter(None, table.texts[row]), "") for row in table.body() if _is_note(table, row)
    )


def _sheet(
    form: Form,
    slots: Sequence[Laid],
    unplaced: Sequence[Stray],
    columns: Iterable[FormColumn],
    notes: tuple[str, ...],
) -> Recognised:
    chosen = tuple(column.id for column in columns)
    labels = {form.sides[0].rows[0].id: ""} if slots else {}
    return Recognised(
        tuple(slots), tuple(unplaced), chosen, labels, notes, len(chosen) / len(form.columns)
    )


def _on_its_side(form: Form, grid: Grid, synonyms: Mapping[str, str]) -> Recognised | None:
    """The items as rows and 预算数, 决算数 as columns; None where the grid is not laid so."""
    items = {word for column in form.columns for word in _keys(column, synonyms)} - GROUPS
    table = HeadedGrid(grid, synonyms, first_where(lambda row: _labelled(row, items, synonyms)))
    column = next(
        (c for c in range(min(grid.width, 3)) if _hits(table, c, items) >= LEAST_ITEMS), None
    )
    if column is None:
        return None
    slots: dict[Address, Laid] = {}
    unplaced: list[Stray] = []
    amounts = [c for c in range(column + 1, grid.width) if "行次" not in table.paths[c]]
    for row in table.body():
        label = table.label(row, column)
        if label not in items:
            unplaced += strays(table, [row], amounts, ("row", "不是本表声明的项目"))
            continue
        for place in amounts:
            path = (*table.paths[place], *_beneath(label))
            best = max(form.columns, key=lambda c: fitness(c, path, synonyms))
            slot = _slot(form, best, table.cell(row, place))
            if fitness(best, path, synonyms) and slot.address not in slots:
                slots[slot.address] = slot
            else:
                unplaced += strays(table, [row], [place], UNDECLARED)
    declared = {column.id: column for column in form.columns}
    chosen = [declared[address.column] for address in slots]
    return _sheet(form, list(slots.values()), unplaced, chosen, _notes(table))


def _keys(column: FormColumn, synonyms: Mapping[str, str]) -> list[str]:
    return [spelling.key(word, synonyms) for word in column.path]


def _beneath(label: str) -> tuple[str, ...]:
    """A row of vehicles as a whole stands for its subtotal column."""
    return (label, "小计") if label == "公务用车购置及运行维护费" else (label,)


def _labelled(row: Sequence[str], items: set[str], synonyms: Mapping[str, str]) -> bool:
    return any(spelling.label(text, synonyms) in items for text in row[:3] if text)


def _hits(table: HeadedGrid, column: int, items: set[str]) -> int:
    return sum(table.label(row, column) in items for row in table.body())
