"""What may not be in a typed table: faults as expressions, counted by the engine in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from juesuan.schema import Balance, Codes, Column, Need, Schema, Table

if TYPE_CHECKING:
    import ibis

Expression = Any  # see typed.py
KEY_SEPARATOR = "\x1f"
NEVER = False  # what a comparison with nothing comes to


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault: where it holds, in which column, what stands there, what may."""

    column: str
    holds: Expression
    value: Expression
    allowed: str
    message: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks know besides the table: the schema, extended codes, codes that exist."""

    schema: Schema
    codes: Mapping[str, Codes]
    known: Mapping[str, ibis.Table]
    """In a column `code`: by classification its codes, by `table.column` all that came in."""


def faults(table: Table, t: ibis.Table, context: Context) -> Iterator[Fault]:
    """Every check of one table, in the order a reader would mend them."""
    if table.large:
        yield from _readable(table, t)
    for column in table.columns:
        cell = t[column.name]
        if column.codes:
            yield from _codes(column, cell, context.codes[column.codes], context.known)
        if column.refers:
            yield _reference(column, cell, context)
    for need in table.needs:
        yield _need(table, t, need)
    if table.balance:
        yield _balance(table, table.balance, t, context.schema)
    if table.key:
        yield from _duplicates(table, t)


def _readable(table: Table, t: ibis.Table) -> Iterator[Fault]:
    for column in table.columns:
        raw = t[f"raw_{column.name}"]
        bad = t[f"bad_{column.name}"]
        yield Fault(column.title, bad, raw, column.allowed, "不是这一列可填的内容")
        if column.required:
            empty = t[column.name].isnull() & ~bad
            yield Fault(column.title, empty, raw, column.allowed, "必填，不能为空")
    extra = t["_overflow"]
    yield Fault("", extra != "", extra, "与表头格数相同", "这一行的格数多于表头")


def _codes(
    column: Column, cell: Expression, codes: Codes, tables: Mapping[str, ibis.Table]
) -> Iterator[Fault]:
    entries = tables[codes.name]["code"]
    if codes.open:
        starts = cell.substr(0, codes.length)
        unknown = cell.notnull() & (~starts.isin(entries) | ~cell.re_search(r"^[\d.]+$"))
        allowed = "、".join(codes.entries)
        yield Fault(column.title, unknown, cell, allowed, f"不认识的{codes.title}")
        return
    formed = cell.re_search(f"^\\d{{{codes.length}}}$")
    allowed = f"{codes.title}，{codes.length} 位数字"
    yield Fault(column.title, cell.notnull() & ~formed, cell, allowed, "编码位数或字符不对")
    orphan = reduce(or_, (~cell.substr(0, n).isin(entries) for n in codes.parents))
    mend = f"{codes.title}目录中的科目；目录没有的在“补充科目”表填入"
    yield Fault(column.title, formed & orphan, cell, mend, "目录中没有它的上级科目")
    known = cell.isin(entries)
    if codes.tails:
        known |= cell.substr(codes.length - 2, 2).isin(codes.tails)
    remark = "目录中没有这个科目，请核对；属实则在“补充科目”表填入名称"
    yield Fault(column.title, formed & ~orphan & ~known, cell, mend, remark, grave=False)


def _reference(column: Column, cell: Expression, context: Context) -> Fault:
    table = context.schema.table(column.refers.partition(".")[0])
    missing = cell.notnull() & ~cell.isin(context.known[column.refers]["code"])
    allowed = f"“{table.title}”表中已有的{column.title}"
    return Fault(column.title, missing, cell, allowed, f"“{table.title}”表中没有它")


def _need(table: Table, t: ibis.Table, need: Need) -> Fault:
    column = table.column(need.column)
    empty = t[column.name].isnull()
    if table.large:
        empty &= ~t[f"bad_{column.name}"]
    for name, starts in need.when.items():
        empty &= _begins(t[name], starts)
    said = reduce(lambda a, b: a + " " + b, (t[name].fill_null("") for name in need.when))
    return Fault(column.title, empty, said, column.allowed, need.why)


def _begins(cell: Expression, starts: tuple[str, ...]) -> Expression:
    """Whether a cell begins with one of these texts; never null."""
    tests = (cell.substr(0, n).isin([s for s in starts if len(s) == n]) for n in _lengths(starts))
    return reduce(or_, tests).fill_null(NEVER)


def _lengths(texts: tuple[str, ...]) -> list[int]:
    return sorted({len(text) for text in texts})


def _balance(table: Table, balance: Balance, t: ibis.Table, schema: Schema) -> Fault:
    """Rows whose columns do not add up, where the result was given."""
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    steady, turning = ibis.literal(0), ibis.literal(0)
    for sign, names in ((1, balance.plus), (-1, balance.minus)):
        for name in names:
            amount = t[name].fill_null(0) * sign
            if name in balance.turned:
                turning = turning + amount
            else:
                steady = steady + amount
    if balance.turned:
        credit = _begins(t[schema.closing.account], schema.credit)
        turning = ibis.ifelse(credit, -turning, turning)
    result = t[balance.result]
    titles = {name: table.column(name).title for name in (*balance.plus, *balance.minus)}
    sides = (
        " + ".join(titles[n] for n in balance.plus),
        " − ".join(titles[n] for n in balance.minus),
    )
    turned = "；贷方余额的科目借贷相反" if balance.turned else ""
    return Fault(
        column=table.column(balance.result).title,
        holds=(result.notnull() & (steady + turning != result)).fill_null(NEVER),
        value=(result.cast("decimal(38, 2)") / 100).cast("decimal(38, 2)").cast("string"),
        allowed=f"{sides[0]} − {sides[1]}{turned}",
        message="这一行不平",
    )


def _duplicates(table: Table, t: ibis.Table) -> Iterator[Fault]:
    """Rows that share the table's key; yielded only where there are any, for the search is dear."""
    text = reduce(lambda a, b: a + KEY_SEPARATOR + b, (_text(t, name) for name in table.key))
    rows = t.filter(t["_out"] == "") if table.large else t
    where = None
    if table.key_where:
        where = reduce(or_, ((t[name].fill_null(0) != 0) for name in table.key_where))
        rows = rows.filter(where)
    rows = rows.select(key=text)
    twice = rows.group_by("key").having(rows.count() > 1).agg(n=rows.count())
    found = [row["key"] for row in twice.limit(10_000).to_pyarrow().to_pylist()]
    if found:
        holds = text.isin(found) if where is None else text.isin(found) & where
        titles = "、".join(table.column(name).title for name in table.key)
        value = text.replace(KEY_SEPARATOR, " ")
        yield Fault("", holds, value, f"{titles}不能全同", "与另一行重复")


def _text(t: ibis.Table, name: str) -> Expression:
    return t[name].cast("string").fill_null("")
