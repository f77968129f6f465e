"""A user's workbook with one more sheet; charts, formulas and all else as they were."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from tests.making.desk import WRONG
from tests.making.outputs import check_file

from juesuan.desk.workbook_replies import replies_in_workbook
from juesuan.model.page import Limits, Unreadable
from juesuan.model.review import Reply
from juesuan.publishing.desk.marked_workbook import marked_workbook


def workbook(*titles: str) -> bytes:
    book = openpyxl.Workbook()
    for title in titles:
        book.create_sheet(title)
    book["Sheet"]["A1"] = "支出"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_every_finding_is_a_row_of_the_new_sheet(tmp_path: Path) -> None:
    before = workbook("批注")
    after = marked_workbook(before, WRONG, Limits())
    book = openpyxl.load_workbook(io.BytesIO(after))
    assert book.sheetnames == ["Sheet", "批注", "批注1"]
    rows = list(book["批注1"].iter_rows(values_only=True))
    assert [row[-1] for row in rows] == ["编号", "0123456789ab@a1a1a1a1", "ba9876543210@a1a1a1a1"]
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        name = "xl/worksheets/sheet1.xml"
        assert old.read(name) == new.read(name)
    path = tmp_path / "x.xlsx"
    path.write_bytes(marked_workbook(workbook(), WRONG, Limits()))
    check_file(path)


def test_long_texts_break_and_no_other_cell_looks_otherwise() -> None:
    before = workbook()
    old = openpyxl.load_workbook(io.BytesIO(before))
    book = openpyxl.load_workbook(io.BytesIO(marked_workbook(before, WRONG, Limits())))
    reply = book["批注"]["F2"]
    assert (reply.alignment.wrap_text, reply.alignment.vertical) == (True, "top")
    assert reply.number_format == "@"
    assert (book["批注"].row_dimensions[2].height or 0) > 15
    assert book["Sheet"]["A1"].alignment.wrap_text == old["Sheet"]["A1"].alignment.wrap_text


def test_a_workbook_without_looks_is_marked_too() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook())) as parts, io.BytesIO() as target:
        with zipfile.ZipFile(target, "w") as bare:
            for name in parts.namelist():
                if name != "xl/styles.xml":
                    bare.writestr(name, parts.read(name))
        after = marked_workbook(target.getvalue(), WRONG, Limits())
    with zipfile.ZipFile(io.BytesIO(after)) as parts:
        assert b' s="' not in parts.read("xl/worksheets/sheet2.xml")


def test_replies_written_there_are_read_back() -> None:
    book = openpyxl.load_workbook(io.BytesIO(marked_workbook(workbook(), WRONG, Limits())))
    book["批注"]["F2"] = "已改正"
    target = io.BytesIO()
    book.save(target)
    assert replies_in_workbook(target.getvalue()) == [Reply("0123456789ab@a1a1a1a1", "已改正")]


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(Unreadable):
        marked_workbook(b"PK\x03\x04", WRONG, Limits())
