"""Prepared accounts into a folder, whole or not at all: facts, tables, and where all came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from juesuan.model.accounts import Account, Prepared
from juesuan.model.number import Address
from juesuan.notation.edition import Edition
from juesuan.publishing.prepared.account_tables import (
    DRAFT,
    TableManner,
    account_tables,
    write_tables,
)
from juesuan.publishing.prepared.working_papers import PAPERS, working_papers
from juesuan.publishing.report.data import steady
from juesuan.publishing.whole import stems, whole_folder

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

SCHEMA = 1
SLICE = 1_000_000
TEXTS = ("unit", "form", "row", "column", "period", "printed", "printed_in", "name")
AMOUNTS = ("value", "shown")
DEPARTMENT = "department"
RECEIPT = "回执.txt"
WORDS = "texts.json"
SOURCES = "sources.json"


class Ways(NamedTuple):
    """How to write.

    Without `postings` nothing can be traced later; without `units` only the department gets
    tables (their facts are in facts.parquet all the same); a `draft` is marked as one everywhere;
    `receipt` is the text of 回执.txt, "" for none.
    """

    postings: bool = True
    units: bool = True
    draft: bool = False
    receipt: str = ""


WHOLE = Ways()


def write_prepared(
    prepared: Prepared, out: Path, edition: Edition, manner: TableManner, ways: Ways = WHOLE
) -> Path:
    """Write everything into the folder `out`, which must not exist or be empty; FileExistsError."""
    out = Path(out)
    with whole_folder(out) as beside:
        _write(prepared, beside, edition, manner, ways)
    return out


def _write(
    prepared: Prepared, home: Path, edition: Edition, manner: TableManner, ways: Ways
) -> None:
    names = dict(zip(prepared.units, stems(f"{code}.x" for code in prepared.units), strict=True))
    _json(home / "manifest.json", _manifest(prepared, names, ways))
    if ways.receipt:
        (home / RECEIPT).write_text(ways.receipt, encoding="utf-8")
    _json(home / "eliminations.json", [_plain(item) for item in prepared.eliminations])
    _json(home / WORDS, _words(prepared, ways))
    sources = {**_drafted(ways), "tables": _rows(prepared.words.sources)}
    _json(home / SOURCES, {"schema": SCHEMA, **sources})
    _json(home / "log.json", [_plain(item) for item in prepared.tally])
    _facts(prepared, home / "facts.parquet")
    _roll(prepared, home / "roll-forward.parquet")
    mark = DRAFT if ways.draft else ""
    (home / PAPERS).write_bytes(working_papers(prepared, edition, manner.look, mark))

    def write(account: Account, stem: Path) -> None:
        tables = account_tables(account, edition, prepared, manner.lay_out, mark)
        write_tables(tables, manner.look, stem)

    _account(prepared.department, home, DEPARTMENT, prepared, ways)
    write(prepared.department, home / DEPARTMENT)
    if ways.units:
        (home / "units").mkdir()
        for code, name in names.items():
            account = prepared.units[code]
            _account(account, home / "units", name, prepared, ways)
            write(account, home / "units" / name)
    if ways.postings:
        _postings(prepared.ledger, home / "postings.parquet")


def _json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    path.write_text(steady(text) + "\n", encoding="utf-8")


def _plain(item: NamedTuple) -> dict[str, Any]:
    return {name: str(v) if isinstance(v, Address) else v for name, v in item._asdict().items()}


def _manifest(prepared: Prepared, names: Mapping[str, str], ways: Ways) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        **_drafted(ways),
        "year": prepared.year,
        "edition": prepared.edition,
        "department": prepared.department.name,
        "rounding": prepared.rounding,
        "practice": dict(prepared.practice),
        "accepted": [_plain(problem) for problem in prepared.accepted],
        "units": names,
    }


def _words(prepared: Prepared, ways: Ways) -> dict[str, Any]:
    """The rows of the books that a disclosure needs besides the numbers."""
    tables, counted, booked, _ = prepared.words
    rows = _rows(tables)
    head = {"schema": SCHEMA, **_drafted(ways)}
    return {**head, "tables": rows, "counted": sorted(counted), "booked": dict(booked)}


def _rows(tables: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {name: [_filled(row) for row in listed] for name, listed in tables.items()}


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _drafted(ways: Ways) -> dict[str, Any]:
    return {"draft": DRAFT} if ways.draft else {}


def _account(account: Account, home: Path, stem: str, prepared: Prepared, ways: Ways) -> None:
    """The facts of one account as JSON: `value` exact in 元, `printed` as in the tables."""
    facts = [
        {
            "address": str(cell),
            "value": str(fact.value),
            "printed": account.shown[cell].printed,
            "unit": account.shown[cell].unit,
            "name": fact.name,
        }
        for cell, fact in account.facts.items()
        if fact.value or not fact.address.row.isdigit()
    ]
    dated = {"year": prepared.year, "edition": prepared.edition}
    head = {"schema": SCHEMA, **_drafted(ways), **dated}
    unit = {"code": account.code, "name": account.name}
    moved = [_plain(item) for item in account.moved]
    rest = {"facts": facts, "moved": moved, "broken": list(account.broken)}
    _json(home / f"{stem}.json", {**head, **unit, **rest})


def _facts(prepared: Prepared, path: Path) -> None:
    """All facts that are not zero, the department's under an empty unit, as one Parquet file."""
    import pyarrow as pa  # noqa: PLC0415 - only when prepared accounts are written
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    schema = pa.schema(
        [(name, pa.string()) for name in TEXTS] + [(name, pa.decimal128(24, 2)) for name in AMOUNTS]
    )
    with pq.ParquetWriter(path, schema) as writer:
        for batch in _batches(_fact_rows(prepared)):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def _fact_rows(prepared: Prepared) -> Iterator[dict[str, Any]]:
    for account in _accounts(prepared):
        shown = account.shown
        for cell, fact in account.facts.items():
            if fact.value:
                row = dict(zip(TEXTS, (account.code, *cell), strict=False))
                seen = shown[cell]
                printed = {"printed": seen.printed, "printed_in": seen.unit, "name": fact.name}
                yield {**row, **printed, "value": fact.value, "shown": seen.value}


def _accounts(prepared: Prepared) -> Iterator[Account]:
    yield prepared.department
    yield from prepared.units.values()


def _batches(rows: Iterable[dict[str, Any]], size: int = 20_000) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def _roll(prepared: Prepared, path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - as above
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    writer: Any = None
    for batch in _batches(item._asdict() for item in prepared.carry):
        schema = _roll_schema(batch[0]) if batch else pa.schema([("unit", pa.string())])
        writer = writer or pq.ParquetWriter(path, schema)
        writer.write_table(pa.Table.from_pylist(batch, schema=writer.schema))
    writer.close()


def _roll_schema(row: Mapping[str, Any]) -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415 - as above

    money = pa.decimal128(24, 2)
    kinds = {name: money if isinstance(v, Decimal) else pa.string() for name, v in row.items()}
    return pa.schema(list(kinds.items()))


def _postings(ledger: ibis.Table, path: Path) -> None:
    """The ledger as it was prepared, so that figures can be traced; never whole in memory.

    In slices by line, which every engine can give: a books engine may be locked against writing.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    first = ledger.limit(0).to_pyarrow()
    last = int(ledger.line.max().to_pyarrow().as_py() or 0)
    with pq.ParquetWriter(path, first.schema) as writer:
        for start in range(0, last + 1, SLICE):
            part = ledger.filter(ledger.line >= start, ledger.line < start + SLICE)
            writer.write_table(part.order_by("line").to_pyarrow().cast(first.schema))
