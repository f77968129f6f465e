"""The fonts PDFium may use: those in the file, its own fourteen, and one of ours for all others.

Left alone, PDFium looks for fonts on the machine, and what it reports of a page (boxes, and
whether a character is reported at all) depends on what it finds. Here it never looks.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pypdfium2 import raw

from juesuan.sources.pdf.stand_in import frames, slivers

_ANSI = 0
"""The character set of a simple font, whose widths may be its own."""
_STANDARD = frozenset(
    "Courier Courier-Bold Courier-BoldOblique Courier-Oblique Helvetica Helvetica-Bold"
    " Helvetica-BoldOblique Helvetica-Oblique Times-Roman Times-Bold Times-BoldItalic"
    " Times-Italic Symbol ZapfDingbats".split()
)
_SLIVERS, _FRAMES = 1, 2


class _Fonts:
    """The table of functions that PDFium asks for fonts; handles are plain numbers."""

    shown = False
    """Whether pages are opened to be looked at."""
    every = False
    """Whether ours stands even for those that PDFium brings itself."""

    def __init__(self) -> None:
        types = dict(raw.FPDF_SYSFONTINFO._fields_)
        self.table = raw.FPDF_SYSFONTINFO(version=2)
        for name, function in (
            ("EnumFonts", lambda _info, _mapper: None),
            ("MapFont", self._map),
            ("GetFont", lambda _info, _name: None),
            ("GetFontData", self._data),
            ("GetFaceName", self._name),
            ("GetFontCharset", lambda _info, _font: 1),
            ("DeleteFont", lambda _info, _font: None),
        ):
            setattr(self.table, name, types[name](function))

    def _map(self, *asked: Any) -> int | None:  # noqa: ANN401 - called by PDFium
        """Which font stands for a name; none for those that PDFium brings itself."""
        _, _, _, charset, _, face, _ = asked
        name = ctypes.string_at(face).decode("latin-1")
        if charset == _ANSI and not self.every and (self.shown or name in _STANDARD):
            return None
        return _FRAMES if self.shown else _SLIVERS

    def _data(self, *asked: Any) -> int:  # noqa: ANN401 - called by PDFium
        _, font, table, room, size = asked
        if table:
            return 0
        data = frames() if font == _FRAMES else slivers()
        return _given(data, room, size)

    def _name(self, *asked: Any) -> int:  # noqa: ANN401 - called by PDFium
        _, font, room, size = asked
        return _given(b"JuesuanFrames\0" if font == _FRAMES else b"JuesuanSlivers\0", room, size)


def _given(data: bytes, room: Any, size: int) -> int:  # noqa: ANN401 - a pointer of ctypes
    """Copy where there is room enough; say how much is needed."""
    if room and size >= len(data):
        ctypes.memmove(room, data, len(data))
    return len(data)


_fonts = _Fonts()
raw.FPDF_SetSystemFontInfo(ctypes.byref(_fonts.table))


@contextmanager
def fonts_for(*, looking: bool = False, every: bool = False) -> Iterator[None]:
    """Documents opened within are read, or looked at: then characters are frames, not slivers.

    With `every` no font of PDFium's own is used, in which a character may be missing.
    """
    before = _fonts.shown, _fonts.every
    _fonts.shown, _fonts.every = looking, every
    try:
        yield
    finally:
        _fonts.shown, _fonts.every = before
