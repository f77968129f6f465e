"""Heads without rules: over one column or over several, wrapped, centred or flush left."""

from __future__ import annotations

from tests.making.aligned import line

from juesuan.sources.pdf.bands import Band, Pace
from juesuan.sources.pdf.column_heads import head_rows, lowest
from juesuan.sources.pdf.unruled import Strip

PACE = Pace(13.5, 9)
BANDS = [Band(50, 90), Band(100, 260), Band(300, 340), Band(400, 440), Band(500, 540)]
LEAVES = line(
    120,
    *(("编码", 70, "middle"), ("名称", 180, "middle")),
    *(("小计", 320, "middle"), ("基本支出", 420, "middle"), ("项目支出", 520, "middle")),
)


def rows(*lines: Strip) -> list[list[tuple[str, int, int]]]:
    return [
        [(head.text, head.first, head.last) for head in level]
        for level in head_rows(lines, BANDS, PACE)
    ]


def test_a_centred_head_stands_over_the_columns_it_halves() -> None:
    over, leaves = rows(line(100, ("项目", 155, "middle"), ("本年支出", 420, "middle")), LEAVES)
    assert over == [("项目", 0, 1), ("本年支出", 2, 4)]
    assert [first for _, first, _ in leaves] == [0, 1, 2, 3, 4]


def test_a_head_flush_left_stands_over_all_to_the_next() -> None:
    over, _ = rows(line(100, ("分类项", 60, "left"), ("本年支出", 310, "left")), LEAVES)
    assert over == [("分类项", 0, 1), ("本年支出", 2, 4)]


def test_a_head_beside_two_levels_stands_over_its_own_column_only() -> None:
    middle = line(110, ("合计", 320, "middle"))
    lower = line(120, ("基本支出", 420, "middle"), ("项目支出", 520, "middle"))
    over, leaves = rows(line(100, ("其中", 470, "middle")), middle, lower)
    assert over == [("其中", 3, 4)]
    assert ("合计", 2, 2) in leaves


def test_lines_set_close_together_are_one_cell() -> None:
    lines = line(100, ("上级补助", 420, "middle")), line(112, ("收入", 420, "middle"))
    assert rows(*lines) == [[("上级补助收入", 3, 3)]]


def test_the_lowest_words_are_those_over_single_columns() -> None:
    words = [*line(100, ("本年支出", 420, "middle")), *LEAVES]
    assert [word.text for word in lowest(words, PACE)] == [word.text for word in LEAVES]
    assert rows() == []


def test_a_line_of_a_head_beside_its_narrow_column_is_of_its_cell() -> None:
    lines = line(100, ("对附属单位补", 480, "left")), line(112, ("助", 470, "left"))
    words = [*line(100, ("对附属单位补", 480, "left")), *line(112, ("助支出", 482, "left"))]
    assert [(word.box.x0, word.box.x1) for word in lowest(words, PACE)] == [(480, 540)]
    assert rows(lines[0], line(112, ("助", 488, "left"))) == [[("对附属单位补助", 4, 4)]]
