"""The one door for foreign files: what a file is, is decided by its content, never by its name."""

from __future__ import annotations

import codecs
import re

from juesuan.sources.document import Document, Unreadable
from juesuan.sources.html import read_html
from juesuan.sources.limits import Limits
from juesuan.sources.markdown import read_markdown
from juesuan.sources.secret import refuse_secret

SAVE_AS_PDF = "请在 WPS 或 Office 中另存为 PDF 后再试"
UNSUPPORTED = (
    (b"PK\x03\x04", f"DOCX/XLSX 暂不支持（OFD、压缩包亦同）：{SAVE_AS_PDF}"),
    (b"PK\x05\x06", "这是空的压缩包：请提供其中的 PDF、HTML 或文本文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"旧版 DOC/XLS 暂不支持：{SAVE_AS_PDF}"),
    (b"{\\rtf", f"RTF 暂不支持：{SAVE_AS_PDF}"),
    (b"\x1f\x8b", "压缩包暂不支持：请先解压，再提供其中的 PDF、HTML 或文本文件"),
    (b"Rar!", "压缩包暂不支持：请先解压，再提供其中的 PDF、HTML 或文本文件"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包暂不支持：请先解压，再提供其中的 PDF、HTML 或文本文件"),
    (b"\x89PNG", "图片暂不支持：请提供带文字层的 PDF"),
    (b"\xff\xd8\xff", "图片暂不支持：请提供带文字层的 PDF"),
    (b"II*\0", "图片暂不支持：请提供带文字层的 PDF"),
    (b"MM\0*", "图片暂不支持：请提供带文字层的 PDF"),
)
HEAD = 1024
HTML = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def open_document(name: str, data: bytes, limits: Limits = Limits()) -> Document:  # noqa: B008 - a frozen record
    """Read a foreign file of any supported kind; Unreadable says why it cannot be read."""
    _refuse_size(data, limits)
    document = _read(re.split(r"[\\/]", name)[-1], data, limits)
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
    for magic, message in UNSUPPORTED:
        if data.startswith(magic):
            raise Unreadable(message)
    if b"%PDF-" in data[:HEAD]:
        # Imported here, so that a text file does not load pdfium.
        from juesuan.sources.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(name, data, limits)
    return (read_html if _is_html(data[: 4 * HEAD]) else read_markdown)(name, data, limits)


def _is_html(head: bytes) -> bool:
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16" if wide else "utf-8-sig", errors="ignore")
    return bool(HTML.match(text))
