"""The blocks of a page: tables and lines in the order in which they are read."""

from __future__ import annotations

from tests.making.runs import FRAME, run

from juesuan.model.page import Box, Cell, Grid, Page, Place
from juesuan.sources.pdf.page_blocks import filled


def test_tables_and_lines_stand_from_top_to_bottom() -> None:
    table = Grid((Cell("1", 0, 0),), 1, 1, Place(2, box=Box(0, 50, 90, 70)))
    page = filled(Page(2, ()), [table], [run("甲", 10, 200), run("乙", 10, 30)], FRAME)
    above, middle, below = page.blocks
    assert middle == table
    assert [getattr(block, "text", "") for block in (above, below)] == ["乙", "甲"]
    assert [block.place.page for block in page.blocks] == [2, 2, 2]
