"""Replies filled into the workbook of a round, or into one with its columns."""

from io import BytesIO

import openpyxl
import pytest
from tests.making.desk import ROUND

from juesuan.desk.workbook_replies import replies_in_workbook
from juesuan.model.page import Unreadable
from juesuan.model.review import Reply
from juesuan.notation.look import load_look
from juesuan.publishing.desk.overview_workbook import write_overview


def saved(book: openpyxl.Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_as_it_was_written_holds_no_reply() -> None:
    assert replies_in_workbook(write_overview(ROUND, load_look())) == []


def test_filled_in_it_gives_each_reply_to_its_finding() -> None:
    book = openpyxl.load_workbook(BytesIO(write_overview(ROUND, load_look())))
    sheet = book["审核结果"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, columns["部门答复"], " 已改正 ")
    sheet.cell(5, columns["处理结果"], "系统误读")
    assert replies_in_workbook(saved(book)) == [
        Reply("0123456789ab@a1a1a1a1", "已改正"),
        Reply("ba9876543210@a1a1a1a1", "", outcome="系统误读"),
    ]


def test_only_the_columns_matter_wherever_they_were_copied_to() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["编号", "部门答复", "答复人"])
    sheet.append(["编号 0123456789ab@a1a1a1a1", "同意", "张三"])
    sheet.append(["不是编号", "同意", ""])
    assert replies_in_workbook(saved(book)) == [Reply("0123456789ab@a1a1a1a1", "同意", "张三")]


def test_a_workbook_without_them_is_refused() -> None:
    with pytest.raises(Unreadable, match="部门答复"):
        replies_in_workbook(saved(openpyxl.Workbook()))
    with pytest.raises(Unreadable, match="另存"):
        replies_in_workbook(b"PK\x03\x04")
