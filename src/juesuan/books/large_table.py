"""A large table with all its checks: on sums of its lines, where those are enough, else by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from juesuan.books.basic_projects import without_basic_projects
from juesuan.books.checks import Context, RowFault, duplicates, faults, unreadable
from juesuan.books.sheet import Sheet
from juesuan.books.survey import survey, year_moves
from juesuan.books.typed.columns import Typed
from juesuan.books.typed.derived import SAME
from juesuan.books.typed.periodic import PERIODIC_ROW
from juesuan.books.typed.rows import TOTAL_ROW
from juesuan.books.typed.texts import NEVER, among
from juesuan.books.values import NotAllowed
from juesuan.model.books import BooksTable, Closing, CodeTable, Problem, Tally

if TYPE_CHECKING:
    import ibis


class Surveyed(NamedTuple):
    """A large table after its checks: its lines, and their sums where those are enough."""

    lines: ibis.Table
    sums: ibis.Table | None
    tally: Tally
    problems: list[Problem]
    notes: list[Problem]


def surveyed(
    table: BooksTable,
    closing: Closing,
    sheets: Sequence[Sheet],
    parts: Sequence[Typed],
    context: Context,
) -> Surveyed:
    """Every check of a large table: on sums first, where there are any; what is wrong by line."""
    words = all_words(parts)
    doubtful: dict[str, dict[str, NotAllowed]] = {}
    for part in parts:
        for name, wrong in part.doubtful.items():
            doubtful.setdefault(name, {}).update(wrong)
    lacking = any(problem.row is None for sheet in sheets for problem in sheet.problems)

    def asked(t: ibis.Table) -> tuple[Tally, list[Problem], list[Problem]]:
        row_faults = [*unreadable(table, t, doubtful), *faults(table, t, words, context)]
        row_faults = [one for one in row_faults if not (lacking and one.follows)]
        return survey(table, t, [*row_faults, *_alike(table, t, row_faults)])

    context = replace(context, lacking=_lacking(table, sheets))
    lines = _outside(all_lines(parts), table, context.codes["acct"], words)
    lines, remarks = without_basic_projects(lines, table, words, context.existing)
    sums = _all_sums(parts)
    if sums is not None:
        sums = _outside(sums, table, context.codes["acct"], words)
        sums, _ = without_basic_projects(sums, table, words, context.existing)
        tally, problems, notes = asked(sums)
        moves = year_moves(sums, closing, words)
        if not problems and not notes and _plain(tally, moves):
            return Surveyed(lines, sums, tally, problems, remarks)
    tally, problems, notes = asked(lines)
    return Surveyed(lines, None, tally, problems, [*remarks, *notes])


def _lacking(table: BooksTable, sheets: Iterable[Sheet]) -> dict[str, set[str]]:
    """By sheet, the columns that its head has not, and that its rows may need."""
    lacking: dict[str, set[str]] = {}
    for sheet in sheets:
        seen = {one.column.name for one in sheet.fields if one.column}
        needs = [need for need in table.needs if need.column not in {*seen, SAME}]
        columns = {need.column for need in needs}
        lacking[sheet.origin] = {n.column for n in needs if columns.isdisjoint(n.when)}
    return lacking


def _alike(table: BooksTable, t: ibis.Table, row_faults: Sequence[RowFault]) -> Iterator[RowFault]:
    """Rows that share the key, but for those that are alike since their sheet lacks columns."""
    bare = [fault.holds.fill_null(NEVER) for fault in row_faults if fault.headless]
    for fault in duplicates(table, t):
        yield replace(fault, holds=fault.holds & ~reduce(or_, bare)) if bare else fault


def _plain(tally: Tally, moves: Iterable[Mapping[str, Any]]) -> bool:
    """Whether sums are enough to tell of a ledger: no totals of its own, and the year moves."""
    totals = {TOTAL_ROW, PERIODIC_ROW} & dict(tally.excluded).keys()
    return not totals and any(row["moving"] for row in moves)


def all_lines(parts: Sequence[Typed]) -> ibis.Table:
    """Every line of every part."""
    import ibis  # noqa: PLC0415

    tables = [part.table if part.lines is None else part.lines for part in parts]
    return ibis.union(*tables) if len(tables) > 1 else tables[0]


def _all_sums(parts: Sequence[Typed]) -> ibis.Table | None:
    """The sums of all lines, where every part has them."""
    import ibis  # noqa: PLC0415

    if any(part.lines is None for part in parts):
        return None
    return ibis.union(*(p.table for p in parts)) if len(parts) > 1 else parts[0].table


def all_words(parts: Sequence[Typed]) -> dict[str, set[str]]:
    """By column, the words of every part."""
    words: dict[str, set[str]] = {}
    for part in parts:
        for name, texts in part.words.items():
            words.setdefault(name, set()).update(texts)
    return words


def _outside(
    t: ibis.Table, table: BooksTable, codes: CodeTable, words: Mapping[str, Iterable[str]]
) -> ibis.Table:
    """Mark the rows whose code is not ours to take, with the reason."""
    import ibis  # noqa: PLC0415

    name = next(column.name for column in table.columns if column.codes == codes.name)
    branches = []
    for start, reason in codes.outside.items():
        if listed := [word for word in words.get(name, ()) if word.startswith(start)]:
            branches.append((among(t[name], listed), reason))
    if not branches:
        return t
    return t.mutate(_out=ibis.cases((t["_out"] != "", t["_out"]), *branches, else_=""))
