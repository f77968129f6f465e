"""`juesuan replies`: from a file that came back to the replies in it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import PurePosixPath

from juesuan.desk.docx_replies import replies_in_docx
from juesuan.desk.pack_replies import replies_in_json
from juesuan.desk.pdf_replies import replies_in_pdf
from juesuan.desk.workbook_replies import replies_in_workbook
from juesuan.model.page import Aside, Limits, Unreadable
from juesuan.model.review import Reply
from juesuan.notation.code_list import Entry
from juesuan.packed import refuse_bombs, unpacked
from juesuan.secrecy.document import refuse_marked
from juesuan.sources.folders import Source
from juesuan.sources.kinds import OLE, ZIP
from juesuan.sources.legacy import is_old_word
from juesuan.tasks.read import content

UNKNOWN = "不是填好的汇总工作簿、批注版的 PDF 或 DOCX，也不是审核包导出的 JSON"
OLD_WORD = "旧版 DOC 里的批注读不出来：请在 WPS 或 Office 中另存为 DOCX 后再试"
WORKBOOKS = {"xl/workbook.xml", "content.xml"}  # XLSX, ODS


def replies_in(
    source: Source, edition: str, codes: Sequence[Entry], limits: Limits
) -> tuple[Reply, ...]:
    """The replies in one file; raises Unreadable for a file that can hold none."""
    del edition, codes
    data = content(source, limits)
    if len(data) > limits.bytes:
        raise Unreadable(f"超过 {limits.bytes // 2**20} MB，没有读")
    name = PurePosixPath(source.name.replace("\\", "/")).name
    replies = _read(data, limits)
    texts = (text for reply in replies for text in (reply.text, reply.author, reply.outcome))
    refuse_marked(Aside(texts=tuple(texts)), name)
    return tuple(reply._replace(source=name) for reply in replies)


def _read(data: bytes, limits: Limits) -> list[Reply]:
    if data[:1024].lstrip().startswith(b"%PDF"):
        return replies_in_pdf(data, limits)
    if data.startswith(OLE):
        if is_old_word(data):
            raise Unreadable(OLD_WORD)
        return replies_in_workbook(data)
    if not data.startswith(ZIP):
        if not data.removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
            raise Unreadable(UNKNOWN)
        return replies_in_json(data)
    refuse_bombs(data, limits, "文件")
    with unpacked(data, "文件") as parts:
        names = set(parts.namelist())
    if "word/document.xml" in names:
        return replies_in_docx(data)
    if names & WORKBOOKS:
        return replies_in_workbook(data)
    raise Unreadable(UNKNOWN)
