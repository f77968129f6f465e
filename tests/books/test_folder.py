"""A folder of CSV and Parquet: what the types of a Parquet file may be."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.making.books_written import SCHEMA, csv_folder, right, titles

from juesuan.books import Books, BooksError, open_books

NO_TEXTS = {
    "列表": pa.array([["XM01"]]),
    "记录": pa.array([{"编码": "XM01"}]),
    "字节": pa.array([b"\xff\xfe"]),
    "对照": pa.array([[("编码", "XM01")]], pa.map_(pa.string(), pa.string())),
}


def with_column(folder: Path, table: str, title: str, cells: pa.Array) -> Books:
    """Right books in CSV, but one table in Parquet, with this column for all its rows."""
    tables = right()
    csv_folder(folder, tables)
    (folder / f"{table}.csv").unlink()
    rows = tables[table]
    columns = {name: pa.array([str(row.get(name, "")) for row in rows]) for name in titles(rows)}
    columns[title] = pa.concat_arrays([cells] * len(rows))
    pq.write_table(pa.table(columns), folder / f"{table}.parquet")
    return open_books(folder, SCHEMA)


@pytest.mark.parametrize("kind", NO_TEXTS)
@pytest.mark.parametrize("table", ["账簿", "项目"])
def test_a_column_that_is_no_text_is_refused_by_its_name(
    table: str, kind: str, tmp_path: Path
) -> None:
    with pytest.raises(BooksError, match=f"{table}.parquet 的“项目编码”一列是 .*读不了"):
        with_column(tmp_path, table, "项目编码", NO_TEXTS[kind])


@pytest.mark.parametrize("kind", NO_TEXTS)
@pytest.mark.parametrize("table", ["账簿", "项目"])
def test_a_column_nobody_asks_for_may_be_anything(table: str, kind: str, tmp_path: Path) -> None:
    books = with_column(tmp_path, table, "备查", NO_TEXTS[kind])
    assert any("备查" in str(note) for note in books.notes)
