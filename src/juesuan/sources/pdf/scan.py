"""Pages that are pictures: words recognised, rules found, then read like any page of a PDF.

Every place on such a page says that it was scanned. A number the recogniser is not sure of becomes
question marks, which no reader takes for a number. It comes with the extra `ocr`: its models are
in its package, nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from juesuan.extras import Lacking, wanted
from juesuan.model.page import Block, Grid, Limits, Page
from juesuan.sources.pdf.frames import Frame
from juesuan.sources.pdf.glyphs import Run
from juesuan.sources.pdf.grids import read_grids
from juesuan.sources.pdf.page_blocks import filled
from juesuan.sources.pdf.rulings import Ruling, Rulings, joined

if TYPE_CHECKING:
    from PIL import Image

SCALE = 200 / 72
"""Pixels to the point in which a page is drawn: 200 to the inch."""
LONGEST_SIDE = 3200
SURE = 0.8  # of a number that is taken
UNSURE = "？"
APART = 0.6  # heights of a word between two that are apart
TYPE = 0.78  # of the height of a word's box, its size of type
ACROSS, DOWN = 24.0, 12.5  # points that a rule is long at least: longer than a stroke of a letter
THIN = 4.0


class _Word(NamedTuple):
    """A word as it was recognised, its box in pixels."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@cache
def can_recognise() -> bool:
    """Whether the extra that recognises words is installed."""
    try:
        with wanted():
            import cv2  # noqa: F401, PLC0415 - of the extra
            import rapidocr  # noqa: F401, PLC0415
    except Lacking:
        return False
    return True


@cache
def _engine(longest: int) -> Any:  # noqa: ANN401 - rapidocr is untyped here
    """The recogniser, started once; a picture with a longer side is made smaller for it."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - of the extra

    settings = {"Global.log_level": "critical", "Global.max_side_len": longest}
    return RapidOCR(params=settings | {"Global.text_score": 0.0})


def recognised(image: Image.Image, number: int, point: float, limits: Limits) -> tuple[Page, int]:
    """The page of a picture, and how many letters it has; a pixel is `point` points wide."""
    import numpy as np  # noqa: PLC0415 - comes with the extra

    pixels = np.asarray(image.convert("RGB"))[:, :, ::-1]
    frame = Frame(image.width * point, image.height * point, 0, 0.0, image.height * point)
    rulings = _rulings(pixels, point)
    runs = [run for line in _lines(pixels) for run in _runs(line, point)]
    grids, rest = read_grids(rulings, runs, frame, number, limits)
    page = Page(number, (), round(frame.width, 2), round(frame.height, 2))
    page = filled(page, grids, rest, frame)
    scanned = tuple(_marked(block) for block in page.blocks)
    return replace(page, blocks=scanned), sum(len(run.text) for run in runs)


def _marked(block: Block) -> Block:
    """The same block, each place of it with the word that it was scanned."""
    place = block.place._replace(scanned=True)
    if not isinstance(block, Grid):
        return replace(block, place=place)
    cells = tuple(replace(c, place=c.place._replace(scanned=True)) for c in block.cells)
    return replace(block, cells=cells, place=place)


def _lines(pixels: Any) -> Iterator[list[_Word]]:  # noqa: ANN401 - an array
    """The words of each stretch of text, from left to right."""
    read = _engine(LONGEST_SIDE)(pixels, return_word_box=True, use_cls=False)
    for words in read.word_results or ():
        line = []
        for text, score, corners in words:
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            sure = score >= SURE or not any(sign.isdecimal() for sign in text)
            shown = text if sure else UNSURE * len(text)
            line.append(_Word(shown, min(xs), min(ys), max(xs), max(ys)))
        yield sorted(line, key=lambda word: word.x0)


def _runs(line: Sequence[_Word], point: float) -> Iterator[Run]:
    """Words that touch, as runs of letters; each letter of a word is as wide as the next."""
    letters: list[tuple[str, float, float]] = []
    for word in line:
        high = word.y1 - word.y0
        if letters and word.x0 - letters[-1][2] > APART * high:
            yield _run(letters, line, point)
            letters = []
        wide = (word.x1 - word.x0) / max(1, len(word.text))
        letters += [
            (sign, word.x0 + at * wide, word.x0 + (at + 1) * wide)
            for at, sign in enumerate(word.text)
            if not sign.isspace()
        ]
    if letters:
        yield _run(letters, line, point)


def _run(letters: Sequence[tuple[str, float, float]], line: Sequence[_Word], point: float) -> Run:
    top, low = min(word.y0 for word in line), max(word.y1 for word in line)
    edges = tuple((x0 * point, x1 * point) for _, x0, x1 in letters)
    size = (low - top) * TYPE * point
    signs = tuple(sign for sign, _, _ in letters)
    return Run(signs, edges, top * point, low * point, size, spaced=False, turn=0)


def _rulings(pixels: Any, point: float) -> Rulings:  # noqa: ANN401 - an array
    """The rules of a picture: what is dark over some length and thin."""
    import cv2  # noqa: PLC0415 - of the extra

    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12
    )
    across, down = [], []
    for x, y, wide, high in _stretches(ink, (round(ACROSS / point), 1)):
        if high * point <= THIN:
            across.append(Ruling((y + high / 2) * point, x * point, (x + wide) * point))
    for x, y, wide, high in _stretches(ink, (1, round(DOWN / point))):
        if wide * point <= THIN:
            down.append(Ruling((x + wide / 2) * point, y * point, (y + high) * point))
    return Rulings(tuple(sorted(joined(across))), tuple(sorted(joined(down))))


def _stretches(ink: Any, size: tuple[int, int]) -> list[tuple[int, int, int, int]]:  # noqa: ANN401
    """The rectangles of what is dark over a stretch of this size, a slight slope allowed."""
    import cv2  # noqa: PLC0415 - of the extra

    slack = (1, 3) if size[0] > size[1] else (3, 1)
    broad = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, slack))
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
    long = cv2.morphologyEx(broad, cv2.MORPH_OPEN, kernel)
    outlines, _ = cv2.findContours(long, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [cv2.boundingRect(outline) for outline in outlines]
