"""The blocks of a page in reading order: its tables, and the lines beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juesuan.model.page import Block, Box, Grid, Line, Page, Place
from juesuan.sources.pdf.frames import Frame
from juesuan.sources.pdf.glyphs import Run
from juesuan.sources.pdf.lines import read_lines


def filled(page: Page, grids: Sequence[Grid], rest: Sequence[Run], frame: Frame) -> Page:
    """A page with its tables and the lines beside them."""
    number = page.number
    lines = [Line(text, Place(number, box=_tidy(box))) for text, box in read_lines(rest, frame)]
    blocks: list[Block] = [*grids, *lines]
    blocks.sort(key=_reading_order)
    return replace(page, blocks=tuple(blocks))


def _tidy(box: Box) -> Box:
    return Box(*(round(edge, 2) for edge in box))


def _reading_order(block: Block) -> tuple[float, float]:
    box = block.place.box or Box(0, 0, 0, 0)
    return box.y0, box.x0
