"""The template explains itself, is read back as empty books, and its example is right."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from tests.making.books_written import SCHEMA, rows

from juesuan.books import BooksError, open_books
from juesuan.notation.edition import load
from juesuan.publishing.prepared.template import FIRST, write_template


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    write_template(path, load("2023"))
    return path


def test_it_comes_back_as_empty_books_of_its_year(template: Path) -> None:
    with pytest.raises(BooksError) as error:
        open_books(template, SCHEMA)
    (problem,) = error.value.problems
    assert "没有任何预算收入、预算支出" in problem.message
    for tally in error.value.tally:
        assert tally.taken.rows == (tally.table == "meta")
        assert [(reason, count.rows) for reason, count in tally.excluded] == [
            ("模板的说明行、示例行", 2)
        ]


def test_its_examples_are_right_together(template: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template)
    for table in SCHEMA.tables:
        sheet = book[table.title]
        sheet["A3"] = None
    book["年度信息"].delete_rows(4)
    book.save(tmp_path / "filled.xlsx")
    books = open_books(tmp_path / "filled.xlsx", SCHEMA)
    assert all(tally.taken.rows == 1 for tally in books.tally)
    assert rows(books, "ledger")[0]["debit"] == 1_234_560
    calamine = CalamineWorkbook.from_path(str(tmp_path / "filled.xlsx"))
    assert calamine.sheet_names == ["说明", *(table.title for table in SCHEMA.tables)]


def text_columns(sheet: Worksheet) -> set[int]:
    """The columns whose empty cells are formatted as text."""
    columns = (one for one in sheet.column_dimensions.values() if one.number_format == "@")
    return {number for one in columns for number in range(one.min, one.max + 1)}


def test_every_column_has_title_help_and_words_to_choose(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    assert book.sheetnames[0] == "说明"
    for table in SCHEMA.tables:
        sheet = book[table.title]
        assert sheet.freeze_panes == "B4"
        assert not sheet.protection.sheet
        rules = sheet.data_validations.dataValidation
        listed = {str(rule.sqref).split(":")[0]: rule for rule in rules}
        texts = text_columns(sheet)
        for number, column in enumerate(table.columns, start=2):
            title, note = sheet.cell(1, number), sheet.cell(2, number)
            assert str(title.value).startswith(column.title)
            assert note.value == column.help
            place = f"{title.column_letter}{FIRST + 1}"
            words = column.values or (("是", "否") if column.kind == "bool" else ())
            assert (place in listed) == bool(words)
            if words:
                assert listed[place].formula1 == f'"{",".join(words)}"'
            if column.kind == "code":
                assert number in texts


def test_nothing_in_it_is_a_formula(template: Path) -> None:
    for sheet in openpyxl.load_workbook(template):
        assert [c.coordinate for row in sheet for c in row if c.data_type == "f"] == []


def test_same_template_same_bytes(template: Path) -> None:
    again = io.BytesIO()
    write_template(again, load("2023"))
    assert again.getvalue() == template.read_bytes()
