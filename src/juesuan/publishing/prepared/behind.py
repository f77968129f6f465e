"""The postings behind one figure, as text and as data; amounts in 元."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from juesuan.model.number import Address, Fact
from juesuan.publishing.screen import clean, table

COLUMNS = {
    "unit_code": "单位",
    "acct": "科目",
    "func": "功能分类",
    "econ": "经济分类",
    "fund_nature": "资金性质",
    "exp_type": "支出类型",
    "project_code": "项目",
    "opening": "年初余额",
    "debit": "借方",
    "credit": "贷方",
}
AMOUNTS = ("opening", "debit", "credit")
MOST = 200

Rows = Sequence[Mapping[str, Any]]


def trace_text(address: Address, value: Decimal, leaves: Sequence[Fact], rows: Rows) -> str:
    """The figure, the cells it is made of, and its postings; the first ones where many."""
    names = [name for name in COLUMNS if any(row.get(name) for row in rows)]
    texts = [[_shown(name, row.get(name)) for name in names] for row in rows[:MOST]]
    right = [at for at, name in enumerate(names) if name in AMOUNTS]
    lines = [f"{clean(str(address))}  {value:,.2f} 元", *_sources(leaves)]
    lines += ["", f"记账 {len(rows)} 笔"]
    lines += table([[COLUMNS[name] for name in names], *texts], right) if rows else []
    if rows[MOST:]:
        lines.append(f"……另 {len(rows) - MOST} 笔，用 --format json 看全部")
    return "\n".join(lines) + "\n"


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
    return clean(str(value)) if value is not None else ""


def trace_object(
    address: Address,
    value: Decimal,
    leaves: Sequence[Fact],
    rows: Rows,
    eliminated: Rows,
) -> dict[str, Any]:
    """All of it for programs; amounts as decimal strings."""
    return {
        "schema": 1,
        "address": str(address),
        "value": f"{value:f}",
        "leaves": [str(leaf.address) for leaf in leaves],
        "postings": [_plain(row) for row in rows],
        "eliminated": [_plain(row) for row in eliminated],
    }


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    kinds = (str, int, float, bool, type(None))
    return {name: value if isinstance(value, kinds) else str(value) for name, value in row.items()}
