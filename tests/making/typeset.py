"""Typeset pages, and what our own reader sees on them: characters, lines, cells of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from tests.making.disclosures import NAME, disclosure

from juesuan.composing.page_tables import plain_table
from juesuan.model.disclosure import Block, CoverPage, PageTable
from juesuan.model.number import Address
from juesuan.model.page import Box, Cell, Document, Grid, Limits, Line
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.pdf import write_pdf
from juesuan.sources.open import open_document
from juesuan.sources.pdf import pdfium
from juesuan.sources.pdf.glyphs import Run, read_text
from juesuan.sources.pdf.lattice import Lattice, lattices
from juesuan.sources.pdf.objects import objects_on
from juesuan.sources.pdf.rulings import read_rulings

COVER = CoverPage(("2023年度", NAME, "部门决算"), "2024年8月30日")
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


@cache
def pdf(edition: str = "2023", seed: int = 1, department: str = NAME, mark: str = "") -> bytes:
    """A whole disclosure of made-up accounts."""
    return write_pdf(replace(disclosure(edition, seed, department), mark=mark), load_look())


def of_blocks(*blocks: Block) -> bytes:
    """A disclosure of nothing but some blocks."""
    return write_pdf(replace(disclosure(), blocks=blocks), load_look())


def opened(data: bytes) -> Document:
    """A PDF as it is read."""
    return open_document("试.pdf", data)


def lines(data: bytes) -> list[list[str]]:
    """The lines of every page."""
    pages = opened(data).pages
    return [[block.text for block in page.blocks if isinstance(block, Line)] for page in pages]


def rows(height: int, width: int = 4, text: str = "1,234.56") -> PageTable:
    """A table of numbers with a head of one row."""
    cells = [
        Cell("栏" if row == 0 else text if column else f"第{row}行", row, column)
        for row in range(height)
        for column in range(width)
    ]
    numbers = {
        (row, column): Address("表", str(row), str(column))
        for row in range(1, height)
        for column in range(1, width)
    }
    return plain_table(f"长表{height}", "list", Grid(tuple(cells), height, width), 1, numbers)
