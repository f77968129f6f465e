"""The faces a document is set in: which are at hand, what signs they have, how wide each is."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from juesuan.extras import wanted
from juesuan.publishing.disclosure.not_set import NotSet

with wanted():
    import pylopdf_fonts_zh_cn as noto
    import typst
    from fontTools.ttLib import TTFont, TTLibError


TITLE = Path(__file__).parent / "title_face"
COLLECTION = b"ttcf"


class _Signs(NamedTuple):
    """What one font has: its signs by code point, and how far each goes on, in em."""

    glyphs: Mapping[int, str]
    advances: Mapping[str, tuple[int, int]]
    em: int

    def advance(self, sign: str) -> float:
        return self.advances[self.glyphs[ord(sign)]][0] / self.em


class Faces:
    """The fonts at hand: those of a folder first, then those that come along; no others."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None and not folder.is_dir():
            raise NotSet(f"放字体的文件夹不存在：{folder.name}")
        folders = [folder] if folder else []
        self.fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(path) for path in (*folders, TITLE, noto.serif_path().parent)],
        )
        self._families: dict[str, list[tuple[str, int]]] = {}
        for font in self.fonts.fonts():
            if font.path:
                self._families.setdefault(font.family.lower(), []).append((font.path, font.index))

    def stack(self, wished: Sequence[str]) -> tuple[str, ...]:
        """Those of some families that are at hand, in their order; one comes along always."""
        families = tuple(name for name in wished if name.lower() in self._families)
        if not families:
            raise NotSet(f"找不到这些字体中的任何一个：{'、'.join(wished)}；请用 --fonts 给出")
        return families

    def lacking(self, text: str, stack: Sequence[str]) -> str | None:
        """The first sign that none of the families has, in whichever weight; None for none."""
        return next((sign for sign in text if not self._home(sign, stack)), None)

    def width(self, sign: str, stack: Sequence[str]) -> float:
        """How far a sign goes on, in em."""
        return max((font.advance(sign) for font in self._home(sign, stack)), default=1.0)

    def _home(self, sign: str, stack: Sequence[str]) -> Sequence[_Signs]:
        """The fonts of the first family that has a sign; one of private use is no sign at all."""
        if unicodedata.category(sign) in ("Co", "Cs"):
            return ()
        families = ([_signs(*font) for font in self._families[name.lower()]] for name in stack)
        return next((f for f in families if all(ord(sign) in font.glyphs for font in f)), ())


@cache
def _signs(path: str, index: int) -> _Signs:
    try:
        with Path(path).open("rb") as file:
            number = index if file.read(4) == COLLECTION else -1
        with TTFont(path, fontNumber=number, lazy=True) as font:
            # Names of glyphs would have to be worked out; their numbers do.
            font.setGlyphOrder([str(glyph) for glyph in range(font["maxp"].numGlyphs)])
            return _Signs(font.getBestCmap() or {}, font["hmtx"].metrics, font["head"].unitsPerEm)
    except (AssertionError, KeyError, OSError, TTLibError, ValueError, struct.error) as error:
        raise NotSet(f"字体文件“{Path(path).name}”读不懂，请换一个或把它移出字体文件夹") from error
