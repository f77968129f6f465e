"""Characters of a page, with boxes, gathered into runs: characters that touch on one baseline.

A font may claim any height (ONLYOFFICE's digits claim 22 pt at 12 pt and so seem to hang 4.9 pt
below their line), so heights come from the baseline and the size of the type, not from the font.
Text may be turned: each run is measured in its own upright frame, and the page is turned as most
of its text is, whatever the page itself asks for.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from math import hypot, inf
from struct import iter_unpack
from typing import NamedTuple

from juesuan.model.page import Box, Limits, Unreadable
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf.frames import SLANT, Frame, frame_of

TOUCHING = 0.12
"""Widest gap between characters that touch, in sizes of type."""
ASCENT, DESCENT = 0.88, 0.12
"""What a character takes above and below its baseline, in sizes of type."""
_BLANK = (
    frozenset(range(33)) - {2} | frozenset(range(0x7F, 0xA1)) | frozenset(range(0x2000, 0x2010))
)
_BLANK |= {0xAD, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF}
_HYPHENS = (0x02, 0xFFFE)


_Axis = tuple[int, int, float, float]
"""Where two sides stand in a box of PDFium, and the sign and shift that measure them."""


class Run(NamedTuple):
    """Characters that touch on one baseline, measured in the frame that makes them upright."""

    text: tuple[str, ...]
    edges: tuple[tuple[float, float], ...]
    """Left and right of each character."""
    y0: float
    y1: float
    size: float
    spaced: bool
    """Whether a space was written before it."""
    turn: int
    """Quarter turns clockwise from the page as seen to the run's frame; SLANT for other angles."""

    @property
    def box(self) -> Box:
        """The run's rectangle in its own frame."""
        return Box(self.edges[0][0], self.y0, self.edges[-1][1], self.y1)


class _Style(NamedTuple):
    """What the characters of one text object share."""

    turn: int
    size: float
    y: float
    """The baseline, in the frame of the turn."""
    across: _Axis
    down: _Axis

    def alike(self, other: _Style) -> bool:
        """Whether characters of both stand on one baseline."""
        return self.turn == other.turn != SLANT and abs(self.y - other.y) < 0.1

    @property
    def gaps(self) -> tuple[float, float]:
        """Between which gaps a character follows the one before it."""
        return (-inf, inf) if self.turn == SLANT else (-0.15 * self.size, TOUCHING * self.size)

    def at(self, box: tuple[float, ...]) -> _Style:
        """The style where a character stands: vertical writing leaves the baseline of its start."""
        top, low, sign, shift = self.down
        middle = sign * (box[top] + box[low]) / 2 + shift
        usual = self.y - 0.38 * self.size
        if self.turn == SLANT or abs(middle - usual) <= self.size:
            return self
        return self._replace(y=middle + 0.38 * self.size)


class PageText(NamedTuple):
    """The page's frame, its runs in the order they were written, the text objects they are of."""

    frame: Frame
    runs: list[Run]
    owners: frozenset[int]


def read_text(sheet: engine.PdfPage, limits: Limits) -> PageText:
    """The text of a page; most of it decides how the page is turned."""
    _refuse_many(sheet, limits)
    owners: set[int] = set()
    runs = list(_gathered(sheet, owners))
    turns = Counter[int]()
    for run in runs:
        turns[run.turn] += len(run.text)
    turns.pop(SLANT, None)
    turn = max(turns, key=lambda turn: turns[turn], default=sheet.rotation)
    frame = frame_of(sheet, turn)
    seen = [run for run in (_seen(run, frame) for run in runs) if _on_page(run, frame)]
    return PageText(frame, seen, frozenset(owners))


def _refuse_many(sheet: engine.PdfPage, limits: Limits) -> None:
    count = engine.count_characters(sheet.text)
    if count > limits.cells:
        raise Unreadable(
            f"PDF 第 {sheet.number} 页有 {count} 个字符，超过上限；"
            "请确认文件内容，或用 --max-cells 调高上限"
        )


def read_only(
    sheet: engine.PdfPage, frame: Frame, wanted: frozenset[int], limits: Limits
) -> list[Run]:
    """The runs of some text objects alone, in the frame of their page."""
    _refuse_many(sheet, limits)
    runs = (_seen(run, frame) for run in _gathered(sheet, set(), wanted))
    return [run for run in runs if _on_page(run, frame)]


def _seen(run: Run, frame: Frame) -> Run:
    if run.turn != SLANT:
        return run._replace(turn=(run.turn - frame.turn) % 4) if frame.turn or run.turn else run
    box = frame.turned(run.box)
    return run._replace(edges=((box.x0, box.x1),), y0=box.y0, y1=box.y1)


def _on_page(run: Run, frame: Frame) -> bool:
    if run.turn == 0 <= run.edges[0][0] and run.edges[-1][1] <= frame.width:
        return 0 <= run.y0 + run.y1 <= 2 * frame.height
    box = frame.seen(run.box, run.turn)
    return 0 <= box.x0 + box.x1 <= 2 * frame.width and 0 <= box.y0 + box.y1 <= 2 * frame.height


def _gathered(
    sheet: engine.PdfPage, owners: set[int], wanted: frozenset[int] | None = None
) -> Iterator[Run]:
    """The runs of a page, each in the frame of its own turn; their objects go to `owners`."""
    text, styles = sheet.text, _Styles(sheet)
    count = engine.count_characters(text)
    letters: list[str] = []
    edges: list[tuple[float, float]] = []
    style = here = styles.none
    spaced = parted = False
    last, x = None, 0.0
    near, far, sign, shift = here.across
    least, most = here.gaps
    for i, (letter, box) in enumerate(_characters(text, count)):
        if not letter:
            parted = parted or not engine.is_generated(text, i)
            continue
        owner = engine.text_object(text, i)
        if wanted is not None and owner not in wanted:
            parted = True
            continue
        if owner != last:
            last, here = owner, styles.at(i, abs(box[1] - box[3]))
            near, far, sign, shift = here.across
            least, most = here.gaps
            owners.add(owner)
        x0 = sign * box[near] + shift
        follows = least < x0 - x < most and (here is style or here.alike(style))
        if parted or not follows:
            if letters:
                yield _run(letters, edges, style, spaced)
                letters, edges = [], []
            style = here = here.at(box)
            spaced, parted = parted, False
        x = sign * box[far] + shift
        letters.append(letter)
        edges.append((x0, x))
    if letters:
        yield _run(letters, edges, style, spaced)


def _run(
    letters: list[str],
    edges: list[tuple[float, float]],
    style: _Style,
    spaced: bool,  # noqa: FBT001
) -> Run:
    turn, size, y, _, _ = style
    if turn != SLANT:
        top, bottom = y - ASCENT * size, y + DESCENT * size
        return Run(tuple(letters), tuple(edges), top, bottom, size, spaced, turn)
    edge = (min(x0 for x0, _ in edges), max(x1 for _, x1 in edges))
    return Run(("".join(letters),), (edge,), y - size, y, size, spaced, turn)


def _characters(text: int, count: int) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Each character, "" for a blank, with its box: left, top, right, bottom in user space."""
    codes = [engine.unicode_of(text, i) for i in range(count)]
    room = engine.floats(4 * count)
    start = ctypes.addressof(room)
    for i in range(count):
        engine.loose_box(text, i, start + 16 * i)
    return zip(_letters(codes), iter_unpack("4f", room), strict=True)


def _letters(codes: list[int]) -> list[str]:
    """The text of each code, "" for a blank; halves of a surrogate pair stand on the second."""
    letters = ["" if code in _BLANK else chr(code) for code in codes]
    for i, code in enumerate(codes):
        if code in _HYPHENS:
            letters[i] = "-"
        elif 0xD800 <= code < 0xDC00:
            letters[i] = ""
        elif 0xDC00 <= code < 0xE000 and i:
            letters[i] = chr(0x10000 + ((codes[i - 1] & 0x3FF) << 10) + (code & 0x3FF))
    return letters


class _Styles:
    """The style of the text object around each character; equal ones are one."""

    def __init__(self, sheet: engine.PdfPage) -> None:
        self._sheet = sheet
        self._room = engine.floats(6)
        self._start = ctypes.addressof(self._room)
        self._styles: dict[tuple[float, ...], _Style] = {}
        self._last = self.none = _Style(0, 0.0, 0.0, *_axes(sheet, 0))

    def at(self, i: int, height: float) -> _Style:
        """The style of character i, whose font claims this height."""
        size = engine.font_size(self._sheet.text, i)
        engine.text_matrix(self._sheet.text, i, self._start)
        a, b, c, d, x, y = self._room
        style = self._styles.get((a, b, c, d, size))
        if style is None:
            turn = _turn(a, b)
            across, down = _axes(self._sheet, turn)
            style = _Style(turn, size * hypot(c, d) or height, 0.0, across, down)
            self._styles[a, b, c, d, size] = style
        turn, size, _, across, down = style
        baseline = down[2] * (x if turn in (1, 3) else y) + down[3]
        last = self._last
        if last.y != baseline or last.size != size or last.turn != turn:
            self._last = last = _Style(turn, size, baseline, across, down)
        return last


def _turn(a: float, b: float) -> int:
    """How many quarters clockwise make text upright that runs towards (a, b)."""
    if abs(b) < 0.05 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) < 0.05 * abs(b):
        return 1 if b > 0 else 3
    return SLANT


def _axes(sheet: engine.PdfPage, turn: int) -> tuple[_Axis, _Axis]:
    """How a box of PDFium (left, top, right, bottom) is measured across and down a frame."""
    right, left = (0, 2, 1.0, -sheet.left), (2, 0, -1.0, sheet.right)
    up, down = (3, 1, 1.0, -sheet.bottom), (1, 3, -1.0, sheet.top)
    return ((right, down), (up, right), (left, up), (down, left), (right, down))[turn]


def share_unmapped(sheet: engine.PdfPage, sample: int = 50) -> tuple[int, int]:
    """Of a sample of the page's characters, how many have no known meaning, and its size."""
    count = engine.count_characters(sheet.text)
    places = range(0, count, max(1, count // sample))
    return sum(engine.is_unmapped(sheet.text, i) == 1 for i in places), len(places)
