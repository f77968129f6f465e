"""The unit of amount above the head of a sheet: honoured and told, or refused."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from tests.making.books_written import SCHEMA, Tables, csv_folder, right, rows, titles, workbook

from juesuan.books import LIMITS, Books, BooksError, open_books
from juesuan.books.origins.folder import read_folder
from juesuan.books.origins.workbook import read_workbook
from juesuan.books.sheet import UNITS, Sheet

BUDGET = "预算"
Lines = list[list[object]]


def _lines(tables: Tables, above: Lines, beside: str = "", renamed: str = "") -> Lines:
    """The sheet of the budget with lines above its head, a cell beside it, a column renamed."""
    head = titles(tables[BUDGET])
    body = [[row.get(title, "") for title in head] for row in tables[BUDGET]]
    shown = [renamed if renamed.startswith(title) else title for title in head]
    return [*above, [*shown, *([beside] if beside else [])], *body]


def _folder(home: Path, lines: Lines) -> Path:
    csv_folder(home, right())
    with (home / f"{BUDGET}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    return home


def _workbook(home: Path, lines: Lines) -> Path:
    path = home / "books.xlsx"
    path.write_bytes(workbook(right()))
    book = openpyxl.load_workbook(path)
    sheet = book[BUDGET]
    sheet.delete_rows(1, sheet.max_row)
    for line in lines:
        sheet.append(line)
    book.save(path)
    return path


def _read(home: Path, lines: Lines, kind: str) -> Sheet:
    """The sheet of the budget as it is found, before its rows are taken."""
    if kind == "csv":
        sheets, _ = read_folder(_folder(home, lines), SCHEMA, LIMITS)
    else:
        sheets, _ = read_workbook(_workbook(home, lines).read_bytes(), SCHEMA, LIMITS)
    (sheet,) = [sheet for sheet in sheets if sheet.table.name == "budget"]
    return sheet


def _opened(home: Path, lines: Lines, kind: str) -> Books:
    return open_books((_folder if kind == "csv" else _workbook)(home, lines), SCHEMA)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "above, factor",
    [
        ([["预算表", "单位：万元"]], 10_000),
        ([["预算表"], ["金额单位：千元"]], 1_000),
        ([["单位:人民币万元"]], 10_000),
        ([["编制单位：示例局 金额单位：万元"]], 10_000),
        ([["预算表单位：万元编制日期：2023-01-05"]], 10_000),
        ([["单 位：", "", "万 元"]], 10_000),
        ([["年初预算表（万元）"]], 10_000),
        ([["（单位：人民币 千元）"]], 1_000),
        ([["", "", "人民币万元"]], 10_000),
        ([["本表金额以万元为单位"]], 10_000),
        ([["单位：元"]], 1),
        ([["单位：元角分"]], 1),
        ([["编制单位：元江县示例局"]], 1),
        ([["填报单位：分局"]], 1),
        ([["编制单位：示例局（本级）", "2023年度"]], 1),
    ],
)
def test_the_unit_above_the_head_is_that_of_all_amounts(
    above: Lines, factor: int, kind: str, tmp_path: Path
) -> None:
    sheet = _read(tmp_path, _lines(right(), above), kind)
    amounts = [one for one in sheet.fields if one.column and one.column.kind == "amount"]
    assert {one.factor for one in amounts} == {UNITS["元"] * factor}
    assert len(amounts) == 2
    assert any("按" in str(note) and "读入" in str(note) for note in sheet.notes) == (factor != 1)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_amounts_are_taken_in_that_unit(kind: str, tmp_path: Path) -> None:
    books = _opened(tmp_path, _lines(right(), [["预算表", "单位：万元"]]), kind)
    assert rows(books, "budget")[0]["initial"] == 900_00 * 10_000
    assert rows(books, "budget")[0]["adjusted"] == 1000_25 * 10_000
    assert any("按" in str(note) and "读入" in str(note) for note in books.notes)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_unit_beside_the_head_counts_too(kind: str, tmp_path: Path) -> None:
    books = _opened(tmp_path, _lines(right(), [], beside="单位：万元"), kind)
    assert rows(books, "budget")[0]["initial"] == 900_00 * 10_000


def test_the_unit_of_a_column_may_be_the_same(tmp_path: Path) -> None:
    lines = _lines(right(), [["单位：万元"]], renamed="年初预算数（金额单位：人民币万元）")
    assert rows(_opened(tmp_path, lines, "csv"), "budget")[0]["initial"] == 900_00 * 10_000


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "above, renamed, said",
    [
        ([["单位：万元"]], "年初预算数（元）", "与表头上方写明的不同"),
        ([["单位：元"]], "年初预算数（万元）", "与表头上方写明的不同"),
        ([["单位：元"], ["金额单位：万元"]], "", "两种金额单位"),
        ([["单位：百万元"]], "", "金额单位不认识"),
        ([["金额单位：美元"]], "", "金额单位不认识"),
    ],
)
def test_units_that_cannot_be_are_refused(
    above: Lines, renamed: str, said: str, kind: str, tmp_path: Path
) -> None:
    sheet = _read(tmp_path, _lines(right(), above, renamed=renamed), kind)
    assert any(said in problem.message for problem in sheet.problems)


def test_such_a_sheet_gives_no_books(tmp_path: Path) -> None:
    with pytest.raises(BooksError, match="金额单位不认识"):
        _opened(tmp_path, _lines(right(), [["单位：百万元"]]), "csv")


def test_a_sheet_without_amounts_has_no_unit(tmp_path: Path) -> None:
    tables = right()
    head = titles(tables["单位"])
    csv_folder(tmp_path, tables)
    lines = [["单位：万元"], head, *[[row.get(t, "") for t in head] for row in tables["单位"]]]
    with (tmp_path / "单位.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    assert len(rows(open_books(tmp_path, SCHEMA), "unit")) == 2
