"""Excel 2003 XML in (SpreadsheetML, mostly named .xls): values shown through their formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from juesuan.model.page import Limits, Unreadable
from juesuan.packed import damage_told
from juesuan.sources.text import decode
from juesuan.sources.workbook.date_format import LEAP, SINCE_1900, SINCE_1904
from juesuan.sources.workbook.formats import BUILT_IN
from juesuan.sources.workbook.worksheet import (
    COLUMNS,
    GENERAL,
    ROWS,
    CellLook,
    Display,
    Merge,
    Sheets,
    Worksheet,
    hollow,
    of_number,
    of_text,
    of_truth,
    stored_number,
)

SHEETS = "{urn:schemas-microsoft-com:office:spreadsheet}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
CHUNK = 2**18
DECLARATION = re.compile(r"\s*<\?xml\b[^<>]{0,200}\?>")
MARGIN_CODE = re.compile(r'&(?:"[^"]*"|\d+|[A-Za-z])')  # where, in which font and size
FIRST = "Default"
HIDDEN = ("SheetHidden", "SheetVeryHidden")
NAMED = {
    "General Number": GENERAL,
    "General Date": BUILT_IN[22],
    "Short Date": BUILT_IN[14],
    "Medium Date": BUILT_IN[15],
    "Long Date": BUILT_IN[31],
    "Short Time": BUILT_IN[20],
    "Medium Time": BUILT_IN[18],
    "Long Time": BUILT_IN[21],
    "Currency": BUILT_IN[7],
    "Euro Currency": '"€"#,##0.00;"€"-#,##0.00',
    "Fixed": BUILT_IN[2],
    "Standard": BUILT_IN[4],
    "Percent": BUILT_IN[10],
    "Scientific": BUILT_IN[11],
}
"""Formats that the file names by a word, as they are in Chinese programs."""


@dataclass
class _Book:
    """What is gathered while the file goes by; the place is that of the row last begun."""

    limits: Limits
    sheets: list[Worksheet] = field(default_factory=list)
    looks: dict[str, CellLook] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    since_1904: bool = False
    row: int = -1
    column: int = -1
    columns: list[tuple[int, int, str]] = field(default_factory=list)

    def begin(self, name: str) -> None:
        """Begin a sheet."""
        self.sheets.append(Worksheet(name))
        if len(self.sheets) > self.limits.pages:
            raise Unreadable(f"工作表过多：超过上限 {self.limits.pages:,} 张")
        self.row = self.column = -1
        self.columns = []

    def style(self, at: int) -> str:
        """The style of the column of a cell, where neither it nor its row has one."""
        return next((style for a, b, style in self.columns if a <= at <= b), "")


def read_spreadsheet_xml(data: bytes, limits: Limits) -> Sheets:
    """The sheets of a workbook of Excel 2003 XML; Unreadable for what is damaged or too large."""
    text = decode(data)
    book = _Book(limits)
    with damage_told("工作簿"):
        declared = DECLARATION.match(text)
        for event, element in _events(text[declared.end() if declared else 0 :]):
            if event == "start":
                if element.tag == f"{SHEETS}Worksheet":
                    book.begin(_said(element, "Name"))
            else:
                _take(book, element)
    return Sheets(book.sheets, tuple(book.titles), tuple(book.texts))


def _events(text: str) -> Iterator[tuple[str, etree._Element]]:
    """Where sheets begin, and the parts that are looked at as they end; each let go after."""
    tags = [f"{SHEETS}{tag}" for tag in ("Workbook", "Worksheet", "Styles", "Column", "Row")]
    tags += [f"{SHEETS}Names", f"{EXCEL}WorksheetOptions", f"{EXCEL}ExcelWorkbook"]
    tags += [f"{OFFICE}DocumentProperties", f"{OFFICE}CustomDocumentProperties"]
    parser = etree.XMLPullParser(
        ("start", "end"), tag=tags, resolve_entities=False, no_network=True, huge_tree=False
    )
    for at in range(0, len(text), CHUNK):
        parser.feed(text[at : at + CHUNK].encode())
        for event, element in parser.read_events():
            if element.getroottree().docinfo.doctype:
                raise Unreadable("工作簿的 XML 带有类型声明（DTD），疑为恶意文件，未打开")
            yield event, element
            if event == "end":
                element.clear()
    parser.close()


def _take(book: _Book, element: etree._Element) -> None:
    """Take a part that has ended."""
    match element.tag.rpartition("}")[2]:
        case "Styles":
            book.looks = _looks(element)
        case "ExcelWorkbook":
            book.since_1904 = element.find(f"{EXCEL}Date1904") is not None
        case "DocumentProperties" | "CustomDocumentProperties":
            book.titles += element.itertext()
        case "Names":
            book.texts += (str(v) for each in element.iter() for v in each.attrib.values())
        case "Column" if book.sheets:
            _column(book, element)
        case "Row" if book.sheets:
            _row(book, element)
        case "WorksheetOptions" if book.sheets:
            _options(book, element)


def _said(element: etree._Element, name: str, otherwise: str = "") -> str:
    """An attribute, with the prefix it should have or without."""
    return str(element.get(f"{SHEETS}{name}", element.get(name, otherwise)))


def _number(element: etree._Element, name: str, otherwise: int, most: int) -> int:
    return max(0, min(int(_said(element, name, str(otherwise))), most))


def _looks(styles: etree._Element) -> dict[str, CellLook]:
    """How cells are shown, by the names of styles; what one does not say its parent does."""
    by_name = {_said(style, "ID"): style for style in styles.iterfind(f"{SHEETS}Style")}
    looks: dict[str, CellLook] = {}
    for name in by_name:
        line = list(_parents(name, by_name))
        code = next((c for style in line if (c := _code(style)) is not None), GENERAL)
        ruled = next((r for style in line if (r := _ruled(style)) is not None), False)
        looks[name] = CellLook(code, ruled)
    return looks


def _parents(name: str, by_name: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """A style, its parent and so on, the first of all at last; as far as they are known."""
    passed: set[str] = set()
    while name in by_name and name not in passed:
        passed.add(name)
        yield by_name[name]
        name = _said(by_name[name], "Parent", FIRST)


def _code(style: etree._Element) -> str | None:
    stated = style.find(f"{SHEETS}NumberFormat")
    if stated is None:
        return None
    code = _said(stated, "Format", GENERAL)
    return NAMED.get(code, code)


def _ruled(style: etree._Element) -> bool | None:
    """Whether lines stand on two sides or more; one alone underlines a title or closes a table."""
    borders = style.find(f"{SHEETS}Borders")
    if borders is None:
        return None
    sides = [each for each in borders if not _said(each, "Position").startswith("Diagonal")]
    return sum(_said(side, "LineStyle", "None") != "None" for side in sides) > 1


def _column(book: _Book, column: etree._Element) -> None:
    first = _number(column, "Index", book.column + 2, COLUMNS) - 1
    book.column = first + _number(column, "Span", 0, COLUMNS)
    if style := _said(column, "StyleID"):
        book.columns.append((first, book.column, style))
    if _said(column, "Hidden") == "1":
        book.sheets[-1].hidden_columns.append((first, book.column))


def _row(book: _Book, row: etree._Element) -> None:
    sheet = book.sheets[-1]
    first = _number(row, "Index", book.row + 2, ROWS + 1) - 1
    book.row = first + _number(row, "Span", 0, ROWS)
    if _said(row, "Hidden") == "1":
        sheet.hidden_rows += range(first, book.row + 1)
    at, style = -1, _said(row, "StyleID")
    for cell in row.iterfind(f"{SHEETS}Cell"):
        at = _number(cell, "Index", at + 2, COLUMNS + 1) - 1
        named = _said(cell, "StyleID") or style or book.style(at)
        sheet.put((first, at), _shown(cell, book, named or FIRST), book.limits)
        wide = _number(cell, "MergeAcross", 0, COLUMNS)
        high = _number(cell, "MergeDown", 0, ROWS)
        if wide or high:
            sheet.merges.append(Merge(first, at, first + high, at + wide))
        for remark in cell.iterfind(f"{SHEETS}Comment"):
            book.texts.append("".join(remark.itertext()))
        at += wide


def _shown(cell: etree._Element, book: _Book, style: str) -> Display:
    """What a cell shows, by its kind: a number, a day, a truth, an error, a text."""
    look = book.looks.get(style, CellLook())
    stored = cell.find(f"{SHEETS}Data")
    text = "" if stored is None else "".join(stored.itertext())
    kind = "" if stored is None else _said(stored, "Type")
    if not text and kind != "String":
        return hollow(look) if _said(cell, "Formula") else Display("", ruled=look.ruled)
    match kind:
        case "Number":
            return of_number(stored_number(text), look, since_1904=book.since_1904)
        case "DateTime":
            return _of_day(text.strip(), look, since_1904=book.since_1904)
        case "Boolean":
            return of_truth(text.strip() == "1", look)
        case "Error":
            return of_text(text, CellLook(ruled=look.ruled))
    return of_text(text, look)


def _of_day(text: str, look: CellLook, *, since_1904: bool) -> Display:
    """A day or an hour; without a format of its own as it is written in the file."""
    if look.code == GENERAL:
        return of_text(text.removesuffix(".000").removesuffix("T00:00:00"), look)
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    days = (moment - (SINCE_1904 if since_1904 else SINCE_1900)).total_seconds() / 86400
    before = not since_1904 and days < LEAP + 1
    return of_number(days - before, look, since_1904=since_1904)


def _options(book: _Book, options: etree._Element) -> None:
    """Whether a sheet is hidden, and the words of its margins."""
    sheet = book.sheets[-1]
    sheet.hidden = options.findtext(f"{EXCEL}Visible") in HIDDEN
    for margin in options.iter(f"{EXCEL}Header", f"{EXCEL}Footer"):
        book.titles.append(MARGIN_CODE.sub(" ", margin.get(f"{EXCEL}Data", "")))
