"""Lines of text: what stands on one baseline or overlaps it, from left to right, once."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.pdf import grids, lines, pdf, read, ruled, say, stroke, table
from tests.making.runs import FRAME, letters, run

from juesuan.sources.pdf.frames import SLANT
from juesuan.sources.pdf.glyphs import Run
from juesuan.sources.pdf.lines import TextLine, join_wrapped, read_lines


def test_lowered_digits_stay_in_their_line() -> None:
    content = ""
    for i, y in enumerate((200, 186, 174)):
        content += say(50, y, f"支出{i}总计") + say(95, y - 4.9, "2995.39") + say(130, y, "万元。")
    assert lines(read(pdf(content))) == [f"支出{i}总计2995.39万元。" for i in range(3)]


def test_lines_set_close_together_stay_apart() -> None:
    content = say(50, 200, "第一行文字文字") + say(50, 193, "第二行文字文字")
    assert lines(read(pdf(content))) == ["第一行文字文字", "第二行文字文字"]


def test_only_a_wide_gap_is_a_space() -> None:
    content = say(50, 200, "部门：财政局") + say(250, 200, "单位：万元")
    content += say(50, 180, "年初预算为 1560.05 万元")
    content += say(50, 160, "12.50") + say(90, 160, "3.75") + say(50, 140, "Grand total 2024")
    content += say(50, 120, "1") + say(56, 120, "2") + say(62, 120, "3")
    assert lines(read(pdf(content))) == [
        "部门：财政局 单位：万元",
        "年初预算为1560.05万元",
        "12.50 3.75",
        "Grand total 2024",
        "123",
    ]


def test_numbers_far_apart_stand_two_blanks_apart() -> None:
    content = say(50, 200, "794.88") + say(250, 200, "796.54") + say(50, 180, "12.50")
    content += say(250, 180, "万元") + say(50, 160, "3.61%") + say(85, 160, "7.58%")
    assert lines(read(pdf(content))) == ["794.88  796.54", "12.50 万元", "3.61%  7.58%"]


def test_text_printed_twice_for_boldness_is_read_once() -> None:
    content = say(50, 200, "总计2995.39万元") + say(50.4, 200, "总计2995.39万元")
    assert lines(read(pdf(content))) == ["总计2995.39万元"]


def test_a_minus_and_a_dash_survive_at_the_end_of_a_line() -> None:
    content = say(50, 200, "增加 -") + say(50, 180, "-5.20") + say(50, 160, "至—")
    assert lines(read(pdf(content))) == ["增加-", "-5.20", "至—"]


def test_a_character_alone_in_its_text_object_is_read() -> None:
    lone = (
        "BT /F 10 Tf 1 0 0 1 300 186 Tm <0031> Tj ET BT /F 10 Tf 1 0 0 1 220 186 Tm <0020> Tj ET "
    )
    content = ruled([50, 200, 350], [240, 200, 180]) + say(55, 186, "合计") + lone
    (grid,) = grids(read(pdf(content)))
    assert table(grid) == [["", ""], ["合计", "1"]]


def test_underlines_and_boxes_are_not_tables() -> None:
    box = ruled([40, 360], [150, 90])
    page_border = ruled([10, 390], [290, 10])
    content = say(50, 200, "填报单位") + stroke(50, 197, 90, 197) + say(50, 120, "框中文字")
    document = read(pdf(content + box + page_border))
    assert not grids(document)
    assert lines(document) == ["填报单位", "框中文字"]


def texts(*runs: Run) -> list[str]:
    """The lines of some runs."""
    return [line.text for line in read_lines(runs, FRAME)]


PHRASES = st.lists(
    st.tuples(
        st.text("收支合计123.5%", min_size=1, max_size=6),
        st.integers(0, 300),
        st.integers(20, 280),
        st.sampled_from([8, 10, 14]),
        st.integers(0, 3),
    ),
    max_size=10,
    unique_by=lambda phrase: (phrase[0], phrase[4]),  # what is printed twice is read once
)


@given(PHRASES)
def test_no_character_is_lost_or_doubled(
    phrases: list[tuple[str, int, int, int, int]],
) -> None:
    runs = [run(text, x, y, size, turn=turn) for text, x, y, size, turn in phrases]
    lines_read = read_lines(runs, FRAME)
    assert sorted("".join(line.text for line in lines_read).replace(" ", "")) == letters(runs)


@given(PHRASES, st.randoms(use_true_random=False))
def test_lines_do_not_depend_on_the_order_of_writing(
    phrases: list[tuple[str, int, int, int, int]], random: Random
) -> None:
    distinct = {(x, y): each for each in phrases for x, y in [(each[1] // 70, each[2] // 30)]}
    runs = [run(text[:3], 70 * x, 20 + 30 * y, turn=0) for (x, y), (text, *_) in distinct.items()]
    wanted = texts(*runs)
    random.shuffle(runs)
    assert texts(*runs) == wanted
    rows = {y for _, y in distinct}
    assert len(wanted) == len(rows)


def test_lines_come_from_top_to_bottom_and_turned_text_last() -> None:
    side = run("侧", 0, 50, turn=1)
    slanted = run("样", 0, 90, turn=SLANT)
    assert texts(slanted, side, run("下", 0, 200), run("上", 0, 100)) == ["上", "下", "侧", "样"]
    assert texts() == []


def test_a_line_stands_where_its_runs_do() -> None:
    (line,) = read_lines([run("决算", 50, 100), run("5.00", 200, 103)], FRAME)
    assert (line.text, line.box.x0, line.box.x1) == ("决算 5.00", 50, 220)
    assert line.box.y0 < 100
    assert line.box.y1 > 103


@pytest.mark.parametrize(
    "wrapped, joined",
    [
        (["机关事业单位基本养老保险缴", "费支出"], "机关事业单位基本养老保险缴费支出"),
        (["Total", "amount"], "Total amount"),
        (["1,234.", "56"], "1,234.56"),
        (["一般 公共", "预算"], "一般 公共预算"),
        ([], ""),
    ],
)
def test_a_name_wrapped_over_lines_is_one_name(wrapped: list[str], joined: str) -> None:
    box = run("甲", 0, 0).box
    assert join_wrapped([TextLine(text, box) for text in wrapped]) == joined


@pytest.mark.parametrize(
    "first, gap, then, apart",
    [
        ("收", 8, "支", False),
        ("收", 10, "支", True),
        ("12", 4, "34", False),
        ("12", 6, "34", True),
        ("ab", 1, "cd", False),
        ("ab", 3, "cd", True),
        ("收", 8, "12", False),
    ],
)
def test_a_gap_is_a_space_by_what_stands_beside_it(
    first: str,
    gap: float,
    then: str,
    apart: bool,  # noqa: FBT001
) -> None:
    before = run(first, 50, 100)
    after = run(then, before.edges[-1][1] + gap, 100)
    assert texts(before, after) == [f"{first} {then}" if apart else first + then]


def test_a_space_that_was_written_counts_where_the_gap_would_not() -> None:
    first = run("ab", 50, 100)
    near = run("cd", first.edges[-1][1] + 1.5, 100)
    assert texts(first, near) == ["abcd"]
    assert texts(first, near._replace(spaced=True)) == ["ab cd"]


@pytest.mark.parametrize("lowered, lines_read", [(5, 1), (5.9, 1), (6.1, 2), (12, 2)])
def test_what_overlaps_by_two_fifths_is_one_line(lowered: float, lines_read: int) -> None:
    assert len(texts(run("决算", 50, 100), run("5.00", 200, 100 + lowered))) == lines_read


def test_the_same_words_printed_a_little_aside_are_bold_and_farther_aside_are_two() -> None:
    assert texts(run("合计", 50, 100), run("合计", 51, 100)) == ["合计"]
    assert texts(run("合计", 50, 100), run("合计", 72, 100)) == ["合计合计"]
