"""ODS: the text that the file says is shown, spans, repeats, what is hidden, what is refused."""

from __future__ import annotations

import pytest
from tests.making.workbooks import odf

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.workbook.ods import read_ods
from juesuan.sources.workbook.worksheet import HOLLOW, Worksheet

STYLES = (
    "<office:automatic-styles>"
    '<style:style style:name="t1"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="c1"><style:table-cell-properties fo:border="1pt"/></style:style>'
    '<style:style style:name="c2"><style:table-cell-properties fo:border="none"/></style:style>'
    '<style:style style:name="c3"><style:table-cell-properties fo:border-top="1pt" '
    'fo:border-left="1pt"/></style:style></office:automatic-styles>'
)


def tables(*sheets: str) -> bytes:
    """An ODS with these sheets."""
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    return odf(STYLES + body)


def table(rows: str, more: str = 'table:name="甲"') -> str:
    return f"<table:table {more}>{rows}</table:table>"


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def only(rows: str) -> Worksheet:
    (sheet,) = read_ods(tables(table(rows)), Limits()).sheets
    return sheet


def test_a_cell_shows_its_text_and_keeps_its_value() -> None:
    number = 'office:value-type="float" office:value="5066.8347" table:style-name="c1"'
    shown = only(row(cell("5,066.83", number))).cells[0, 0]
    assert shown == ("5,066.83", "5066.8347", True)


@pytest.mark.parametrize("style, ruled", [("c1", True), ("c2", False), ("c3", True), ("", False)])
def test_lines_around_a_cell_are_a_matter_of_its_style(style: str, ruled: object) -> None:
    assert only(row(cell("1", f'table:style-name="{style}"'))).cells[0, 0].ruled is ruled


def test_words_of_a_cell_stand_on_one_line_without_what_is_noted_on_it() -> None:
    words = "行政<text:line-break/>运<text:span>行</text:span>"
    words += "<office:annotation><text:p>批</text:p></office:annotation>"
    assert only(row(cell(words))).cells[0, 0].text == "行政 运行"


def test_a_formula_without_a_result_is_no_zero() -> None:
    formula = '<table:table-cell table:formula="of:=1+1"/>'
    assert only(row(formula)).cells[0, 0].text == HOLLOW


@pytest.mark.parametrize(
    "stored, shown",
    [
        ('office:value-type="float" office:value="1234.5"', "1234.5"),
        ('office:value-type="float" office:value="0"', "0"),
        ('office:value-type="percentage" office:value="0.125"', "12.50%"),
        ('office:value-type="string" office:string-value="甲"', "甲"),
        ('office:value-type="date" office:date-value="2024-03-15"', "2024-03-15"),
    ],
)
def test_a_value_of_which_no_text_is_told_is_no_blank(stored: str, shown: str) -> None:
    assert only(row(f"<table:table-cell {stored}/>")).cells[0, 0].text == shown


def test_a_value_that_is_shown_as_nothing_is_a_blank() -> None:
    nothing = (
        '<table:table-cell office:value-type="float" office:value="0"><text:p/></table:table-cell>'
    )
    assert only(row(nothing)).cells == {}


def test_spans_and_repeats() -> None:
    covered = "<table:covered-table-cell><text:p>藏</text:p></table:covered-table-cell>"
    sheet = only(
        row("<table:table-cell/>", more='table:number-rows-repeated="3"')
        + row(cell("甲", 'table:number-columns-spanned="2"'), covered, cell("乙"))
        + row(
            cell("丙", 'table:number-columns-repeated="2"'), more='table:number-rows-repeated="2"'
        )
    )
    shown = [(*at, cell.text) for at, cell in sheet.cells.items()]
    first = [(3, 0, "甲"), (3, 2, "乙")]
    assert shown == [*first, *((at, column, "丙") for at in (4, 5) for column in (0, 1))]
    assert sheet.merges == [(3, 0, 3, 1)]


def test_rows_and_columns_without_end_cost_nothing() -> None:
    endless = 'table:number-columns-repeated="16384"'
    empty = row(f"<table:table-cell {endless}/>", more='table:number-rows-repeated="1048576"')
    assert set(only(row(cell("甲")) + empty).cells) == {(0, 0)}


def test_hidden_sheets_rows_and_columns_are_noted() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    hid = row(cell("1"), cell("2"), more='table:visibility="filter"')
    made = tables(
        table(columns + hid), table(row(cell("1")), 'table:name="乙" table:style-name="t1"')
    )
    shown, hidden = read_ods(made, Limits()).sheets
    assert (shown.hidden, hidden.hidden) == (False, True)
    assert shown.hidden_rows == [0]
    assert shown.hidden_columns == [(1, 1)]


def test_remarks_margins_and_properties_are_beside_the_cells() -> None:
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    made = read_ods(
        odf_with(f"<table:table-cell>{note}<text:p>1</text:p></table:table-cell>"), Limits()
    )
    assert made.texts == ("批注",)
    assert "题名" in made.titles


def odf_with(inner: str) -> bytes:
    body = (
        f"<office:body><office:spreadsheet>{table(row(inner))}</office:spreadsheet></office:body>"
    )
    return odf(body, meta="<m><title>题名</title></m>")


def test_a_locked_file_says_what_to_do() -> None:
    made = odf("x", **{"META-INF_manifest": "<m><encryption-data/></m>"})
    with pytest.raises(Unreadable, match="去掉密码"):
        read_ods(made, Limits())


def test_what_holds_no_sheets_holds_nothing() -> None:
    assert read_ods(odf(""), Limits()).sheets == []


@pytest.mark.parametrize("content", ["<a>", '<office:body x="1"', "<undeclared:b/>", "\0"])
def test_what_is_no_xml_is_damage(content: str) -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        read_ods(odf(content), Limits())


def test_more_sheets_or_cells_than_the_limits_are_refused() -> None:
    made = tables(table(row(cell("1", 'table:number-columns-repeated="9"'))), table(""))
    with pytest.raises(Unreadable, match="工作表过多"):
        read_ods(made, Limits(pages=1))
    with pytest.raises(Unreadable, match="内容过多"):
        read_ods(made, Limits(cells=5))
