"""`juesuan trace`: the postings behind a cell of a folder that `juesuan prepare` wrote."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.preparing.prepared_folder import manifest
from juesuan.preparing.tracing.postings import Trace
from juesuan.preparing.tracing.postings import trace as behind


def trace(home: Path, address: Address, unit: str = "") -> Trace:
    """The postings behind a cell of a unit, "" for the department; raises Untraceable."""
    return behind(home, address, load(manifest(home).edition), unit)


def rows(basis: Trace) -> list[dict[str, Any]]:
    """The postings of a trace, amounts in 元."""
    return [
        {name: _yuan(name, value) for name, value in row.items()}
        for row in basis.postings.to_pylist()
    ]


def _yuan(name: str, value: object) -> object:
    if name in ("debit", "credit", "opening") and isinstance(value, int):
        return Decimal(value).scaleb(-2)
    return value
