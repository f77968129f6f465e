"""Workbooks as they come: macros, formulas, merged headers, totals, text numbers, dates, bombs."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.making.books_written import SCHEMA, opened, opened_right, right, rows, workbook

from juesuan.books import LIMITS, Books, BooksError, Problem, open_books

Edit = Callable[[Worksheet], object]


def edited(folder: Path, sheet: str, edit: Edit, suffix: str = ".xlsx") -> Books:
    """Right books with one sheet edited as a person would."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(right())))
    edit(book[sheet])
    path = folder / f"edited{suffix}"
    book.save(path)
    return open_books(path, SCHEMA)


def complaint(folder: Path, sheet: str, edit: Edit) -> tuple[Problem, ...]:
    with pytest.raises(BooksError) as caught:
        edited(folder, sheet, edit)
    return caught.value.problems


def column(sheet: Worksheet, title: str) -> str:
    return str(next(cell.column_letter for cell in sheet[1] if cell.value == title))


def test_macros_are_never_looked_at(tmp_path: Path) -> None:
    data = io.BytesIO(workbook(right()))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 not even a macro")
    path = tmp_path / "books.xlsm"
    path.write_bytes(data.getvalue())
    assert rows(open_books(path, SCHEMA), "ledger") == rows(opened_right(), "ledger")


def test_a_formula_counts_for_its_cached_value(tmp_path: Path) -> None:
    data = workbook(right())
    formula = b'<c r="E2"><f>1+1</f><v>901.25</v></c>'
    # 年初预算数 is the fifth column of 预算, the fifth sheet.
    done = _replaced(data, "xl/worksheets/sheet5.xml", b'<c r="E2"><v>900</v></c>', formula)
    path = tmp_path / "books.xlsx"
    path.write_bytes(done)
    assert rows(open_books(path, SCHEMA), "budget")[0]["initial"] == 90_125


def _replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with bytes of one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                assert old in text
                text = text.replace(old, new)
            target.writestr(name, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_a_formula_without_value_is_named(tmp_path: Path) -> None:
    def formula(sheet: Worksheet) -> None:
        sheet[f"{column(sheet, '年初预算数')}2"] = "=SUM(A1:A9)"

    (problem,) = complaint(tmp_path, "预算", formula)
    assert (problem.sheet, problem.row, problem.column) == ("预算", 2, "年初预算数")
    assert problem.value == "公式没有算出的值"
    assert "重新计算并保存" in problem.message


def test_an_error_value_is_named(tmp_path: Path) -> None:
    def error(sheet: Worksheet) -> None:
        sheet[f"{column(sheet, '借方发生额')}5"] = "#REF!"

    problems = complaint(tmp_path, "账簿", error)
    assert ("账簿", 5, "借方发生额", "#REF!") in [
        (p.sheet, p.row, p.column, p.value) for p in problems
    ]


def test_titles_above_and_a_header_of_two_merged_rows(tmp_path: Path) -> None:
    def head(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "2023 年预算表"
        sheet.merge_cells("A1:F1")
        sheet["A2"] = "编制单位：示例局"
        first, last = (
            next(c for c in sheet[4] if c.value == t) for t in ("年初预算数", "全年预算数")
        )
        for cell in sheet[4]:
            if cell not in (first, last):
                sheet.cell(3, cell.column, cell.value)
                sheet.merge_cells(None, 3, cell.column, 4, cell.column)
        sheet.cell(3, first.column, "预算数")
        first.value, last.value = "年初", "全年"
        sheet.merge_cells(None, 3, first.column, 3, last.column)

    def renamed(sheet: Worksheet) -> None:
        head(sheet)
        for cell in sheet[4]:
            if cell.value in ("年初", "全年"):
                cell.value = f"{cell.value}预算"

    assert rows(edited(tmp_path, "预算", renamed), "budget")[0]["adjusted"] == 100_025
    assert rows(edited(tmp_path, "预算", head), "budget")[0]["adjusted"] == 100_025


def test_amounts_merged_over_rows_are_named_once(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        at = column(sheet, "借方发生额")
        sheet.merge_cells(f"{at}2:{at}3")
        sheet.merge_cells(f"{at}4:{at}5")

    problem = complaint(tmp_path, "账簿", merge)[0]
    message = "第 2 至 3 行合并了单元格，请取消合并并逐行填写，这样的共 2 处"
    assert (problem.column, problem.message) == ("借方发生额", message)


def test_words_merged_over_rows_are_of_each_row(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet[f"{column(sheet, '单位编码')}4"] = "101001"
        sheet.merge_cells("A2:A4")

    assert column_of(edited(tmp_path, "账簿", merge)) == column_of(opened_right())


def column_of(books: Books) -> list[object]:
    return [row["unit_code"] for row in rows(books, "ledger")]


@pytest.mark.parametrize("word", ["合计", "总 计", "小计："])
def test_totals_stay_out_and_are_counted(tmp_path: Path, word: str) -> None:
    def total(sheet: Worksheet) -> None:
        sheet.append([word] + [None] * (sheet.max_column - 1))
        sheet[f"{column(sheet, '借方发生额')}{sheet.max_row}"] = 1231.07

    for name, table in (("账簿", "ledger"), ("预算", "budget")):
        edit = total if name == "账簿" else (lambda sheet: sheet.append([word]))
        books = edited(tmp_path, name, edit)
        tally = next(t for t in books.tally if t.table == table)
        assert [(reason, count.rows) for reason, count in tally.excluded] == [("合计行", 1)]
        assert tally.balanced
        assert rows(books, table) == rows(opened_right(), table)


def test_numbers_as_people_type_them(tmp_path: Path) -> None:
    said = {
        "9 00": 90_000,
        "１，２３４．５０": 123_450,
        "(12.30)": -1230,
        "¥ 5": 500,
        "-": 0,
        "": None,
    }
    for text, cents in said.items():
        tables = right()
        tables["预算"][0]["年初预算数"] = text
        tables["账簿"][3]["借方发生额"] = text
        books = opened(tables, tmp_path)
        assert rows(books, "budget")[0]["initial"] == cents
        (row,) = [row for row in rows(books, "ledger") if row["acct"] == "7201"]
        assert row["debit"] == (cents or 0)


def test_floats_come_to_the_nearest_cent(tmp_path: Path) -> None:
    tables = right()
    tables["账簿"][3]["借方发生额"] = 0.1 + 0.2
    tables["预算"][0]["年初预算数"] = 1234567890.12
    books = opened(tables, tmp_path)
    assert sorted(row["debit"] for row in rows(books, "ledger"))[2:4] == [0, 30]
    assert rows(books, "budget")[0]["initial"] == 123_456_789_012


@pytest.mark.parametrize("said", [45047, "2023-05-01", "2023年5月1日", "2023/5/1", "2023.5.1"])
def test_dates_of_any_kind(tmp_path: Path, said: object) -> None:
    tables = right()
    tables["年度信息"][0]["批复日期"] = said
    assert str(rows(opened(tables, tmp_path), "meta")[0]["approve_date"]) == "2023-05-01"


def test_codes_as_numbers_and_with_spaces(tmp_path: Path) -> None:
    tables = right()
    tables["账簿"][0] |= {"单位编码": 101001, "科目编码": 6001, "功能分类": " 2010301 "}
    assert rows(opened(tables, tmp_path), "ledger") == rows(opened_right(), "ledger")


def test_columns_missing_or_twice(tmp_path: Path) -> None:
    def twice(sheet: Worksheet) -> None:
        sheet.cell(1, sheet.max_column + 1, "预算单位编码")

    def missing(sheet: Worksheet) -> None:
        sheet[f"{column(sheet, '单位性质')}1"] = "性格"

    assert "同一列出现多次" in complaint(tmp_path, "预算", twice)[0].message
    assert complaint(tmp_path, "单位", missing)[0].message == "缺少这一列"


def test_a_sheet_without_header(tmp_path: Path) -> None:
    problems = complaint(tmp_path, "预算", lambda sheet: sheet.delete_rows(1))
    assert problems[0].message == "找不到“预算”的表头"


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))
    with pytest.raises(BooksError, match="已加密"):
        open_books(path, SCHEMA)


def bomb(size: int, *, lie: bool = False) -> bytes:
    """A workbook whose first sheet unpacks to so many spaces."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(right()))) as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        for name in source.namelist():
            text = source.read(name) + (b" " * size if name.endswith("sheet1.xml") else b"")
            target.writestr(name, text, zipfile.ZIP_DEFLATED)
    if not lie:
        return out.getvalue()
    data = bytearray(out.getvalue())
    real = (
        len(zipfile.ZipFile(io.BytesIO(workbook(right()))).read("xl/worksheets/sheet1.xml")) + size
    )
    return bytes(data).replace(real.to_bytes(4, "little"), (4096).to_bytes(4, "little"))


def test_bombs_are_refused_before_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb(2 * 2**20))
    with pytest.raises(BooksError, match="压缩比异常"):
        open_books(path, SCHEMA)
    with pytest.raises(BooksError, match="解开后过大"):
        open_books(path, SCHEMA, limits=replace(LIMITS, unpacked=2**20))
    path.write_bytes(bomb(2 * 2**20, lie=True))
    with pytest.raises(BooksError, match="已损坏"), warnings.catch_warnings():
        open_books(path, SCHEMA)


def test_sheets_beyond_the_limits_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "books.xlsx"
    path.write_bytes(workbook(right()))
    with pytest.raises(BooksError, match="工作簿过大"):
        open_books(path, SCHEMA, limits=replace(LIMITS, bytes=100))
    for place in ("XFD1048576", "A1048576", "ABC3"):
        with pytest.raises(BooksError, match="工作表过大"):
            edited(tmp_path, "单位", lambda sheet, place=place: sheet.__setitem__(place, 1))  # type: ignore[misc]
