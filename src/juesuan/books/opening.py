"""The way from sheets to books: small tables by row, large ones in the engine, then all checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from juesuan.books.basic_projects import without_basic_projects
from juesuan.books.checks import Context, RowFault, duplicates, faults
from juesuan.books.digest import NO_LINES, copied, repeated, sheet_sums, unlike
from juesuan.books.engine import Engine, arrow_schema, columns
from juesuan.books.folded import folded
from juesuan.books.large_table import all_lines, all_words, surveyed
from juesuan.books.other_years import impossible_days, other_years
from juesuan.books.running_totals import running_totals
from juesuan.books.sheet import Sheet, alike, unread
from juesuan.books.survey import (
    motionless,
    recorded_twice,
    survey,
    tallied,
    unmarked_closing,
    year_moves,
)
from juesuan.books.typed.columns import Typed, all_texts, source_texts, typed
from juesuan.books.typed.derived import derived
from juesuan.books.typed.line_sums import LINES, can_be_summed, line_sums
from juesuan.books.typed.rows import TakenRows, take
from juesuan.books.typed.texts import FEW_ROWS
from juesuan.model.books import (
    Books,
    BooksError,
    BooksTable,
    CodeTable,
    Doubt,
    Problem,
    Schema,
    SheetSums,
    Tally,
)
from juesuan.secrecy.account_books import refuse_rows, refuse_texts

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

EMPTY = "是空的：没有表头，也没有行"
KINDS = {"功能": "func", "经济": "econ"}  # the words of the table of additional codes


@dataclass(slots=True)
class Opening:
    """One set of books on its way in: everything found so far."""

    schema: Schema
    engine: Engine
    tables: dict[str, ibis.Table] = field(default_factory=dict)
    taken: dict[str, TakenRows] = field(default_factory=dict)
    added: ibis.Table | None = None
    tally: dict[str, Tally] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    sums: list[SheetSums] = field(default_factory=list)


def books(
    sheets: Sequence[Sheet], schema: Schema, engine: Engine, notes: Sequence[Problem] = ()
) -> Books:
    """Take all sheets into the engine and check them; BooksError lists every problem.

    `notes` are the remarks on what was not read.
    """
    work = Opening(schema, engine, notes=list(notes))
    by_table = {t.name: [s for s in sheets if s.table.name == t.name] for t in schema.tables}
    work.problems += unread({name: 1 for name, listed in by_table.items() if listed}, schema, notes)
    work.notes += [note for sheet in sheets for note in sheet.notes]
    for table in schema.tables:
        if not table.large:
            _take_rows(work, table, by_table[table.name])
    absent = {r for r in _references(schema) if not by_table[r.partition(".")[0]]}
    needed = {r for r in absent if schema.table(r.partition(".")[0]).required}
    context = Context(schema, _all_codes(work), _referred(work), frozenset(needed))
    for table in schema.tables:
        if table.large:
            _take_large(work, table, by_table[table.name], context)
        else:
            _check_rows(work, table, context)
    engine.lock([file for sheet in sheets for file in sheet.files])
    year = _year(work)
    work.problems += _secret(work)
    tally = tuple(work.tally[table.name] for table in schema.tables)
    if work.problems or year is None:
        raise BooksError(tuple(folded(work.problems)), tally, tuple(work.notes))
    return Books(
        year,
        {table.name: work.tables[table.name] for table in schema.tables},
        tally,
        tuple(work.notes),
        tuple((sheet.origin, sheet.table.title) for sheet in sheets),
        tuple(work.sums),
        work.added,
        tuple(work.doubts),
    )


def _take_rows(work: Opening, table: BooksTable, sheets: Sequence[Sheet]) -> None:
    taken = work.taken[table.name] = TakenRows()
    for sheet in sheets:
        take(sheet, taken)
    work.problems += taken.problems
    work.tables[table.name] = _stored(work, table.name, table, taken.rows)


def _stored(work: Opening, name: str, table: BooksTable, rows: list[dict[str, Any]]) -> ibis.Table:
    import pyarrow as pa  # noqa: PLC0415 - slow to import, not needed to audit

    shape = arrow_schema(table)
    batch = pa.RecordBatch.from_pylist(rows, schema=shape)
    return work.engine.take(name, shape, iter([batch]))


def _check_rows(work: Opening, table: BooksTable, context: Context) -> None:
    import ibis  # noqa: PLC0415

    taken, tally = work.taken[table.name], Tally(table.name)
    if taken.rows or taken.faulty:
        t, row_faults = work.tables[table.name], []
        if taken.faulty:
            faulty = _stored(work, f"faulty_{table.name}", table, taken.faulty)
            sound = t.mutate(_faulty=ibis.literal(value=False))
            t = sound.union(faulty.mutate(_faulty=ibis.literal(value=True)))
            row_faults.append(RowFault("", t["_faulty"], ibis.literal(""), "", "", reported=True))
        t = t.mutate(_out=ibis.literal(""))
        words = {name: _words(taken, name) for name in table.of_kind("code")}
        t, remarks = without_basic_projects(t, table, words, context.existing)
        work.notes += remarks
        if remarks and not taken.faulty:
            work.tables[table.name] = t.select(*columns(table))
        row_faults += faults(table, t, words, context)
        row_faults += duplicates(table, t) if taken.repeat(table.key) else ()
        tally = tallied(table, taken.rows)
        if row_faults:
            tally, problems, notes = survey(table, t, row_faults)
            work.problems += problems
            work.notes += notes
    excluded = tuple(sorted(taken.excluded.items()))
    work.tally[table.name] = replace(tally, came=taken.came, excluded=excluded)


def _take_large(
    work: Opening, table: BooksTable, sheets: Sequence[Sheet], context: Context
) -> None:

    readable = [sheet for sheet in sheets if sheet.fields]
    work.problems += [problem for sheet in sheets for problem in sheet.problems]
    parts = [_part(work, sheet, number) for number, sheet in enumerate(alike(readable))]
    if not parts:
        if sheets and not work.problems:
            origin = "、".join(sheet.origin for sheet in sheets)
            work.problems.append(Problem(origin, None, "", "", "", EMPTY))
        work.tables[table.name] = _stored(work, table.name, table, [])
        work.tally[table.name] = Tally(table.name)
        return
    work.problems += [Problem(o.origin, None, "", "", "", EMPTY) for o in sheets if o.is_empty]
    checked = surveyed(table, work.schema.closing, sheets, parts, context)
    work.tally[table.name], sums, lines = checked.tally, checked.sums, checked.lines
    closing, words = work.schema.closing, all_words(parts)
    if sums is None:
        parts = [replace(part, table=all_lines([part])) for part in parts]
    if table.name == closing.table:
        work.problems += [*recorded_twice(table, closing, parts), *impossible_days(parts)]
    moves = year_moves(lines if sums is None else sums, closing, words)
    grave, remarks = unmarked_closing(table, closing, moves)
    work.problems += [*checked.problems, *grave]
    work.problems += [] if work.problems else motionless(table, moves)
    work.notes += [*checked.notes, *remarks, *_digested(work, table, (sums, lines), parts)]
    work.tables[table.name] = _canonical(table, lines)
    work.added = None if sums is None else _canonical(table, sums)


def _digested(
    work: Opening,
    table: BooksTable,
    both: tuple[ibis.Table | None, ibis.Table],
    parts: Sequence[Typed],
) -> list[Problem]:
    """What was read of each sheet, kept; remarks on totals that differ and on repeated vouchers.

    `both` are the sums of its lines, where there are any, and the lines.
    """
    sums, lines = both
    if table.name != work.schema.closing.table:
        return []
    closing = work.schema.closing
    periodic = running_totals(lines, closing, NO_LINES) if sums is None else {}
    work.sums += sheet_sums(lines if sums is None else sums, closing, periodic)
    copies = list(copied(lines, table, work.sums))
    work.doubts += copies
    if year := _stated_year(work):
        work.doubts += other_years(parts, closing, year)
    twice: list[Problem] = []
    if any("voucher" in part.words for part in parts):
        names = {doubt.name.partition(":")[2] for doubt in copies}
        twice, overlapping = repeated(lines, table, closing, names)
        work.doubts += overlapping
    differing = [problem for _, found in periodic.values() for problem in found]
    return [*unlike(work.sums), *differing, *twice]


def _part(work: Opening, sheet: Sheet, number: int) -> Typed:
    """One sheet typed: text once and for all, Parquet anew in each query, where it lies."""
    name = f"raw_{sheet.table.name}_{number}"
    if sheet.files:
        return _scanned(work, sheet, name)
    batches = sheet.batches() if sheet.batches else iter(())
    raw = work.engine.take(name, _text_schema(sheet), batches)
    few = _few(raw)
    part = typed(raw, sheet, work.engine, name, source_texts(raw, sheet, few=few))
    kept = f"typed_{sheet.table.name}_{number}"
    part = replace(part, table=work.engine.keep(kept, part.table, (name,)))
    done = _derived(work, part, sheet)  # asks many questions, each short of a table that is kept
    if done.table is part.table:
        return done
    derived_name = f"derived_{sheet.table.name}_{number}"
    return replace(done, table=work.engine.keep(derived_name, done.table, (kept,)))


def _scanned(work: Opening, sheet: Sheet, name: str) -> Typed:
    """Parquet where it lies; many lines are added up once, and their sums are asked."""
    import pyarrow as pa  # noqa: PLC0415 - slow to import, not needed to audit

    raw, closing = work.engine.scan(name, sheet.files), work.schema.closing
    if not (work.engine.stores and can_be_summed(raw, sheet, closing)):
        few = _few(raw)
        part = typed(raw, sheet, work.engine, name, source_texts(raw, sheet, few=few))
        return _derived(work, part, sheet)
    sums = work.engine.keep(f"sums_{name}", line_sums(raw, sheet), ())
    source = all_texts(sums, sheet)
    for column, listed in source.totals.items():
        refuse_texts(pa.table({column: pa.array(listed, pa.string())}))
    part = typed(sums, sheet, work.engine, f"sums_{name}", source)
    lines = typed(raw, sheet, work.engine, name, source).table
    return _derived(work, replace(part, lines=lines), sheet)


def _derived(work: Opening, part: Typed, sheet: Sheet) -> Typed:
    """The part with what its rows do not say and follows from them; remarks go to the notes."""
    done = derived(part, sheet, work.schema)
    work.notes += done.notes
    work.problems += done.problems
    work.doubts += done.doubts
    return done.part


def _few(raw: ibis.Table) -> bool:
    """Whether all rows of a source may be fetched; none of its texts bears a marking."""
    few = bool(raw.count().to_pyarrow().as_py() <= FEW_ROWS)
    if few:
        refuse_texts(raw.to_pyarrow())
    else:
        refuse_rows(raw)
    return few


def _text_schema(sheet: Sheet) -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415

    texts = [(f"c{index}", pa.string()) for index in range(len(sheet.fields))]
    return pa.schema([*texts, ("line", pa.int64()), ("origin", pa.string())])


def _canonical(table: BooksTable, t: ibis.Table) -> ibis.Table:
    """The rows that are taken, blank amounts as zero."""
    shown = {}
    for name, kind in columns(table).items():
        amount = name in table.of_kind("amount")
        shown[name] = (t[name].fill_null(0) if amount else t[name]).cast(kind)
    if LINES in t.columns:
        shown["lines"] = t[LINES].cast("int64")
    return t.filter(t["_out"] == "").select(**shown)


def _referred(work: Opening) -> dict[str, set[str]]:
    """By `table.column`, every code that came in, where other tables refer to it."""
    codes = {}
    for refers in _references(work.schema):
        table, _, column = refers.partition(".")
        codes[refers] = work.taken[table].codes.get(column, set())
    return codes


def _words(taken: TakenRows, name: str) -> set[str]:
    return {row[name] for row in (*taken.rows, *taken.faulty) if row[name]}


def _references(schema: Schema) -> Iterator[str]:
    for table in schema.tables:
        yield from (column.refers for column in table.columns if column.refers)


def _all_codes(work: Opening) -> dict[str, CodeTable]:
    """The classifications, with the codes the books bring themselves."""
    codes = dict(work.schema.codes)
    for row in work.taken["codes"].rows if "codes" in work.taken else ():
        name = KINDS[row["kind"]]
        entries = {**codes[name].entries, row["code"]: row["name"]}
        codes[name] = replace(codes[name], entries=entries)
    return codes


def _secret(work: Opening) -> Iterator[Problem]:
    """Units marked as secret: by law nothing of theirs is published, nor hidden in a sum."""
    table = next((t for t in work.schema.tables if t.name == "unit"), None)
    for row in work.taken["unit"].rows if table else ():
        if row["secret"]:
            column = table.column("secret").title if table else ""
            place = (row["origin"], row["line"], column, str(row["unit_code"]))
            message = "涉密单位的内容依法不公开，不能编入公开的决算"
            allowed = "经保密审查后，从账套各表中删去这个单位"
            yield Problem(*place, allowed, message)


def _stated_year(work: Opening) -> int | None:
    """The account year where the books say one and only one."""
    table, name = work.schema.year
    years = {row[name] for row in work.taken[table].rows}
    year = int(next(iter(years))) if len(years) == 1 else 0
    return year if 2000 <= year <= 2100 else None


def _year(work: Opening) -> int | None:
    """The account year; a problem where no row says it, or two say different ones."""
    if year := _stated_year(work):
        return year
    table, name = work.schema.year
    years = {row[name] for row in work.taken[table].rows}
    declared = work.schema.table(table)
    column = declared.column(name).title
    text = "、".join(map(str, sorted(years)))
    if not any(problem.sheet == declared.title for problem in work.problems):
        problem = Problem(declared.title, None, column, text, "一个四位年份", "须有且只有一个年度")
        work.problems.append(problem)
    return None
