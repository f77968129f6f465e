"""Small books that are right, and ways to write them: a workbook, CSV, Parquet, a database."""

from __future__ import annotations

import atexit
import copy
import csv
import functools
import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from juesuan.books import Books, BooksError, Problem, open_books, opening
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import latest

SCHEMA = load(latest()).books
Row = dict[str, Any]
Tables = dict[str, list[Row]]


def posting(acct: str, **given: Any) -> Row:  # noqa: ANN401 - a cell holds anything
    """A ledger row with everything an account needs, unless given otherwise."""
    row: Row = {
        "单位编码": "101001",
        "科目编码": acct,
        "资金性质": "一般公共",
        "功能分类": "2010301",
    }
    if acct[0] == "7":
        row |= {"经济分类": "30201", "支出类型": "基本", "同级财政": "是"}
    return row | given


def right() -> Tables:
    """Books of two units with nothing wrong in them."""
    return copy.deepcopy(
        {
            "年度信息": [{"决算年度": 2023, "批复日期": "2024-08-05"}],
            "单位": [
                {"单位编码": "101001", "单位名称": "示例局（本级）", "单位性质": "行政"},
                {"单位编码": "101002", "单位名称": "示例中心", "单位性质": "公益一类"},
            ],
            "项目": [{"项目编码": "XM01", "项目名称": "热线", "单位编码": "101001"}],
            "账簿": [
                posting("6001", 贷方发生额=1200.5, 年末余额=1200.5),
                posting("7101", 借方发生额=1000, 贷方发生额=0.5, 年末余额=999.5),
                posting("7101.01", 借方发生额=201, 支出类型="项目", 项目编码="XM01"),
                posting("7201", 借方发生额=30.07, 单位编码="101002"),
                posting("6101", 贷方发生额=40, 单位编码="101002", 资金性质="事业"),
                posting("8101", 年初余额=10, 年末余额=10),
            ],
            "预算": [
                {
                    "单位编码": "101001",
                    "功能分类": "2010301",
                    "资金性质": "一般公共",
                    "支出类型": "基本",
                    "年初预算数": 900,
                    "全年预算数": 1000.25,
                }
            ],
            "结转结余": [
                {"单位编码": "101001", "资金性质": "一般公共", "年初数": 10, "年末数": 10}
            ],
        }
    )


def titles(rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Every title in order of appearance."""
    return list(dict.fromkeys(title for row in rows for title in row))


def workbook(tables: Tables) -> bytes:
    """An XLSX with a sheet per table."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            head = titles(rows)
            sheet.write_row(0, 0, head)
            for line, row in enumerate(rows, start=1):
                sheet.write_row(line, 0, [row.get(title, "") for title in head])
    return file.getvalue()


def csv_folder(folder: Path, tables: Tables, encoding: str = "utf-8") -> Path:
    """A folder of CSV files named by table."""
    for name, rows in tables.items():
        head = titles(rows)
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file)
            writer.writerow(head)
            writer.writerows([[row.get(title, "") for title in head] for row in rows])
    return folder


def sql(tables: Tables) -> str:
    """Statements that make the tables with English names, amounts as decimals."""
    statements = []
    for title, rows in tables.items():
        table = next(t for t in SCHEMA.tables if t.title == title)
        columns = [c for c in table.columns if any(row.get(c.title, "") != "" for row in rows)]
        kinds = {"amount": "DECIMAL(18,2)", "bool": "BOOLEAN", "integer": "BIGINT", "date": "DATE"}
        made = ", ".join(f'"{c.name}" {kinds.get(c.kind, "VARCHAR")}' for c in columns)
        statements.append(f'CREATE TABLE "{table.name}" ({made})')
        for row in rows:
            cells = [row.get(c.title, "") for c in columns]
            listed = ", ".join("NULL" if cell == "" else _literal(cell) for cell in cells)
            statements.append(f'INSERT INTO "{table.name}" VALUES ({listed})')  # noqa: S608
    return ";\n".join(statements) + ";\n"


def _literal(cell: object) -> str:
    said = {"是": "true", "否": "false"}.get(str(cell), str(cell))
    return "'" + said.replace("'", "''") + "'"


def parquet_folder(folder: Path, tables: Tables) -> Path:
    """A folder of Parquet files with English names and typed columns."""
    with duckdb.connect() as connection:
        connection.execute(sql(tables))
        for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            path = f"{folder / name}.parquet".replace("'", "''")
            connection.execute(f"COPY \"{name}\" TO '{path}'")
    return folder


def opened(tables: Tables, folder: Path) -> Books:
    """The books of these tables, by way of a workbook."""
    path = folder / "books.xlsx"
    path.write_bytes(workbook(tables))
    return open_books(path, SCHEMA)


@contextmanager
def taken_as(*, few: bool) -> Iterator[None]:
    """Books of a few rows taken as such, or as those of millions are."""
    with pytest.MonkeyPatch.context() as patch:
        if not few:
            patch.setattr(opening, "FEW_ROWS", -1)
        yield


@functools.cache
def opened_right() -> Books:
    """The books that are right, opened once: to compare others with, and never changed."""
    with tempfile.TemporaryDirectory() as folder:
        return opened(right(), Path(folder))


atexit.register(opened_right.cache_clear)  # before the engine itself is gone


def problems(tables: Tables, folder: Path) -> tuple[Problem, ...]:
    """What opening these tables complains of; nothing when it does not."""
    try:
        opened(tables, folder)
    except BooksError as error:
        if not all(tally.balanced for tally in error.tally):
            raise AssertionError(error.tally) from error
        return error.problems
    return ()


def rows(books: Books, table: str) -> list[Row]:
    """The rows of a table without what says where they came from, sorted."""
    found = books.tables[table].to_pyarrow().drop_columns(["line", "origin"]).to_pylist()
    return sorted(found, key=repr)


def yuan(text: str) -> int:
    """分 of an amount in 元."""
    return int(Decimal(text) * 100)
