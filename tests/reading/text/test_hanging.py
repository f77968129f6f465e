"""Lines that go on with a paragraph though a sentence ended with the line above."""

from __future__ import annotations

import pytest

from juesuan.model.page import Box, Line, Place
from juesuan.reading.text.hanging import goes_on


def line(x0: float, x1: float, page: int = 1) -> Line:
    return Line("某", Place(page, box=Box(x0, 100, x1, 116)))


@pytest.mark.parametrize(
    "paragraph, here, answer",
    [
        ([line(112, 522)], line(80, 300), True),  # hangs below an indented, full line
        ([line(112, 522)], line(80, 522, 2), True),  # on the next page too
        ([line(112, 522), line(80, 522)], line(80, 200), True),
        ([line(112, 522)], line(112, 522), False),  # indented as well: another paragraph
        ([line(112, 300)], line(80, 522), False),  # the line above had room
        ([line(112, 200)], line(80, 190), False),  # both short: two lines of a list
        ([line(80, 522)], line(80, 522), False),  # nothing is indented here
        ([line(300, 522)], line(80, 522), False),  # a line in the middle
        ([Line("某", Place(line=3))], Line("某", Place(line=4)), False),  # no page
    ],
)
def test_a_line_goes_on_where_it_hangs_below_a_full_one(
    paragraph: list[Line],
    here: Line,
    answer: bool,  # noqa: FBT001 - a table of cases
) -> None:
    assert goes_on(paragraph, here) is answer
