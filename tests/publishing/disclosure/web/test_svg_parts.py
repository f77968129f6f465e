"""Texts in a drawing find room; no two fills are the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.page import Box
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.web.svg_parts import (
    LINE,
    broken,
    list_of_fills,
    pattern,
    row_of_fills,
    wide,
    words,
)

LOOK = load_look().chart


@given(st.text("预算支出ab1 ", max_size=60), st.floats(20, 300))
def test_lines_hold_the_whole_text_and_are_no_wider_than_the_room(text: str, room: float) -> None:
    lines = broken(text, room)
    assert "".join(lines).split() == text.split() or "".join(lines) == " ".join(text.split())
    assert all(wide(line) <= room or len(line) == 1 for line in lines)


def test_lines_are_of_about_one_length() -> None:
    assert broken("社会保障和就业支出", wide("社会保障和就业支")) == ["社会保障和", "就业支出"]
    assert broken("教育支出", 200) == ["教育支出"]


def test_fills_of_many_parts_are_all_different() -> None:
    fills = {str(pattern("甲", number, LOOK)) for number in range(18)}
    assert len(fills) == 18
    assert str(pattern("甲", 1, LOOK)) == str(pattern("甲", 1, LOOK))


def test_a_dark_ground_bears_white_marks() -> None:
    assert 'stroke="#FFFFFF"' in pattern("甲", 3, LOOK)
    assert f'stroke="#{LOOK.ink}"' in pattern("甲", 1, LOOK)


def test_a_text_is_text() -> None:
    assert words("<b>", 1, 2) == '<text x="1.0" y="2.0" text-anchor="middle">&lt;b&gt;</text>'


def test_a_legend_goes_on_in_the_next_line_where_there_is_no_room() -> None:
    names, fills = ("预算数", "决算数", "调整后的预算数"), ("a", "b", "c")
    _, one_line = row_of_fills(names, fills, Box(0, 10, 400, 10))
    assert one_line == 10 + LINE
    _, more = row_of_fills(names, fills, Box(0, 10, 120, 10))
    assert more > one_line
    assert row_of_fills((), (), Box(0, 10, 120, 10)) == ([], 10)


def test_a_list_grows_with_the_lines_of_its_names() -> None:
    _, short = list_of_fills(("甲",), ("a",), Box(0, 0, 100, 0))
    entries, long = list_of_fills(("甲乙" * 10,), ("a",), Box(0, 0, 100, 0))
    assert long > short
    assert len(entries) > 2
