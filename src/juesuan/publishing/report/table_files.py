"""Facts and claims of many documents as files: CSV, Parquet, a workbook, an SQLite database.

Rows are written as documents come; what is written bears the mark by which it is known again.
"""

from __future__ import annotations

import csv
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import IO

import xlsxwriter

from juesuan.model.report import Record
from juesuan.publishing.report.data import BOM, sheet_text
from juesuan.publishing.report.dataframes import parquet_writer
from juesuan.publishing.report.records import ClaimRow, FactRow, claim_rows, fact_rows
from juesuan.publishing.screen import UNSTILL
from juesuan.publishing.whole import whole_file, whole_folder
from juesuan.sources.ours import SQLITE_MARK, TEXT_MARK

Row = FactRow | ClaimRow
FACTS, CLAIMS = "facts", "claims"
SHEETS = {FACTS: "数", CLAIMS: "说法"}
MOST_ROWS = 1_048_575  # of a sheet of Excel, below its head


class Full(Exception):
    """A workbook that cannot hold so many rows."""


Add = Callable[[Sequence[Row]], object]
"""Writes some rows of one table."""


class RowTables:
    """Takes documents one by one, writes the rows of both tables."""

    def __init__(self, facts: Add, claims: Add | None = None) -> None:
        self._facts, self._claims = facts, claims

    def add(self, record: Record) -> None:
        """Write what was read of one document."""
        self._facts([*fact_rows(record)])
        if self._claims is not None:
            self._claims([*claim_rows(record)])


class CsvSink:
    """Rows as CSV for Excel, with a byte order mark; text never becomes a formula."""

    def __init__(self, file: IO[str], columns: Iterable[str]) -> None:
        file.write(BOM)
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow(columns)

    def add(self, rows: Sequence[Row]) -> None:
        """Write some rows."""
        for row in rows:
            self._writer.writerow([sheet_text(_text(value)) for value in row])


class _Sheet:
    """Rows of one sheet of a workbook, written as they come."""

    def __init__(self, sheet: xlsxwriter.worksheet.Worksheet, columns: Sequence[str]) -> None:
        self._sheet, self._at = sheet, 0
        sheet.write_row(0, 0, columns)
        sheet.freeze_panes(1, 0)

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._at += 1
            if self._at > MOST_ROWS:
                raise Full
            for column, value in enumerate(row):
                if isinstance(value, int | Decimal):
                    self._sheet.write_number(self._at, column, float(value))
                elif value:
                    self._sheet.write_string(self._at, column, UNSTILL.sub("", value))


class _Table:
    """Rows of one table of a database; amounts as text, to the last digit."""

    def __init__(self, base: sqlite3.Connection, name: str, kind: type[Row]) -> None:
        columns = ", ".join(f'"{column}"' for column in kind._fields)
        base.execute(f"CREATE TABLE {name} ({columns})")
        places = ", ".join("?" * len(kind._fields))
        self._base, self._insert = base, f"INSERT INTO {name} VALUES ({places})"  # noqa: S608 - names of ours

    def add(self, rows: Sequence[Row]) -> None:
        self._base.executemany(self._insert, ([*map(_stored, row)] for row in rows))


@contextmanager
def csv_tables(out: Path) -> Iterator[RowTables]:
    """A folder of facts.csv and claims.csv, whole or not there at all."""
    with whole_folder(out) as folder, ExitStack() as stack:

        def sink(name: str, kind: type[Row]) -> Add:
            file = (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
            return CsvSink(stack.enter_context(file), kind._fields).add

        yield RowTables(sink(FACTS, FactRow), sink(CLAIMS, ClaimRow))


@contextmanager
def parquet_tables(out: Path) -> Iterator[RowTables]:
    """A folder of facts.parquet and claims.parquet, whole or not there at all."""
    with whole_folder(out) as folder, ExitStack() as stack:
        sinks = [
            stack.enter_context(parquet_writer(folder / f"{name}.parquet", kind))
            for name, kind in ((FACTS, FactRow), (CLAIMS, ClaimRow))
        ]
        yield RowTables(*sinks)


@contextmanager
def xlsx_tables(out: Path) -> Iterator[RowTables]:
    """A workbook of two sheets, whole or not there at all; raises Full for too many rows."""
    with whole_file(out) as beside:
        book = xlsxwriter.Workbook(str(beside), {"constant_memory": True})
        try:
            sheets = {name: book.add_worksheet(title) for name, title in SHEETS.items()}
            facts, claims = sheets[FACTS], sheets[CLAIMS]
            yield RowTables(
                _Sheet(facts, FactRow._fields).add, _Sheet(claims, ClaimRow._fields).add
            )
        finally:
            book.close()
        with zipfile.ZipFile(beside, "a") as archive:
            archive.comment = TEXT_MARK.encode()


@contextmanager
def sqlite_tables(out: Path) -> Iterator[RowTables]:
    """A database of two tables, whole or not there at all."""
    with whole_file(out) as beside:
        base = sqlite3.connect(beside)
        try:
            base.execute(f"PRAGMA application_id = {int.from_bytes(SQLITE_MARK, 'big')}")
            yield RowTables(_Table(base, FACTS, FactRow).add, _Table(base, CLAIMS, ClaimRow).add)
            base.commit()
        finally:
            base.close()


def _stored(value: str | int | Decimal | None) -> str | int | None:
    if isinstance(value, str):
        return UNSTILL.sub("", value)
    return f"{value:f}" if isinstance(value, Decimal) else value


def _text(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else "" if value is None else str(value)


FILES = {"parquet": parquet_tables, "csv": csv_tables, "xlsx": xlsx_tables, "sqlite": sqlite_tables}
