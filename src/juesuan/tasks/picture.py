"""The picture of one page of a PDF, turned as it is read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

from juesuan.model.page import Limits, Unreadable
from juesuan.notation.code_list import Entry
from juesuan.sources.folders import Source
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf.glyphs import read_text
from juesuan.tasks.read import content

OTHER = "只有 PDF 才有各页的图"
NO_PAGE = "没有第 {} 页：共 {} 页"
TOO_WIDE = "PDF 第 {} 页幅面过大，无法绘制"
SCALE, GREYS = 1.6, 16


class PagePng(NamedTuple):
    """A page as PNG, how large it is in points, and how many pages there are."""

    data: bytes
    width: float
    height: float
    pages: int


def picture_file(
    source: Source, edition: str, codes: Sequence[Entry], limits: Limits, page: int
) -> PagePng:
    """Draw one page; raises Unreadable."""
    del edition, codes
    data = content(source, limits)
    if b"%PDF-" not in data[:1024]:
        raise Unreadable(OTHER)
    with engine.opened(data, limits) as pdf:
        pages = len(pdf)
        if not 1 <= page <= pages:
            raise Unreadable(NO_PAGE.format(page, pages))
        with engine.sheet(pdf, page) as sheet:
            frame = read_text(sheet, limits).frame
    if frame.width * frame.height * SCALE**2 > limits.pixels:
        raise Unreadable(TOO_WIDE.format(page))
    file = io.BytesIO()
    with engine.opened(data, limits, looking=True) as pdf, engine.sheet(pdf, page) as sheet:
        picture = engine.picture(sheet, frame.turn, SCALE).convert("L").quantize(GREYS)
        picture.save(file, "PNG")
    return PagePng(file.getvalue(), frame.width, frame.height, pages)
