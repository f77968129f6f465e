"""ODS in: the file itself tells what each cell shows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from juesuan.model.page import Limits, Unreadable
from juesuan.packed import LOCKED, refuse_bombs, unpacked
from juesuan.secrecy.account_books import refuse_parts
from juesuan.sources.text import refuse_large
from juesuan.sources.workbook.worksheet import (
    COLUMNS,
    GENERAL,
    HOLLOW,
    ROWS,
    CellLook,
    Display,
    Merge,
    Sheets,
    Worksheet,
    of_number,
    on_one_line,
    stored_number,
)

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
BORDER = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}border"
APART = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": " "}
ASIDE = ("meta.xml", "styles.xml")
STORED = ("string-value", "date-value", "time-value", "boolean-value")
GONE = ("collapse", "filter")


class _Styles(NamedTuple):
    """The styles of sheets that are hidden, and those of cells with lines around them."""

    hidden: frozenset[str]
    ruled: frozenset[str]


def read_ods(data: bytes, limits: Limits) -> Sheets:
    """The sheets of an ODS; Unreadable for what is damaged, locked or too large."""
    refuse_bombs(data, limits)
    with unpacked(data) as archive:
        names = set(archive.namelist())
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            raise Unreadable(LOCKED)
        refuse_parts(archive)
        root = _root(archive, "content.xml")
        aside = [t for part in ASIDE if part in names for t in _root(archive, part).itertext()]
    remarks = ["".join(note.itertext()) for note in root.iter(f"{OFFICE}annotation")]
    sheets = root.findall(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
    if len(sheets) > limits.pages:
        raise Unreadable(f"工作表过多：{len(sheets):,} 张，上限 {limits.pages:,} 张")
    styles = _styles(root)
    read = [_sheet(sheet, styles, limits) for sheet in sheets]
    return Sheets(read, tuple(aside), tuple(remarks))


def _root(archive: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(archive.read(part), parser)
    if root.getroottree().docinfo.doctype:
        raise Unreadable("工作簿的 XML 带有类型声明（DTD），疑为恶意文件，未打开")
    return root


def _styles(root: etree._Element) -> _Styles:
    hidden, ruled = set(), set()
    for style in root.iter(f"{STYLE}style"):
        name = style.get(f"{STYLE}name", "")
        for properties in style:
            if properties.get(f"{TABLE}display") == "false":
                hidden.add(name)
            lines = [v for key, v in properties.items() if str(key).startswith(BORDER)]
            whole = BORDER in properties.attrib
            drawn = sum(value != "none" for value in lines)
            if drawn > 1 or (whole and drawn):
                ruled.add(name)
    return _Styles(frozenset(hidden), frozenset(ruled))


def _sheet(table: etree._Element, styles: _Styles, limits: Limits) -> Worksheet:
    name = table.get(f"{TABLE}name", "")
    sheet = Worksheet(name, table.get(f"{TABLE}style-name", "") in styles.hidden)
    sheet.hidden_columns += _hidden_columns(table)
    at = 0
    for row in table.iter(f"{TABLE}table-row"):
        times = _times(row, f"{TABLE}number-rows-repeated")
        cells = list(_cells(row, styles))
        refuse_large(len(sheet.cells) + times * len(cells), limits)
        if row.get(f"{TABLE}visibility") in GONE and cells:
            sheet.hidden_rows += range(at, at + times)
        for line in range(at, at + times if cells else at):
            for column, cell, high, wide in cells:
                sheet.put((line, column), cell, limits)
                if high > 1 or wide > 1:
                    sheet.merges.append(Merge(line, column, line + high - 1, column + wide - 1))
        at += times
    return sheet


def _hidden_columns(table: etree._Element) -> Iterator[tuple[int, int]]:
    at = 0
    for column in table.iter(f"{TABLE}table-column"):
        times = _times(column, f"{TABLE}number-columns-repeated")
        if column.get(f"{TABLE}visibility") in GONE:
            yield at, at + times - 1
        at += times


class _Placed(NamedTuple):
    """A cell of a row: its column, what it shows, over how many rows and columns."""

    column: int
    cell: Display
    rows: int
    columns: int


def _cells(row: etree._Element, styles: _Styles) -> Iterator[_Placed]:
    at = 0
    for cell in row:
        times = _times(cell, f"{TABLE}number-columns-repeated")
        shown = _shown(cell.attrib, cell, styles)
        if shown.text and cell.tag == f"{TABLE}table-cell":
            high = min(_times(cell, f"{TABLE}number-rows-spanned"), ROWS)
            wide = min(_times(cell, f"{TABLE}number-columns-spanned"), COLUMNS)
            for column in range(at, at + min(times, COLUMNS)):
                yield _Placed(column, shown, high, wide)
        at += times


def _times(element: etree._Element, name: str) -> int:
    return max(1, min(int(element.get(name, "1")), ROWS))


def _shown(stated: Mapping[str, str], cell: etree._Element, styles: _Styles) -> Display:
    """What a cell shows, else what it stores; a formula without a result shows that it has none."""
    ruled = stated.get(f"{TABLE}style-name", "") in styles.ruled
    paragraphs = cell.findall(f"{TEXT}p")
    value = stated.get(f"{OFFICE}value", "")
    number = stored_number(value) if value else 0.0
    if paragraphs:
        text = on_one_line(" ".join(map(_words, paragraphs)))
        return Display(text, value if text else "", ruled)
    if value:
        percent = stated.get(f"{OFFICE}value-type") == "percentage"
        return of_number(number, CellLook("0.00%" if percent else GENERAL, ruled))
    text = next((stated[f"{OFFICE}{kind}"] for kind in STORED if f"{OFFICE}{kind}" in stated), "")
    return Display(text or (HOLLOW if f"{TABLE}formula" in stated else ""), ruled=ruled)


def _words(paragraph: etree._Element) -> str:
    """The words of a paragraph; what is noted on it is none of them."""
    pieces = [paragraph.text or ""]
    for inner in paragraph:
        if inner.tag in APART:
            pieces.append(APART[inner.tag])
        elif inner.tag not in (f"{OFFICE}annotation", f"{TEXT}ruby-text"):
            pieces.append(_words(inner))
        pieces.append(inner.tail or "")
    return "".join(pieces)
