"""Workbooks saved as HTML: known by what they hold, shown and stored numbers, frames, a page."""

from __future__ import annotations

import pytest

from juesuan.model.page import Limits
from juesuan.sources.kinds import may_be_sheets
from juesuan.sources.open import open_document
from juesuan.sources.workbook.html_sheets import read_html_sheets
from juesuan.sources.workbook.worksheet import Worksheet

ROWS = (
    "<tr><td>支出决算表</td></tr><tr><td>项目</td><td>金额</td></tr>"
    "<tr><td>合计</td><td>1.00</td></tr>"
)
EXCEL = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>'
CALC = (
    '<html><body><p><center><h1>概览</h1><A HREF="#table0">一</A><br></center></p>'
    '<A NAME="table0"><h1>工作表 1: <em>公开03</em></h1></A>'
)


def only(text: str) -> Worksheet:
    made = read_html_sheets(text, Limits())
    assert made
    (sheet,) = made.sheets
    return sheet


def table(cell: str, more: str = "") -> str:
    return f"<table {more}><tr>{cell}</tr></table>"


@pytest.mark.parametrize(
    "text",
    [
        f"<table>{ROWS}</table>",
        f"\n<meta charset=gb2312><table>{ROWS}</table><table>{ROWS}</table>",
        f"{EXCEL}<p></p><table>{ROWS}</table>",
        f"<html><head><title>甲</title></head><body><div><table>{ROWS}</table></div></body></html>",
        f"{CALC}<table>{ROWS}</table>",
    ],
)
def test_tables_and_nothing_else_are_a_workbook(text: str) -> None:
    assert may_be_sheets(text.encode())
    assert open_document("甲.xls", text.encode("gb18030")).kind == "workbook"


@pytest.mark.parametrize(
    "text",
    [
        f"{EXCEL}<p>支出决算情况说明</p><table>{ROWS}</table>",
        f"<html><body><table><tr><td><table>{ROWS}</table></td></tr></table>",
        f"{EXCEL}<p>甲</p>",
    ],
)
def test_a_page_that_says_more_or_lays_tables_in_tables_is_none(text: str) -> None:
    assert read_html_sheets(text, Limits()) is None
    assert open_document("甲.xls", text.encode()).kind == "html"


def test_tables_within_a_text_leave_it_a_text() -> None:
    text = f"<table>{ROWS}</table>\n\n## 二、支出决算情况说明\n"
    assert open_document("甲.md", text.encode()).kind == "text"
    assert not may_be_sheets(f"# 决算\n<table>{ROWS}</table>".encode())


@pytest.mark.parametrize(
    "stored, exact",
    [
        ('x:num="5066.8347"', "5066.8347"),
        ("x:num", "5066.83"),
        ('sdval="5066.8347"', "5066.8347"),
        ('x:num="甲"', ""),
        ('x:num="1e999"', ""),
        ("x:str", ""),
    ],
)
def test_a_cell_shows_its_text_and_keeps_what_it_stores(stored: str, exact: str) -> None:
    cell = only(table(f"<td {stored}> 5,066.83&nbsp;</td>")).cells[0, 0]
    assert (cell.text, cell.exact) == ("5,066.83", exact)


@pytest.mark.parametrize(
    "css, ruled",
    [
        ("border:.5pt solid black", True),
        ("border-top:1px solid; border-left:1px solid", True),
        ("border-top:1px solid", False),
        ("border:none", False),
        ("border:.5pt solid; border-top:none; border-right:none; border-left:none", False),
        ("color:red", False),
    ],
)
def test_lines_around_a_cell_are_a_matter_of_its_style(css: str, ruled: object) -> None:
    assert only(table(f"<td style='{css}'>1</td>")).cells[0, 0].ruled is ruled
    assert (
        only(f"<style>.a {{{css}}}</style>{table('<td class=a>1</td>')}").cells[0, 0].ruled is ruled
    )


def test_a_table_with_a_border_rules_all_its_cells() -> None:
    assert only(table("<td>1</td>", "border=1")).cells[0, 0].ruled
    assert not only(table("<td>1</td>", "border=0")).cells[0, 0].ruled


def test_sheets_have_the_names_that_their_program_tells() -> None:
    names = "<!--[if gte mso 9]><x:Name>公开01</x:Name><x:Name>公开02</x:Name><![endif]-->"
    made = read_html_sheets(f"<html>{names}<body>{table('<td>1') * 2}", Limits())
    assert made
    assert [sheet.name for sheet in made.sheets] == ["公开01", "公开02"]
    assert only(f"{CALC}<table>{ROWS}</table>").name == "公开03"


def test_tables_without_names_stand_one_below_another() -> None:
    made = only(table("<td>1") + table("<td rowspan=2 colspan=2>2") + table("<td>3"))
    assert {at: cell.text for at, cell in made.cells.items()} == {
        (0, 0): "1",
        (2, 0): "2",
        (4, 0): "3",
    }
    assert made.merges == [(2, 0, 2, 1)]


def test_rows_and_columns_that_are_hidden_are_noted() -> None:
    columns = "<col><col span=2 style='display:none'>"
    made = only(f"<table>{columns}<tr style='display: none'><td>1</td></tr></table>")
    assert (made.hidden_rows, made.hidden_columns) == ([0], [(1, 2)])
