"""A ledger of many lines added up where it lies, before anything is asked of it.

Lines that differ in nothing but their amounts are one row of sums; a line with a balance stays by
itself, for its row must come out even and no other may be like it.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from juesuan.books.sheet import Sheet
from juesuan.model.books import Closing

if TYPE_CHECKING:
    import ibis

LINES = "_juesuan_lines"
EXACT_YUAN = "decimal(18, 2)"  # reckoned as an integer; a sum beyond it is an error
MANY = 200_000  # lines of a ledger that are worth adding up first
TOLD_APART = frozenset(("voucher", "posted", "period", "summary", "acct_name"))


def can_be_summed(raw: ibis.Table, sheet: Sheet, closing: Closing) -> bool:
    """Whether the lines say nothing of their own but codes, words and exact amounts in 元."""
    if sheet.table.name != closing.table or not sheet.table.balance or LINES in raw.columns:
        return False
    seen = {field.column.name for field in sheet.fields if field.column}
    for field in sheet.fields:
        kind = raw[field.title].type()
        if field.column is None:
            fit = not kind.is_string()
        elif field.column.kind == "amount":
            fit = kind.is_decimal() and (kind.scale or 0) <= 2 and field.factor == 100
        else:
            fit = field.column.name not in TOLD_APART
        if not fit:
            return False
    return {*closing.sides} <= seen and bool(raw.count().to_pyarrow().as_py() > MANY)


def line_sums(raw: ibis.Table, sheet: Sheet) -> ibis.Table:
    """The sums, under the names of the source, each with the number of its lines."""
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    named = {one.column.name: raw[one.title] for one in sheet.fields if one.column}
    amounts = [f.title for f in sheet.fields if f.column and f.column.kind == "amount"]
    words = [f.title for f in sheet.fields if f.column and f.title not in amounts]
    kept = sheet.table.balance
    standing = {kept.plus[0], kept.result} & named.keys() if kept else set()
    alone = [named[name].notnull() & (named[name] != 0) for name in sorted(standing)]
    if kept and kept.result in named:
        alone.append(named[kept.result].notnull())
    single = ibis.ifelse(reduce(or_, alone), raw["line"], ibis.null("int64")) if alone else None
    by = {} if single is None else {"_juesuan_alone": single}
    origins = ["origin"] if len(sheet.files) > 1 else []
    sums = raw.group_by([*words, *origins], **by).agg(
        **{title: raw[title].sum().cast(EXACT_YUAN) for title in amounts},
        **{LINES: raw.count()},
    )
    origin = sums["origin"] if origins else ibis.literal(sheet.origin)
    return sums.mutate(origin=origin, line=ibis.literal(0, "int64"))


def line_count(t: ibis.Table) -> ibis.Scalar:
    """How many lines a table of lines or of sums stands for."""
    return t[LINES].sum() if LINES in t.columns else t.count()
