"""What a folder or a workbook holds: first the units and what heads mean, then the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from juesuan.books.heads import amount_head
from juesuan.books.origins.roster import UNIT as UNIT_COLUMN
from juesuan.books.origins.roster import Roster, projects_of, roster_of
from juesuan.books.sheet import UNIT, Sheet, export_named, key, match_header, table_named
from juesuan.books.typed.rows import excluded
from juesuan.model.books import BooksTable, Problem, Schema

MAPPING, UNITS, PROJECTS = "mapping", "unit", "project"
BY_HEAD = "名称不认识，按表头认作“{}”：不是的请移走"
DROPPED = ("不取", "不要", "略去")


class Known(NamedTuple):
    """What the sheets before this one have told: units, projects, which column a head means."""

    schema: Schema
    roster: Roster = Roster()
    projects: Roster = Roster()


class SheetSource(NamedTuple):
    """A sheet or file that is a table of the books, read once its neighbours are known."""

    table: BooksTable
    build: Callable[[Known], Sheet]


def table_of(schema: Schema, sheet: str, file: str = "") -> BooksTable | None:
    """The table a sheet is: by its own name, else by that of its file."""
    named = table_named(schema, sheet) or export_named(schema, sheet)
    return named or ((table_named(schema, file) or export_named(schema, file)) if file else None)


def headed(schema: Schema, rows: Sequence[Sequence[str]]) -> BooksTable | None:
    """The export whose head a sheet under another name has: every column it must have, amounts."""
    tables: list[tuple[int, BooksTable]] = []
    for table in (one for one in (*schema.tables, *schema.unread) if one.exports):
        height, fields = match_header(table, rows)
        seen = {one.column.name for one in fields if one.column}
        wanted = {column.name for column in table.columns if column.required} - {UNIT_COLUMN}
        amounts = [t for t in fields if t.column is None or t.column.kind == "amount"]
        moved = any(t.column or amount_head(t.title) or "金额" in t.title for t in amounts)
        if height and moved and wanted <= seen:
            tables.append((len(seen), table))
    best = max(tables, key=lambda pair: pair[0])[1] if tables else None
    return None if best in schema.unread else best


def by_head(origin: str, table: BooksTable) -> Problem:
    """The remark on a sheet that is known by its head alone."""
    return Problem(origin, None, "", "", "", BY_HEAD.format(table.title))


def gathered(
    sources: Sequence[SheetSource], schema: Schema, more: Iterable[SheetSource] = ()
) -> list[Sheet]:
    """Every sheet, in order; `more` are sheets of mappings that lie elsewhere."""
    first = Known(schema)
    mappings = [s.build(first) for s in (*sources, *more) if s.table.name == MAPPING]
    schema, problems = _mapped(schema, mappings)
    neighbours = Known(schema)
    units = _built(sources, UNITS, neighbours)
    neighbours = Known(schema, roster_of(units.values()))
    projects = _built(sources, PROJECTS, neighbours)
    neighbours = neighbours._replace(projects=projects_of(projects.values()))
    others = [s for s in sources if s.table.name != MAPPING]
    built = {id(s): {**units, **projects}.get(n) for n, s in enumerate(sources)}
    sheets = [built[id(s)] or s.build(neighbours) for s in others]
    if problems and mappings:
        mappings[0] = replace(mappings[0], problems=(*mappings[0].problems, *problems))
    return [*mappings, *sheets]


def _built(sources: Sequence[SheetSource], name: str, neighbours: Known) -> dict[int, Sheet]:
    """The sheets of one table, by their places."""
    return {n: s.build(neighbours) for n, s in enumerate(sources) if s.table.name == name}


def _mapped(schema: Schema, mappings: Iterable[Sheet]) -> tuple[Schema, list[Problem]]:
    """The schema with the names of columns that the officer gave, and names that mean nothing."""
    tables = {table.name: table for table in schema.tables}
    problems: list[Problem] = []
    for sheet in mappings:
        named = {f.column.name: n for n, f in enumerate(sheet.fields) if f.column}
        for batch in sheet.batches() if sheet.batches and len(named) > 1 else ():
            for row in (r for r in batch.to_pylist() if not excluded(r, sheet.fields)):
                where, head, column = (
                    row[f"c{named[name]}"] if name in named else ""
                    for name in ("table", "head", "column")
                )
                if not _applied(tables, where, head, column) and head and column:
                    allowed = _allowed(tables, where)
                    message = "没有这张表，或表里没有这一列"
                    problems.append(
                        Problem(sheet.origin, row["line"], "对应的列", column, allowed, message)
                    )
    return replace(schema, tables=tuple(tables.values())), problems


def _applied(tables: dict[str, BooksTable], where: str, head: str, column: str) -> bool:
    """Whether some table has the column; its name is added there, and taken from all others."""
    done = False
    for name, table in tables.items():
        if where and key(where) not in map(key, table.names):
            continue
        if column in DROPPED:
            tables[name], done = (
                replace(table, dropped=(*table.dropped, UNIT.sub("", key(head)))),
                True,
            )
        elif any(key(column) in (key(c.title), key(c.name)) for c in table.columns):
            tables[name], done = _renamed(table, head, column), True
    return done


def _renamed(table: BooksTable, head: str, column: str) -> BooksTable:
    columns = []
    for declared in table.columns:
        aliases = tuple(alias for alias in declared.aliases if key(alias) != key(head))
        wanted = key(column) in (key(declared.title), key(declared.name))
        columns.append(replace(declared, aliases=(*aliases, head) if wanted else aliases))
    dropped = tuple(name for name in table.dropped if name != key(head))
    return replace(table, columns=tuple(columns), dropped=dropped)


def _allowed(tables: dict[str, BooksTable], where: str) -> str:
    named = [t for t in tables.values() if where and key(where) in map(key, t.names)]
    if not named:
        return "、".join(t.title for t in tables.values()) if where else "账套中的列名，或“不取”"
    return "、".join(column.title for column in named[0].columns) + "，或“不取”"
