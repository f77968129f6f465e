"""The one door for foreign files: what a file is, is decided by its content, never by its name."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from juesuan.model.page import Aside, Document, Limits, Unreadable
from juesuan.secrecy.document import refuse_marked, refuse_secret
from juesuan.sources.kinds import (
    OLE,
    PICTURES,
    ZIP,
    is_mhtml,
    is_spreadsheet_xml,
    may_be_sheets,
    misnamed,
    refuse_kind,
)
from juesuan.sources.text import decode

HEAD = 1024
OFD = b"OFD.xml"
WORD = "WordDocument".encode("utf-16-le")
HTML = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def open_document(name: str, data: bytes, limits: Limits = Limits()) -> Document:  # noqa: B008 - a frozen record
    """Read a foreign file of any supported kind; Unreadable says why it cannot be read."""
    _refuse_size(data, limits)
    *folders, stem = re.split(r"[\\/]", name)
    refuse_marked(Aside(texts=tuple(folders)))
    document = _read(stem, data, limits)
    refuse_secret(document)
    return document


def _refuse_size(data: bytes, limits: Limits) -> None:
    if not data:
        raise Unreadable("文件是空的（0 字节）：请检查下载或导出是否完整")
    if len(data) > limits.bytes:
        size, most = len(data) / 2**20, limits.bytes / 2**20
        raise Unreadable(
            f"文件过大：{size:.1f} MB，上限 {most:.1f} MB。"
            "请拆分或压缩图片，或用 --max-bytes 调高上限"
        )


def _read(name: str, data: bytes, limits: Limits) -> Document:
    if data.startswith(ZIP) and (document := _zipped(name, data, limits)):
        return document
    if is_mhtml(data[:HEAD]):
        from juesuan.sources.mhtml import read_mhtml  # noqa: PLC0415 - brings the mail package

        return replace(read_mhtml(name, data, limits), kind="html")
    if data.startswith(PICTURES) and (shown := _pictures(name, data, limits)):
        return shown
    refuse_kind(data[: 2**16])
    if data.startswith(OLE) and WORD in data:
        from juesuan.sources.legacy import is_old_word, read_legacy  # noqa: PLC0415 - brings xlrd

        if is_old_word(data):
            return replace(read_legacy(name, data, limits), kind="docx")
    if data.startswith((ZIP, OLE)) or is_spreadsheet_xml(data[:HEAD]):
        # Imported here, so that a text file does not load lxml and xlrd, or pdfium.
        from juesuan.sources.workbook import read_workbook  # noqa: PLC0415

        return replace(read_workbook(name, data, limits), kind="workbook")
    if b"%PDF-" in data[:HEAD]:
        from juesuan.sources.pdf import read_pdf  # noqa: PLC0415

        document = read_pdf(name, data, limits)
        scanned = any(b.place.scanned for page in document.pages for b in page.blocks)
        return replace(document, kind="scan" if scanned else "pdf")
    _refuse_misnamed(name, data)
    return _text(name, data, limits)


def _refuse_misnamed(name: str, data: bytes) -> None:
    """Unreadable for what its name calls a PDF or the like, and is no text either."""
    if promise := misnamed(name, None):
        try:
            decode(data)
        except Unreadable as error:
            raise Unreadable(promise) from error


def _text(name: str, data: bytes, limits: Limits) -> Document:
    """A file of text: tables of a workbook, a page, Markdown, or plain text."""
    if may_be_sheets(data[: 16 * HEAD]):
        from juesuan.sources.workbook import read_sheets_in_html  # noqa: PLC0415

        if sheets := read_sheets_in_html(name, data, limits):
            return replace(sheets, kind="workbook")
    if _is_html(data[: 4 * HEAD]):
        from juesuan.sources.html import read_html  # noqa: PLC0415 - as above

        return replace(read_html(name, data, limits), kind="html")
    from juesuan.sources.markdown import read_markdown  # noqa: PLC0415 - not for a PDF

    return read_markdown(name, data, limits)


def _pictures(name: str, data: bytes, limits: Limits) -> Document | None:
    """The pages that a picture shows; None where the extra for it is not installed."""
    # Imported here, so that a text file does not load pdfium.
    from juesuan.sources.pdf.scan import can_recognise  # noqa: PLC0415
    from juesuan.sources.picture_files import read_pictures  # noqa: PLC0415

    if not can_recognise():
        return None
    return replace(read_pictures(name, data, limits), kind="scan")


def _zipped(name: str, data: bytes, limits: Limits) -> Document | None:
    """An archive that is a text or pages; None for what else it may be."""
    # Imported here, so that a text file loads no reader of another kind.
    from juesuan.sources.docx import is_word, read_docx  # noqa: PLC0415

    if is_word(data):
        return replace(read_docx(name, data, limits), kind="docx")
    if OFD in data:
        from juesuan.sources.ofd import is_ofd, read_ofd  # noqa: PLC0415 - brings pdfium

        if is_ofd(data):
            return replace(read_ofd(name, data, limits), kind="pdf")
    return None


def _is_html(head: bytes) -> bool:
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16" if wide else "utf-8-sig", errors="ignore")
    return bool(HTML.match(text))
