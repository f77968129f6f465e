"""One clause of a narrative: what it says of which number, or that it was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from juesuan.notation.speech.clue import Clues

OPENING, CLOSING = "(（〔[【", ")）〕]】"
MARKS = re.compile(rf"[\n{re.escape(OPENING + CLOSING)}]")


class Clause(NamedTuple):
    """A stretch of text between two marks, and the mark that ends it.

    `within` are the brackets around it that hold amounts, by where they open.
    """

    start: int
    text: str
    mark: str
    within: tuple[int, ...] = ()


def clauses(text: str, clues: Clues) -> Iterator[Clause]:
    """The clauses of a running text, in order; a bracket that holds an amount is a mark too."""
    start, within = 0, list[int]()
    for at, end, mark in _marks(text, clues):
        if at > start:
            yield Clause(start, text[start:at], mark, tuple(within))
        start = end
        if mark in OPENING:
            within.append(at)
        elif mark in CLOSING and within:
            within.pop()
    if start < len(text):
        yield Clause(start, text[start:], "")


def _marks(text: str, clues: Clues) -> list[tuple[int, int, str]]:
    """Where clauses end, where the next begins, and the mark between them."""
    marks = [(m.start(), m.end(), m[0] or "，") for m in clues.breaks.finditer(text)]
    for opened, closed in _asides(text, clues):
        joined = clues.after_bracket.match(text, closed + 1)
        marks.append((opened, opened + 1, text[opened]))
        marks.append((closed, joined.end() if joined else closed + 1, text[closed]))
    return sorted(marks)


def _asides(text: str, clues: Clues) -> Iterator[tuple[int, int]]:
    """The brackets of one line that hold an amount with its unit."""
    here = [0] * (len(text) + 1)
    for money in clues.money.finditer(text):
        here[money.start()] = 1
    before = list(accumulate(here))
    opened: list[int] = []
    for mark in MARKS.finditer(text):
        if mark[0] == "\n":
            opened.clear()
        elif mark[0] in OPENING:
            opened.append(mark.start())
        elif opened:
            first = opened.pop()
            if before[mark.start()] > before[first]:
                yield first, mark.start()


class Names:
    """Names to look for at the head of a text, the longest first."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._sizes = sorted(set(map(len, self._names)), reverse=True)

    def at_head(self, text: str) -> str:
        """The longest name the text begins with, or "" for none."""
        heads = (text[:size] for size in self._sizes)
        return next((head for head in heads if head in self._names), "")


def parts(match: re.Match[str]) -> Mapping[str, str]:
    """The named parts of a match that took part in it."""
    return {name: text for name, text in match.groupdict().items() if text is not None}
