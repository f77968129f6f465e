"""What stands on typeset pages, as our own reader sees it: characters, and the cells of tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from juesuan.model.page import Box, Limits
from juesuan.sources.pdf import pdfium
from juesuan.sources.pdf.glyphs import Run, read_text
from juesuan.sources.pdf.lattice import Lattice, lattices
from juesuan.sources.pdf.objects import objects_on
from juesuan.sources.pdf.rulings import read_rulings

SLACK = 0.3  # pt that an edge may lie over a rule: as wide as half of it


class Typeset(NamedTuple):
    """One page: its size, every run of characters, every table that is drawn."""

    width: float
    height: float
    runs: list[Run]
    tables: list[Lattice]

    def over_the_edge(self) -> Iterator[str]:
        """The texts that lie over the edge of their cell, or of the page."""
        for run in self.runs:
            if run.turn == 0 and not inside(run.box, Box(0, 0, self.width, self.height)):
                yield "".join(run.text)
            for table in self.tables:
                if run.turn == 0 and clipped(run, table):
                    yield "".join(run.text)


def clipped(run: Run, table: Lattice) -> bool:
    """Whether a run touches a table and lies in none of its cells wholly."""
    x0, y0, x1, y1 = run.box
    across = x0 < table.box.x1 and x1 > table.box.x0
    if not (across and y0 < table.box.y1 and y1 > table.box.y0):
        return False
    return not any(inside(run.box, table.rectangle(patch)) for patch in table.patches)


def inside(box: Box, room: Box) -> bool:
    """Whether a box lies in another, a hair's breadth allowed."""
    return (
        box.x0 >= room.x0 - SLACK
        and box.x1 <= room.x1 + SLACK
        and box.y0 >= room.y0 - SLACK
        and box.y1 <= room.y1 + SLACK
    )


def typeset(data: bytes) -> list[Typeset]:
    """The pages of a PDF."""
    limits = Limits()
    with pdfium.opened(data, limits) as pdf:
        return [_page(pdf, number, limits) for number in range(1, len(pdf) + 1)]


def _page(pdf: object, number: int, limits: Limits) -> Typeset:
    with pdfium.sheet(pdf, number) as sheet:
        text = read_text(sheet, limits)
        objects = list(objects_on(sheet.page, text.owners))
        rulings = read_rulings(sheet, objects, text.frame, limits)
        tables = lattices(rulings, limits.cells)
        return Typeset(text.frame.width, text.frame.height, text.runs, tables)
