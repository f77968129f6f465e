"""How long the books take to come in: XLSX of 200,000 lines, CSV, Parquet of 1 and 10 million."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import xlsxwriter

sys.path.insert(0, str(Path(__file__).parent))

from ledger import make_folder

from juesuan.books import open_books
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import latest
from juesuan.preparing.pipeline import prepare

LINES = 200_000
KEYS = (
    "unit_code, acct, func, econ, fund_nature, fiscal_same_level, exp_type, project_code, "
    "fund_year, is_closing_entry"
)
SUMS = "sum(opening), sum(debit), sum(credit), sum(closing)"


def make_workbook(folder: Path, path: Path) -> None:
    """The books of a folder of Parquet as one workbook."""
    with (
        duckdb.connect() as connection,
        xlsxwriter.Workbook(path, {"constant_memory": True}) as book,
    ):
        for file in sorted(folder.glob("*.parquet")):
            cursor = connection.execute(f"SELECT * FROM '{file}'")  # noqa: S608 - our own file
            sheet = book.add_worksheet(file.stem)
            sheet.write_row(0, 0, [column[0] for column in cursor.description])
            for line, row in enumerate(cursor.fetchall(), start=1):
                cells = ("" if cell is None else cell for cell in row)
                sheet.write_row(line, 0, cells)


def make_csv(folder: Path, target: Path) -> None:
    """The books of a folder of Parquet as CSV files."""
    target.mkdir()
    with duckdb.connect() as connection:
        for file in folder.glob("*.parquet"):
            connection.execute(f"COPY '{file}' TO '{target / file.stem}.csv'")


def measured(name: str, source: Path, lines: int) -> None:
    """Open the books once and say how long it took, and the peak memory so far."""
    schema = load(latest()).books
    start = time.perf_counter()
    books = open_books(source, schema)
    seconds = time.perf_counter() - start
    taken = next(tally.taken.rows for tally in books.tally if tally.table == "ledger")
    assert taken == lines
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{name:<8} {lines:>12,} lines {seconds:8.2f} s {peak:6.2f} GiB")


def whole_way(source: Path) -> None:
    """Open and prepare once: how long both took, and the bare engine's group-by of the columns."""
    edition = load("2023")
    start = time.perf_counter()
    with duckdb.connect() as connection:
        query = f"SELECT {KEYS}, {SUMS}, count(*) FROM '{source}/ledger.parquet' GROUP BY ALL"  # noqa: S608 - our own file
        groups = connection.execute(f"SELECT count(*) FROM ({query})").fetchall()[0][0]  # noqa: S608
    bare = time.perf_counter() - start
    start = time.perf_counter()
    opened = open_books(source, edition.books)
    came = time.perf_counter() - start
    prepared = prepare(opened, edition)
    done = time.perf_counter() - start
    print(
        f"bare scan and group-by {bare:.2f} s ({groups:,} groups); opened {came:.2f} s "
        f"({came / bare:.1f} times), prepared {done:.2f} s ({done / bare:.1f} times), "
        f"{len(prepared.units)} units"
    )


def main(large: int = 10_000_000) -> None:
    """Make the books, open each kind once."""
    with tempfile.TemporaryDirectory() as home:
        small = make_folder(Path(home, "small"), LINES, 20)
        make_workbook(small, Path(home, "books.xlsx"))
        make_csv(small, Path(home, "csv"))
        measured("XLSX", Path(home, "books.xlsx"), LINES)
        measured("CSV", Path(home, "csv"), LINES)
        measured("Parquet", small, LINES)
        start = time.perf_counter()
        folder = make_folder(Path(home, "large"), large, 100)
        print(f"made     {large:>12,} lines {time.perf_counter() - start:8.2f} s")
        measured("Parquet", folder, large)
        whole_way(folder)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
