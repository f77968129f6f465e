"""Lines and grids of made pages: what is drawn is what is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.pdf import TURNS, grids, lines, pdf, read, ruled, say, stroke, table, thin

from juesuan.model.page import Box
from juesuan.sources.pdf.rulings import Ruling, joined

# Lines ----------------------------------------------------------------------------------------


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


# Grids ----------------------------------------------------------------------------------------


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


def test_open_sides_are_closed_by_the_reach_of_the_rules() -> None:
    content = "".join(stroke(50, y, 350, y) for y in (240, 220, 200))
    content += stroke(150, 240, 150, 200) + stroke(250, 240, 250, 200)
    for y, row in ((226, ("科目", "名称", "金额")), (206, ("201", "行政运行", "8.37"))):
        content += "".join(say(x, y, text) for x, text in zip((60, 160, 260), row, strict=True))
    (grid,) = grids(read(pdf(content)))
    assert table(grid) == [["科目", "名称", "金额"], ["201", "行政运行", "8.37"]]


BOXES = "".join(f"{x} {y} 150 20 re " for x in (50, 200) for y in (200, 220))
PIECES = "".join(f"{x} 200 0.5 40 re " for x in (50, 200, 350)) + "".join(
    f"50 {y} 300 0.5 re " for y in (200, 220, 240)
)


@pytest.mark.parametrize(
    "rules",
    [
        f"{BOXES} S ",
        "".join(f"{box}re S " for box in BOXES.split("re ")[:-1]),
        f"{PIECES} f ",
        f"0.8 g 50 220 300 20 re f 0 g {PIECES} f ",
        "q 2 0 0 2 0 0 cm 25 100 75 20 re 100 100 75 20 re 25 110 m 175 110 l S Q ",
        "50 200 m 350 200 l 350 240 l 50 240 l h 200 200 m 200 240 l 50 220 m 350 220 l S ",
    ],
    ids=["boxes in one path", "boxes", "thin pieces in one path", "shaded", "scaled", "outline"],
)
def test_rules_are_rules_however_they_are_drawn(rules: str) -> None:
    content = rules + say(55, 226, "项目") + say(210, 226, "决算数") + say(210, 206, "8.37")
    (grid,) = grids(read(pdf(content)))
    assert table(grid) == [["项目", "决算数"], ["", "8.37"]]


def test_shading_and_curves_are_not_rules() -> None:
    shading = "0.8 g 50 200 150 40 re 200 200 150 40 re f 0 g 50 100 m 90 180 150 180 190 100 c S "
    assert not grids(read(pdf(shading + say(55, 226, "项目"))))


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


def test_pieces_of_a_rule_some_tenths_apart_are_one_rule() -> None:
    rules = [
        Ruling(392.0, 50, 100),
        Ruling(392.3, 100.5, 200),
        Ruling(391.8, 199, 300),
        Ruling(420, 50, 60),
    ]
    joints = list(joined(rules))
    assert [(rule.start, rule.end) for rule in joints] == [(50, 300), (50, 60)]
    assert 391.8 <= joints[0].at <= 392.3


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
