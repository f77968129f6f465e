"""Tables on their pages: heads repeated, ends of three rows, no cell clipped."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.typeset import COVER, of_blocks, rows, typeset

from juesuan.composing.page_tables import plain_table
from juesuan.model.disclosure import Heading, Text
from juesuan.model.number import Address
from juesuan.model.page import Cell, Grid
from juesuan.notation.look import load_look

DOCUMENTS = 15  # an example is a document set and read


@pytest.mark.parametrize("height", range(34, 41))
def test_a_long_table_repeats_its_head_and_ends_with_three_rows(height: int) -> None:
    made = of_blocks(COVER, Heading(1, "一", "a"), Heading(2, "长表", "b"), rows(height))
    pages = [page.tables for page in typeset(made) if page.tables]
    heights = [table.height for tables in pages for table in tables]
    assert sum(heights) == height + len(pages) - 1
    assert heights[-1] >= 1 + 3


def test_a_wide_table_lies_on_a_wide_page() -> None:
    made = of_blocks(COVER, Heading(2, "宽", "a"), rows(5, 12), Text(("后文",)), rows(5, 3))
    sizes = [(page.width > page.height, len(page.tables)) for page in typeset(made)]
    assert sizes == [(False, 0), (True, 1), (False, 1)]


@settings(max_examples=examples(DOCUMENTS, 4))
@given(
    st.integers(2, 11),
    st.lists(st.decimals(-(10**11), 10**11, places=2), min_size=1, max_size=30),
    st.lists(st.text("甲乙丙丁（）、，。abc01 ", max_size=60), min_size=1, max_size=30),
)
def test_no_cell_is_clipped(width: int, numbers: list[Decimal], words: list[str]) -> None:
    cells, addresses = [], {}
    for row in range(12):
        for column in range(width):
            text = words[(row * width + column) % len(words)]
            if row and column > 1:
                text = f"{numbers[(row * width + column) % len(numbers)]:,f}"
                addresses[row, column] = Address("表", str(row), str(column))
            cells.append(Cell(text, row, column))
    table = plain_table("试", "list", Grid(tuple(cells), 12, width), 1, addresses)
    pages = typeset(of_blocks(COVER, Heading(2, "表", "a"), table))
    assert sum(table.height for page in pages for table in page.tables) >= 12
    assert [over for page in pages for over in page.over_the_edge()] == []


@pytest.mark.parametrize("heads", [0, 1])
@pytest.mark.parametrize("length", [100, 1500, 4500])
def test_nothing_of_a_long_cell_is_cut_off(length: int, heads: int) -> None:
    cells = (
        *(Cell("甲", 0, 0), Cell("乙" * length, 0, 1), Cell("丙" * length, 1, 0, rows=2)),
        *(Cell("丁", 1, 1), Cell("戊" * length, 2, 1)),
    )
    table = plain_table("试", "card", Grid(cells, 3, 2), heads, {})
    pages = typeset(of_blocks(COVER, Heading(2, "表", "a"), table))
    signs = Counter(sign for page in pages for run in page.runs for sign in run.text)
    assert {sign: signs[sign] for sign in "甲乙丙丁戊"} == {
        "甲": 1,
        "乙": length,
        "丙": length,
        "丁": 1,
        "戊": length,
    }
    assert [over for page in pages for over in page.over_the_edge()] == []


def test_a_row_of_several_lines_has_no_more_around_them_than_they_need() -> None:
    words = "一个格子里写了许多字，分作几行，行与行之间照行距，上下不再多留"
    single, several = (
        typeset(of_blocks(COVER, Heading(2, "表", "a"), plain_table("试", "list", grid, 0, {})))
        for grid in (
            Grid((Cell("甲", 0, 0), Cell("乙", 0, 1)), 1, 2),
            Grid((Cell("甲", 0, 0), Cell(words * 3, 0, 1)), 1, 2),
        )
    )
    heights = [
        table.box.y1 - table.box.y0
        for made in (single, several)
        for p in made
        for table in p.tables
    ]
    style, tall = load_look().styles["表内"], load_look().table.tall
    lines = round((heights[1] - 2) / style.pitch)
    assert heights[0] == pytest.approx(tall, abs=1)
    assert lines > 1
    assert heights[1] == pytest.approx(lines * style.pitch + 2, abs=1)
