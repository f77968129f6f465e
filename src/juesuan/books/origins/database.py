"""A PostgreSQL database in: its tables and views that are tables of the books, as text.

Read through ADBC: permissive licence, Arrow from the wire; psycopg, which Ibis would use, is LGPL.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from juesuan.books.origins.folder import text_batch
from juesuan.books.sheet import Sheet, field_of, header_notes, header_problems, table_named
from juesuan.extras import wanted
from juesuan.model.books import BooksTable, Problem, Schema
from juesuan.model.page import Unreadable

if TYPE_CHECKING:
    import pyarrow as pa

PREFIXES = ("postgresql://", "postgres://")
CATALOG = """
SELECT table_schema, table_name, array_to_string(array_agg(column_name::text ORDER BY
       ordinal_position), E'\\n') FROM information_schema.columns
WHERE table_schema = ANY (current_schemas(false)) GROUP BY 1, 2 ORDER BY 1, 2
"""


def read_database(uri: str, schema: Schema) -> tuple[list[Sheet], list[Problem]]:
    """The tables on the connection's search path; other tables are nobody's business."""
    with _connect(uri) as connection, connection.cursor() as cursor:
        cursor.execute(CATALOG)
        listed = cursor.fetchall()
    sheets = []
    for home, name, columns in listed:
        table = table_named(schema, name)
        if table:
            sheets.append(_sheet(uri, table, (home, name), columns.split("\n")))
    return sheets, []


def _connect(uri: str) -> Any:  # noqa: ANN401 - the driver ships its own types, when installed
    with wanted():
        from adbc_driver_postgresql import dbapi  # noqa: PLC0415 - an extra
    try:
        return dbapi.connect(uri)
    except dbapi.Error as error:
        # Its text may hold the password of the connection string.
        raise Unreadable(
            "连不上数据库：请检查连接串、用户名、密码和网络"
        ) from error.with_traceback(None)


def _sheet(uri: str, table: BooksTable, name: tuple[str, str], columns: list[str]) -> Sheet:
    fields = tuple(field_of(table, column) for column in columns)
    chosen = ", ".join(f"{_quoted(column)}::text" for column in columns)
    query = f"SELECT {chosen} FROM {_quoted(name[0])}.{_quoted(name[1])}"  # noqa: S608 - quoted names
    return Sheet(
        table=table,
        origin=name[1],
        fields=fields,
        batches=partial(_batches, uri, query),
        problems=tuple(header_problems(table, name[1], fields)),
        notes=tuple(header_notes(name[1], fields)),
    )


def _batches(uri: str, query: str) -> Iterator[pa.RecordBatch]:
    line = 1
    with _connect(uri) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        for batch in cursor.fetch_record_batch():
            yield text_batch(batch, line)
            line += batch.num_rows


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
