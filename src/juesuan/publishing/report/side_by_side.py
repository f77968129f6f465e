"""The tables as they were read, laid out side by side as their edition declares them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from juesuan.model.number import Address, Fact, FormState
from juesuan.model.report import Record
from juesuan.notation.form import Form, Side


class Head(NamedTuple):
    """One cell of a table's head: its words, how many columns and rows it covers."""

    text: str
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its code ("" where it has none), its words, its cells (None: not read)."""

    code: str
    label: str
    cells: tuple[Fact | None, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a table with labels of its own: head rows and body."""

    heading: str
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[TableRow, ...]

    @property
    def labelled(self) -> bool:
        """Whether any row has words of its own; the one row of form 09 has none."""
        return any(row.label for row in self.rows)


def panels(record: Record, form: Form) -> list[Panel]:
    """The parts of one form that hold something; none where the form was not read."""
    state = record.reading.facts.forms.get(form.id)
    if state is None or not state.columns:
        return []
    parts = [_panel(record, form, side, state) for side in form.sides]
    return [panel for panel in parts if panel.rows]


def _panel(record: Record, form: Form, side: Side, state: FormState) -> Panel:
    columns = [column for column in side.columns if column.id in state.columns]
    declared = {row.id for row in side.rows}
    rows = []
    for name in _names(record, form, side):
        at = Address(form.id, name, "")
        cells = tuple(record.fact(at._replace(column=column.id)) for column in columns)
        code = name if name.isdigit() and name not in declared else ""
        rows.append(TableRow(code, state.labels.get(name, name), cells))
    shown = tuple(row for row in rows if any(row.cells))
    return Panel(side.heading, tuple(heads([column.path for column in columns])), shown)


def _names(record: Record, form: Form, side: Side) -> Iterable[str]:
    """The rows of one side in the order they were read."""
    declared = {row.id for row in side.rows}
    for name in record.reading.facts.rows(form.id):
        if not (declared or side.classes) or name in declared or name[:3] in side.classes:
            yield name


def heads(paths: Sequence[Sequence[str]], depth: int = 0) -> list[tuple[Head, ...]]:
    """The rows of a nested head: equal neighbours share a cell, a short path reaches down."""
    deepest = depth or max((len(path) for path in paths), default=0)
    rows: list[list[Head]] = [[] for _ in range(deepest)]
    for _, group in groupby(enumerate(paths), key=lambda item: _group(*item)):
        inside = [path for _, path in group]
        if len(inside[0]) == 1:
            rows[0].append(Head(inside[0][0], 1, deepest))
            continue
        rows[0].append(Head(inside[0][0], len(inside), 1))
        below = heads([path[1:] for path in inside], deepest - 1)
        for row, more in zip(rows[1:], below, strict=True):
            row.extend(more)
    return [tuple(row) for row in rows]


def _group(index: int, path: Sequence[str]) -> tuple[str, int]:
    """Neighbours under the same word belong together; a path that ends stands alone."""
    return path[0], index if len(path) == 1 else -1
