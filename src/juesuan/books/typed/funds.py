"""The nature of money that an account itself says, where exports leave the cell blank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from juesuan.books.sheet import Sheet
from juesuan.books.typed.columns import Typed
from juesuan.books.typed.texts import Expression, among
from juesuan.model.books import Problem, Schema

if TYPE_CHECKING:
    import ibis

FUND = "fund_nature"
FUNDED = "没有写资金性质的科目，按科目本身的性质读"


def funded(part: Typed, sheet: Sheet, schema: Schema) -> tuple[Typed, list[Problem]]:
    """The ledger with the nature of money that an account itself has; a remark on what was filled.

    A sheet without the column is asked for it, and nothing is filled.
    """
    if not any(field.column and field.column.name == FUND for field in sheet.fields):
        return part, []
    accounts: dict[str, list[str]] = {}
    for word in part.words[schema.closing.account]:
        if fund := schema.account_funds.get(word[:4]):
            accounts.setdefault(fund, []).append(word)
    hits = _blank(part.table, accounts, schema)
    if not hits:
        return part, []
    heads = _heads(part.table, hits, schema)
    if not heads:
        return part, []
    named = "、".join(f"{head} {schema.account_funds[head]}" for head in heads)
    lines = None if part.lines is None else _filled(part.lines, accounts, schema)
    note = Problem(sheet.origin, None, "资金性质", "", "", f"{FUNDED}：{named}")
    return replace(part, table=_filled(part.table, accounts, schema), lines=lines), [note]


def _blank(
    t: ibis.Table, accounts: Mapping[str, list[str]], schema: Schema
) -> dict[str, Expression]:
    """By nature of money, where an account has it and its row says none."""
    blank = t[FUND].isnull() & ~t[f"bad_{FUND}"] & (t["_out"] == "")
    account = t[schema.closing.account]
    return {fund: blank & among(account, listed) for fund, listed in accounts.items()}


def _heads(t: ibis.Table, hits: Mapping[str, Expression], schema: Schema) -> list[str]:
    rows = t.filter(reduce(or_, hits.values()))
    heads = rows.select(head=rows[schema.closing.account].substr(0, 4)).distinct()
    return sorted(row["head"] for row in heads.to_pyarrow().to_pylist())


def _filled(t: ibis.Table, accounts: Mapping[str, list[str]], schema: Schema) -> ibis.Table:
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    hits = _blank(t, accounts, schema)
    cases = [(hit, ibis.literal(fund)) for fund, hit in hits.items()]
    return t.mutate(**{FUND: ibis.cases(*cases, else_=t[FUND])})
