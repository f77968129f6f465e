"""Runs of characters and ruling lines made by hand, as the pages of a PDF would have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from juesuan.sources.pdf.frames import Frame
from juesuan.sources.pdf.glyphs import ASCENT, DESCENT, Run
from juesuan.sources.pdf.rulings import Ruling, Rulings

FRAME = Frame(400, 300, 0, 0, 300)
"""An upright page of 400 × 300 points."""


def run(text: str, x: float, y: float, size: float = 10, *, turn: int = 0) -> Run:
    """Characters from x on, on the baseline y; Latin ones are half as wide as they are high."""
    edges, at = [], x
    for letter in text:
        edges.append((at, at + (size / 2 if letter.isascii() else size)))
        at = edges[-1][1]
    ends = y - ASCENT * size, y + DESCENT * size
    return Run(tuple(text), tuple(edges), *ends, size, spaced=False, turn=turn)


def letters(runs: Iterable[Run]) -> list[str]:
    """All characters of some runs, sorted."""
    return sorted("".join("".join(each.text) for each in runs))


def rules(xs: Sequence[float], ys: Sequence[float]) -> Rulings:
    """The rules of a table without merged cells, each from border to border."""
    return Rulings(
        tuple(Ruling(y, xs[0], xs[-1]) for y in ys), tuple(Ruling(x, ys[0], ys[-1]) for x in xs)
    )


def walls(spans: Iterable[tuple[int, int, int, int]], step: float = 20) -> Rulings:
    """The rules around cells (row, column, rows, columns) of a grid of equal fields."""
    across, down = set[Ruling](), set[Ruling]()
    for row, column, rows, columns in spans:
        x0, x1 = step * (1 + column), step * (1 + column + columns)
        y0, y1 = step * (1 + row), step * (1 + row + rows)
        across |= {Ruling(y0, x0, x1), Ruling(y1, x0, x1)}
        down |= {Ruling(x0, y0, y1), Ruling(x1, y0, y1)}
    return Rulings(tuple(sorted(across)), tuple(sorted(down)))
