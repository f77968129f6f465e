"""Text for a terminal: as wide as its characters show, without what could steer the terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import NamedTuple

COLOURS = {
    "错误": "1;31",
    "提示": "33",
    "尾差": "36",
    "未核": "35",
    "豁免": "34",
    "弱": "2",
    "强": "1",
}
# Control characters, and those that turn the direction of writing or hide themselves.
UNSEEN = (
    r"\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufff9-\ufffb"
    r"\U000e0000-\U000e007f"
)
STEERING = re.compile(rf"[\x00-\x1f\ufeff{UNSEEN}]+")
# Of a whole text: line ends, and the mark at the beginning of a CSV for Excel, stay.
UNSTILL = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{UNSEEN}]|\r(?!\n)|(?<!\A)\ufeff")
COLOURING = re.compile(r"\x1b\[[0-9;]{1,4}m")
CLOSING = frozenset("，。；：、！？）》」』”’%,.;:!?)]}…")
NARROWEST = 30


class Screen(NamedTuple):
    """What the text is written for: how many columns it has, whether it shows colour."""

    width: int = 100
    colour: bool = False

    def paint(self, text: str, colour: str) -> str:
        """A text in one of the colours, where there are colours."""
        return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Screen()


def clean(text: str) -> str:
    """A text of a document on one line, with nothing in it that a terminal would obey."""
    return " ".join(STEERING.sub(" ", text).split())


def one_line(text: str) -> str:
    """A message on one line, its blanks kept, with nothing in it that a terminal would obey."""
    return STEERING.sub(" ", text)


def still(text: str, kept: re.Pattern[str] | None = None) -> str:
    """A whole text, lines and tabs as they are, without what a terminal would obey.

    The last guard of all that is shown; each text of a document is `clean` before. Only what is
    painted by us (`kept`, where the screen has colours) passes.
    """
    if kept is None or not UNSTILL.search(text):
        return UNSTILL.sub("", text)
    painted = {f"\x1b[{colour}m" for colour in (*COLOURS.values(), "0")}
    parts = re.split(f"({kept.pattern})", text)
    return "".join(part if part in painted else UNSTILL.sub("", part) for part in parts)


def width(text: str) -> int:
    """How many columns a text takes: Chinese characters take two."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """A text as wide as so many columns, blanks after it, or before it where it stands right."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def table(rows: Sequence[Sequence[str]], right: Collection[int] = (), least: int = 0) -> list[str]:
    """Rows as lines: each column as wide as its widest text and at least so wide.

    The columns numbered in `right` stand right.
    """
    widths = [max(least, *map(width, texts)) for texts in zip(*rows, strict=True)]
    return [
        "  ".join(
            padded(text, wide, right=at in right)
            for at, (text, wide) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def wrap(text: str, columns: int, indent: str = "", first: str | None = None) -> list[str]:
    """A text in lines of at most so many columns; no line starts with a closing mark."""
    lines = [first if first is not None else indent]
    room = max(columns, NARROWEST)
    for piece in _pieces(text):
        if width(lines[-1]) + width(piece.rstrip()) > room and lines[-1].strip():
            lines.append(indent)
            piece = piece.lstrip()  # noqa: PLW2901 - a space at a break is not shown
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Where a text may be broken: between Chinese characters, not inside numbers and words."""
    pieces: list[str] = []
    for character in text:
        narrow = _columns(character) == 1 and character != " "
        joins = pieces and narrow and _columns(pieces[-1][-1]) == 1 and pieces[-1][-1] != " "
        if pieces and (joins or character in CLOSING):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
