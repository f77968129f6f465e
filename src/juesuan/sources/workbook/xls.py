"""XLS and ET in: the records a sheet is made of, and nothing else, are shown to the reader."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import NamedTuple

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.compdoc import CompDoc, CompDocError

from juesuan.model.page import Limits, Unreadable
from juesuan.packed import LOCKED, damage_told
from juesuan.sources.kinds import HEAD, IN_OLE
from juesuan.sources.text import CONTROL, refuse_large
from juesuan.sources.workbook.formats import BUILT_IN
from juesuan.sources.workbook.worksheet import (
    GENERAL,
    Display,
    CellLook,
    Merge,
    Sheets,
    Worksheet,
    of_number,
    of_text,
    of_truth,
)

STREAMS = ("Workbook", "Book")
PROPERTIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
OLDEST = 50  # BIFF 5 of 1993; its forerunners have other records
BOF, EOF, BOUNDSHEET, CODEPAGE, FILEPASS, SST, CONTINUE = 0x809, 0xA, 0x85, 0x42, 0x2F, 0xFC, 0x3C
TABLES = frozenset((0x22, 0x8C, 0x41E, 0x31, 0xE0, 0x293, 0x92))
"""1904, country, formats, fonts, looks, styles, colours."""
CELLS = frozenset((0xFD, 0x204, 0xD6, 0x203, 0x27E, 0xBD, 0x6, 0x206, 0x406, 0x205))
"""Shared texts, texts, numbers one and several, formulas, truths and errors."""
BESIDE = frozenset((0x207, 0x7, 0x221, 0x4BC, 0x236, 0x37, 0x36, 0x208, 0x7D, 0xE5))
"""Results that are texts, shared formulas, rows, columns, merges."""
KEPT = TABLES | CELLS | BESIDE | {BOF, EOF, BOUNDSHEET, CODEPAGE, FILEPASS, SST, CONTINUE}
MARGINS, REMARK = (0x14, 0x15), 0x1B6
SEVERAL, PASSED = 0xBD, 0xFFFF
WORKSHEET = 0
NO_LOOK = CellLook()
# What the library raises, beside what any reader does, for records that are not what they say.
DAMAGE = (XLRDError, CompDocError, AssertionError, TypeError, AttributeError)


class _Records(NamedTuple):
    """The stream of a workbook without what is not read, and the words of its margins, remarks."""

    data: bytes
    texts: tuple[str, ...]


def read_xls(data: bytes, limits: Limits) -> Sheets:
    """The sheets of an XLS; Unreadable for what is damaged, locked or too large."""
    with damage_told("工作簿"):
        try:
            whole = CompDoc(data, logfile=io.StringIO())
            records = _records(_stream(whole), limits)
            book = xlrd.open_workbook(
                file_contents=records.data,
                logfile=io.StringIO(),
                formatting_info=True,
                ragged_rows=True,
            )
            read = _sheets(book, records, limits)
            return read._replace(titles=tuple(_properties(whole)))
        except DAMAGE as error:
            raise ValueError(str(error)) from error


def streams(data: bytes) -> set[str]:
    """The names of what stands at the root of an OLE file; of a damaged one, those at its head."""
    try:
        with damage_told("文件"):
            root = CompDoc(data, logfile=io.StringIO()).dirlist
            return {root[at].name for at in root[0].children}
    except (Unreadable, *DAMAGE):
        names = (*STREAMS[:1], *(name for name, _ in IN_OLE))
        return {name for name in names if name.encode("utf-16-le") in data[:HEAD]}


def _properties(whole: CompDoc) -> Iterator[str]:
    """The words of its properties: title, subject, remarks, in whatever letters they are stored."""
    for name in PROPERTIES:
        data = whole.get_named_stream(name) or b""
        for letters in ("utf-8", "gb18030", "utf-16-le"):
            yield from filter(None, CONTROL.split(data.decode(letters, "ignore")))


def _stream(whole: CompDoc) -> bytes:
    for name in STREAMS:
        stream, start, size = whole.locate_named_stream(name)
        if stream:
            return bytes(stream[start : start + size])
    raise ValueError(name)


def _records(stream: bytes, limits: Limits) -> _Records:
    """The records that make cells; the others are marked as passed over, where they stand."""
    kept, texts, cells = bytearray(stream), [], 0
    remark = False
    for at, kind, body in _walk(stream):
        if kind == FILEPASS:
            raise Unreadable(LOCKED)
        if kind in MARGINS or (remark and kind == CONTINUE):
            texts.append(_words(body))
        remark = kind == REMARK
        if kind in CELLS:
            cells += max(1, (len(body) - 6) // 6) if kind == SEVERAL else 1
            refuse_large(cells, limits)
        elif kind not in KEPT:
            struct.pack_into("<H", kept, at, PASSED)
    return _Records(bytes(kept), tuple(texts))


def _walk(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _words(body: bytes) -> str:
    """The letters of a margin or a remark, in either of the two ways they are stored."""
    wide = (body[skipped:].decode("utf-16-le", "ignore") for skipped in (0, 1, 3))
    return " ".join((*wide, body.decode("gb18030", "ignore")))


def _sheets(book: xlrd.Book, records: _Records, limits: Limits) -> Sheets:
    if book.biff_version < OLDEST:
        raise Unreadable("这是 1993 年以前的工作簿格式：请在 WPS 或 Office 中另存为 XLSX 后再试")
    if book.nsheets > limits.pages:
        raise Unreadable(f"工作表过多：{book.nsheets:,} 张，上限 {limits.pages:,} 张")
    looks = [_look(book, each) for each in book.xf_list]
    sheets = [_sheet(book, sheet, looks, limits) for sheet in book.sheets()]
    return Sheets(sheets, (), records.texts)


def _look(book: xlrd.Book, style: xlrd.formatting.XF) -> CellLook:
    number_format = book.format_map.get(style.format_key)
    code = number_format.format_str if number_format else GENERAL
    border = style.border
    sides = (
        border.left_line_style,
        border.right_line_style,
        border.top_line_style,
        border.bottom_line_style,
    )
    return CellLook(_code(style.format_key, code), sum(map(bool, sides)) > 1)


def _code(key: int, code: str) -> str:
    """The format of a style; the numbered ones are as Chinese programs show them."""
    standard = xlrd.formatting.std_format_strings.get(key, GENERAL)
    return BUILT_IN.get(key, code) if code in (standard, GENERAL) else code


def _sheet(
    book: xlrd.Book, sheet: xlrd.sheet.Sheet, looks: list[CellLook], limits: Limits
) -> Worksheet:
    shown = Worksheet(sheet.name, hidden=sheet.visibility != 0)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            look = looks[cell.xf_index] if 0 <= (cell.xf_index or 0) < len(looks) else NO_LOOK
            shown.put((row, column), _shown(cell, look, book), limits)
    for top, below, left, beyond in sheet.merged_cells:
        shown.merges.append(Merge(top, left, below - 1, beyond - 1))
    shown.hidden_rows += [at for at, row in sheet.rowinfo_map.items() if row.hidden]
    columns = ((at, column) for at, column in sheet.colinfo_map.items())
    shown.hidden_columns += [(at, at) for at, column in columns if column.hidden]
    return shown


def _shown(cell: xlrd.sheet.Cell, look: CellLook, book: xlrd.Book) -> Display:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return of_text(cell.value, look)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return of_number(cell.value, look, since_1904=bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return of_truth(cell.value, look)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Display(error_text_from_code.get(cell.value, "#ERR!"), ruled=look.ruled)
    return Display("")
