"""What may not be in a typed table: faults as expressions, counted by the engine in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import islice
from operator import and_, or_
from typing import TYPE_CHECKING

from juesuan.books.typed.texts import FEW, NEVER, Expression, among
from juesuan.books.values import NotAllowed
from juesuan.model.books import Balance, BooksTable, CodeTable, Column, Need, Schema

if TYPE_CHECKING:
    import ibis

UNKNOWN = "不认识的"
FORM = "编码位数或字符不对"
ORPHAN = "目录中没有它的上级科目"
HEADLESS = "缺少这些列，编不出决算"
NEW = "目录中没有这个科目，请核对；属实则在“补充科目”表填入名称"
KEY_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class RowFault:
    """One kind of fault: where it holds, in which column, what stands there, what may.

    `reported` is a fault that is among the problems already.
    """

    column: str
    holds: Expression
    value: Expression
    allowed: str
    message: str
    grave: bool = True
    reported: bool = False
    follows: bool = False
    """Whether it follows from a column that the head lacks."""
    twins: bool = False
    """Whether rows with the same value are at fault because there are several of them."""
    headless: bool = False
    """Whether the sheet has no column for what the rows lack."""
    gathers: bool = False
    """Whether all texts at fault in a sheet are told in one line."""
    refers: str = ""
    """The `table.column` that lacks the value, whichever table says it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks know besides the table: the schema, extended codes, codes that exist."""

    schema: Schema
    codes: Mapping[str, CodeTable]
    existing: Mapping[str, AbstractSet[str]]
    """By `table.column`, every code that came in."""
    absent: AbstractSet[str] = frozenset()
    """Those of tables that no source brought, which is a problem of its own."""
    lacking: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    """By sheet, the columns that its head has not."""


Words = Mapping[str, Iterable[str]]
Doubtful = Mapping[str, Mapping[str, NotAllowed]]


def faults(table: BooksTable, t: ibis.Table, words: Words, context: Context) -> Iterator[RowFault]:
    """Every check of one table whose cells could be read; `words` are those of its columns.

    What depends on one word alone is decided here, word by word, and not by the engine, row by row.
    """
    for column in table.columns:
        cell = t[column.name]
        if column.codes:
            codes = context.codes[column.codes]
            yield from _codes(column, cell, words.get(column.name, ()), codes)
        if column.refers:
            yield from _reference(column, cell, words.get(column.name, ()), context)
    yield from _needs(table, t, words, context.lacking)
    if table.balance:
        fault = _balance(table, table.balance, t, _credit(t, words, context.schema))
        yield replace(fault, holds=fault.holds & _sound(table, t, words, context))


def _sound(table: BooksTable, t: ibis.Table, words: Words, context: Context) -> Expression:
    """Rows whose amounts and accounts could be read: what follows from a fault is not told."""
    closing = context.schema.closing
    wrong = [f"bad_{name}" for name in table.of_kind("amount") if f"bad_{name}" in t.columns]
    sound = reduce(and_, (~t[name] for name in wrong), t["line"].notnull())
    if table.name == closing.table:
        codes = context.codes[str(table.column(closing.account).codes)]
        listed = [w for w in words.get(closing.account, ()) if _wrong(w, codes)]
        sound &= ~among(t[closing.account], listed)
    return sound


def unreadable(table: BooksTable, t: ibis.Table, doubtful: Doubtful) -> Iterator[RowFault]:
    """The cells of a large table that hold nothing their column allows, each with the reason."""
    for column in table.columns:
        raw, bad = t[f"raw_{column.name}"], t[f"bad_{column.name}"]
        if column.name in doubtful:
            yield from _wrong_texts(column, raw, bad, doubtful[column.name])
        if column.required:
            empty = t[column.name].isnull() & ~bad
            yield RowFault(column.title, empty, raw, column.allowed, "必填，不能为空", follows=True)
    extra = t["_overflow"]
    yield RowFault("", extra != "", extra, "与表头格数相同", "这一行的格数多于表头")


def _wrong_texts(
    column: Column, raw: Expression, bad: Expression, wrong: Mapping[str, NotAllowed]
) -> Iterator[RowFault]:
    """One fault for each reason, where the texts are few; one of all others."""
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    reasons: dict[tuple[str, str, str], list[str]] = {}
    for text, error in islice(wrong.items(), FEW):
        reasons.setdefault((error.why, error.allowed, error.shown), []).append(text)
    for (why, allowed, part), texts in reasons.items():
        value = ibis.literal(part) if part else raw
        yield RowFault(column.title, bad & among(raw, texts), value, allowed or column.allowed, why)
    rest = bad & ~among(raw, [text for texts in reasons.values() for text in texts])
    if column.kind == "amount" or len(wrong) > FEW:
        reason = "金额不足一分的零头，或数过大" if len(wrong) <= FEW else "不是这一列可填的内容"
        yield RowFault(column.title, rest, raw, column.allowed, reason)


def _codes(
    column: Column, cell: Expression, words: Iterable[str], codes: CodeTable
) -> Iterator[RowFault]:
    wrong: dict[str, list[str]] = {}
    for word in words:
        wrong.setdefault(_wrong(word, codes), []).append(word)
    mend = f"{codes.title}目录中的科目；目录没有的在“补充科目”表填入"
    formed = f"{codes.title}，{codes.length} 位数字"
    allowed = {UNKNOWN: "、".join(codes.entries), FORM: formed, ORPHAN: mend, NEW: mend}
    for message, listed in allowed.items():
        if faulty := wrong.get(message):
            reason = message + codes.title if message == UNKNOWN else message
            grave = message != NEW or codes.whole
            yield RowFault(column.title, among(cell, faulty), cell, listed, reason, grave)


def _wrong(word: str, codes: CodeTable) -> str:
    """What is wrong with a code, empty for nothing."""
    if codes.open:
        digits = word.replace(".", "").replace("-", "").isdigit()
        starts = word.startswith(tuple(codes.outside))
        return "" if (digits and word[: codes.length] in codes.entries) or starts else UNKNOWN
    if len(word) != codes.length or not (word.isascii() and word.isdigit()):
        return FORM
    if any(word[:length] not in codes.entries for length in codes.parents):
        return ORPHAN
    return "" if word in codes.entries or word.endswith(codes.tails or ("?",)) else NEW


def _reference(
    column: Column, cell: Expression, words: Iterable[str], context: Context
) -> Iterator[RowFault]:
    if column.refers in context.absent:
        return
    missing = [word for word in words if word not in context.existing[column.refers]]
    if missing:
        title = context.schema.table(column.refers.partition(".")[0]).title
        message, refers = f"“{title}”表中没有它", column.refers
        mend = f"“{title}”表中已有的{column.title}；写得对的，在“{title}”表补一行"
        yield RowFault(column.title, among(cell, missing), cell, mend, message, refers=refers)


def _needs(
    table: BooksTable, t: ibis.Table, words: Words, lacking: Mapping[str, AbstractSet[str]]
) -> Iterator[RowFault]:
    """Blanks where other cells ask for a text; of a sheet without the columns all at once."""
    wanted = [(table.column(need.column), _need(table, t, need, words)) for need in table.needs]
    heads: dict[tuple[str, ...], list[str]] = {}
    for origin, names in sorted(lacking.items()):
        missing = tuple(column.title for column, _ in wanted if column.name in names)
        if missing:
            heads.setdefault(missing, []).append(origin)
    for titles, origins in heads.items():
        here = t["origin"].isin(origins).fill_null(NEVER)
        faulty = [fault.holds for column, fault in wanted if column.title in titles]
        yield _headless("、".join(titles), here & reduce(or_, faulty))
    for column, fault in wanted:
        origins = [origin for origin, names in lacking.items() if column.name in names]
        yield replace(fault, holds=fault.holds & ~t["origin"].isin(origins).fill_null(NEVER))


def _headless(titles: str, holds: Expression) -> RowFault:
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    mend = "导出时带上辅助核算的这些列；另有带辅助核算的余额表的，删去这一张"
    return RowFault(titles, holds, ibis.literal(""), mend, HEADLESS, headless=True)


def _need(table: BooksTable, t: ibis.Table, need: Need, words: Words) -> RowFault:
    column = table.column(need.column)
    empty = t[column.name].isnull()
    if table.large:
        empty &= ~t[f"bad_{column.name}"]
    for name, starts in need.when.items():
        empty &= among(t[name], (w for w in words.get(name, ()) if w.startswith(starts)))
    given = reduce(lambda a, b: a + " " + b, (t[name].fill_null("") for name in need.when))
    return RowFault(column.title, empty, given, column.allowed, need.why, gathers=True)


def _credit(t: ibis.Table, words: Words, schema: Schema) -> Expression:
    """Whether the account of a row has its balance on the credit side."""
    name = schema.closing.account
    if name not in t.columns:
        return None
    return among(t[name], (w for w in words.get(name, ()) if w.startswith(schema.credit)))


def _balance(table: BooksTable, balance: Balance, t: ibis.Table, credit: Expression) -> RowFault:
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
        turning = ibis.ifelse(credit, -turning, turning)
    result = t[balance.result]
    titles = {name: table.column(name).title for name in (*balance.plus, *balance.minus)}
    sides = (
        " + ".join(titles[n] for n in balance.plus),
        " − ".join(titles[n] for n in balance.minus),
    )
    turned = "；贷方余额的科目借贷相反" if balance.turned else ""
    return RowFault(
        column=table.column(balance.result).title,
        holds=(result.notnull() & (steady + turning != result)).fill_null(NEVER),
        value=(result.cast("decimal(38, 2)") / 100).cast("decimal(38, 2)").cast("string"),
        allowed=f"{sides[0]} − {sides[1]}{turned}",
        message="这一行不平",
        follows=True,
    )


def duplicates(table: BooksTable, t: ibis.Table) -> Iterator[RowFault]:
    """Rows that share the table's key; yielded only where there are any, for the search is dear."""
    if not table.key:
        return
    text = reduce(lambda a, b: a + KEY_SEPARATOR + b, (_text(t, name) for name in table.key))
    rows = t.filter(t["_out"] == "") if table.large else t
    where = None
    if table.key_where:
        where = reduce(or_, ((t[name].fill_null(0) != 0) for name in table.key_where))
        rows = rows.filter(where)
    rows = rows.select(key=text)
    twice = rows.group_by("key").having(rows.count() > 1).agg(n=rows.count())
    keys = [row["key"] for row in twice.limit(10_000).to_pyarrow().to_pylist()]
    if keys:
        holds = text.isin(keys) if where is None else text.isin(keys) & where
        titles = "、".join(table.column(name).title for name in table.key)
        value = text.replace(KEY_SEPARATOR, " ")
        yield RowFault("", holds, value, f"{titles}不能全同", "与另一行重复", twins=True)


def _text(t: ibis.Table, name: str) -> Expression:
    cell = t[name]
    if cell.type().is_boolean():
        cell = cell.ifelse("是", "否")
    return cell.cast("string").fill_null("")
