"""Characters that PDFium leaves out of a page's text: read from their codes, or counted as lost.

A font that a file names and does not hold may be one of the fourteen that PDFium brings. Where
such a font lacks a character that stands alone, PDFium reports nothing at all. So the page is
opened once more with a font of ours that lacks none, and what then appears was left out.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from juesuan.model.page import Limits
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf.fonts import fonts_for
from juesuan.sources.pdf.frames import Frame
from juesuan.sources.pdf.glyphs import Run, read_only
from juesuan.sources.pdf.objects import objects_on


class LeftOut(NamedTuple):
    """What was left out and could be read, and how many pieces could not."""

    runs: list[Run]
    unread: int


def left_out(  # noqa: PLR0913 - an open page, and what is known of it
    sheet: engine.PdfPage,
    texts: Sequence[int],
    owners: frozenset[int],
    frame: Frame,
    *,
    again: Callable[[], Any],
    limits: Limits,
) -> LeftOut:
    """What a page draws and its text does not say; `again` gives the same document once more.

    `texts` are the addresses of its text objects, in the order they were written.
    """
    silent = [at for at, one in enumerate(texts) if one not in owners and _borrowed(one)]
    if not silent:
        return LeftOut([], 0)
    with fonts_for(every=True), engine.sheet(again(), sheet.number) as other:
        twins = _texts(other)
        if len(twins) != len(texts):
            return LeftOut([], _without_extent(texts, silent))
        runs = read_only(other, frame, frozenset(twins[at] for at in silent), limits)
        spoken = _saying(other)
        still = [at for at in silent if twins[at] not in spoken]
        return LeftOut(runs, _without_extent(texts, still))


def _saying(sheet: engine.PdfPage) -> set[int]:
    """The text objects that say anything, be it a blank."""
    count = engine.count_characters(sheet.text)
    return {engine.text_object(sheet.text, i) for i in range(count)}


def _texts(sheet: engine.PdfPage) -> list[int]:
    """The addresses of all text objects of a page, in the order they were written."""
    objects = objects_on(sheet.page, frozenset())
    return [each.address for each in objects if each.kind == engine.TEXT]


def _borrowed(text: int) -> bool:
    """Whether a text is in a font that the file does not hold."""
    font = engine.font_of(text)
    return bool(font) and engine.is_embedded(font) == 0


def _without_extent(texts: Sequence[int], which: Sequence[int]) -> int:
    """How many have no width either: a blank has one, a character without a glyph has none."""
    return sum(_width(texts[at]) == 0 for at in which)


def _width(text: int) -> float:
    room = engine.floats(4)
    start = ctypes.addressof(room)
    engine.bounds(text, *(start + 4 * side for side in range(4)))
    left, _, right, _ = room
    return right - left
