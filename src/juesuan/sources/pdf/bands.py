"""Columns of tables without rules: where rows show something, and where only the head does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from juesuan.model.page import Box
from juesuan.sources.pdf.unruled import Word

TOUCH = 0.1  # points between words of one column; printers part two by more
CUT = re.compile(r"-?\d[\d,]*\.(\d?)")
DECIMALS = 2
BRIDGED = 2  # words that each of two columns has besides the one over both
FLUSH = 2.0  # points within which words stand flush


class Band(NamedTuple):
    """What a column takes of the width of a page."""

    x0: float
    x1: float

    def meets(self, box: Box) -> bool:
        """Whether a box stands in it, at least partly."""
        return box.x0 < self.x1 + TOUCH and box.x1 > self.x0 - TOUCH


class Pace(NamedTuple):
    """How close the lines of one cell stand, and those of one row, in points."""

    cell: float
    row: float


def bands_of(body: Sequence[Word], head: Sequence[Word], pace: Pace) -> list[Band]:
    """The columns: where rows show something, and where only the head does."""
    body = _unbridged(body)
    bands = _united(body)
    unmet = [word for word in head if not any(band.meets(word.box) for band in bands)]
    alone = _united(word for word in unmet if not _roofs(word, bands, head, pace))
    shown = {band: [word for word in body if band.meets(word.box)] for band in bands}
    kept = []
    for band in sorted(bands, key=lambda band: not any(word.numeric for word in shown[band])):
        headed = any(band.meets(word.box) for word in head)
        over = _over(band, [] if headed else _beside(band, bands, alone), shown[band])
        if over is None:
            kept.append(band)
        else:
            alone.remove(over)
            kept.append(Band(min(band.x0, over.x0), max(band.x1, over.x1)))
    return sorted([*kept, *alone])


def _unbridged(body: Sequence[Word]) -> list[Word]:
    """The words of rows without those of cells over several columns, such as a total's name."""
    spans = Counter(Band(round(word.box.x0), round(word.box.x1)) for word in body)
    texts = {Band(round(w.box.x0), round(w.box.x1)) for w in body if not w.numeric}
    bridges = {span for span in texts if _bridges(span, spans)}
    return [w for w in body if w.numeric or Band(round(w.box.x0), round(w.box.x1)) not in bridges]


def _bridges(span: Band, spans: Mapping[Band, int]) -> bool:
    """Whether a stretch alone holds together what else would be columns of several words each."""
    near = sorted(each for each in spans if each != span and each.x1 > span.x0 - 1)
    shown: list[tuple[float, int]] = []
    for each in near:
        if shown and each.x0 <= shown[-1][0]:
            shown[-1] = (max(shown[-1][0], each.x1), shown[-1][1] + spans[each])
        elif each.x0 < span.x1:
            shown.append((each.x1, spans[each]))
    return spans[span] == 1 and len(shown) > 1 and min(count for _, count in shown) >= BRIDGED


def _roofs(word: Word, bands: Sequence[Band], head: Sequence[Word], pace: Pace) -> bool:
    """Whether a head over no column stands above those of the columns on both sides of it."""
    left = max((band for band in bands if band.x1 <= word.box.x0), default=None)
    right = min((band for band in bands if band.x0 >= word.box.x1), default=None)
    if left is None or right is None:
        return False
    return all(
        min((each.middle for each in head if band.meets(each.box)), default=0)
        >= word.middle + pace.cell
        for band in (left, right)
    )


def _beside(band: Band, bands: Sequence[Band], heads: Sequence[Band]) -> list[Band]:
    """The heads next to a column, no other column between."""
    left = max((each.x1 for each in bands if each.x1 <= band.x0), default=float("-inf"))
    right = min((each.x0 for each in bands if each.x0 >= band.x1), default=float("inf"))
    return [head for head in heads if left <= head.x0 and head.x1 <= right]


def _over(band: Band, heads: Sequence[Band], words: Sequence[Word]) -> Band | None:
    """The head of a column that is flush: the last before its right edge, or the next."""
    lefts, rights = [word.box.x0 for word in words], [word.box.x1 for word in words]
    before = max((head for head in heads if head.x1 <= band.x0), default=None)
    after = min((head for head in heads if head.x0 >= band.x1), default=None)
    flush = (max(lefts) - min(lefts) <= FLUSH, max(rights) - min(rights) <= FLUSH)
    if flush == (False, True):
        return before
    if flush == (True, False):
        return after
    if before and after:
        return before if band.x0 - before.x1 < after.x0 - band.x1 else after
    return before or after


def _united(words: Iterable[Word]) -> list[Band]:
    """The stretches of width that words take."""
    bands: list[Band] = []
    for word in sorted(words, key=lambda word: word.box.x0):
        if bands and word.box.x0 - bands[-1].x1 <= TOUCH:
            bands[-1] = Band(bands[-1].x0, max(bands[-1].x1, word.box.x1))
        else:
            bands.append(Band(word.box.x0, word.box.x1))
    return bands


def bands_met(word: Word, bands: Sequence[Band]) -> list[int]:
    """The columns a word stands in; the nearest where it stands in none."""
    met = [at for at, band in enumerate(bands) if band.meets(word.box)]
    return met or [min(range(len(bands)), key=lambda n: off(word.box.x0, bands[n]))]


def off(x: float, band: Band) -> float:
    """How far beside a column a point is."""
    return max(band.x0 - x, x - band.x1, 0)


def cut_off(text: str, rest: str) -> bool:
    """Whether a text is an amount that lacks its last digits, and another one is those."""
    amount = CUT.fullmatch(text)
    return amount is not None and rest.isdigit() and len(amount[1]) + len(rest) == DECIMALS


def text_of(words: Sequence[Word]) -> str:
    """The text of a cell, its lines one below the other, numbers side by side kept apart."""
    text, end, low = "", 0.0, 0.0
    for word in sorted(words, key=lambda word: (round(word.middle / word.size * 2), word.box.x0)):
        beside = text and word.middle - low < word.size / 2
        apart = beside and word.box.x0 - end > 0.2 * word.size
        digits = text[-1:].isdigit() and word.text[:1].isdigit()
        digits = digits and not (not beside and cut_off(text, word.text))
        text += f" {word.text}" if (apart and text[-1:].isascii()) or digits else word.text
        end, low = word.box.x1, word.middle
    return text


def around(boxes: Iterable[Box]) -> Box:
    """The rectangle around boxes, of which there is at least one."""
    every = [*boxes]
    x0, y0 = min(box.x0 for box in every), min(box.y0 for box in every)
    return Box(x0, y0, max(box.x1 for box in every), max(box.y1 for box in every))
