"""A sheet of a large table to typed columns, in the engine: no row passes through Python."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from juesuan.books import values
from juesuan.books.engine import EXACT, TYPES, Engine
from juesuan.books.sheet import MARKS, Sheet
from juesuan.books.typed.line_sums import LINES
from juesuan.books.typed.page_lines import PAGE_LINE, page_lines
from juesuan.books.typed.periodic import PERIODIC_ROW, is_periodic
from juesuan.books.typed.rows import (
    MARK_ROW,
    SUMMARY,
    TOTAL,
    TOTAL_ROW,
    VOUCHER,
    is_subtotal,
)
from juesuan.books.typed.texts import (
    NEVER,
    Expression,
    Texts,
    among,
    distinct,
    joined,
    numbers_of,
    value_of,
    words_of,
)
from juesuan.model.books import Column

if TYPE_CHECKING:
    import ibis

TOTALS = ("计", "页", "发生额", "余额", "结余", "结转")  # one of them is in every word of totals


@dataclass(frozen=True)
class Typed:
    """A sheet with typed columns; the words of each, and which of them may hold wrong cells.

    `doubtful` has by column the texts that are known to be wrong, and why. `lines` has each line
    by itself where `table` has sums of lines.
    """

    table: ibis.Table
    words: Mapping[str, AbstractSet[str]]
    doubtful: Mapping[str, Mapping[str, values.NotAllowed]]
    lines: ibis.Table | None = None


class SourceTexts(NamedTuple):
    """The texts of a source: what those of each column mean, and those that could be totals."""

    texts: Mapping[str, Texts]
    totals: Mapping[str, list[str]]


def source_texts(raw: ibis.Table, sheet: Sheet, *, few: bool) -> SourceTexts:
    """The texts of a source, asked of the engine; `few` says that all rows may be fetched."""
    rows = _cells(raw, sheet)
    cells = _text_cells(rows)
    asked = cells if few else _like_totals(rows, cells)
    return SourceTexts(_texts(rows, sheet, few=few), distinct(rows, asked, few=few))


def all_texts(raw: ibis.Table, sheet: Sheet) -> SourceTexts:
    """The same for a source whose amounts are numbers: every text of every column is fetched."""
    rows = _cells(raw, sheet)
    listed = distinct(rows, _text_cells(rows), few=False)
    columns = [c for c in _present(sheet) if f"cell_{c.name}" in listed]
    return SourceTexts({c.name: words_of(listed[f"cell_{c.name}"], c) for c in columns}, listed)


def typed(raw: ibis.Table, sheet: Sheet, engine: Engine, name: str, source: SourceTexts) -> Typed:
    """The table's own columns with their types, null where blank or wrong; the words of each.

    Besides: `bad_x` says that x is wrong, `raw_x` is its text, `_out` why the row is left out.
    """
    rows, texts = _cells(raw, sheet), source.texts
    for text in texts.values():
        if text.many:
            rows = joined(engine, rows, text, name)
    cents = rows.select(**_chosen(rows, sheet, texts, _out(rows, sheet, source)))
    done = _rounded(cents, sheet)
    doubtful = {name: text.wrong for name, text in texts.items() if text.wrong}
    doubtful = {**{name: {} for name in done if name in sheet.table.of_kind("amount")}, **doubtful}
    words = {text.name: text.words for text in texts.values()}
    return Typed(cents.mutate(**done) if done else cents, words, doubtful)


def _present(sheet: Sheet) -> list[Column]:
    return [one.column for one in sheet.fields if one.column]


def _cells(raw: ibis.Table, sheet: Sheet) -> ibis.Table:
    """The cells of a source by our names; other columns by number, only those of text."""
    chosen = {name: raw[name] for name in ("line", "origin", LINES) if name in raw.columns}
    for index, field in enumerate(sheet.fields):
        cell = raw[field.title if sheet.files else f"c{index}"]
        if field.column:
            kept = cell.type().is_boolean() and field.column.kind == "bool"
            kept |= field.column.kind == "amount" and cell.type().is_numeric()
            kept &= not cell.type().is_floating()
            chosen[f"cell_{field.column.name}"] = cell if kept else cell.cast("string")
        elif cell.type().is_string():
            chosen[f"other_{index}"] = cell
    return raw.select(**chosen)


def _texts(rows: ibis.Table, sheet: Sheet, *, few: bool) -> dict[str, Texts]:
    """The texts of each column; of amounts those that the engine cannot read."""
    columns = [c for c in _present(sheet) if rows[f"cell_{c.name}"].type().is_string()]
    cells = {}
    for column in columns:
        cell = rows[f"cell_{column.name}"]
        if column.kind == "amount":
            cell = (cell.try_cast(EXACT).isnull() & (cell != "")).ifelse(cell, None)
        cells[column.name] = cell
    texts = distinct(rows, cells, few=few)
    return {
        c.name: (numbers_of if c.kind == "amount" else words_of)(texts[c.name], c) for c in columns
    }


def _chosen(
    rows: ibis.Table, sheet: Sheet, texts: Mapping[str, Texts], out: Expression
) -> dict[str, Expression]:
    import ibis  # noqa: PLC0415

    chosen: dict[str, Expression] = {
        name: rows[name] for name in ("line", "origin", LINES) if name in rows.columns
    }
    chosen |= {"_out": out, "_overflow": ibis.literal("")}
    present, units = {column.name for column in _present(sheet)}, _units(sheet)
    for index, field in enumerate(sheet.fields):
        if field.overflow:
            chosen["_overflow"] = rows[f"other_{index}"]
    for column in sheet.table.columns:
        name, never = column.name, ibis.literal(value=False)
        if name not in present:
            blank = values.value("", column)
            value = ibis.null(TYPES[column.kind]) if blank is None else ibis.literal(blank)
            chosen |= {name: value, f"raw_{name}": ibis.literal(""), f"bad_{name}": never}
            continue
        cell = rows[f"cell_{name}"]
        value, bad = _value(rows, column, texts.get(name))
        value = _cents(value, units[name]) if name in units else value
        text = cell.cast("string").fill_null("")
        chosen |= {name: value, f"raw_{name}": text, f"bad_{name}": bad}
    return chosen


def _value(rows: ibis.Table, column: Column, texts: Texts | None) -> tuple[Expression, Expression]:
    """Value and whether it is wrong; an amount as it came, in its own unit."""
    import ibis  # noqa: PLC0415

    cell, never = rows[f"cell_{column.name}"], ibis.literal(value=False)
    blank = values.value("", column)
    if texts is None:
        return (cell if blank is None else cell.fill_null(blank)), never
    value, bad = value_of(rows, texts, blank)
    return (ibis.coalesce(cell.try_cast(EXACT), value) if column.kind == "amount" else value), bad


def _units(sheet: Sheet) -> dict[str, int]:
    """By column of amounts, how many 分 one of its unit is."""
    amounts = (f for f in sheet.fields if f.column and f.column.kind == "amount")
    return {one.column.name: int(one.factor) for one in amounts if one.column}


def _cents(amount: Expression, unit: int) -> Expression:
    """An amount in 分; whole but for those of a type that may say parts of a 分."""
    kind = amount.type()
    fine = kind.is_decimal() and (kind.scale or 0) > len(str(unit)) - 1
    return amount * unit if fine else (amount * unit).cast("int64")


def _rounded(cents: ibis.Table, sheet: Sheet) -> dict[str, Expression]:
    """Whole 分; parts of a 分 beyond the noise of a float are wrong."""
    import ibis  # noqa: PLC0415

    done: dict[str, Expression] = {}
    for name in _units(sheet):
        if not cents[name].type().is_integer():
            whole = cents[name].round()
            odd = ((cents[name] - whole).abs() > values.NOISE) | (whole.abs() > values.LARGEST)
            odd = odd.fill_null(NEVER)
            done[name] = ibis.ifelse(odd, ibis.null("int64"), whole.cast("int64"))
            done[f"bad_{name}"] = cents[f"bad_{name}"] | odd
    return done


def _text_cells(rows: ibis.Table) -> dict[str, Expression]:
    cells = {name: rows[name] for name in rows.columns if name.startswith(("cell_", "other_"))}
    return {name: cell for name, cell in cells.items() if cell.type().is_string()}


def _out(rows: ibis.Table, sheet: Sheet, source: SourceTexts) -> Expression:
    """Why a row is left out: a line of the template or a page, or a total without its codes."""
    import ibis  # noqa: PLC0415

    cells = _text_cells(rows)
    branches = []
    for index, field in enumerate(sheet.fields):
        if field.mark and f"other_{index}" in cells:
            starts = [cells[f"other_{index}"].strip().startswith(word) for word in MARKS]
            branches.append((reduce(or_, starts), MARK_ROW))
    listed = source.totals
    for reason, says in ((PERIODIC_ROW, is_periodic), (TOTAL_ROW, _is_total)):
        sums = _summaries(rows, listed, sheet, says)
        sums += _subtotals(rows, listed, sheet) if says is _is_total else []
        sums += _keyless(rows, cells, _totals(listed, says), sheet)
        branches += [(hit, reason) for hit in sums]
    branches += [(hit, PAGE_LINE) for hit in page_lines(rows, cells, sheet, source.texts)]
    return ibis.cases(*branches, else_="") if branches else ibis.literal("")


def _blank(cell: Expression) -> Expression:
    return cell.isnull() | (cell == "") if cell.type().is_string() else cell.isnull()


def _subtotals(rows: ibis.Table, texts: Mapping[str, list[str]], sheet: Sheet) -> list[Expression]:
    """Rows whose code or word is 小计."""
    hits = []
    present = {column.name: column for column in _present(sheet)}
    for name, column in present.items():
        words = [text for text in texts.get(f"cell_{name}", ()) if is_subtotal(column, text)]
        hits += [among(rows[f"cell_{name}"], words)] if words else []
    return hits


def _summaries(
    rows: ibis.Table, texts: Mapping[str, list[str]], sheet: Sheet, says: Callable[[str], bool]
) -> list[Expression]:
    """Lines of a book whose summary is 合计 or 本月合计, and that have no number of a voucher."""
    summaries = [text for text in texts.get(f"cell_{SUMMARY}", ()) if says(text)]
    if not summaries:
        return []
    hit = among(rows[f"cell_{SUMMARY}"], summaries)
    numbered = any(column.name == VOUCHER for column in _present(sheet))
    return [hit & _blank(rows[f"cell_{VOUCHER}"]) if numbered else hit]


def _is_total(text: str) -> bool:
    return TOTAL.fullmatch(re.sub(r"\s", "", text)) is not None


def _keyless(
    rows: ibis.Table,
    cells: Mapping[str, Expression],
    totals: Mapping[str, list[str]],
    sheet: Sheet,
) -> list[Expression]:
    """Rows with a word of totals where a code that every row must have is missing."""
    keys = {f"cell_{c.name}": c.totals for c in _present(sheet) if c.required}
    if not (totals and keys):
        return []
    loose = [
        _blank(rows[key]) | among(rows[key], () if named else totals.get(key, ()))
        for key, named in keys.items()
    ]
    hits = [among(cells[name], words) for name, words in totals.items()]
    return [reduce(or_, loose) & reduce(or_, hits)]


def _totals(texts: Mapping[str, list[str]], says: Callable[[str], bool]) -> dict[str, list[str]]:
    """By column, the texts in it that are words of totals."""
    words = {name: [text for text in listed if says(text)] for name, listed in texts.items()}
    return {name: listed for name, listed in words.items() if listed}


def _like_totals(rows: ibis.Table, cells: dict[str, Expression]) -> dict[str, Expression]:
    """The cells with a sign of totals, of those columns that have any."""
    like = {
        name: reduce(or_, (cell.contains(sign) for sign in TOTALS)) for name, cell in cells.items()
    }
    seen = {name: holds.sum() for name, holds in like.items()}
    counts = rows.aggregate(**seen).to_pyarrow().to_pylist()[0] if seen else {}
    return {name: like[name].ifelse(cells[name], None) for name in cells if counts[name]}
