"""The cover: its lines in the upper part of the page, the date at its foot."""

from __future__ import annotations

import math
from collections.abc import Iterator

from juesuan.model.disclosure import CoverPage
from juesuan.notation.look import Look, TextStyle
from juesuan.publishing.disclosure.docx.elements import Element, paragraph, run, twips, w
from juesuan.publishing.disclosure.docx.papers import text_height, text_width
from juesuan.publishing.disclosure.docx.style_sheet import STYLES
from juesuan.publishing.screen import width

TOP, BETWEEN = 0.2, 0.04  # of the height of the page: over the first line, over each further one
KEPT_FREE = 2  # lines of the date: so much is spare, should Word break a name otherwise


def cover_lines(cover: CoverPage, mark: str, look: Look) -> Iterator[Element]:
    """The cover's paragraphs; a draft says so above all."""
    page, date = text_height(look.page), look.styles["封面日期"]
    used = 0.0
    if mark:
        yield paragraph(STYLES["草稿"].id, [run(mark)])
        used += look.styles["草稿"].pitch
    for number, text in enumerate(cover.lines):
        name = "封面名称" if number or len(cover.lines) == 1 else "封面年度"
        before = page * (BETWEEN if number else TOP)
        yield paragraph(STYLES[name].id, [run(text)], w("spacing", before=twips(before)))
        used += before + look.styles[name].pitch * _lines(text, look.styles[name], look)
    if cover.date:
        before = max(date.pitch, page - used - date.pitch * (1 + KEPT_FREE))
        style = STYLES["封面日期"].id
        yield paragraph(style, [run(cover.date)], w("spacing", before=twips(before)))


def _lines(text: str, style: TextStyle, look: Look) -> int:
    room = text_width(look.page) / style.size
    return sum(max(1, math.ceil(width(line) / 2 / room)) for line in text.split("\n"))
