"""Grids of pages: what is drawn in a cell is read from it, what stands beside stays beside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.pdf import TURNS, grids, lines, pdf, read, ruled, say, stroke, table, thin
from tests.making.runs import FRAME, letters, rules, run

from juesuan.model.page import Box, Limits, Unreadable
from juesuan.sources.pdf.frames import SLANT
from juesuan.sources.pdf.grids import read_grids
from juesuan.sources.pdf.rulings import Rulings

LIMITS = Limits()
TABLE = rules([50, 150, 180, 280], [60, 80, 100])


def test_merged_cells_cover_their_fields() -> None:
    xs, ys = [50, 150, 250, 350], [240, 220, 200, 180]
    content = "".join(
        [
            *(stroke(50, y, 350, y) for y in (240, 200, 180)),
            stroke(150, 220, 350, 220),
            *(stroke(x, 240, x, 180) for x in (50, 150, 350)),
            stroke(250, 220, 250, 180),
            say(60, 216, "项目"),
            say(230, 226, "决算数"),
            say(160, 206, "基本"),
            say(260, 206, "项目支出"),
            say(60, 186, "合计"),
            say(300, 186, "603.14"),
        ]
    )
    (grid,) = grids(read(pdf(content)))
    assert (grid.height, grid.width) == (len(ys) - 1, len(xs) - 1)
    assert table(grid) == [
        ["项目", "决算数", "决算数"],
        ["项目", "基本", "项目支出"],
        ["合计", "", "603.14"],
    ]
    assert grid.cells[0].rows == 2
    assert grid.cells[1].columns == 2
    assert grid.cells[0].place.box == Box(50, 60, 150, 100)


def test_columns_of_a_chart_with_a_number_above_the_lower_are_no_table() -> None:
    low, high = ruled([100, 150], [200, 100]), ruled([250, 300], [230, 100])
    axis = stroke(60, 100, 340, 100)
    content = low + high + axis + say(105, 205, "1,127.1") + say(255, 235, "1,281.27")
    page = read(pdf(content))
    assert not any(cell.text for grid in grids(page) for cell in grid.cells)
    assert lines(page) == ["1,281.27", "1,127.1"]


def test_a_number_in_a_closed_field_is_of_a_table() -> None:
    content = ruled([50, 150, 250], [240, 220, 200]) + say(160, 206, "603.14")
    (grid,) = grids(read(pdf(content)))
    assert table(grid) == [["", ""], ["", "603.14"]]


def test_text_that_meets_at_a_rule_is_parted_there() -> None:
    content = (
        ruled([50, 150, 250], [240, 220, 200])
        + say(110, 226, "支出功能")
        + say(150, 226, "科目名称")
    )
    (grid,) = grids(read(pdf(content)))
    assert table(grid)[0] == ["支出功能", "科目名称"]


def test_text_beside_a_table_is_not_drawn_into_it() -> None:
    content = (
        ruled([50, 150, 250], [240, 220, 200]) + say(55, 226, "合计") + say(300, 226, "注：表外")
    )
    document = read(pdf(content))
    assert table(grids(document)[0])[0] == ["合计", ""]
    assert lines(document) == ["注：表外"]


def test_a_wrapped_name_is_one_name() -> None:
    content = ruled([50, 200, 350], [240, 200, 180])
    content += say(55, 226, "机关事业单位基本养老保险缴") + say(55, 210, "费支出")
    content += say(300, 218, "160.75") + say(55, 186, "Total amount") + say(300, 186, "1")
    (grid,) = grids(read(pdf(content)))
    assert table(grid) == [["机关事业单位基本养老保险缴费支出", "160.75"], ["Total amount", "1"]]


def test_a_number_wider_than_its_column_stays_whole() -> None:
    content = ruled([50, 150, 180, 280], [240, 220, 200])
    content += say(55, 226, "项目") + say(152, 226, "12,345.67") + say(55, 206, "二")
    (grid,) = grids(read(pdf(content)))
    assert table(grid)[0] == ["项目", "12,345.67", ""]


def test_a_table_within_a_cell_keeps_its_own_text() -> None:
    content = (
        ruled([40, 100, 360], [260, 100])
        + say(45, 180, "外表")
        + ruled([120, 200, 300], [240, 220, 200])
    )
    content += say(130, 226, "内一") + say(210, 226, "内二") + say(110, 120, "外面的说明")
    outer, inner = grids(read(pdf(content)))
    assert table(outer) == [["外表", "外面的说明"]]
    assert table(inner) == [["内一", "内二"], ["", ""]]


numbers = st.from_regex(r"-?(0|[1-9][0-9]{0,2}(,[0-9]{3})?)\.[0-9]{2}", fullmatch=True)


@settings(max_examples=examples(500))
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.just("") | numbers, min_size=width + 1, max_size=width + 1),
            min_size=2,
            max_size=6,
        )
    ),
    st.sampled_from([stroke, thin]),
    st.sampled_from([0, 90, 180, 270]),
    st.sampled_from([0.0, 4.9]),
)
def test_what_is_drawn_in_a_table_is_read_from_it(
    rows: list[list[str]], line: Callable[..., str], rotate: int, lowered: float
) -> None:
    xs = [20 + 74 * i for i in range(len(rows[0]) + 1)]
    ys = [280 - 22.5 * i for i in range(len(rows) + 1)]
    content = ruled(xs, ys, line) + "".join(
        say(xs[j] + 5, ys[i] - 14 - lowered, text, 11)
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
        if text
    )
    data = pdf(f"{TURNS[rotate]} {content} {say(30, 20, '注：单位为万元')}", rotate=rotate)
    document = read(data)
    assert [table(grid) for grid in grids(document)] == [rows]
    assert lines(document) == ["注：单位为万元"]


def test_a_number_between_two_columns_is_not_parted_and_words_are() -> None:
    number, words = run("12,345.67", 130, 75), run("合计金额", 130, 95)
    ((grid,), rest) = read_grids(TABLE, [number, words], FRAME, 1, LIMITS)
    texts = [[cell.text if cell else "" for cell in row] for row in grid.fields]
    assert texts == [["", "12,345.67", ""], ["合计", "金额", ""]]
    assert rest == []


def test_slanted_text_belongs_to_no_cell_and_turned_text_to_that_it_stands_in() -> None:
    slanted, side = run("样本", 60, 75, turn=SLANT), run("侧", 60, 75)._replace(turn=2)
    ((grid,), rest) = read_grids(TABLE, [slanted, side], FRAME, 1, LIMITS)
    assert [cell.text for cell in grid.cells if cell.text] == []
    assert rest == [slanted, side]


def test_a_page_without_crossing_rules_keeps_its_runs() -> None:
    runs = [run("甲", 60, 75)]
    for rulings in (Rulings((), ()), Rulings(TABLE.across, ()), rules([50, 100], [60, 80])):
        assert read_grids(rulings, runs, FRAME, 1, LIMITS) == ([], runs)


def test_more_crossings_than_the_limit_are_refused() -> None:
    with pytest.raises(Unreadable, match="第 7 页的表格线过多"):
        read_grids(TABLE, [], FRAME, 7, Limits(cells=11))
    assert read_grids(TABLE, [], FRAME, 7, Limits(cells=12))[0]


@given(
    st.lists(
        st.tuples(
            st.text("合计12.5", min_size=1, max_size=5), st.integers(0, 380), st.integers(10, 290)
        ),
        max_size=8,
        unique_by=lambda each: each[0],
    )
)
def test_every_run_is_in_one_cell_or_outside(phrases: list[tuple[str, int, int]]) -> None:
    runs = [run(text, x, y) for text, x, y in phrases]
    ((grid,), rest) = read_grids(TABLE, runs, FRAME, 3, LIMITS)
    inside = "".join(cell.text for cell in grid.cells).replace(" ", "")
    assert sorted(letters(rest) + sorted(inside)) == letters(runs)
    assert (grid.height, grid.width, grid.place.page) == (2, 3, 3)
    assert grid.place.box == Box(50, 60, 280, 100)
    for each in rest:
        middle = (each.edges[0][0] + each.edges[-1][1]) / 2, (each.y0 + each.y1) / 2
        whole = each.text in [tuple(text) for text, _, _ in phrases]
        inner = 50 <= middle[0] < 280 and 60 <= middle[1] < 100
        assert not (inner and whole), each


def test_a_rule_through_a_character_parts_nothing() -> None:
    runs = [run("支出功", 134, 75), run("科目", 155, 95)]
    ((grid,), _) = read_grids(TABLE, runs, FRAME, 1, LIMITS)
    texts = [[cell.text if cell else "" for cell in row] for row in grid.fields]
    assert texts == [["支出功", "", ""], ["", "科目", ""]]


def test_digits_are_kept_together_and_a_word_beside_a_number_is_not() -> None:
    number = run("12", 145, 75)
    word = run("元1", 140, 95)
    ((grid,), _) = read_grids(TABLE, [number, word], FRAME, 1, LIMITS)
    texts = [[cell.text if cell else "" for cell in row] for row in grid.fields]
    assert texts == [["", "12", ""], ["元", "1", ""]]
