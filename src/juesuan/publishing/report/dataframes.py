"""Facts and findings as Arrow tables, for whatever reads `__arrow_c_stream__`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from juesuan.extras import wanted
from juesuan.model.report import Audited, Record
from juesuan.publishing.report.records import ClaimRow, FactRow, claim_rows, fact_rows
from juesuan.sources.ours import TEXT_MARK

if TYPE_CHECKING:
    import pyarrow as pa


Row = FactRow | ClaimRow
Rows = TypeVar("Rows", bound=tuple[object, ...])


def facts_table(records: Iterable[Record]) -> pa.Table:
    """One row a number of the tables of documents; the columns are those of `FactRow`."""
    return rows_table(FactRow, (row for record in records for row in fact_rows(record)))


def claims_table(records: Iterable[Record]) -> pa.Table:
    """One row a claim of the text of documents; the columns are those of `ClaimRow`."""
    return rows_table(ClaimRow, (row for record in records for row in claim_rows(record)))


@contextmanager
def parquet_writer(path: Path, kind: type[Row]) -> Iterator[Callable[[Sequence[Row]], None]]:
    """Writes rows to a Parquet file as they come; it bears the mark that it is ours."""
    _arrow()
    from pyarrow import parquet  # noqa: PLC0415 - frames only

    columns = _columns(kind)
    schema = _table(columns, []).schema.with_metadata({"written_by": TEXT_MARK})
    with parquet.ParquetWriter(path, schema) as writer:

        def add(rows: Sequence[Row]) -> None:
            if rows:
                writer.write_table(_table(columns, rows).cast(schema))

        yield add


def rows_table(kind: type[Rows], rows: Iterable[Rows]) -> pa.Table:
    """Rows as a table whose columns are the fields of their class; raises Lacking."""
    return _table(_columns(kind), [*rows])


def _columns(kind: type[Rows]) -> dict[str, pa.DataType]:
    """The columns of rows of one kind, by what they hold; money to the last digit."""
    pa = _arrow()
    kinds = {str: pa.string(), Decimal: pa.decimal128(38, 12), float | None: pa.float64()}
    return {name: kinds.get(held, pa.int32()) for name, held in get_type_hints(kind).items()}


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
