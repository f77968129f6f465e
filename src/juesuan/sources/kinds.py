"""Kinds of files that are not read, told by their content, each with what to do."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterable, Mapping
from typing import NoReturn

from juesuan.extras import RECOGNISED
from juesuan.model.page import FileKind, Unreadable
from juesuan.packed import LOCKED

AS_PDF = "请在 WPS 或 Office 中另存为 PDF 后再试"
UNPACK = "请先解压，再提供其中的 PDF、HTML 或文本文件"
LAYER = "请提供带文字层的 PDF"
PICTURE = f"图片没有读：{LAYER}，{RECOGNISED}"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIL = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
HEAD = 2**16

IN_ZIP = (
    (b"word/", "DOCX 已损坏或不完整：请在 WPS 或 Office 中打开并另存后再试"),
    (b"ppt/", f"PPTX 暂不支持：{AS_PDF}"),
    (b"opendocument.text", f"ODT 暂不支持：{AS_PDF}"),
    (b"opendocument", f"ODF 暂不支持：{AS_PDF}"),
    (b"epub+zip", "EPUB 暂不支持：请转为 PDF 或 HTML 后再试"),
)
DOCUMENTS = (b"xl/", b"word/", b"opendocument.spreadsheet")
OTHER_ZIP = f"这种文件暂不支持：{AS_PDF}；压缩包{UNPACK}"
OLD_WORD = "旧版 DOC 暂不支持：请在 WPS 或 Office 中另存为 DOCX 或 PDF 后再试"
IN_OLE = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", OLD_WORD),
    ("PowerPoint Document", f"旧版 PPT 暂不支持：{AS_PDF}"),
)
OTHER_OLE = f"旧版 DOC 暂不支持：{AS_PDF}"
BY_START = (
    (b"PK\x05\x06", f"这是空的压缩包：{UNPACK}"),
    (b"{\\rtf", f"RTF 暂不支持：{AS_PDF}"),
    (b"%!PS", "PostScript 暂不支持：请转为 PDF 后再试"),
    (b"\x1f\x8b", f"压缩包暂不支持：{UNPACK}"),
    (b"Rar!", f"压缩包（RAR）暂不支持：{UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"压缩包（7z）暂不支持：{UNPACK}"),
    (b"BZh", f"压缩包（bz2）暂不支持：{UNPACK}"),
    (b"\xfd7zXZ\0", f"压缩包（xz）暂不支持：{UNPACK}"),
    (b"\x28\xb5\x2f\xfd", f"压缩包（zstd）暂不支持：{UNPACK}"),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", f"图片暂不支持：{LAYER}"),
    (b"BM", f"图片（BMP）暂不支持：{LAYER}"),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"8BPS", f"图片（PSD）暂不支持：{LAYER}"),
    (b"PAR1", "Parquet 不是公开文件：账套请用 juesuan prepare"),
    (b"SQLite format 3\0", "数据库文件暂不支持：请导出为 PDF、HTML 或文本文件"),
    (b"MZ", "这是程序，不是文本文件：请检查来源"),
    (b"\x7fELF", "这是程序，不是文本文件：请检查来源"),
    (b"ID3", "声音文件暂不支持：请提供 PDF、HTML 或文本文件"),
    (b"HN\x01\0\0\0\xc8\0\0\0\0\0\0\0", "CAJ 暂不支持：请另存为 PDF 后再试"),
    (b"KDH", "CAJ 暂不支持：请另存为 PDF 后再试"),
)
LATER = (
    (8, b"WEBP", f"图片暂不支持：{LAYER}"),
    (4, b"ftypheic", f"图片暂不支持：{LAYER}"),
    (4, b"ftyp", "视频或声音文件暂不支持：请提供 PDF、HTML 或文本文件"),
    (8, b"AVI ", "视频或声音文件暂不支持：请提供 PDF、HTML 或文本文件"),
    (257, b"ustar", f"压缩包（tar）暂不支持：{UNPACK}"),
)
WRITTEN_BY_OFFICE = b"<?mso-application"
EXCEL_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
WORKBOOK = re.compile(rb"\s*(?:<[?!][^<>]*>\s*)*<(?:\w{1,20}:)?Workbook[\s>]")
BINARY = frozenset((b"BM", b"MZ", b"BZh", b"ID3"))
"""Starts that a text may have too: only with a byte no text holds."""
IN_HTML = (b"urn:schemas-microsoft-com:office:excel", b"ms-excel", b"Excel.Sheet", b'NAME="table0"')
ENDINGS: Mapping[str, tuple[FileKind, ...]] = {
    "pdf": ("pdf", "scan"),
    "ofd": ("pdf", "scan"),
    **dict.fromkeys(("docx", "doc", "wps"), ("docx",)),
    **dict.fromkeys(("xlsx", "xls", "et", "ods"), ("workbook",)),
}
"""The kinds that the ending of a name promises."""
CALLED: Mapping[FileKind, str] = {
    "workbook": "工作簿",
    "pdf": "PDF",
    "docx": "Word 文档",
    "html": "网页",
    "text": "文本",
    "scan": "扫描件",
}
BARE = re.compile(
    rb"\s*+(?:<(?:table|style|meta)\b|<(?:!doctype|html|head|body)\b[\s\S]{0,4000}?<body\b[^<>]{0,400}>"
    rb"\s*+(?:<(?:div|center|form)\b[^<>]{0,400}>\s*+)?<table\b)",
    re.IGNORECASE,
)


def misnamed(name: str, kind: FileKind | None) -> str:
    """What to say of a file whose name promises another kind, None being no kind that we know.

    "" where the name promises nothing else. For what could not be read alone: a file that can be
    is read whatever it is called.
    """
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    promised = ENDINGS.get(ending, ())
    if not promised or kind in promised:
        return ""
    content = f"内容却是{CALLED[kind]}" if kind else "内容却不是，也不是文本"
    return f"文件名以 .{ending} 结尾，{content}：请检查下载或导出是否完整，或向报送单位要原件"


def refuse_kind(head: bytes) -> None:
    """Unreadable where the beginning of a file shows a kind that is not read."""
    if message := _zipped(head) or _plain(head):
        raise Unreadable(message)


def _zipped(head: bytes) -> str:
    """What an archive is that is surely no workbook; "" where its list of parts is to tell."""
    if not head.startswith(ZIP) or any(sign in head[:HEAD] for sign in DOCUMENTS):
        return ""
    return next((message for sign, message in IN_ZIP if sign in head[:HEAD]), "")


def refuse_zip(names: Iterable[str]) -> NoReturn:
    """Unreadable for an archive of these parts, which is no workbook."""
    parts = "\n".join(names).encode("utf-8", "replace")
    raise Unreadable(next((message for sign, message in IN_ZIP if sign in parts), OTHER_ZIP))


def refuse_ole(names: Collection[str]) -> NoReturn:
    """Unreadable for an old file of Office with these streams, which is no workbook."""
    raise Unreadable(next((message for name, message in IN_OLE if name in names), OTHER_OLE))


def _plain(head: bytes) -> str:
    for start, message in BY_START:
        if head.startswith(start) and (start not in BINARY or b"\0" in head[:512]):
            return message
    for at, sign, message in LATER:
        if head[at : at + len(sign)] == sign:
            return message
    if WRITTEN_BY_OFFICE in head[:512] and not is_spreadsheet_xml(head):
        return f"Office 的 XML 暂不支持：{AS_PDF}"
    return ""


def is_spreadsheet_xml(head: bytes) -> bool:
    """Whether a file that begins so is a workbook as Excel 2003 writes it in XML."""
    head = head[: 2**12]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    root = WORKBOOK.match(head.removeprefix(codecs.BOM_UTF8))
    return root is not None and EXCEL_XML in head


def may_be_sheets(head: bytes) -> bool:
    """Whether HTML that begins so may be a workbook: a sign of its program, or tables at once."""
    head = head.removeprefix(codecs.BOM_UTF8)
    return bool(BARE.match(head)) or (b"<" in head and any(sign in head for sign in IN_HTML))


def is_mhtml(head: bytes) -> bool:
    """Whether a file that begins so is a page saved as one file: the head of a mail."""
    return not head.startswith(b"<") and bool(MAIL.search(head))
