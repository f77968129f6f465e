"""The faces a document is set in: which are at hand, what signs they have, how wide each is."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from juesuan.extras import wanted

with wanted():
    import pylopdf_fonts_zh_cn as noto
    import typst
    from fontTools.ttLib import TTFont

TITLE = Path(__file__).parent / "title_face"
COLLECTION = b"ttcf"


class NotSet(ValueError):
    """What cannot be set on a page as it is: the message says what, where, and what to do."""


class _Signs(NamedTuple):
    """What one font has: its signs by code point, and how far each goes on, in em."""

    glyphs: Mapping[int, str]
    advances: Mapping[str, tuple[int, int]]
    em: int

    def advance(self, code: int) -> float:
        return self.advances[self.glyphs[code]][0] / self.em


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
        self._families: dict[str, list[_Signs]] = {}
        for font in self.fonts.fonts():
            if font.path:
                signs = _signs(font.path, font.index)
                self._families.setdefault(font.family.lower(), []).append(signs)

    def stack(self, wished: Sequence[str]) -> tuple[str, ...]:
        """Those of some families that are at hand, in their order; one comes along always."""
        families = tuple(name for name in wished if name.lower() in self._families)
        if not families:
            raise NotSet(f"找不到这些字体中的任何一个：{'、'.join(wished)}；请用 --fonts 给出")
        return families

    def lacking(self, text: str, stack: Sequence[str]) -> str | None:
        """The first sign that none of the families has, in whichever weight; None for none."""
        return next((sign for sign in text if not self._home(sign, stack)), None)

    def width(self, text: str, stack: Sequence[str]) -> float:
        """How long a text is, in em."""
        return sum(
            max((font.advance(ord(sign)) for font in self._home(sign, stack)), default=1.0)
            for sign in text
        )

    def _home(self, sign: str, stack: Sequence[str]) -> Sequence[_Signs]:
        """The fonts of the first family that has a sign; one of private use is no sign at all."""
        if unicodedata.category(sign) in ("Co", "Cs"):
            return ()
        families = (self._families[name.lower()] for name in stack)
        return next((f for f in families if all(ord(sign) in font.glyphs for font in f)), ())


@cache
def _signs(path: str, index: int) -> _Signs:
    with Path(path).open("rb") as file:
        number = index if file.read(4) == COLLECTION else -1
    font: Any = TTFont(path, fontNumber=number, lazy=True)
    return _Signs(font.getBestCmap() or {}, font["hmtx"].metrics, font["head"].unitsPerEm)
