"""Lines of text: runs whose heights overlap and whose widths do not, from left to right.

Digits set some points lower than the characters around them belong to the same line; two lines
set close together do not, because they stand above one another.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from juesuan.model.page import Box
from juesuan.sources.pdf.frames import Frame
from juesuan.sources.pdf.glyphs import Run

OVERLAP = 0.4
"""The least common part of two heights that puts both on one line, of the smaller height."""
_NEAR = 40
"""How many neighbouring lines are considered for a strip: bounds the work on odd pages."""
_WIDE_GAP = 0.9
"""The gap beside a Chinese character that is worth a space, in sizes of type."""
_FAR = 2.0
"""The gap between two numbers that are no parts of one another, as over the columns of a chart."""
_CJK = 0x2E80
_NUMBER = frozenset("0123456789.,%-+０１２３４５６７８９")


class TextLine(NamedTuple):
    """A line of text and its rectangle on the page."""

    text: str
    box: Box


@dataclass(slots=True)
class _Strip:
    """Runs on one baseline, or a line in the making: its height is that of its first strip."""

    y0: float
    y1: float
    runs: list[Run]
    taken: list[tuple[float, float]] = field(default_factory=list)
    """The stretches of its width that are occupied, sorted."""

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def read_lines(runs: Sequence[Run], frame: Frame) -> list[TextLine]:
    """The lines of a page or a cell from top to bottom; turned text comes last."""
    if len(runs) < 2:
        return [_alone(run, frame) for run in runs]
    by_turn: dict[int, list[Run]] = {}
    for run in runs:
        by_turn.setdefault(run.turn, []).append(run)
    return [
        TextLine(line.text, frame.seen(line.box, turn))
        for turn, turned in sorted(by_turn.items())
        for line in _upright(turned)
    ]


def _alone(run: Run, frame: Frame) -> TextLine:
    return TextLine("".join(run.text), frame.seen(run.box, run.turn))


def join_wrapped(lines: Sequence[TextLine]) -> str:
    """The text of a cell: a name wrapped over lines is one name."""
    text = ""
    for line in lines:
        latin = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isalpha()
        text += f" {line.text}" if latin and line.text[:1].isascii() else line.text
    return text


def _upright(runs: list[Run]) -> list[TextLine]:
    if len(runs) == 1:
        return [TextLine("".join(runs[0].text), runs[0].box)]
    lines: list[_Strip] = []
    for strip in sorted(_strips(runs), key=lambda strip: -len(strip.runs)):
        home = _home(strip, lines)
        if home is None:
            insort(lines, strip, key=lambda line: line.middle)
            home = strip
        else:
            home.runs.extend(strip.runs)
        for run in strip.runs:
            insort(home.taken, (run.edges[0][0], run.edges[-1][1]))
    return [_text_line(line.runs) for line in lines]


def _strips(runs: list[Run]) -> list[_Strip]:
    """Runs grouped by baseline."""
    strips: list[_Strip] = []
    for run in sorted(runs, key=lambda run: run.y1):
        if strips and run.y1 - strips[-1].y1 < 0.1 * run.size:
            strips[-1].runs.append(run)
            strips[-1].y0 = min(strips[-1].y0, run.y0)
        else:
            strips.append(_Strip(run.y0, run.y1, [run]))
    return strips


def _home(strip: _Strip, lines: list[_Strip]) -> _Strip | None:
    """The line a strip overlaps most in height and nowhere in width."""
    at = bisect_left(lines, strip.middle, key=lambda line: line.middle)
    near = lines[max(0, at - _NEAR) : at + _NEAR]
    shares = ((_overlap(strip, line), i) for i, line in enumerate(near))
    ranked = sorted((each for each in shares if each[0] > OVERLAP), reverse=True)
    return next((near[i] for _, i in ranked if _fits(strip, near[i])), None)


def _overlap(first: _Strip, second: _Strip) -> float:
    common = min(first.y1, second.y1) - max(first.y0, second.y0)
    return common / (min(first.y1 - first.y0, second.y1 - second.y0) or 1)


def _fits(strip: _Strip, line: _Strip) -> bool:
    return not any(_collides(run, line.taken) for run in strip.runs)


def _collides(run: Run, taken: list[tuple[float, float]]) -> bool:
    slack = 0.3 * run.size
    x0, x1 = run.edges[0][0] + slack, run.edges[-1][1] - slack
    at = bisect_left(taken, (x0,))
    return any(a < x1 and x0 < b for a, b in taken[max(0, at - 1) : at + 1])


def _text_line(runs: list[Run]) -> TextLine:
    runs = sorted(runs, key=lambda run: run.edges[0])
    parts = ["".join(runs[0].text)]
    for first, second in pairwise(runs):
        if not _printed_twice(first, second):
            parts += _blanks(first, second), *second.text
    x1 = max(run.edges[-1][1] for run in runs)
    y0, y1 = min(run.y0 for run in runs), max(run.y1 for run in runs)
    return TextLine("".join(parts), Box(runs[0].edges[0][0], y0, x1, y1))


def _printed_twice(first: Run, second: Run) -> bool:
    """Whether a run repeats the one below it, as imitated bold type does."""
    return first.text == second.text and second.edges[0][0] - first.edges[0][0] < 0.15 * first.size


def _blanks(first: Run, second: Run) -> str:
    """The blanks between two runs: none, one, or two between numbers far apart, or after a %."""
    gap = (second.edges[0][0] - first.edges[-1][1]) / min(first.size, second.size)
    before, after = first.text[-1], second.text[0]
    numbers = before in _NUMBER and after in _NUMBER
    if ord(before[-1]) >= _CJK or ord(after[0]) >= _CJK:
        least = _WIDE_GAP
    elif second.spaced:
        least = 0.1
    else:
        least = 0.5 if numbers else 0.2
    far = numbers and gap > (least if before == "%" else _FAR)
    return "  " if far else " " if gap > least else ""
