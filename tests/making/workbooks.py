"""Workbooks as they are published: sheets of rows, parts of XML, and documents set as sheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import xlsxwriter
from tests.making.old_workbooks import Rows

from juesuan.model.page import Document, Grid, Line

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ABOVE = 4  # title, number, department and unit
NUMBER = re.compile(r"-?\d[\d,]*\.\d\d")


def workbook(sheets: Mapping[str, Rows], *, ruled: bool = False, code: str = "") -> bytes:
    """Sheets of rows; numbers shown through the format, rows of two and more cells ruled."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        look = book.add_format({"num_format": code or "General", "border": int(ruled)})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(at, column, value, look if len(row) > 1 else None)
    return file.getvalue()


def set_as_sheets(document: Document, *, together: bool = False, ruled: bool = True) -> bytes:
    """A document as a workbook: text down column A, a sheet for each table with what is above it.

    `together` sets all of it on one sheet, `ruled` draws lines around the cells of tables.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        frame = book.add_format({"border": int(ruled), "num_format": "#,##0.00"})
        plain = book.add_format({"border": int(ruled)})
        sheet, at = book.add_worksheet(), 0
        lines: list[str] = []
        for block in (block for page in document.pages for block in page.blocks):
            if isinstance(block, Line):
                lines.append(block.text)
                continue
            at = _texts(sheet, at, lines[:-ABOVE])
            if not together:
                sheet, at = book.add_worksheet(), 0
            at = _texts(sheet, at, lines[-ABOVE:])
            at = _framed(sheet, block, at, (frame, plain))
            lines = []
        _texts(sheet, at, lines)
    return file.getvalue()


def _texts(sheet: Worksheet, at: int, lines: Sequence[str]) -> int:
    """Texts one below another; the row after them."""
    for row, text in enumerate(lines, at):
        sheet.write_string(row, 0, text)
    return at + len(lines)


def _framed(sheet: Worksheet, grid: Grid, top: int, looks: tuple[Format, Format]) -> int:
    """A table, amounts stored as numbers; the row after it."""
    for cell in grid.cells:
        row, column = cell.row + top, cell.column
        amount = bool(NUMBER.fullmatch(cell.text))
        value = float(cell.text.replace(",", "")) if amount else cell.text
        look = looks[0 if amount else 1]
        if cell.rows * cell.columns > 1:
            below, beyond = row + cell.rows - 1, column + cell.columns - 1
            sheet.merge_range(row, column, below, beyond, value, look)
        elif amount:
            sheet.write_number(row, column, value, look)
        else:
            sheet.write_string(row, column, cell.text, look)
    return top + grid.height


def package(
    sheet: str, *, shared: str = "", styles: str = "", book: str = "", main: str = MAIN
) -> bytes:
    """A workbook of one sheet, made of the XML within its parts; main part under an odd name."""
    file = io.BytesIO()
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(main, officeDocument="odd/mappe.xml"),
        "odd/_rels/mappe.xml.rels": relations(
            main, worksheet="blatt.xml", sharedStrings="texte.xml", styles="/odd/styles.xml"
        ),
        "odd/mappe.xml": f'<workbook xmlns="{main}" xmlns:r="{OFFICE}">{book}'
        '<sheets><sheet name="公开03" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "odd/blatt.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        "odd/texte.xml": f'<sst xmlns="{main}">{shared}</sst>',
        "odd/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def relations(main: str, **targets: str) -> str:
    """What a part relates to: by kind, its target."""
    kinds = OFFICE if main == MAIN else "http://purl.oclc.org/ooxml/officeDocument/relationships"
    items = "".join(
        f'<Relationship Id="{kind}" Type="{kinds}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def data(*rows: str) -> str:
    """The data of a sheet: the cells of each row as XML."""
    lines = (f'<row r="{at}">{cells}</row>' for at, cells in enumerate(rows, 1))
    return f"<sheetData>{''.join(lines)}</sheetData>"


def odf(content: str, **parts: str) -> bytes:
    """An ODS of these tables."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("table", "table"),
            ("text", "text"),
            ("office", "office"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", f"<office:document-content {names}>{content}</office:document-content>"
        )
        for name, text in parts.items():
            archive.writestr(f"{name.replace('_', '/')}.xml", text)
    return file.getvalue()
