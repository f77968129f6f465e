"""Comments in a PDF: those that stand in it, and highlights of ours put into a copy of it."""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pypdfium2 import raw

from juesuan.model.page import Box, Limits
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf.appended_objects import kept_to_changes
from juesuan.sources.pdf.frames import Frame, turned
from juesuan.sources.pdf.glyphs import Run, read_text

OTHER = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_POPUP)
MOST = 2**20  # bytes of a comment
IDENTITY = re.compile(rb"<([0-9A-F]{32})>")
AROUND = 1.0  # points around what is marked
Colour = tuple[int, int, int]


class PdfComment(NamedTuple):
    """A comment: its name, text and author, and which of the comments it answers."""

    name: str
    text: str
    author: str
    parent: int | None = None


class PdfHighlight(NamedTuple):
    """What is to be marked on a page: a region, the words in it that matter, and the comment."""

    page: int
    box: Box
    words: str
    name: str
    text: str
    colour: Colour = (255, 209, 0)


def comments_in(data: bytes, limits: Limits) -> list[PdfComment]:
    """The comments of all pages; raises Unreadable."""
    comments: list[PdfComment] = []
    with engine.opened(data, limits) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            comments += _on_page(page, len(comments))
            page.close()
    return comments


def _on_page(page: Any, before: int) -> Iterator[PdfComment]:  # noqa: ANN401 - pypdfium2 is untyped
    count = raw.FPDFPage_GetAnnotCount(page)
    items = [(at, raw.FPDFPage_GetAnnot(page, at)) for at in range(count)]
    places: dict[int, int] = {}
    for at, item in items:
        if item and raw.FPDFAnnot_GetSubtype(item) not in OTHER:
            places[at] = before + len(places)
    for at, item in items:
        if at in places:
            answered = raw.FPDFAnnot_GetLinkedAnnot(item, b"IRT")
            parent = raw.FPDFPage_GetAnnotIndex(page, answered) if answered else -1
            texts = (_text(item, key) for key in (b"NM", b"Contents", b"T"))
            name, text, author = texts
            yield PdfComment(name, text, author, places.get(parent))
            if answered:
                raw.FPDFPage_CloseAnnot(answered)
        if item:
            raw.FPDFPage_CloseAnnot(item)


def _text(item: Any, key: bytes) -> str:  # noqa: ANN401 - as above
    size = raw.FPDFAnnot_GetStringValue(item, key, None, 0)
    if not 2 < size <= MOST:
        return ""
    room = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFAnnot_GetStringValue(item, key, room, size)
    return bytes(room)[: size - 2].decode("utf-16-le", "replace")


def with_highlights(
    data: bytes, highlights: Sequence[PdfHighlight], author: str, limits: Limits
) -> bytes:
    """The same PDF with what is new behind its own bytes; the same input gives the same bytes."""
    by_page: dict[int, list[PdfHighlight]] = {}
    for item in highlights:
        by_page.setdefault(item.page, []).append(item)
    target = io.BytesIO()
    with engine.opened(data, limits) as pdf:
        for number, items in sorted(by_page.items()):
            if 1 <= number <= len(pdf):
                with engine.sheet(pdf, number) as sheet:
                    _mark(sheet, items, author, limits)
        pdf.save(target, flags=raw.FPDF_INCREMENTAL)
    written = target.getvalue()
    kept = kept_to_changes(written, len(data))
    if comments_in(kept, limits) != comments_in(written, limits):
        kept = written
    return _settled(kept, data, highlights)


def _mark(
    sheet: engine.PdfPage, items: Iterable[PdfHighlight], author: str, limits: Limits
) -> None:
    frame, runs, _ = read_text(sheet, limits)
    for item in items:
        boxes = [_user(box, frame) for box in spots(item, runs)]
        mark = raw.FPDFPage_CreateAnnot(sheet.raw, raw.FPDF_ANNOT_HIGHLIGHT)
        for x0, y0, x1, y1 in boxes:
            corners = raw.FS_QUADPOINTSF(x0, y1, x1, y1, x0, y0, x1, y0)
            raw.FPDFAnnot_AppendAttachmentPoints(mark, corners)
        whole = raw.FS_RECTF(
            min(box.x0 for box in boxes),
            max(box.y1 for box in boxes),
            max(box.x1 for box in boxes),
            min(box.y0 for box in boxes),
        )
        raw.FPDFAnnot_SetRect(mark, whole)
        raw.FPDFAnnot_SetColor(mark, raw.FPDFANNOT_COLORTYPE_Color, *item.colour, 255)
        raw.FPDFAnnot_SetFlags(mark, raw.FPDF_ANNOT_FLAG_PRINT)
        for key, text in (("Contents", item.text), ("NM", item.name), ("T", author)):
            wide = f"{text}\0".encode("utf-16-le", "replace")
            room = ctypes.create_string_buffer(wide, len(wide))
            words = ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR))
            raw.FPDFAnnot_SetStringValue(mark, key.encode(), words)
        raw.FPDFPage_CloseAnnot(mark)


def spots(item: PdfHighlight, runs: Sequence[Run]) -> list[Box]:
    """Where the words stand in the region, on the page as seen; the region where they do not."""
    signs = sorted(_signs(item.box, runs), key=lambda sign: sign[1].x0)
    text = "".join(sign for sign, _ in signs)
    words = "".join(item.words.split())
    at = text.find(words) if words else -1
    if at < 0 or len(text) != len(signs):
        return [item.box]
    boxes = [box for _, box in signs[at : at + len(words)]]
    return [
        Box(
            min(box.x0 for box in boxes) - AROUND,
            min(box.y0 for box in boxes),
            max(box.x1 for box in boxes) + AROUND,
            max(box.y1 for box in boxes),
        )
    ]


def _signs(region: Box, runs: Sequence[Run]) -> Iterator[tuple[str, Box]]:
    """The signs of a region and where each stands; blanks are left out."""
    for run in runs:
        middle = (run.y0 + run.y1) / 2
        if run.turn or not region.y0 - AROUND <= middle <= region.y1 + AROUND:
            continue
        for sign, (x0, x1) in zip(run.text, run.edges, strict=False):
            if region.x0 - AROUND <= (x0 + x1) / 2 <= region.x1 + AROUND and sign.strip():
                yield sign, Box(x0, run.y0, x1, run.y1)


def _user(box: Box, frame: Frame) -> Box:
    """A box of the page as seen, in the user space of the PDF."""
    x0, y0, x1, y1 = turned(box, frame.width, frame.height, -frame.turn % 4)
    return Box(x0 + frame.left, frame.top - y1, x1 + frame.left, frame.top - y0)


def _settled(written: bytes, data: bytes, highlights: Sequence[PdfHighlight]) -> bytes:
    """What was written, its new identity made of what it holds and not drawn by lot."""
    digest = hashlib.sha256(data + repr(highlights).encode("utf-8", "backslashreplace"))
    identity = digest.hexdigest()[:32].upper().encode()
    at = written.rfind(b"/ID[")
    if at < len(data):
        return written

    def settled(match: re.Match[bytes]) -> bytes:
        return match[0] if match[1] in data else b"<%b>" % identity

    return written[:at] + IDENTITY.sub(settled, written[at:])
