"""Workbooks as documents: a page of lines and grids for each sheet that is not hidden."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from juesuan.model.page import Aside, Document, Limits, Page, Place, Unreadable, Unseen
from juesuan.packed import refuse_bombs, unpacked
from juesuan.sources.kinds import OLE, is_spreadsheet_xml, refuse_ole, refuse_zip
from juesuan.sources.text import counted, decode
from juesuan.sources.workbook.html_sheets import read_html_sheets
from juesuan.sources.workbook.ods import read_ods
from juesuan.sources.workbook.regions import blocks
from juesuan.sources.workbook.spreadsheet_xml import read_spreadsheet_xml
from juesuan.sources.workbook.worksheet import Sheets, Worksheet
from juesuan.sources.workbook.xls import STREAMS, read_xls, streams
from juesuan.sources.workbook.xlsx import read_xlsx

MOST = 5
EMPTY = "工作簿里没有可读的内容：各工作表都是空的或隐藏的"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
OFFICE = {"[Content_Types].xml", "_rels/.rels"}


def read_workbook(name: str, data: bytes, limits: Limits) -> Document:
    """Read an XLSX, XLS, ODS or Excel 2003 XML as it is shown; Unreadable for what is none too."""
    return _shown(name, data, _reader(data, limits)(data, limits), limits)


def read_sheets_in_html(name: str, data: bytes, limits: Limits) -> Document | None:
    """Read a workbook that was saved as HTML; None where it is a page, not a workbook."""
    book = read_html_sheets(decode(data), limits)
    return None if book is None else _shown(name, data, book, limits)


def _shown(name: str, data: bytes, book: Sheets, limits: Limits) -> Document:
    """The document of a workbook; Unreadable where it shows nothing."""
    hidden = [sheet for sheet in book.sheets if sheet.hidden]
    shown = [sheet for sheet in book.sheets if not sheet.hidden and sheet.cells]
    pages = tuple(Page(None, tuple(blocks(sheet, limits))) for sheet in shown)
    for _ in counted((block for page in pages for block in page.blocks), limits):
        pass
    if not pages:
        raise Unreadable(EMPTY)
    texts = (cell.text for sheet in hidden for cell in sheet.cells.values())
    titles = (*book.titles, *(sheet.name for sheet in book.sheets))
    return Document(
        name,
        hashlib.sha256(data).hexdigest(),
        pages,
        Aside(titles, (*book.texts, *texts)),
        tuple(_unseen(shown, hidden)),
    )


Reader = Callable[[bytes, Limits], Sheets]


def _reader(data: bytes, limits: Limits) -> Reader:
    """Which reader a workbook wants."""
    if data.startswith(OLE):
        return _read_old
    return read_spreadsheet_xml if is_spreadsheet_xml(data) else _zipped(data, limits)


def _read_old(data: bytes, limits: Limits) -> Sheets:
    """The sheets of an OLE file; Unreadable where it is no workbook."""
    names = streams(data)
    if not names & set(STREAMS):
        refuse_ole(names)
    return read_xls(data, limits)


def _zipped(data: bytes, limits: Limits) -> Reader:
    """Which reader an archive wants; Unreadable where it is no workbook."""
    refuse_bombs(data, limits, "文件")
    with unpacked(data, "文件") as archive:
        names = archive.namelist()
        kind = archive.read("mimetype") if "mimetype" in names else b""
    if kind.startswith(SPREADSHEET):
        return read_ods
    if not set(names) >= OFFICE and not any(part.startswith("xl/") for part in names):
        refuse_zip(names)
    return read_xlsx


def _unseen(shown: list[Worksheet], hidden: list[Worksheet]) -> Iterator[Unseen]:
    """Hidden sheets, which are not read; rows and columns that a sheet hides, which are."""
    for sheet in hidden:
        if sheet.cells:
            words = f"“{sheet.name}”是隐藏的工作表，没有读取：其中有公开的表的，请取消隐藏后再试"
            yield Unseen(Place(part=sheet.name), words)
    for sheet in shown:
        rows, columns = ({at[n] for at in sheet.cells} for n in (0, 1))
        lines = sorted(rows & set(sheet.hidden_rows))
        ranges = sheet.hidden_columns
        inside = [at for at in sorted(columns) if any(a <= at <= b for a, b in ranges)]
        for kind, hid in (("行", lines), ("列", inside)):
            if hid:
                first = "、".join(str(at + 1) for at in hid[:MOST])
                more = f"等 {len(hid)} {kind}" if len(hid) > MOST else kind
                words = f"“{sheet.name}”第 {first} {more}是隐藏的（或被筛选掉了）"
                yield Unseen(Place(part=sheet.name), words, read=True)
