"""Texts on their way to the page: on one line, nothing in them that steers, no sign missing."""

from __future__ import annotations

import unicodedata

from juesuan.notation.look import Look
from juesuan.publishing.disclosure.not_set import NotSet
from juesuan.publishing.disclosure.pdf.faces import Faces
from juesuan.publishing.screen import one_line

AROUND = 8  # signs shown before and after one that is missing


class Lettering:
    """The styles of a document and the faces they are set in; every text goes through `put`."""

    def __init__(self, look: Look, faces: Faces) -> None:
        self.styles = look.styles
        self._faces = faces
        self._stacks = {name: faces.stack(style.faces) for name, style in look.styles.items()}
        self._widths: dict[str, dict[str, float]] = {name: {} for name in look.styles}
        self._seen: dict[str, set[str]] = {name: set() for name in look.styles}

    def stack(self, style: str) -> tuple[str, ...]:
        """The families that a style is set in."""
        return self._stacks[style]

    def size(self, style: str) -> float:
        """How large the letters of a style are, in pt."""
        return self.styles[style].size

    def measure(self, style: str, text: str) -> float:
        """How long a text is in a style, in em."""
        widths = self._widths[style]
        try:
            return sum(map(widths.__getitem__, text))
        except KeyError:
            for sign in {*text} - widths.keys():
                widths[sign] = self._faces.width(sign, self._stacks[style])
            return sum(map(widths.__getitem__, text))

    def put(self, style: str, text: str, where: str) -> str:
        """A text as it is set; NotSet names the sign that no face of the style has."""
        shown = one_line(text)
        fresh = {*shown} - self._seen[style]
        if fresh and self._faces.lacking("".join(sorted(fresh)), self._stacks[style]):
            at = next(i for i, c in enumerate(shown) if self._faces.lacking(c, self._stacks[style]))
            raise NotSet(_missing(shown, at, where))
        self._seen[style] |= fresh
        return shown


def _missing(text: str, at: int, where: str) -> str:
    sign = text[at]
    shown = sign if sign.isprintable() else unicodedata.name(sign, "不可显示的字符")
    around = text[max(0, at - AROUND) : at + AROUND + 1]
    seen = "".join(c if c.isprintable() else "□" for c in around)
    return (
        f"字体里没有“{shown}”（U+{ord(sign):04X}）这个字：在{where}“{seen}”处；"
        "请改用别的字，或用 --fonts 给出有这个字的字体"
    )
