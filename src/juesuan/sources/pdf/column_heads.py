"""Heads of tables without rules: cells over one column, and over several, flush left or centred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from juesuan.model.page import Box
from juesuan.sources.pdf.bands import Band, Pace, around, bands_met, text_of
from juesuan.sources.pdf.unruled import Strip, Word

APART = 0.1  # points between two levels of a head
CENTRED = 1.2  # heights of a head by which it may be farther off the middle than it could be


class HeadCell(NamedTuple):
    """Words over one or more columns, of one cell of the head."""

    text: str
    box: Box
    first: int
    last: int


def head_rows(
    lines: Sequence[Strip], bands: Sequence[Band], pace: Pace
) -> Iterator[list[HeadCell]]:
    """The rows of a head: what stands over several columns first, then the words over each."""
    words = [word for line in lines for word in line]
    if not words:
        return
    leaves: list[HeadCell] = []
    met = _met(words, bands, pace)
    over: list[list[Word]] = [[word] for word in words if len(met[word]) > 1]
    for column in range(len(bands)):
        groups = _grouped([word for word in words if met[word] == [column]], pace)
        over += groups[:-1]
        leaves += [_head(group, column, column) for group in groups[-1:]]
    boxes = {leaf.first: leaf.box for leaf in leaves}
    wide = [
        Band(min(band.x0, boxes[at].x0), max(band.x1, boxes[at].x1)) if at in boxes else band
        for at, band in enumerate(bands)
    ]
    for level in _levels(_merged(over, bands, pace)):
        yield [_stretched(head, level, wide, leaves) for head in level]
    yield leaves


def _met(words: Sequence[Word], bands: Sequence[Band], pace: Pace) -> dict[Word, list[int]]:
    """The columns each word stands in; a line of a cell in those of the one line above it."""
    met: dict[Word, list[int]] = {}
    for word in sorted(words, key=lambda word: word.middle):
        above = [each for each in met if _goes_on(each, word, pace)]
        inside = len(above) == 1 and not any(band.meets(word.box) for band in bands)
        met[word] = met[above[0]] if inside else bands_met(word, bands)
    return met


def lowest(head: Sequence[Word], pace: Pace) -> list[Word]:
    """The cells of a head with no other cell below them, each over one column: lines as a whole."""
    cells: list[Word] = []
    for word in sorted(head, key=lambda word: word.middle):
        if any(_under(word, each, pace) for each in head):
            continue
        above = next((at for at, cell in enumerate(cells) if _goes_on(cell, word, pace)), None)
        if above is None:
            cells.append(word)
        else:
            cells[above] = word._replace(box=around([cells[above].box, word.box]))
    return cells


def _goes_on(cell: Word, word: Word, pace: Pace) -> bool:
    """Whether a word is of the line below a cell's last one, in the same cell."""
    overlap = cell.box.x0 < word.box.x1 and word.box.x0 < cell.box.x1
    return overlap and 0 < word.box.y1 - cell.box.y1 < pace.cell


def _under(word: Word, other: Word, pace: Pace) -> bool:
    """Whether another word stands below one, in a cell of its own."""
    overlap = other.box.x0 < word.box.x1 and word.box.x0 < other.box.x1
    return overlap and other.middle - word.middle >= pace.cell


def _grouped(words: Sequence[Word], pace: Pace) -> list[list[Word]]:
    """Words over one column in cells: lines set close together are of one."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        if groups and word.middle - groups[-1][-1].middle < pace.cell:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _head(words: Sequence[Word], first: int, last: int) -> HeadCell:
    return HeadCell(text_of(words), around(word.box for word in words), first, last)


def _merged(over: Iterable[list[Word]], bands: Sequence[Band], pace: Pace) -> Iterator[HeadCell]:
    """Heads over several columns, the lines of one taken together."""
    groups: list[list[Word]] = []
    for words in sorted(over, key=lambda words: words[0].middle):
        x0, x1 = words[0].box.x0, words[-1].box.x1
        above = [
            group
            for group in groups
            if words[0].middle - group[-1].middle < pace.cell
            and group[0].box.x0 < x1
            and x0 < group[0].box.x1
        ]
        if above:
            above[0].extend(words)
        else:
            groups.append([*words])
    for group in groups:
        met = [column for word in group for column in bands_met(word, bands)]
        yield _head(group, min(met), max(met))


def _levels(heads: Iterable[HeadCell]) -> Iterator[list[HeadCell]]:
    """Heads over several columns, those at one height together, from top to bottom."""
    level: list[HeadCell] = []
    for head in sorted(heads, key=lambda head: head.box.y0):
        if level and head.box.y0 > level[0].box.y1 - APART:
            yield sorted(level, key=lambda head: head.first)
            level = []
        level.append(head)
    if level:
        yield sorted(level, key=lambda head: head.first)


def _stretched(
    head: HeadCell, level: Sequence[HeadCell], bands: Sequence[Band], leaves: Sequence[HeadCell]
) -> HeadCell:
    """A head over all of its columns: to the next head where it is flush left, else centred."""
    before = max((each.last for each in level if each.last < head.first), default=-1) + 1
    after = min((each.first for each in level if each.first > head.last), default=len(bands)) - 1
    height = head.box.y1 - head.box.y0
    under = {leaf.first for leaf in leaves if leaf.box.y0 > head.box.y1 - height / 10}
    after = next((n - 1 for n in range(head.last + 1, after + 1) if n not in under), after)
    before = next((n + 1 for n in range(head.first - 1, before - 1, -1) if n not in under), before)
    below = next((leaf.box for leaf in leaves if leaf.first == head.first), head.box)
    same = height / 20
    if abs(head.box.x0 - below.x0) <= same < abs(head.box.x1 - below.x1):
        return head._replace(last=max(head.last, after))
    middle = (head.box.x0 + head.box.x1) / 2
    spans = [
        (_off_centre(middle, bands, first, last), first, last)
        for first in range(before, head.first + 1)
        for last in range(head.last, after + 1)
    ]
    least = min(off for off, _, _ in spans) + CENTRED * height
    _, first, last = max((s for s in spans if s[0] <= least), key=lambda span: span[2] - span[1])
    return head._replace(first=first, last=last)


def _off_centre(middle: float, bands: Sequence[Band], first: int, last: int) -> float:
    """How far from the middle of columns a point is: of what they show, or of their cells."""
    x0, x1 = bands[first].x0, bands[last].x1
    left = (bands[first - 1].x1 + x0) / 2 if first else x0
    right = (x1 + bands[last + 1].x0) / 2 if last + 1 < len(bands) else x1
    return min(abs((x0 + x1) / 2 - middle), abs((left + right) / 2 - middle))
