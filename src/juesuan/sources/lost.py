"""Characters that PDFium draws and does not report: found by their ink, kept as U+FFFD.

PDFium leaves a text object out of a page's text where the font's own outlines give it no extent:
a lone digit of a Chinese font that is not in the file and that a substitute draws. It may be an
amount, so its place is kept: whoever reads the cell learns that something there was not read.
"""

from __future__ import annotations

import ctypes

from PIL import Image

from juesuan.sources import pdf_engine as engine
from juesuan.sources.frames import Frame
from juesuan.sources.glyphs import ASCENT, DESCENT, PageText, Run
from juesuan.sources.limits import Limits
from juesuan.sources.things import Thing, matrix, placed, point

UNKNOWN = "\ufffd"
_SCALE = 2.0
_FLAT = 1e-3
_DARK = 128


def lost_runs(
    sheet: engine.Sheet, things: list[Thing], text: PageText, limits: Limits
) -> list[Run]:
    """A run of U+FFFD for each character that is drawn on the page and missing in its text."""
    fonts: dict[int, bool] = {}
    suspects = [
        _Suspect(thing, text.frame)
        for thing in things
        if thing.kind == engine.TEXT and _flat(thing, fonts)
    ]
    frame = text.frame
    if not suspects or frame.width * frame.height * _SCALE**2 > limits.pixels:
        return []
    picture = engine.picture(sheet, frame.turn, _SCALE).convert("L")
    inked = [suspect.run for suspect in suspects if suspect.inked(picture)]
    return [run for run in inked if not any(_covers(known, run) for known in text.runs)]


class _Suspect:
    """A text object that may be a lost character, or only a space."""

    def __init__(self, thing: Thing, frame: Frame) -> None:
        room = engine.floats(1)
        engine.object_font_size(thing.address, ctypes.addressof(room))
        size, places = room[0], (matrix(thing.address), *thing.place)
        corners = point(0.04 * size, 0.0, places), point(0.22 * size, 0.6 * size, places)
        self._body = frame.box(*placed((*corners[0], *corners[1]), ()))

    @property
    def run(self) -> Run:
        x0, y0, x1, y1 = self._body
        size = (y1 - y0) / 0.6
        top, bottom = y1 - ASCENT * size, y1 + DESCENT * size
        return Run((UNKNOWN,), ((x0, x1),), top, bottom, size, spaced=False, turn=0)

    def inked(self, picture: Image.Image) -> bool:
        """Whether something dark stands where the left part of a character would be."""
        x0, y0, x1, y1 = (round(_SCALE * edge) for edge in self._body)
        if not (0 <= x0 < x1 <= picture.width and 0 <= y0 < y1 <= picture.height):
            return False
        return any(picture.crop((x0, y0, x1, y1)).histogram()[:_DARK])


def _flat(thing: Thing, fonts: dict[int, bool]) -> bool:
    """Whether a text object has no width or no height, and its font can lose characters."""
    room = engine.floats(4)
    at = ctypes.addressof(room)
    engine.bounds(thing.address, at, at + 4, at + 8, at + 12)
    x0, y0, x1, y1 = room
    if x1 - x0 > _FLAT and y1 - y0 > _FLAT:
        return False
    font = engine.font_of(thing.address)
    if font not in fonts:
        fonts[font] = not engine.is_embedded(font) and bool(engine.outline(font, ord("年"), 10))
    return fonts[font]


def _covers(known: Run, run: Run) -> bool:
    x, y = run.edges[0][0], (run.y0 + run.y1) / 2
    return (
        known.turn == 0 and known.y0 < y < known.y1 and known.edges[0][0] < x < known.edges[-1][1]
    )
