"""Turning a page: from the user space of a PDF to the page as its reader sees it."""

from __future__ import annotations

from typing import NamedTuple

from juesuan.model.page import Box
from juesuan.sources.pdf.pdfium import PdfPage

QUARTERS = 4
SLANT = 4
"""The turn of text that no quarter turn makes upright."""


class Frame(NamedTuple):
    """The page as its reader sees it: size in points, and quarter turns from user space."""

    width: float
    height: float
    turn: int
    left: float
    top: float

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of user space (left, bottom, right, top) on the page as seen."""
        return self.turned(Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0))

    def turned(self, box: Box) -> Box:
        """A box of the unturned page on the page as seen."""
        width, height = self._size(self.turn)
        return turned(box, width, height, self.turn)

    def seen(self, box: Box, turn: int) -> Box:
        """A box measured `turn` quarters clockwise of the page as seen, on that page."""
        if turn in (0, SLANT):
            return box
        width, height = self._size(turn)
        return turned(box, width, height, -turn % QUARTERS)

    def _size(self, turn: int) -> tuple[float, float]:
        return (self.height, self.width) if turn % 2 else (self.width, self.height)


def frame_of(sheet: PdfPage, turn: int) -> Frame:
    """The page turned clockwise by `turn` quarters."""
    width, height = sheet.right - sheet.left, sheet.top - sheet.bottom
    size = (height, width) if turn % 2 else (width, height)
    return Frame(*size, turn, sheet.left, sheet.top)


def turned(box: Box, width: float, height: float, quarters: int) -> Box:
    """A box of a page of width × height after clockwise quarter turns of that page."""
    for _ in range(quarters):
        box = Box(height - box.y1, box.x0, height - box.y0, box.x1)
        width, height = height, width
    return box
