"""`juesuan trace`: the postings behind a cell of a folder that `juesuan prepare` wrote."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.preparing.prepared_folder import manifest
from juesuan.preparing.tracing.entered import entered
from juesuan.preparing.tracing.postings import Trace
from juesuan.preparing.tracing.postings import trace as behind
from juesuan.publishing.prepared.entries import TracedEntry


def trace(home: Path, address: Address, unit: str = "") -> Trace:
    """The postings behind a cell of a unit, "" for the department; raises Untraceable."""
    return behind(home, address, load(manifest(home).edition), unit)


def entries(home: Path, which: str) -> list[TracedEntry]:
    """The postings of a voucher, or of 文件:行, and the cells they enter; raises Untraceable."""
    listed = entered(home, which, load(manifest(home).edition))
    return [
        TracedEntry(
            {name: _yuan(name, value) for name, value in one.posting.items()},
            tuple((cell, name, Decimal(cents).scaleb(-2)) for cell, name, cents in one.cells),
            one.why,
            one.open,
        )
        for one in listed
    ]


def rows(basis: Trace) -> list[dict[str, Any]]:
    """The postings of a trace, amounts in 元."""
    return [
        {name: _yuan(name, value) for name, value in row.items()}
        for row in basis.postings.to_pylist()
    ]


def _yuan(name: str, value: object) -> object:
    if name in ("debit", "credit", "opening", "counts") and isinstance(value, int):
        return Decimal(value).scaleb(-2)
    return value
