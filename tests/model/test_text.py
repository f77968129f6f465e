"""A character of a paragraph stands where the line it came from stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.page import Place
from juesuan.model.text import Paragraph


@given(st.lists(st.text("收支合计", min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_character_is_in_the_line_it_came_from(lines: list[str]) -> None:
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    places = [Place(line=number) for number in range(1, len(lines) + 1)]
    paragraph = Paragraph("", "", "".join(lines), tuple(starts), tuple(places))
    wanted = [place for place, line in zip(places, lines, strict=True) for _ in line]
    assert [paragraph.at(offset) for offset in range(len(paragraph.text))] == wanted
    assert paragraph.at() == places[0]
    assert paragraph.at(len(paragraph.text) + 9) == places[-1]


def test_what_stands_before_the_first_line_is_placed_at_it() -> None:
    assert Paragraph("", "", "  甲", (2,), (Place(7),)).at(0) == Place(7)
