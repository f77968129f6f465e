"""Long ledgers are added up before anything is asked of them: the same accounts, the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from juesuan.books import Books, BooksError, open_books
from juesuan.books.typed import line_sums
from juesuan.model.accounts import Prepared
from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare

EDITION = load("2023")
AMOUNTS = ("opening", "debit", "credit", "closing")
COLUMNS = (
    "unit_code VARCHAR, acct VARCHAR, func VARCHAR, econ VARCHAR, fund_nature VARCHAR, "
    "fiscal_same_level BOOLEAN, exp_type VARCHAR, project_code VARCHAR, fund_year VARCHAR, "
    "opening DECIMAL(18,2), debit DECIMAL(18,2), credit DECIMAL(18,2), closing DECIMAL(18,2)"
)
SPENT = ("2010301 行政运行", "30201", "一般公共", True, "基本", None, "当年")
LINES: list[tuple[Any, ...]] = [
    ("101", "8101", "2010301", None, "一般公共", True, None, None, "当年", 70, None, None, 70),
    ("101", "8101", "2010302", None, "一般公共", True, None, None, "当年", 30, None, None, None),
    *[("101", "6001", *SPENT[:1], None, *SPENT[2:4], None, None, "当年", None, None, 90.5, None)]
    * 3,
    *[("101", "7101", *SPENT, None, 20.25, None, None)] * 4,
    ("101", "7101", *SPENT, None, -20.25, None, None),
    ("101", "7101", *SPENT[:4], "项目", "P1", "上年结转", None, 5, None, None),
    ("101", "1001", None, None, None, None, None, None, None, None, 8, None, None),
]


def written(folder: Path, lines: list[tuple[Any, ...]]) -> Path:
    """Books in Parquet whose ledger has these lines."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE ledger ({COLUMNS})")
        places = ", ".join("?" * len(lines[0]))
        connection.executemany(f"INSERT INTO ledger VALUES ({places})", lines)  # noqa: S608 - our own
        tables = {
            "ledger": "SELECT * FROM ledger",
            "meta": "SELECT 2023 AS year",
            "unit": "SELECT '101' AS unit_code, '示例局' AS unit_name, '行政' AS nature",
            "project": "SELECT 'P1' AS project_code, '热线' AS name, '101' AS unit_code",
        }
        for name, query in tables.items():
            connection.execute(f"COPY ({query}) TO '{folder / name}.parquet'")
    return folder


def both(
    folder: Path, monkeypatch: pytest.MonkeyPatch, lines: list[tuple[Any, ...]]
) -> tuple[Books, Books]:
    """The same books, line by line and added up first."""
    written(folder, lines)
    by_line = open_books(folder, EDITION.books)
    assert by_line.added is None
    monkeypatch.setattr(line_sums, "MANY", 0)
    return by_line, open_books(folder, EDITION.books)


def cells(prepared: Prepared) -> dict[str, Any]:
    facts = prepared.department.facts
    return {str(cell): fact.value for cell, fact in facts.items()}


def test_sums_give_the_same_accounts_and_the_same_receipt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_line, added = both(tmp_path, monkeypatch, LINES)
    assert added.added is not None
    assert added.added.count().to_pyarrow().as_py() == 5
    assert (added.tally, added.sums) == (by_line.tally, by_line.sums)
    first, second = prepare(by_line, EDITION), prepare(added, EDITION)
    assert cells(first) == cells(second)
    assert first.tally == second.tally
    rows = [one.tables["ledger"].to_pyarrow().sort_by("line") for one in (by_line, added)]
    assert rows[0].equals(rows[1])


WRONG = ("9999", "7101", *SPENT, None, 1, None, None)


@pytest.mark.parametrize(
    "line",
    [
        WRONG,
        ("101", "7999", *SPENT, None, 1, None, None),
        ("101", "7101", "20103", *SPENT[1:], None, 1, None, None),
        ("101", "7101", *SPENT[:4], "项目", None, "当年", None, 1, None, None),
        ("101", "8101", "2010302", None, "一般公共", True, None, None, "当年", 3, None, None, 5),
        LINES[0],
    ],
)
def test_what_is_wrong_is_told_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: tuple[Any, ...]
) -> None:
    written(tmp_path, [*LINES, line, line])
    with pytest.raises(BooksError) as by_line:
        open_books(tmp_path, EDITION.books)
    monkeypatch.setattr(line_sums, "MANY", 0)
    with pytest.raises(BooksError) as added:
        open_books(tmp_path, EDITION.books)
    assert added.value.problems == by_line.value.problems
    assert added.value.tally == by_line.value.tally


def test_a_total_of_the_file_is_read_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = ("合计", None, *[None] * 7, None, 9, None, None)
    by_line, added = both(tmp_path, monkeypatch, [*LINES, total, total])
    assert added.added is None
    assert (added.tally, added.sums, added.notes) == (by_line.tally, by_line.sums, by_line.notes)


def test_a_year_that_only_takes_back_what_it_books_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [("101", "7101", *SPENT, None, amount, None, None) for amount in (5, -5)]
    by_line, added = both(tmp_path, monkeypatch, lines)
    assert added.added is None
    assert added.notes == by_line.notes
