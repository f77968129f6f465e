"""The postings behind one figure, as text and as data; amounts in 元."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from juesuan.model.number import ZERO, Address, Fact
from juesuan.publishing.screen import clean, table

COLUMNS = {
    "unit_code": "单位",
    "posted": "日期",
    "voucher": "凭证号",
    "summary": "摘要",
    "acct": "科目",
    "func": "功能分类",
    "econ": "经济分类",
    "fund_nature": "资金性质",
    "exp_type": "支出类型",
    "project_code": "项目",
    "opening": "年初余额",
    "debit": "借方",
    "credit": "贷方",
    "counts": "计入",
    "place": "出处",
}
AMOUNTS = ("opening", "debit", "credit", "counts")
MOST = 200
LETTERS = 20  # of a 摘要 on the screen

Rows = Sequence[Mapping[str, Any]]


class Behind(NamedTuple):
    """What is shown of a figure: its leaves, postings, other rows and parts, what all comes to."""

    address: Address
    value: Decimal
    leaves: Sequence[Fact]
    postings: Rows
    sources: Rows
    parts: Sequence[tuple[str, Decimal]]
    total: Decimal
    eliminated: Rows


def trace_text(behind: Behind) -> str:
    """The figure, the cells it is made of, and its postings; the first ones where many."""
    lines = [f"{clean(str(behind.address))}  {behind.value:,.2f} 元", *_sources(behind.leaves), ""]
    if behind.postings or not behind.sources:
        lines += [f"记账 {len(behind.postings)} 笔", *_drawn(behind.postings)]
    if behind.sources:
        lines += [f"账簿以外的表 {len(behind.sources)} 行", *_drawn(behind.sources)]
    return "\n".join([*lines, *_added(behind)]) + "\n"


def _drawn(rows: Rows) -> list[str]:
    """Rows as a table, only the columns that say something; those beyond the first only counted."""
    placed = [{**row, "place": _place(row)} for row in rows]
    names = [name for name in COLUMNS if any(row.get(name) for row in placed)]
    texts = [[_shown(name, row.get(name)) for name in names] for row in placed[:MOST]]
    right = [at for at, name in enumerate(names) if name in AMOUNTS]
    lines = table([[COLUMNS[name] for name in names], *texts], right) if rows else []
    more = [f"……另 {len(rows) - MOST} 笔，用 --format json 看全部"] if rows[MOST:] else []
    return [*lines, *more]


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['origin']} 第{row['line']}行" if row.get("origin") and row.get("line") else ""


def _added(behind: Behind) -> list[str]:
    """What adds up to the figure, kind by kind, and whether it does."""
    booked = [row["counts"] for row in behind.postings if row.get("counts") is not None]
    other = [row["counts"] for row in behind.sources]
    parts = [("记账计入", sum(booked, ZERO))] if booked else []
    parts += [("账簿以外的表计入", sum(other, ZERO))] if other else []
    parts += behind.parts
    if not parts:
        return []
    lines = ["", *(f"  {name}  {amount:,.2f} 元" for name, amount in parts)]
    rest = behind.value - behind.total
    end = "，等于这个数" if not rest else f"，与这个数差 {rest:,.2f} 元，差额的来历没有逐行记下"
    return [*lines, f"各项相加  {behind.total:,.2f} 元{end}"]


def _sources(leaves: Sequence[Fact]) -> list[str]:
    """The cells a figure is made of, in words and with amounts; those without only counted."""
    full = [leaf for leaf in leaves if leaf.value]
    if not full:
        return ["取自 无" if not leaves else f"取自 {len(leaves)} 格，都为零"]
    lines = [
        f"取自 {clean(str(f.address))}（{clean(f.name)}）  {f.value:,.2f} 元" for f in full[:MOST]
    ]
    lines += [f"……另 {len(full) - MOST} 格"] if full[MOST:] else []
    return lines + (
        [f"（另有 {len(leaves) - len(full)} 格为零）"] if len(full) < len(leaves) else []
    )


def _shown(name: str, value: object) -> str:
    if name in AMOUNTS:
        return f"{value:,.2f}" if value else ""
    if name == "summary" and len(str(value or "")) > LETTERS:
        return f"{clean(str(value))[:LETTERS]}…"
    return clean(str(value)) if value is not None else ""


def trace_object(behind: Behind) -> dict[str, Any]:
    """All of it for programs; amounts as decimal strings."""
    return {
        "schema": 1,
        "address": str(behind.address),
        "value": f"{behind.value:f}",
        "leaves": [str(leaf.address) for leaf in behind.leaves],
        "postings": [plain(row) for row in behind.postings],
        "eliminated": [plain(row) for row in behind.eliminated],
        "sources": [plain(row) for row in behind.sources],
        "parts": [{"name": name, "amount": f"{amount:f}"} for name, amount in behind.parts],
        "total": f"{behind.total:f}",
    }


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON holds it: amounts and dates as text."""
    kinds = (str, int, float, bool, type(None))
    return {name: value if isinstance(value, kinds) else str(value) for name, value in row.items()}
