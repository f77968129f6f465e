"""The units and projects by code and by name, so that what is named after one is its."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from juesuan.books import values
from juesuan.books.sheet import Sheet, SheetField, key
from juesuan.books.typed.page_lines import FILLED
from juesuan.books.typed.rows import excluded
from juesuan.model.books import BooksTable

UNIT, PROJECT = "unit_code", "project_code"


@dataclass(frozen=True)
class Roster:
    """Every unit's code, by code and by each of its names."""

    codes: Mapping[str, str] = field(default_factory=dict)

    def named(self, *names: str) -> str:
        """The unit that the first of these names to name one is of; "" where none or two are."""
        for name in names:
            text = key(name)
            numbers = set(re.findall(r"[a-z0-9]+", text))
            units = {code for one, code in self.codes.items() if one in numbers}
            if not units:
                within = [one for one in self.codes if not one.isascii() and one in text]
                longest = [o for o in within if not any(o != p and o in p for p in within)]
                units = {self.codes[one] for one in longest}
            if len(units) == 1:
                return units.pop()
        return ""

    def code(self, text: str) -> str:
        """The code of a unit that a cell says by name; other cells as they are."""
        return self.codes.get(key(text), text)


def roster_of(sheets: Iterable[Sheet]) -> Roster:
    """The units that the sheets of units list."""
    codes: dict[str, str] = {}
    for code, texts in _listed(sheets, UNIT, ("unit_name", "short_name")):
        codes |= {key(text): code for text in texts if text}
        codes |= {key(code): code} if code else {}
    return Roster(codes)


def projects_of(sheets: Iterable[Sheet]) -> Roster:
    """The projects that the sheets of projects list, by the names that one alone has."""
    codes: dict[str, set[str]] = {}
    for code, texts in _listed(sheets, PROJECT, ("name",)):
        for text in (*texts, code):
            codes.setdefault(key(text), set()).add(code)
    return Roster({name: min(ones) for name, ones in codes.items() if name and len(ones) == 1})


def _listed(
    sheets: Iterable[Sheet], identity: str, names: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    """The code of each row, and what the row calls it."""
    for sheet in sheets:
        named = {f.column.name: n for n, f in enumerate(sheet.fields) if f.column}
        if identity not in named or not sheet.batches:
            continue
        for batch in sheet.batches():
            for row in (r for r in batch.to_pylist() if not excluded(r, sheet.fields)):
                present = [name for name in (identity, *names) if name in named]
                code = values.named(row[f"c{named[identity]}"])
                yield code, [row[f"c{named[name]}"] for name in present]


@dataclass(frozen=True)
class OfProject:
    """Where a sheet says a project; its names made codes."""

    roster: Roster
    place: int = -1

    def turned(self, row: Sequence[str]) -> Sequence[str]:
        """A row that says its project by code."""
        if not 0 <= self.place < len(row) or not row[self.place]:
            return row
        cells = list(row)
        cells[self.place] = self.roster.code(cells[self.place])
        return cells


def of_project(table: BooksTable, fields: Sequence[SheetField], roster: Roster) -> OfProject:
    """The project of the rows of a sheet, where it has one and the projects are listed."""
    places = [n for n, one in enumerate(fields) if one.column and one.column.name == PROJECT]
    if table.name == "project" or not roster.codes or len(places) != 1:
        return OfProject(roster)
    return OfProject(roster, places[0])


@dataclass(frozen=True)
class OfUnit:
    """Fields with the unit: of a column, its names made codes; else one unit for every row."""

    fields: tuple[SheetField, ...]
    roster: Roster
    place: int = -1
    filled: str = ""

    def turned(self, row: Sequence[str]) -> Sequence[str]:
        """A row that says its unit by code."""
        if self.filled:
            cells = [*row, *[""] * (len(self.fields) - 1 - len(row))]
            return [*cells, self.filled if any(row) else ""]
        if self.place < 0 or self.place >= len(row) or not self.roster.codes:
            return row
        cells = list(row)
        cells[self.place] = self.roster.code(cells[self.place])
        return cells


def of_unit(
    table: BooksTable, fields: tuple[SheetField, ...], roster: Roster, names: Sequence[str]
) -> OfUnit:
    """The unit of a sheet: from its column, else from the names of sheet and file."""
    places = [n for n, one in enumerate(fields) if one.column and one.column.name == UNIT]
    wanted = any(column.name == UNIT and column.required for column in table.columns)
    if places or not wanted or table.name == "unit":
        return OfUnit(fields, roster, places[0] if places and table.name != "unit" else -1)
    units = set(roster.codes.values())
    code = roster.named(*names) or (units.pop() if len(units) == 1 else "")
    if not code:
        return OfUnit(fields, roster)
    return OfUnit((*fields, SheetField(FILLED, table.column(UNIT))), roster, filled=code)
