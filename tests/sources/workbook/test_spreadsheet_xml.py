"""Excel 2003 XML: values through formats, styles and their parents, merges, what is hidden."""

from __future__ import annotations

import pytest
from tests.making.saved_workbooks import BORDERS, HEAD, STYLES, spreadsheet_xml

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.kinds import is_spreadsheet_xml
from juesuan.sources.open import open_document
from juesuan.sources.workbook.spreadsheet_xml import read_spreadsheet_xml
from juesuan.sources.workbook.worksheet import HOLLOW, Display, Sheets, Worksheet


def sheet(rows: str, name: str = "甲", more: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{more}</Worksheet>'


def cell(text: str, kind: str = "Number", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


DAY = cell("昨天", "DateTime", 'ss:StyleID="s1"')


def read(data: bytes, limits: Limits = Limits()) -> Sheets:  # noqa: B008 - a frozen record
    return read_spreadsheet_xml(data, limits)


def only(rows: str, styles: str = STYLES, more: str = "") -> Worksheet:
    (made,) = read(spreadsheet_xml(sheet(rows), styles=styles, more=more)).sheets
    return made


def shown(inner: str, styles: str = STYLES, more: str = "") -> Display:
    return only(f"<Row>{inner}</Row>", styles, more).cells[0, 0]


@pytest.mark.parametrize(
    "inner, text",
    [
        (cell("5066.8347", more='ss:StyleID="s1"'), "5,066.83"),
        (cell("5066.8347"), "5066.8347"),
        (cell("05066", "String"), "05066"),
        (cell("1", "Boolean"), "TRUE"),
        (cell("#REF!", "Error", 'ss:Formula="=RC[1]"'), "#REF!"),
        (cell("2024-03-15T00:00:00.000", "DateTime"), "2024-03-15"),
        (cell("3", more='ss:Formula="=1+2"'), "3"),
        ('<Cell ss:Formula="=1+2"/>', HOLLOW),
        ('<Cell><Data ss:Type="String"><B>行政</B><Font>运行</Font></Data></Cell>', "行政运行"),
    ],
)
def test_a_cell_shows_what_the_program_shows(inner: str, text: str) -> None:
    assert shown(inner).text == text


@pytest.mark.parametrize(
    "stated, text",
    [
        ("Short Date", "2024/3/15"),
        ("Long Date", "2024年3月15日"),
        ("yyyy&quot;年&quot;m&quot;月&quot;", "2024年3月"),
    ],
)
def test_a_day_is_shown_through_its_format(stated: str, text: str) -> None:
    styles = f'<Style ss:ID="d"><NumberFormat ss:Format="{stated}"/></Style>'
    day = cell("2024-03-15T00:00:00.000", "DateTime", 'ss:StyleID="d"')
    assert shown(day, styles).text == text
    since = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    assert shown(day, styles, since).text == text


def test_an_hour_without_a_day_is_an_hour() -> None:
    styles = '<Style ss:ID="d"><NumberFormat ss:Format="Short Time"/></Style>'
    assert shown(cell("1899-12-31T10:30:00.000", "DateTime", 'ss:StyleID="d"'), styles).text == (
        "10:30"
    )


def test_what_a_style_does_not_say_its_parent_does() -> None:
    assert shown(cell("1", more='ss:StyleID="s3"')) == Display("1.00", "1.0", ruled=True)
    loop = '<Style ss:ID="a" ss:Parent="b"/><Style ss:ID="b" ss:Parent="a"/>'
    assert shown(cell("1", more='ss:StyleID="a"'), loop).text == "1"


def test_a_cell_without_a_style_has_that_of_its_row_its_column_or_the_first() -> None:
    plain, rows = cell("1"), '<Row ss:StyleID="s1">'
    assert only(f"{rows}{plain}</Row>").cells[0, 0].text == "1.00"
    column = '<Column ss:Index="2" ss:Span="1" ss:StyleID="s1"/>'
    row = only(f"{column}<Row>{plain * 4}</Row>").cells
    assert [row[0, at].text for at in range(4)] == ["1", "1.00", "1.00", "1"]
    first = f'<Style ss:ID="Default"><Borders>{BORDERS}</Borders></Style>'
    assert shown(plain, first).ruled


def test_one_line_is_no_frame() -> None:
    one = (
        '<Style ss:ID="a"><Borders><Border ss:Position="Top" ss:LineStyle="Dot"/></Borders></Style>'
    )
    assert not shown(cell("1", more='ss:StyleID="a"'), one).ruled


def test_places_spans_and_what_is_hidden() -> None:
    columns = '<Column ss:Index="3" ss:Hidden="1"/><Column ss:Hidden="1" ss:Span="1"/>'
    wide, fifth = 'ss:MergeAcross="1" ss:MergeDown="2"', 'ss:Index="5"'
    made = only(
        f'{columns}<Row ss:Index="3">{cell("1", more=wide)}{cell("2")}</Row>'
        f'<Row ss:Hidden="1">{cell("3", more=fifth)}</Row><Row ss:Span="1"/><Row>{cell("4")}</Row>'
    )
    assert {at: each.text for at, each in made.cells.items()} == {
        (2, 0): "1",
        (2, 2): "2",
        (3, 4): "3",
        (6, 0): "4",
    }
    assert made.merges == [(2, 0, 4, 1)]
    assert (made.hidden_rows, made.hidden_columns) == ([3], [(2, 2), (3, 4)])


def test_hidden_sheets_margins_remarks_and_properties() -> None:
    options = (
        '<x:WorksheetOptions><x:PageSetup><x:Header x:Data="&amp;C&amp;&quot;宋体&quot;页眉"/>'
        "</x:PageSetup><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    )
    note = (
        f"<Row>{cell('1').replace('</Cell>', '<Comment><Data>批注</Data></Comment></Cell>')}</Row>"
    )
    made = read(
        spreadsheet_xml(
            sheet("", "乙", options) + sheet(note),
            more="<o:DocumentProperties><o:Title>题名</o:Title></o:DocumentProperties>",
        )
    )
    assert [(each.name, each.hidden) for each in made.sheets] == [("乙", True), ("甲", False)]
    assert "题名" in made.titles
    assert any("页眉" in title for title in made.titles)
    assert made.texts == ("批注",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_its_bytes_tell_it_in_any_letters(encoding: str) -> None:
    text = spreadsheet_xml(sheet(f"<Row>{cell('支出决算表', 'String')}</Row>")).decode()
    data = text.replace('version="1.0"', 'version="1.0" encoding="GB2312"', 1).encode(encoding)
    assert is_spreadsheet_xml(data)
    document = open_document("甲.xls", data)
    assert document.kind == "workbook"
    assert [block.place.part for block in document.pages[0].blocks] == ["甲"]


@pytest.mark.parametrize(
    "text", ["<Workbook/>", "<a urn:schemas-microsoft-com:office:spreadsheet>"]
)
def test_another_text_is_none(text: str) -> None:
    assert not is_spreadsheet_xml(text.encode())


@pytest.mark.parametrize(
    "data, reason",
    [
        (spreadsheet_xml(sheet(""))[:-20], "已损坏"),
        (spreadsheet_xml(sheet(f"<Row>{cell('x')}</Row>")), "已损坏"),
        (spreadsheet_xml(sheet(f"<Row>{cell('1_0')}</Row>")), "已损坏"),
        (spreadsheet_xml(sheet(f"<Row>{DAY}</Row>")), "已损坏"),
        (spreadsheet_xml(sheet(f"<Row ss:Index='9999999'>{cell('1')}</Row>")), "在工作表之外"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]>' + HEAD.encode()[22:] + b"</Workbook>", "类型声明"),
    ],
)
def test_damage_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(data)


def test_more_sheets_or_cells_than_the_limits_are_refused() -> None:
    made = spreadsheet_xml(sheet(f"<Row>{cell('1') * 9}</Row>") + sheet("", "乙"))
    with pytest.raises(Unreadable, match="工作表过多"):
        read(made, Limits(pages=1))
    with pytest.raises(Unreadable, match="内容过多"):
        read(made, Limits(cells=5))
