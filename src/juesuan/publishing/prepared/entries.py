"""The cells that postings enter, as text and as data; amounts in 元."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from juesuan.model.number import Address
from juesuan.publishing.prepared.behind import plain
from juesuan.publishing.screen import clean, table

OPEN = "这一笔怎样影响结转和结余，要看单位的全部年末转账，没有列出"


class TracedEntry(NamedTuple):
    """A posting and the cells it enters, each with its name and what is added; or why none."""

    posting: Mapping[str, Any]
    cells: Sequence[tuple[Address, str, Decimal]]
    why: str = ""
    open: bool = False


def entries_text(entries: Sequence[TracedEntry]) -> str:
    """Each posting with its cells."""
    return "\n".join(line for entry in entries for line in _lines(entry)) + "\n"


def _lines(entry: TracedEntry) -> Iterator[str]:
    row = entry.posting
    words = (
        f"{row.get('origin')} 第{row.get('line')}行",
        *(str(row[n]) for n in ("posted", "voucher", "summary") if row.get(n)),
        f"单位 {row.get('unit_code')} 科目 {row.get('acct')}",
    )
    sides = (("年初", "opening"), ("借方", "debit"), ("贷方", "credit"))
    amounts = (f"{word} {row[name]:,.2f}" for word, name in sides if row.get(name))
    yield clean("  ".join([*words, *amounts]))
    if entry.why:
        yield f"  没有进各表：{clean(entry.why)}"
    cells = [(str(cell), clean(name), f"{amount:+,.2f}") for cell, name, amount in entry.cells]
    yield from (f"  {line}" for line in table([("数", "名称", "计入"), *cells], [2]) if cells)
    if entry.open:
        yield f"  {OPEN}"
    yield ""


def entries_object(entries: Sequence[TracedEntry]) -> dict[str, Any]:
    """All of it for programs; amounts as decimal strings."""
    return {
        "schema": 1,
        "postings": [
            {
                "posting": plain(entry.posting),
                "cells": [
                    {"address": str(cell), "name": name, "amount": f"{amount:f}"}
                    for cell, name, amount in entry.cells
                ],
                "why": entry.why,
                "open": entry.open,
            }
            for entry in entries
        ],
    }
