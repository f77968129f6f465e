"""XLS: cells through their formats, hidden sheets, words beside the cells, what is refused."""

from __future__ import annotations

import struct

import pytest
from tests.making.old_workbooks import (
    HIDDEN,
    VISIBLE,
    Rows,
    old_workbook,
    ole,
    record,
    stream,
    text_of,
)
from xlrd.compdoc import CompDoc

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.workbook.worksheet import Worksheet
from juesuan.sources.workbook.xls import read_xls, streams

ROWS: Rows = [["支出决算表"], ["项目", "金额"], ["合计", 5066.8347]]


def only(rows: Rows, code: str = "#,##0.00") -> Worksheet:
    """The one sheet of an XLS with these rows."""
    (sheet,) = read_xls(old_workbook([("公开03", VISIBLE, rows)], code), Limits()).sheets
    return sheet


def test_a_cell_shows_its_value_through_its_format() -> None:
    cells = only([["项目", 5066.8347, -0.5]], "0.00;(0.00)").cells
    assert [cell.text for cell in cells.values()] == ["项目", "5066.83", "(0.50)"]
    assert cells[0, 1].exact == "5066.8347"
    assert cells[0, 1].ruled


def test_errors_truths_and_merges() -> None:
    truth = record(0x205, struct.pack("<HHHBB", 0, 1, 0, 1, 0))
    error = record(0x205, struct.pack("<HHHBB", 0, 2, 0, 0x07, 1))
    merge = record(0xE5, struct.pack("<HHHHH", 1, 0, 1, 0, 2))
    sheet = only([["甲", truth, error, merge]])
    assert [cell.text for cell in sheet.cells.values()] == ["甲", "TRUE", "#DIV/0!"]
    assert sheet.merges == [(0, 0, 1, 2)]


def test_a_formula_shows_its_result() -> None:
    number = struct.pack("<HHHdHIH", 0, 1, 0, 12.5, 0, 0, 0)
    text = struct.pack("<HHH", 0, 2, 0) + b"\0\0\0\0\0\0\xff\xff" + struct.pack("<HIH", 0, 0, 0)
    formulas = record(0x6, number) + record(0x6, text) + record(0x207, text_of("文"))
    assert [c.text for c in only([["甲", formulas]]).cells.values()] == ["甲", "12.5", "文"]


def test_cells_that_only_bear_a_style_cost_nothing() -> None:
    blanks = record(0xBE, struct.pack("<HH", 9, 0) + bytes(2 * 256) + struct.pack("<H", 255))
    made = old_workbook([("甲", VISIBLE, [["a", "b"], [blanks * 5000]])])
    assert set(read_xls(made, Limits(cells=10)).sheets[0].cells) == {(0, 0), (0, 1)}


def test_hidden_sheets_rows_and_columns_are_noted() -> None:
    row = record(0x208, struct.pack("<HHHHHHI", 1, 0, 2, 300, 0, 0, 0x120))
    column = record(0x7D, struct.pack("<HHHHHH", 1, 1, 2000, 0, 1, 0))
    made = old_workbook([("甲", VISIBLE, [*ROWS, [row, column]]), ("乙", HIDDEN, ROWS)])
    shown, hidden = read_xls(made, Limits()).sheets
    assert (shown.hidden, hidden.hidden) == (False, True)
    assert shown.hidden_rows == [1]
    assert shown.hidden_columns == [(1, 1)]


def test_words_of_margins_are_beside_the_cells() -> None:
    margin = record(0x14, text_of("&C内部资料"))
    books = read_xls(old_workbook([("甲", VISIBLE, [[margin]])]), Limits())
    assert any("内部资料" in text for text in books.texts)


def test_words_of_properties_are_beside_the_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """The maker of tests writes one stream; what stands in the other is told by its name alone."""
    made = old_workbook([("甲", VISIBLE, ROWS)])
    whole = CompDoc.get_named_stream

    def with_title(self: CompDoc, name: str) -> bytes | None:
        title = "\0\x1e内部题名\0".encode("gb18030")
        return title if name.endswith("\x05SummaryInformation") else whole(self, name)

    monkeypatch.setattr(CompDoc, "get_named_stream", with_title)
    assert "内部题名" in read_xls(made, Limits()).titles


def test_a_locked_file_says_what_to_do() -> None:
    made = old_workbook([("甲", VISIBLE, ROWS)], more=record(0x2F, bytes(54)))
    with pytest.raises(Unreadable, match="去掉密码"):
        read_xls(made, Limits())


def test_more_sheets_or_cells_than_the_limits_are_refused() -> None:
    made = old_workbook([("甲", VISIBLE, ROWS), ("乙", VISIBLE, ROWS)])
    with pytest.raises(Unreadable, match="工作表过多"):
        read_xls(made, Limits(pages=1))
    with pytest.raises(Unreadable, match="内容过多"):
        read_xls(made, Limits(cells=3))


def test_many_numbers_in_one_record_are_counted_one_by_one() -> None:
    several = record(0xBD, struct.pack("<HH", 0, 0) + bytes(6 * 200) + struct.pack("<H", 199))
    with pytest.raises(Unreadable, match="内容过多"):
        read_xls(old_workbook([("甲", VISIBLE, [[several]])]), Limits(cells=100))


def test_the_streams_of_an_ole_file_tell_what_it_is() -> None:
    data = stream([("甲", VISIBLE, ROWS)], "0")
    assert streams(ole(data)) == {"Workbook"}
    assert streams(ole(data, "WordDocument")) == {"WordDocument"}
    damaged = ole(data, "WordDocument")[:600] + "WordDocument".encode("utf-16-le")
    assert streams(damaged) == {"WordDocument"}


def test_the_stream_may_have_its_older_name() -> None:
    data = stream([("甲", VISIBLE, ROWS)], "0")
    assert read_xls(ole(data, "Book"), Limits()).sheets[0].name == "甲"


def test_records_that_are_not_what_they_say_are_damage() -> None:
    made = old_workbook([("甲", VISIBLE, ROWS)])
    with pytest.raises(Unreadable, match="已损坏"):
        read_xls(made[:2000], Limits())
