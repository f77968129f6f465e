"""The form of one row of amounts under nested headers: 09.

The same is read laid on its side, and with a row for the budget and one for each year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from juesuan.model.number import Address
from juesuan.model.page import Cell, Grid
from juesuan.notation import spelling
from juesuan.notation.form import Form, FormColumn
from juesuan.notation.layout import yearly
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

LEAST_ITEMS, LEAST_YEARS, LABELS = 4, 2, 3


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
    if sheet := _on_its_side(form, grid, synonyms) or _by_years(form, grid, synonyms):
        return sheet
    table = HeadedGrid(grid, synonyms, first_row)
    periods = _periods(table)
    under = (yearly.ACTUAL,) if _of_one_year(table, periods) else ()
    this_year = [place for place, head in periods.items() if not head.period]
    chosen = table.choose_of(form, this_year, under)
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


def _slot(form: Form, column: FormColumn, cell: Cell, period: str = "") -> Laid:
    row = form.sides[0].rows[0].id
    return Laid(Address(form.id, row, column.id, period), cell, period + title(form, column))


def _periods(table: HeadedGrid) -> dict[int, yearly.Dated]:
    """Of which year, and budget or actual, each column is that holds amounts of the two years."""
    heads = yearly.dated(["".join(words) for words in table.over])
    return {place: head for place, head in enumerate(heads) if head is not None}


def _of_one_year(table: HeadedGrid, periods: Mapping[int, yearly.Dated]) -> bool:
    """Whether there is one row of amounts and no word of a budget: those are the actual ones."""
    rows = [[t for t in table.texts[row] if t] for row in table.body() if not _is_note(table, row)]
    filled = [row for row in rows if any(spelling.is_number(text) for text in row)]
    named = any(head.group for head in periods.values()) or any("算" in "".join(r) for r in rows)
    return len(filled) == 1 and not named


def _by_years(form: Form, grid: Grid, synonyms: Mapping[str, str]) -> Recognised | None:
    """A row for the budget, one for each year; None where the grid is not laid so."""
    table = HeadedGrid(grid, synonyms, first_where(_named_by_year))
    rows = [row for row in table.body() if not _is_note(table, row)]
    column = next((c for c in range(min(grid.width, LABELS)) if _years(table, rows, c)), None)
    if column is None:
        return None
    slots: dict[Address, Laid] = {}
    unplaced: list[Stray] = []
    amounts = [c for c in range(column + 1, grid.width) if "行次" not in table.paths[c]]
    for row, head in zip(rows, yearly.dated(_texts(table, rows, column)), strict=True):
        if head is None or not yearly.is_row(table.texts[row][column]):
            unplaced += strays(table, [row], amounts, ("row", "不是本年预算数、决算数或上年决算数"))
            continue
        chosen = table.choose_of(form, amounts, (head.group,))
        laid = [_slot(form, c, table.cell(row, at), head.period) for at, c in chosen.items()]
        if any(slot.address in slots for slot in laid):
            unplaced += strays(table, [row], amounts, ("row", "本表另有一行相同的数"))
            continue
        slots |= {slot.address: slot for slot in laid}
        unplaced += strays(table, [row], [c for c in amounts if c not in chosen], UNDECLARED)
    return _sheet(form, list(slots.values()), unplaced, _of_this_year(form, slots), _notes(table))


def _of_this_year(form: Form, slots: Mapping[Address, Laid]) -> list[FormColumn]:
    """The declared columns that a table shows for the document's own year."""
    shown = {address.column for address in slots if not address.period}
    return [column for column in (*form.columns, *form.extra) if column.id in shown]


def _named_by_year(row: Sequence[str]) -> bool:
    return any(yearly.is_row(text) for text in row[:LABELS])


def _texts(table: HeadedGrid, rows: Sequence[int], column: int) -> list[str]:
    return [table.texts[row][column] for row in rows]


def _years(table: HeadedGrid, rows: Sequence[int], column: int) -> bool:
    """Whether a column names enough rows by their year."""
    return sum(map(yearly.is_row, _texts(table, rows, column))) >= LEAST_YEARS


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
    declared = sum(form.column(name) is not None for name in chosen)
    labels = {form.sides[0].rows[0].id: ""} if slots else {}
    return Recognised(
        tuple(slots), tuple(unplaced), chosen, labels, notes, declared / len(form.columns)
    )


def _on_its_side(form: Form, grid: Grid, synonyms: Mapping[str, str]) -> Recognised | None:
    """The items as rows and 预算数, 决算数 as columns; None where the grid is not laid so."""
    readable = (*form.columns, *form.extra)
    items = {word for column in readable for word in _keys(column, synonyms)} - GROUPS
    table = HeadedGrid(grid, synonyms, first_where(lambda row: _labelled(row, items, synonyms)))
    column = next(
        (c for c in range(min(grid.width, LABELS)) if _hits(table, c, items) >= LEAST_ITEMS), None
    )
    if column is None:
        return None
    slots: dict[Address, Laid] = {}
    unplaced: list[Stray] = []
    amounts = [c for c in range(column + 1, grid.width) if "行次" not in table.paths[c]]
    periods = _periods(table)
    for row in table.body():
        label = table.label(row, column)
        if label not in items:
            unplaced += strays(table, [row], amounts, ("row", "不是本表声明的项目"))
            continue
        for place in amounts:
            head = periods.get(place, yearly.NEITHER)
            over = (head.group,) if head.period else table.paths[place]
            path = (*over, *_beneath(label))
            best = max(readable, key=lambda c: fitness(c, path, synonyms))
            slot = _slot(form, best, table.cell(row, place), head.period)
            dated = head is not yearly.NEITHER
            if dated and fitness(best, path, synonyms) and slot.address not in slots:
                slots[slot.address] = slot
            else:
                unplaced += strays(table, [row], [place], UNDECLARED)
    return _sheet(form, list(slots.values()), unplaced, _of_this_year(form, slots), _notes(table))


def _keys(column: FormColumn, synonyms: Mapping[str, str]) -> list[str]:
    paths = (column.path, *column.aliases)
    return [spelling.key(word, synonyms) for path in paths for word in path]


def _beneath(label: str) -> tuple[str, ...]:
    """A row of vehicles as a whole stands for its subtotal column."""
    return (label, "小计") if label == "公务用车购置及运行维护费" else (label,)


def _labelled(row: Sequence[str], items: set[str], synonyms: Mapping[str, str]) -> bool:
    return any(spelling.label(text, synonyms) in items for text in row[:LABELS] if text)


def _hits(table: HeadedGrid, column: int, items: set[str]) -> int:
    return sum(table.label(row, column) in items for row in table.body())
