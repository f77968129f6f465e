"""A card is declared as a picture: its cells are known by the words around them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.notation.card.layout import (
    INDICATOR,
    LEVELS,
    SLOT,
    Layout,
    key,
    layout,
    layouts_of,
    picture,
    vocabulary_of,
)
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import regions
from juesuan.notation.overlay import DeclarationError

EDITIONS = [load(name) for name in ("2023", *(f"2023-{region}" for region in regions()))]
NATIONAL = EDITIONS[0]
ALL: dict[str, Layout] = {name: drawn for e in EDITIONS for name, drawn in e.layouts.items()}
MARKS = st.sampled_from(["甲", "乙", "<", "^"])


@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_a_picture_covers_every_field_once_or_is_refused(
    height: int, width: int, data: st.DataObject
) -> None:
    rows = [[data.draw(MARKS) for _ in range(width)] for _ in range(height)]
    try:
        boxes, *size = picture("试", "\n".join(" | ".join(row) for row in rows))
    except DeclarationError as error:
        refused = str(error)
    else:
        refused = ""
        assert size == [height, width]
        covered = [
            (row, column)
            for box in boxes
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        ]
        assert sorted(covered) == [(r, c) for r in range(height) for c in range(width)]
    assert not refused or "没有可合并的邻格" in refused or "不是长方形" in refused
    if rows[0][0] in "<^":
        assert "没有可合并的邻格" in refused


@pytest.mark.parametrize(
    "drawn, wrong",
    [
        ("甲 | 乙\n丙", "第2行有1格，首行有2格"),
        ("< | 甲", "第1行第1格没有可合并的邻格"),
        ("甲 | <\n^ | 乙", "“甲”合并成的不是长方形"),
    ],
)
def test_a_crooked_picture_is_refused(drawn: str, wrong: str) -> None:
    with pytest.raises(DeclarationError, match=wrong):
        picture("试", drawn)


@pytest.mark.parametrize(
    "drawn, wrong",
    [
        ("年度资金总额 | {年度资金总额:利息}", "没有这样的数：年度资金总额:利息"),
        ("项目名称 | {项目名称}", "没有含 {指标:…} 的一行"),
    ],
)
def test_a_layout_that_cannot_be_filled_is_refused(drawn: str, wrong: str) -> None:
    with pytest.raises(DeclarationError, match=wrong):
        layout({"id": "试", "name": "试", "picture": drawn})


@pytest.mark.parametrize("drawn", ALL.values(), ids=ALL)
def test_every_layout_shows_what_a_card_cannot_be_without(drawn: Layout) -> None:
    assert drawn.slots >= {"项目名称", "指标:三级指标", "指标:年度指标值", "指标:得分"}
    repeated = [box for box in drawn.boxes if box.row == drawn.repeated]
    assert {slot for box in repeated for slot in box.slots} >= {"指标:分值", "指标:得分"}
    assert all(box.text for box in drawn.boxes if box.slots)


def test_layouts_of_a_region_are_added_to_those_of_the_nation() -> None:
    for edition in EDITIONS:
        assert edition.layouts.keys() >= NATIONAL.layouts.keys()
        assert [each.id for each in edition.layouts.values()] == [*edition.layouts]


@pytest.mark.parametrize(
    "text",
    [
        "全年执行数",
        "全年执行数（B）",
        "3.全年执行数(B)",
        "（二）全年执行数",
        "全年 执行数（万元（B））：",
    ],
)
def test_a_heading_is_known_without_ordinals_brackets_and_stops(text: str) -> None:
    assert key(text) == "全年执行数"


def test_a_word_means_one_thing_in_its_place() -> None:
    vocabulary = NATIONAL.vocabulary
    assert vocabulary.fund["实际执行数"] == "全年执行数"
    assert vocabulary.rows["本年财政拨款"] == "当年财政拨款"
    assert vocabulary.indicator["实际完成指标值"] == "实际完成值"
    assert vocabulary.labels["项目单位"] == "实施单位"
    for kind in (
        vocabulary.fund,
        vocabulary.rows,
        vocabulary.indicator,
        vocabulary.labels,
        vocabulary.goals,
    ):
        assert all(word == key(word) for word in kind)


def test_words_drawn_in_a_picture_are_words_of_its_roles() -> None:
    drawn: dict[str, Any] = {
        "id": "试",
        "name": "试",
        "picture": """
            课题名 | {项目名称} | < | < | <
            来源 | 期初数 | 安排数 | 花销数 | 兑现
            经费总盘子 | {年度资金总额:年初预算数} | | {年度资金总额:全年执行数} |
            三级指标 | 打算 | 做到 | 值几分 | 打几分
            {指标:三级指标} | {指标:年度指标值} | {指标:实际完成值} | {指标:分值} | {指标:得分}
        """,
    }
    vocabulary = vocabulary_of(NATIONAL.declared, [layout(drawn)])
    assert vocabulary.labels["课题名"] == "项目名称"
    assert (vocabulary.fund["期初数"], vocabulary.fund["花销数"]) == ("年初预算数", "全年执行数")
    assert vocabulary.rows["经费总盘子"] == "年度资金总额"
    assert (vocabulary.indicator["打算"], vocabulary.indicator["打几分"]) == ("年度指标值", "得分")
    assert {SLOT.findall(f"{{{role}}}")[0] for role in INDICATOR} >= {*LEVELS}
    assert layouts_of({"layout": [drawn]}).keys() == {"试"}
