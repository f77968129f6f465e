"""Facts and findings as Arrow tables, for whatever reads `__arrow_c_stream__`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from juesuan.extras import wanted
from juesuan.model.report import Audited, Record

if TYPE_CHECKING:
    import pyarrow as pa


def facts_table(record: Record) -> pa.Table:
    """One row a fact: address, name, value in 元, half of the printed unit, as printed, page."""
    pa = _arrow()
    money = pa.decimal128(30, 8)
    columns = {
        "address": pa.string(),
        "form": pa.string(),
        "row": pa.string(),
        "column": pa.string(),
        "period": pa.string(),
        "name": pa.string(),
        "value": money,
        "half": money,
        "printed": pa.string(),
        "page": pa.int32(),
        "line": pa.int32(),
    }
    rows = [
        (str(f.address), *f.address, f.name, f.value, f.half, f.printed, f.place.page, f.place.line)
        for f in record.reading.facts.values()
    ]
    return _table(columns, rows)


def findings_table(record: Audited) -> pa.Table:
    """One row a finding: id, severity, rule, message, expected, actual, addresses, first page."""
    pa = _arrow()
    text = pa.string()
    names = ("id", "severity", "rule", "message", "expected", "actual")
    columns = dict.fromkeys(names, text) | {"addresses": pa.list_(text), "page": pa.int32()}
    rows = [
        (
            *(name, f.severity, f.rule, f.message, f.expected, f.actual),
            [str(address) for address in f.addresses],
            f.places[0][0].page if f.places else None,
        )
        for name, f in record.ordered()
    ]
    return _table(columns, rows)


def _arrow() -> Any:  # noqa: ANN401 - a module that only an extra brings
    """Arrow, which reading needs not; raises Lacking where it is not installed."""
    with wanted():
        import pyarrow as pa  # noqa: PLC0415 - frames only
    return pa


def _table(columns: Mapping[str, pa.DataType], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    pa = _arrow()
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [pa.array(v, kind) for v, kind in zip(by_column, columns.values(), strict=True)]
    return pa.table(arrays, names=list(columns))
