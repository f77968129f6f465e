"""The query engine the books live in: DuckDB in this process, or Spark; spoken to through Ibis."""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from juesuan.model.books import BooksTable, Kind

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

EXACT = "decimal(38, 8)"  # an amount as it came, before it is rounded to 分
TYPES: dict[Kind, str] = {
    "text": "string",
    "code": "string",
    "enum": "string",
    "amount": "int64",
    "integer": "int64",
    "number": "decimal(18, 4)",
    "bool": "boolean",
    "date": "date",
}


class Engine(Protocol):
    """What the books need of an engine."""

    stores: bool
    """Whether what is kept is reckoned once, and not again in each query."""

    def take(self, name: str, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> ibis.Table:
        """Store rows under a name."""

    def scan(self, name: str, files: Sequence[str]) -> ibis.Table:
        """Parquet files of one kind where they lie, with `line` (from 1) and `origin`."""

    def keep(self, name: str, table: ibis.Table, spent: Sequence[str]) -> ibis.Table:
        """Store what a query gives; the tables it was made of may go."""

    def lock(self, files: Sequence[str]) -> None:
        """Let the engine open nothing from now on but these files."""


def engine(name: str) -> Engine:
    """The engine of that name: duckdb or spark."""
    if name == "duckdb":
        return DuckDB()
    if name == "spark":
        return Spark()
    raise ValueError(f"没有名为“{name}”的引擎：可用 duckdb、spark")


def columns(table: BooksTable) -> dict[str, str]:
    """The typed columns of a table as it comes out, by name, in the types of Ibis."""
    typed = {column.name: TYPES[column.kind] for column in table.columns}
    return {**typed, "line": "int64", "origin": "string"}


def arrow_schema(table: BooksTable) -> pa.Schema:
    """The typed columns of a table in Arrow."""
    import ibis  # noqa: PLC0415 - slow to import, not needed to audit

    return ibis.schema(columns(table)).to_pyarrow()


def _with(connection: object, folder: str) -> None:
    """Remove a folder of our own when the connection goes: tables outlive the engine object."""
    weakref.finalize(connection, shutil.rmtree, folder, ignore_errors=True)


class DuckDB:
    """DuckDB in memory, spilling to a folder of its own; never installs or loads extensions."""

    stores = True

    def __init__(self) -> None:
        import ibis  # noqa: PLC0415

        spill = tempfile.mkdtemp(prefix="juesuan-")
        self.connection: Any = ibis.duckdb.connect(temp_directory=spill)
        _with(self.connection, spill)
        self._run("SET autoinstall_known_extensions = false")
        self._run("SET autoload_known_extensions = false")
        if most := _allowed():
            self._run(f"SET memory_limit = '{most // 2**21} MiB'")

    def take(self, name: str, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> ibis.Table:
        """Store rows under a name, in the order they come."""
        import pyarrow as pa  # noqa: PLC0415

        reader = pa.RecordBatchReader.from_batches(schema, batches)
        self.connection.con.register("incoming", reader)
        self._run(f'CREATE TABLE "{name}" AS SELECT * FROM incoming')  # noqa: S608 - our own name
        self.connection.con.unregister("incoming")
        return self._table(name)

    def scan(self, name: str, files: Sequence[str]) -> ibis.Table:
        """Parquet files of one kind where they lie, with `line` (from 1) and `origin`."""
        self._run(
            f'CREATE VIEW "{name}" AS SELECT * EXCLUDE (file_row_number, filename), '  # noqa: S608
            "file_row_number + 1 AS line, parse_filename(filename) AS origin FROM "
            f"read_parquet({_listed(map(literal, files))}, file_row_number = true, "
            "filename = true, hive_partitioning = false)"
        )
        return self._table(name)

    def look(self, name: str, file: str) -> ibis.Table:
        """One Parquet file where it lies, as it is."""
        self._run(
            f'CREATE VIEW "{name}" AS SELECT * FROM '  # noqa: S608 - our own name
            f"read_parquet({_listed([literal(file)])}, hive_partitioning = false)"
        )
        return self._table(name)

    def keep(self, name: str, table: ibis.Table, spent: Sequence[str]) -> ibis.Table:
        """Store what a query gives, and drop the tables it was made of."""
        self._run(f'CREATE TABLE "{name}" AS {self.connection.compile(table)}')
        for other in spent:
            self._run(f'DROP TABLE "{other}"')
        return self._table(name)

    def lock(self, files: Sequence[str]) -> None:
        """Let DuckDB open nothing from now on but these files."""
        named = dict.fromkeys([*files, *map(literal, files)])
        self._run(f"SET allowed_paths = {_listed(named)}")
        self._run("SET enable_external_access = false")

    def _run(self, statement: str) -> None:
        self.connection.raw_sql(statement)

    def _table(self, name: str) -> ibis.Table:
        table: ibis.Table = self.connection.table(name)
        return table


def _allowed() -> int:
    """The memory this process may take, in bytes; 0 where nothing limits it."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return 0
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return 0 if soft == resource.RLIM_INFINITY else soft


def literal(path: str) -> str:
    """A path as DuckDB must be told it: no character of it is a pattern."""
    return re.sub(r"[\[*?]", r"[\g<0>]", path)


def _hadoop(path: str) -> str:
    """A path as Spark must be told it."""
    return re.sub(r"[\[\]{}*?\\]", r"\\\g<0>", path)


def _listed(files: Iterable[str]) -> str:
    """A list of file names in SQL."""
    return "[" + ", ".join("'" + file.replace("'", "''") + "'" for file in files) + "]"


class Spark:
    """Spark in local mode, or the session the environment configures; rows pass as Parquet."""

    stores = False

    def __init__(self) -> None:
        import ibis  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an optional extra

        builder = SparkSession.builder.appName("juesuan")
        builder = builder.config("spark.ui.enabled", "false")
        builder = builder.config("spark.sql.session.timeZone", "UTC")
        self.session: Any = builder.getOrCreate()
        self.connection: Any = ibis.pyspark.connect(self.session)
        self.spill = tempfile.mkdtemp(prefix="juesuan-")
        _with(self.connection, self.spill)

    def take(self, name: str, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> ibis.Table:
        """Store rows in a Parquet file of our own and read that."""
        import pyarrow.parquet as pq  # noqa: PLC0415

        path = str(Path(self.spill, f"{name}.parquet"))
        with pq.ParquetWriter(path, schema) as writer:
            for batch in batches:
                writer.write_batch(batch)
        return self._view(name, self.session.read.parquet(path))

    def scan(self, name: str, files: Sequence[str]) -> ibis.Table:
        """Parquet files of one kind where they lie, with `line` (from 1) and `origin`."""
        placed = ("*", "_metadata.row_index + 1 AS line", "_metadata.file_name AS origin")
        return self._view(name, self.session.read.parquet(*map(_hadoop, files)).selectExpr(*placed))

    def keep(self, name: str, table: ibis.Table, spent: Sequence[str]) -> ibis.Table:  # noqa: ARG002
        """A view of what a query gives: Spark plans it again when asked."""
        kept: ibis.Table = self.connection.create_view(name, table, overwrite=True)
        return kept

    def lock(self, files: Sequence[str]) -> None:
        """Nothing to lock: a Spark session is the operator's own."""

    def _view(self, name: str, frame: Any) -> ibis.Table:  # noqa: ANN401 - a frame of Spark
        frame.createOrReplaceTempView(name)
        table: ibis.Table = self.connection.table(name)
        return table
