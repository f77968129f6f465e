"""`juesuan mark`: from a file of the user to a copy that says what was found, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from juesuan.desk.filing import filed
from juesuan.model.page import Limits, Unreadable
from juesuan.model.review import DeskDocument
from juesuan.model.settings import NOTHING_ASIDE, SetAside
from juesuan.notation.code_list import Entry
from juesuan.publishing.desk.marked_docx import marked_docx
from juesuan.publishing.desk.marked_pdf import marked_pdf
from juesuan.publishing.desk.marked_workbook import marked_workbook
from juesuan.sources.docx import is_word
from juesuan.sources.folders import Source
from juesuan.tasks.audit import settled_file
from juesuan.tasks.read import content

OTHER = "只能在 PDF、DOCX 和 XLSX 上加批注；其他文件请看 juesuan audit 的结果"


class MarkedCopy(NamedTuple):
    """A marked copy: its bytes, the ending of its name, what was found."""

    data: bytes
    ending: str
    document: DeskDocument


def mark_file(
    source: Source,
    edition: str,
    codes: Sequence[Entry],
    limits: Limits,
    aside: SetAside = NOTHING_ASIDE,
) -> MarkedCopy:
    """Audit a file and put what was found into a copy of it; raises Unreadable."""
    data = content(source, limits)
    pdf, packed = b"%PDF-" in data[:1024], data.startswith(b"PK")
    if not pdf and not packed:
        raise Unreadable(OTHER)
    document, _ = filed(settled_file(source, edition, codes, limits, aside), source.name)
    if pdf:
        return MarkedCopy(marked_pdf(data, document, limits), ".pdf", document)
    if is_word(data):
        return MarkedCopy(marked_docx(data, document, limits), ".docx", document)
    if b"xl/workbook.xml" in data:
        return MarkedCopy(marked_workbook(data, document, limits), ".xlsx", document)
    raise Unreadable(OTHER)
