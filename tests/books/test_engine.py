"""Books on Spark are the books on DuckDB, to the cent."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import pytest
from tests.making.books_written import SCHEMA, opened, parquet_folder, right, rows

from juesuan.books import open_books

pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java for Spark"),
    pytest.mark.filterwarnings("ignore"),  # PySpark's own, many and changing
]


def test_the_same_books_on_both_engines(tmp_path: Path) -> None:
    duckdb = opened(right(), tmp_path)
    folder = tmp_path / "parquet"
    folder.mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for source in (tmp_path / "books.xlsx", parquet_folder(folder, right())):
            spark = open_books(source, SCHEMA, engine="spark")
            assert spark.tally == duckdb.tally
            for name in duckdb.tables:
                assert rows(spark, name) == rows(duckdb, name)
