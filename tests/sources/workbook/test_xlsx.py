"""XLSX: every kind of cell, formulas without results, what is hidden, what is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from tests.making.old_workbooks import Rows
from tests.making.workbooks import MAIN, STRICT, data, package, workbook

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.workbook.worksheet import HOLLOW, Worksheet
from juesuan.sources.workbook.xlsx import read_xlsx

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="#,##0.00;-#,##0.00;"/></numFmts>'
    '<borders><border/><border><left style="thin"/><top style="thin"/></border>'
    '<border><bottom style="thin"/><top style="none"/></border></borders>'
    '<cellXfs><xf/><xf numFmtId="164" borderId="1"/><xf numFmtId="4" borderId="2"/></cellXfs>'
)


def sheet(xml: str, *, shared: str = "", book: str = "", main: str = MAIN) -> Worksheet:
    """The one sheet of a workbook made of this XML."""
    made = package(xml, shared=shared, styles=STYLES, book=book, main=main)
    (only,) = read_xlsx(made, Limits()).sheets
    return only


def texts(xml: str, **more: str) -> dict[tuple[int, int], str]:
    """What its cells show."""
    return {at: cell.text for at, cell in sheet(xml, **more).cells.items()}


CELLS = [
    ('<c r="A1"><v>5.25</v></c>', "5.25"),
    ('<c r="A1" s="1"><v>5066.8347</v></c>', "5,066.83"),
    ('<c r="A1" s="1"><v>0</v></c>', None),
    ('<c r="A1" s="9"><v>5.25</v></c>', "5.25"),
    ('<c r="A1" t="s"><v>0</v></c>', "行政运行"),
    ('<c r="A1" t="s"><v>1</v></c>', "收入 合计"),
    ('<c r="A1" t="inlineStr"><is><t>内</t></is></c>', "内"),
    ('<c r="A1" t="inlineStr"><is><r><t>内</t></r><r><t>部</t></r></is></c>', "内部"),
    ('<c r="A1" t="str"><f>B1</f><v>文</v></c>', "文"),
    ('<c r="A1" t="str"><f>B1</f><v></v></c>', None),
    ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
    ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
    ('<c r="A1" t="d"><v>2024-03-15</v></c>', "2024-03-15"),
    ('<c r="A1"><f>1+1</f><v>2</v></c>', "2"),
    ('<c r="A1"><f>1+1</f></c>', HOLLOW),
    ('<c r="A1"><f>1+1</f><v></v></c>', HOLLOW),
    ('<c r="A1" s="1"/>', None),
    ("<c><v>7</v></c>", "7"),
]
SHARED = (
    '<si><t>行政运行</t><rPh sb="0" eb="2"><t>xingzheng</t></rPh></si>'
    '<si><r><t>收入_x000D_</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 合计</t></r></si>'
)


@pytest.mark.parametrize("main", [MAIN, STRICT])
@pytest.mark.parametrize("cell, shown", CELLS)
def test_a_cell_shows_what_it_is_printed_as(cell: str, shown: str | None, main: str) -> None:
    expected = {} if shown is None else {(0, 0): shown}
    assert texts(data(cell), shared=SHARED, main=main) == expected


def test_lines_on_two_sides_rule_a_cell_and_one_line_does_not() -> None:
    cells = '<c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>1</v></c><c r="C1"><v>1</v></c>'
    made = sheet(data(cells))
    assert [cell.ruled for cell in made.cells.values()] == [True, False, False]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.cell(1, 1, date(2024, 3, 15)).number_format = "yyyy-mm-dd"
    book.save(file)
    (only,) = read_xlsx(file.getvalue(), Limits()).sheets
    assert only.cells[0, 0].text == "2024-03-15"


RECALCULATED = '<calcPr fullCalcOnLoad="1"/>'
ZEROS = '<c r="A1"><v>3</v></c><c r="B1"><f>A1</f><v>0</v></c><c r="C1"><f>A1*0</f><v>0</v></c>'


def test_formulas_that_nobody_ever_calculated_are_no_zeros() -> None:
    assert texts(data(ZEROS), book=RECALCULATED) == {(0, 0): "3", (0, 1): HOLLOW, (0, 2): HOLLOW}


def test_formulas_that_were_calculated_may_be_zero() -> None:
    assert texts(data(ZEROS)) == {(0, 0): "3", (0, 1): "0", (0, 2): "0"}
    calculated = ZEROS.replace("<f>A1</f><v>0</v>", "<f>A1</f><v>3</v>")
    assert texts(data(calculated), book=RECALCULATED)[0, 2] == "0"


def test_hidden_rows_columns_and_merges_are_noted() -> None:
    made = sheet(
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols>'
        '<sheetData><row r="4" hidden="true"><c r="B4"><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="B4:D5"/></mergeCells>'
    )
    assert made.hidden_rows == [3]
    assert made.hidden_columns == [(1, 2)]
    assert made.merges == [(3, 1, 4, 3)]


def test_cells_that_only_bear_a_style_cost_nothing() -> None:
    row = "".join(f'<c r="{column}1" s="1"/>' for column in ("A", "B", "ZZ"))
    made = sheet(data(row * 3000 + '<c r="AAA1"><v>7</v></c>'))
    assert {at: cell.text for at, cell in made.cells.items()} == {(0, 702): "7"}


def test_a_sheet_that_is_a_chart_is_passed_over() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("甲").write(0, 0, 1)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=甲!$A$1:$A$1"})
        book.add_chartsheet("图").set_chart(chart)
    assert [sheet.name for sheet in read_xlsx(file.getvalue(), Limits()).sheets] == ["甲"]


REFUSED = {
    "DTD": (data("<c/>").join(['<!DOCTYPE a [<!ENTITY b "c">]>', ""]), "已损坏"),
    "no shared text of this number": (data('<c r="A1" t="s"><v>5</v></c>'), "已损坏"),
    "a shared text from the end": (data('<c r="A1" t="s"><v>-1</v></c>'), "已损坏"),
    "a style from the end": (data('<c r="A1" s="-1"><v>1</v></c>'), "已损坏"),
    "no number but to Python": (data('<c r="A1"><v>1_000</v></c>'), "已损坏"),
    "no number": (data('<c r="A1"><v>12x</v></c>'), "已损坏"),
    "a place on no sheet": (data('<c r="ZZZ1"><v>1</v></c>'), "已损坏"),
    "some cells with a place, some without": (
        data('<c r="C1"><v>1</v></c><c><v>2</v></c>'),
        "已损坏",
    ),
    "cut": ("<sheetData><row>", "已损坏"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_what_it_says_is_damage(kind: str) -> None:
    xml, words = REFUSED[kind]
    with pytest.raises(Unreadable, match=words):
        read_xlsx(package(xml, shared=SHARED), Limits())


def replaced(made: bytes, part: str, text: str | bytes) -> bytes:
    """The same archive with another text in one part."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    return file.getvalue()


def test_a_declared_type_of_document_is_refused() -> None:
    declared = '<!DOCTYPE a [<!ENTITY b "cc">]>'
    rows = "<sheetData><row><c/></row></sheetData>"
    sheet_xml = f'{declared}<worksheet xmlns="{MAIN}">{rows}</worksheet>'
    book_xml = f'{declared}<workbook xmlns="{MAIN}"/>'
    for part, xml in (("odd/blatt.xml", sheet_xml), ("odd/mappe.xml", book_xml)):
        with pytest.raises(Unreadable, match="DTD"):
            read_xlsx(replaced(package(""), part, xml), Limits())


def test_a_binary_workbook_and_another_kind_of_office_are_named() -> None:
    file = io.BytesIO(replaced(package(""), "_rels/.rels", relations_to("odd/mappe.bin")))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("odd/mappe.bin", b"\x83")
    with pytest.raises(Unreadable, match="XLSB"):
        read_xlsx(file.getvalue(), Limits())
    words = replaced(package(""), "odd/mappe.xml", "<document/>")
    with pytest.raises(Unreadable, match="暂不支持"):
        read_xlsx(words, Limits())


def relations_to(part: str) -> str:
    return f'<Relationships><Relationship Type="x/officeDocument" Target="{part}"/></Relationships>'


def test_more_sheets_or_cells_than_the_limits_are_refused() -> None:
    made = workbook({"甲": [["a", "b"]], "乙": [["c"]]})
    with pytest.raises(Unreadable, match="工作表过多"):
        read_xlsx(made, Limits(pages=1))
    with pytest.raises(Unreadable, match="文字过多"):
        read_xlsx(made, Limits(cells=1))
    with pytest.raises(Unreadable, match="内容过多"):
        read_xlsx(workbook({"甲": [[1, 2]]}), Limits(cells=1))
    with pytest.raises(Unreadable, match="过大"):
        read_xlsx(made, Limits(unpacked=100))


VALUES: Rows = [["项目", "金额", None], ["甲\n乙", 1234.5, -3], ["a_x0041_", 0.1 + 0.2, 45366.25]]


@pytest.mark.parametrize("code", ["General", "0.00", "@"])
def test_two_other_readers_see_the_same_cells(code: str) -> None:
    made = workbook({"甲": VALUES, "乙": VALUES}, code=code)
    sheets = read_xlsx(made, Limits()).sheets
    second = CalamineWorkbook.from_filelike(io.BytesIO(made))
    third = openpyxl.load_workbook(io.BytesIO(made))
    for each in sheets:
        rows = second.get_sheet_by_name(each.name).to_python(skip_empty_area=False)
        fields = {(r, c) for r, row in enumerate(rows) for c, v in enumerate(row) if v != ""}
        assert set(each.cells) == fields
        for (row, column), cell in each.cells.items():
            value = third[each.name].cell(row + 1, column + 1).value
            assert value == pytest.approx(rows[row][column])
            shown = cell.exact or cell.text
            assert (float(shown) if cell.exact else shown) == (
                pytest.approx(value) if cell.exact else " ".join(str(value).split())
            )
