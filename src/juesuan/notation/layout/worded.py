"""Tables that list what they tell by its words, down the rows or across the head, in any order.

A word may stand at the left or in the middle of a row; its amounts stand behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from juesuan.model.page import Cell, Grid
from juesuan.notation import spelling
from juesuan.notation.form import Form, FormColumn, FormRow
from juesuan.notation.layout.base import (
    CJK,
    EMPTY,
    UNDECLARED,
    HeadedGrid,
    Laid,
    Recognised,
    Stray,
    addressed,
    first_where,
    fitness,
)

MEASURED = re.compile(r"\((?:台|个|人|辆|批|平方米|万元|元)[^()]{0,6}(?:\([^()]{0,4}\))?\)$")
WITHIN = "/"


def read(form: Form, grid: Grid, synonyms: Mapping[str, str]) -> Recognised:
    """Read the declared words of one form; those down the rows, or those across the head."""
    sheets = [_down(form, grid, synonyms), _across(form, grid, synonyms)]
    return max(sheets, key=lambda sheet: len(sheet.labels))


def label(text: str, synonyms: Mapping[str, str]) -> str:
    """The key of a row's words, without its ordinal and its unit."""
    return spelling.label(MEASURED.sub("", spelling.plain(text)), synonyms)


def _labels(form: Form, synonyms: Mapping[str, str]) -> dict[str, FormRow]:
    """Every spelling of every row that stands alone; the first row of a spelling has it."""
    labels: dict[str, FormRow] = {}
    for side in form.sides:
        for row in side.rows:
            for words in (row.label, *row.aliases):
                if WITHIN not in words:
                    labels.setdefault(label(words, synonyms), row)
    return labels


def _down(form: Form, grid: Grid, synonyms: Mapping[str, str]) -> Recognised:
    labels = _labels(form, synonyms)
    table = HeadedGrid(
        grid, synonyms, first_where(lambda row: any(label(t, synonyms) in labels for t in row if t))
    )
    slots: list[Laid] = []
    names: dict[str, str] = {}
    strays: list[Stray] = []
    columns: dict[str, None] = {}
    for index in table.body():
        for words, cells in _told(table, index):
            row = labels.get(label(words, synonyms))
            if row is None or row.id in names:
                strays += _unplaced(cells)
                continue
            names[row.id] = words
            laid = dict(_columns(form, table, cells))
            slots += [_slot(form, row, laid[at], cells[at]) for at in laid]
            columns |= dict.fromkeys(column.id for column in laid.values())
            strays += _unplaced(cell for at, cell in enumerate(cells) if at not in laid)
    return _sheet(form, slots, strays, columns, names)


def _told(table: HeadedGrid, row: int) -> Iterator[tuple[str, list[Cell]]]:
    """The words of a row, each with the cells behind it, numbers of lines left out."""
    words, cells = "", list[Cell]()
    for at in range(table.grid.width):
        cell = table.cell(row, at)
        if cell.column != at or "行次" in table.paths[at]:
            continue
        if CJK.search(cell.text):
            if words:
                yield words, cells
            words, cells = cell.text.strip(), []
        else:
            cells.append(cell)
    if words:
        yield words, cells


def _columns(
    form: Form, table: HeadedGrid, cells: Sequence[Cell]
) -> Iterator[tuple[int, FormColumn]]:
    """Which column each of some cells is; one alone is the one there is."""
    if len(form.columns) == 1 and len(cells) == 1:
        yield 0, form.columns[0]
        return
    free = list(form.columns)
    for at, cell in enumerate(cells):
        path = table.paths[cell.column]
        best = max(free, key=lambda c: fitness(c, path, table.synonyms), default=None)
        if best is not None and fitness(best, path, table.synonyms):
            free.remove(best)
            yield at, best


def _across(form: Form, grid: Grid, synonyms: Mapping[str, str]) -> Recognised:
    """The first row of numbers under a head of the declared words."""
    table = HeadedGrid(grid, synonyms, first_where(_numbers))
    body = [row for row in table.body() if _numbers(table.texts[row])]
    if not body or len(form.columns) != 1:
        return EMPTY
    slots: list[Laid] = []
    names: dict[str, str] = {}
    strays: list[Stray] = []
    for at in range(grid.width):
        cell = table.cell(body[0], at)
        row = _headed(form, [label(w, synonyms) for w in table.over[at] if w], synonyms)
        if row is not None and row.id not in names and not CJK.search(cell.text):
            names[row.id] = row.label
            slots.append(_slot(form, row, form.columns[0], cell))
        else:
            strays += _unplaced([cell])
    return _sheet(form, slots, strays, {form.columns[0].id: None}, names)


def _numbers(row: Sequence[str]) -> bool:
    shown = [text for text in row if text]
    numbers = sum(spelling.is_number(text) for text in shown)
    ordinals = [text for text in shown if text.isdigit()]
    counted = ordinals == [str(n + 1) for n in range(len(ordinals))]
    return numbers > 0 and numbers >= len(shown) - 1 and not (counted and len(ordinals) > 1)


def _headed(form: Form, path: Sequence[str], synonyms: Mapping[str, str]) -> FormRow | None:
    """The row whose words a head says, the one with the most words first."""
    matches = [
        (len(words), row)
        for side in form.sides
        for row in side.rows
        for words in (_keys(one, synonyms) for one in (row.label, *row.aliases))
        if path and words[-1] == path[-1] and all(any(w in p for p in path) for w in words)
    ]
    return max(matches, key=lambda pair: pair[0])[1] if matches else None


def _keys(words: str, synonyms: Mapping[str, str]) -> list[str]:
    return [label(word, synonyms) for word in words.split(WITHIN)]


def _slot(form: Form, row: FormRow, column: FormColumn, cell: Cell) -> Laid:
    return addressed(form, row.id, column, cell, row.label.partition(WITHIN)[0])


def _unplaced(cells: Iterator[Cell] | Sequence[Cell]) -> list[Stray]:
    return [Stray(cell, *UNDECLARED) for cell in cells if spelling.is_number(cell.text)]


def _sheet(
    form: Form,
    slots: Sequence[Laid],
    strays: Sequence[Stray],
    columns: Mapping[str, None],
    names: Mapping[str, str],
) -> Recognised:
    declared = sum(len(side.rows) for side in form.sides)
    return Recognised(tuple(slots), tuple(strays), tuple(columns), names, (), len(names) / declared)
