"""Small books for tests: rows of dicts to the tables that `prepare` takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ibis
import pyarrow as pa

from juesuan.model.books import Books

Rows = Sequence[Mapping[str, Any]]

SCHEMAS = {
    "unit": {
        "unit_code": "string",
        "unit_name": "string",
        "nature": "string",
        "included": "boolean",
    },
    "ledger": {
        "unit_code": "string",
        "acct": "string",
        "func": "string",
        "econ": "string",
        "fund_nature": "string",
        "fiscal_same_level": "boolean",
        "exp_type": "string",
        "project_code": "string",
        "fund_year": "string",
        "opening": "int64",
        "debit": "int64",
        "credit": "int64",
        "closing": "int64",
        "is_closing_entry": "boolean",
        "line": "int64",
        "origin": "string",
    },
    "interunit": {
        "payer_unit": "string",
        "payee_unit": "string",
        "payer_acct": "string",
        "payee_acct": "string",
        "func": "string",
        "amount": "int64",
    },
    "budget": {
        "unit_code": "string",
        "func": "string",
        "econ": "string",
        "fund_nature": "string",
        "exp_type": "string",
        "project_code": "string",
        "initial": "int64",
        "adjusted": "int64",
    },
    "prior_year": {
        "unit_code": "string",
        "table_id": "string",
        "row_key": "string",
        "col": "string",
        "value": "int64",
    },
    "reason": {"anchor": "string", "text": "string"},
    "sangong_counts": {"unit_code": "string", "groups": "int64", "persons": "int64"},
    "procurement": {
        "unit_code": "string",
        "kind": "string",
        "amount": "int64",
        "supplier_size": "string",
    },
    "carry": {
        "unit_code": "string",
        "fund_nature": "string",
        "func": "string",
        "project_code": "string",
        **dict.fromkeys(
            "open open_adj in out returned internal income expense use_nonfiscal".split(), "int64"
        ),
        "distribution": "int64",
        "close": "int64",
    },
}


def table(name: str, rows: Rows) -> ibis.Table:
    """One table of the books from rows; absent columns are null."""
    schema = ibis.schema(SCHEMAS[name])
    full = [{column: row.get(column) for column in schema} for row in rows]
    return ibis.memtable(pa.Table.from_pylist(full, schema=schema.to_pyarrow()))


def books(year: int = 2023, **tables: Rows) -> Books:
    """Books of some tables; lines of the ledger are numbered."""
    ledger = [{"line": n, **row} for n, row in enumerate(tables.get("ledger", ()), 1)]
    given = {**tables, "ledger": ledger}
    return Books(year, {name: table(name, given.get(name, ())) for name in SCHEMAS}, ())


def posting(
    unit: str, acct: str, func: str, amount: int, fund: str = "一般公共", **more: object
) -> dict[str, Any]:
    """A posting on the usual side of its account; amount in 分."""
    side = "credit" if acct[0] == "6" else "debit"
    row = {"unit_code": unit, "acct": acct, "func": func, "fund_nature": fund, side: amount}
    row["fiscal_same_level"] = fund in ("一般公共", "政府性基金", "国资经营")
    if acct[0] == "7":
        row |= {"econ": "30201", "exp_type": "基本"}
    return row | more
