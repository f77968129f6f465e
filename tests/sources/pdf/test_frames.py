"""Turning a page: four quarters change nothing, and what was turned is turned back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.page import Box
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf.frames import QUARTERS, SLANT, Frame, frame_of, turned

WIDTH, HEIGHT = 400, 300
EDGES = st.integers(0, 300)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    """A box on a page of 400 × 300."""
    x0, x1 = sorted((draw(st.integers(0, WIDTH)), draw(st.integers(0, WIDTH))))
    y0, y1 = sorted((draw(EDGES), draw(EDGES)))
    return Box(x0, y0, x1, y1)


def frame(turn: int, left: float = 0, bottom: float = 0) -> Frame:
    """The frame of a page whose lower left corner is not the origin."""
    page = (left, bottom, left + WIDTH, bottom + HEIGHT)
    return frame_of(engine.PdfPage(1, 0, 0, *page, 0, None), turn)


@given(boxes(), st.integers(0, 3))
def test_turning_on_comes_back_after_four_quarters(box: Box, quarters: int) -> None:
    once = turned(box, WIDTH, HEIGHT, quarters)
    size = (HEIGHT, WIDTH) if quarters % 2 else (WIDTH, HEIGHT)
    assert turned(once, *size, QUARTERS - quarters) == box
    assert (once.x1 - once.x0, once.y1 - once.y0) in {
        (box.x1 - box.x0, box.y1 - box.y0),
        (box.y1 - box.y0, box.x1 - box.x0),
    }
    assert 0 <= once.x0 <= once.x1 <= size[0]
    assert 0 <= once.y0 <= once.y1 <= size[1]


def test_a_quarter_clockwise_brings_the_left_edge_up() -> None:
    assert turned(Box(0, 0, 10, 300), WIDTH, HEIGHT, 1) == Box(0, 0, 300, 10)
    assert turned(Box(0, 0, 10, 20), WIDTH, HEIGHT, 2) == Box(390, 280, 400, 300)


@given(boxes(), st.integers(0, 3), st.integers(-50, 50), st.integers(-50, 50))
def test_the_user_space_of_a_page_ends_on_the_page_as_seen(
    box: Box, turn: int, left: int, bottom: int
) -> None:
    of = frame(turn, left, bottom)
    size = (HEIGHT, WIDTH) if turn % 2 else (WIDTH, HEIGHT)
    assert [of.width, of.height] == [*size]
    user = (box.x0 + left, HEIGHT - box.y1 + bottom, box.x1 + left, HEIGHT - box.y0 + bottom)
    seen = of.box(*user)
    assert seen == turned(box, WIDTH, HEIGHT, turn)
    assert of.turned(box) == seen


@given(boxes(), st.integers(0, 3))
def test_what_is_measured_in_a_turned_frame_is_seen_where_it_stands(box: Box, turn: int) -> None:
    page = frame(0)
    measured = turned(box, WIDTH, HEIGHT, turn)
    assert page.seen(measured, turn) == box


@pytest.mark.parametrize("turn", [0, SLANT])
def test_upright_and_slanted_text_is_measured_on_the_page_itself(turn: int) -> None:
    box = Box(1, 2, 3, 4)
    assert frame(0).seen(box, turn) is box
