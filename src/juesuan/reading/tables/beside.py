"""Tables beside the forms whose rows or columns are declared: told by their titles, then read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from juesuan.model.reading import Unread
from juesuan.notation import layout, spelling
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.notation.layout import Recognised
from juesuan.reading.tables import Table
from juesuan.reading.tables.recognise import (
    TITLED,
    Candidate,
    another,
    unit_of,
    without_preamble,
)
from juesuan.reading.tables.titles import borne, title_of

LEAST, MOSTLY = 2, 0.5


class Beside(NamedTuple):
    """The tables beside the forms, one of each kind; what of the forms' unread they have read."""

    tables: list[Candidate]
    unread: list[Unread]


def beside(tables: Sequence[Table], edition: Edition, unread: Sequence[Unread]) -> Beside:
    """The declared tables beside the forms; `unread` is left without what they have read."""
    every = [made for table in tables if (made := _beside(table, edition)) is not None]
    chosen: dict[str, Candidate] = {}
    for candidate in every:
        chosen.setdefault(candidate.form.id, candidate)
    first = list(chosen.values())
    titles = {candidate.table.grid.place for candidate in every}
    cells = {(slot.cell.place, slot.cell.text) for one in first for slot in one.sheet.slots}
    rest = [
        item
        for item in unread
        if (item.place, item.text) not in cells
        and not (item.kind == "other" and item.place in titles)
    ]
    return Beside(first, [*rest, *(another(c) for c in every if chosen[c.form.id] is not c)])


def standing_in(
    tables: Sequence[Table], edition: Edition, present: Collection[str]
) -> Iterator[Candidate]:
    """The tables that hold a form without a table of its own, read as that form."""
    absent = {form.id: form for form in edition.forms if form.id not in present}
    for table in tables:
        holder = _beside(table, edition)
        form = absent.get(holder.form.stands_for) if holder else None
        if holder is None or form is None:
            continue
        sheet = layout.read(form, holder.table.grid, edition.synonyms, edition.functional)
        if sheet.likeness >= TITLED and sheet.slots:
            del absent[form.id]
            yield replace(holder, form=form, sheet=sheet)


def _beside(table: Table, edition: Edition) -> Candidate | None:
    """The table beside the forms that a table is, by its title and its rows and columns."""
    table = without_preamble(table, edition.marks)
    title = title_of([line.text for line in table.above], edition)
    named = [(form, borne(title.text, form, edition)) for form in edition.additions]
    whole = max((len(name) for _, name in named), default=0)
    if any(len(borne(title.text, form, edition)) > whole for form in edition.forms):
        return None
    sheets = [
        (layout.read(form, table.grid, edition.synonyms, edition.functional), form, name)
        for form, name in named
        if name and len(name) == whole
    ]
    fits = [each for each in sheets if _fits(each[0], each[1], edition)]
    if not fits:
        return None
    sheet, form, name = max(fits, key=lambda each: len(each[0].slots))
    unit = unit_of(table, edition.marks)
    shown = next(one for one in form.titles() if spelling.key(one) == name)
    return Candidate(table, form, sheet, titled=True, unit=unit, name=shown)


def _fits(sheet: Recognised, form: Form, edition: Edition) -> bool:
    """Whether a grid has enough of the declared words, and codes of the right classification."""
    declared = sum(len(side.rows) for side in form.sides)
    if form.layout != "科目":
        return len(sheet.labels) >= min(LEAST, declared) and bool(sheet.slots)
    lists = [edition.codes(form)] if form.classification else [edition.functional, edition.economic]
    codes = [row for row in sheet.labels if row.isdigit()]
    if not codes:
        filled = any(spelling.is_number(slot.cell.text) for slot in sheet.slots)
        return bool(sheet.columns) and not filled
    named = sum(any(one.names(code) for one in lists) for code in codes)
    return named >= MOSTLY * len(codes) and bool(sheet.slots)
