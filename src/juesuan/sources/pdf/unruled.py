"""Tables without rules: which lines of a page stand in columns, told by what stands side by side.

Nothing is known here of what a table says: its words go to the columns that are white between
over all of its rows. Whether the columns are the right ones is for its reader to prove.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import NamedTuple

from juesuan.model.page import Box
from juesuan.sources.pdf.glyphs import Run

NUMERIC = re.compile(r"[-−－(（]?\d[\d,]*(?:\.\d+)?[)）]?%?")
YEAR = re.compile(r"20\d\d")
NOTE = re.compile(r"[:：]|[。；]$")
OVERLAP = 0.4  # of two heights on one line
CHUNK = 0.6  # sizes of type that part what stands side by side
APART = 4.0  # sizes of type that part two tables
TIGHT = 1.35  # sizes of type from one line of a cell to its next
FLUSH = 2.0  # points within which what is flush begins
NEXT_ROW, LABEL = 2.4, 2  # the same to the next row; letters of one that is but 合计
MOST_BETWEEN, MOST_ABOVE = 3, 4  # loose lines of one cell inside a table, and of its head
MOST_TIGHT = 12  # lines of one cell inside a table, each set close to the one above
SIDE_BY_SIDE = 3  # chunks of a line
WIDE = 0.5  # share of a table's width that only prose takes


class Word(NamedTuple):
    """Characters that touch, and where they stand."""

    text: str
    box: Box
    size: float
    run: Run

    @property
    def numeric(self) -> bool:
        """Whether it is a number and no year."""
        return bool(NUMERIC.fullmatch(self.text)) and not YEAR.fullmatch(self.text)

    @property
    def middle(self) -> float:
        """Where its height is halved."""
        return (self.box.y0 + self.box.y1) / 2


Strip = tuple[Word, ...]
"""The words of one line, from left to right."""


def words_of(runs: Iterable[Run], doubled: list[Run] | None = None) -> list[Word]:
    """The upright runs as words, what imitates bold type once; its second run goes to `doubled`."""
    sound = (run for run in runs if run.turn == 0 and isfinite(run.y0 + run.y1) and run.size > 0)
    upright = sorted(sound, key=lambda run: (run.y1, run.edges[0]))
    words: list[Word] = []
    for run in upright:
        word = Word("".join(run.text).strip(), run.box, run.size, run)
        again = any(_again(word, other) for other in words[-3:])
        if again and doubled is not None:
            doubled.append(run)
        elif word.text and not again:
            words.append(word)
    return words


def _again(word: Word, other: Word) -> bool:
    near = 0.2 * word.size
    same = abs(word.box.x0 - other.box.x0) < near and abs(word.box.y1 - other.box.y1) < near
    return same and word.text == other.text


def strips(words: Iterable[Word]) -> list[Strip]:
    """Words side by side as lines, from top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        if lines and _beside(word, lines[-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [tuple(sorted(line, key=lambda word: word.box.x0)) for line in lines]


def _beside(word: Word, line: Sequence[Word]) -> bool:
    """Whether a word stands on the line of others, over or under none of them."""
    first = line[0].box
    common = min(word.box.y1, first.y1) - max(word.box.y0, first.y0)
    height = min(word.box.y1 - word.box.y0, first.y1 - first.y0) or 1
    slack = 0.2 * word.size
    clear = all(
        word.box.x0 > each.box.x1 - slack or word.box.x1 < each.box.x0 + slack for each in line
    )
    return common / height > OVERLAP and clear


def regions(lines: Sequence[Strip]) -> Iterator[range]:
    """The lines of each table, its head included, as ranges of their positions."""
    last = 0
    for start, end in _bodies(lines):
        head = start
        while head > last and start - head < MOST_ABOVE and _heads(lines, head, start, end):
            head -= 1
        yield range(head, end)
        last = end


def tabular(line: Strip) -> bool:
    """Whether a line is one of a table: several texts side by side, or a number beside one."""
    chunks = [*chunked(line)]
    numbers = sum(word.numeric for word in line)
    if not numbers and any(NOTE.search(chunk) for chunk in chunks):
        return False
    return len(chunks) >= SIDE_BY_SIDE or (len(chunks) > 1 and numbers > 0)


def ordinals(line: Strip) -> bool:
    """Whether the numbers of a line are but 1, 2, 3 … in their order, those of its columns."""
    numbers = [word.text for word in line if word.numeric]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def chunked(line: Strip) -> Iterator[str]:
    """The texts of a line that stand apart."""
    for words in _apart(line):
        yield "".join(word.text for word in words)


def _apart(line: Strip) -> Iterator[list[Word]]:
    """The words of a line that stand close together."""
    words: list[Word] = []
    for word in line:
        if words and word.box.x0 - words[-1].box.x1 > CHUNK * word.size:
            yield words
            words = []
        words.append(word)
    if words:
        yield words


def _bodies(lines: Sequence[Strip]) -> Iterator[tuple[int, int]]:
    """Where runs of lines of tables begin and end, with the lines of cells between."""
    start, end, rows = -1, -1, 0
    for at, line in enumerate(lines):
        near = at > 0 and end >= 0 and line[0].box.y0 - _low(lines[at - 1]) < APART * line[0].size
        if tabular(line) and (start < 0 or near):
            start, end = (at if start < 0 else start), at + 1
            rows = end
        elif tabular(line):
            yield start, end
            start, end = at, at + 1
            rows = end
        elif start >= 0 and near and _columned(line, lines[start:end]):
            rows = at + 1
        elif start >= 0 and not (near and _between(lines, start, rows, at)):
            yield start, _tail(lines, start, end)
            start = end = -1
    if start >= 0:
        yield start, _tail(lines, start, end)


def _columned(line: Strip, table: Sequence[Strip]) -> bool:
    """Whether a line without numbers is a row: it begins where columns after the first one do."""
    begun = [word.box.x0 for words in table for word in words]
    margin = min(begun) + line[0].size
    starts = [words[0].box.x0 for words in _apart(line)]
    inside = all(any(abs(x - each) < FLUSH for each in begun) for x in starts)
    return inside and any(x > margin for x in starts) and within(line, table)


def _between(lines: Sequence[Strip], start: int, rows: int, at: int) -> bool:
    """Whether a line may be one of a cell inside a table: few of them, or all set close."""
    tight = all(_step(lines, n) < TIGHT for n in range(rows, at + 1))
    few = at - rows < (MOST_TIGHT if tight else MOST_BETWEEN)
    return few and within(lines[at], lines[start:rows])


def _step(lines: Sequence[Strip], at: int) -> float:
    """From a line to the one above it, in sizes of type."""
    return (lines[at][0].middle - lines[at - 1][0].middle) / lines[at][0].size


def _low(line: Strip) -> float:
    return max(word.box.y1 for word in line)


def within(line: Strip, table: Sequence[Strip]) -> bool:
    """Whether a line may be one of cells: no sentence, no note, no wider than a column may be."""
    left = min(words[0].box.x0 for words in table)
    right = max(words[-1].box.x1 for words in table)
    narrow = all(word.box.x1 - word.box.x0 < WIDE * (right - left) for word in line)
    return narrow and not any(NOTE.search(chunk) for chunk in chunked(line))


def _tail(lines: Sequence[Strip], start: int, end: int) -> int:
    """The end of a table, with the rest of its last cells."""
    while end < len(lines):
        line, step = lines[end], _step(lines, end)
        near = step < (NEXT_ROW if len("".join(chunked(line))) <= LABEL else TIGHT)
        if not near or not within(line, lines[start:end]):
            break
        end += 1
    return end


def _heads(lines: Sequence[Strip], head: int, start: int, end: int) -> bool:
    """Whether the line before a table is still of its head: no title, no note, near enough."""
    line, below = lines[head - 1], lines[head]
    size = line[0].size
    if below[0].middle - line[0].middle > 3 * size or not within(line, lines[start:end]):
        return False
    if len([*chunked(line)]) > 1:
        return True
    tight = below[0].middle - line[0].middle < TIGHT * size
    return tight and size <= 1.1 * below[0].size and not line[-1].text.endswith("表")
