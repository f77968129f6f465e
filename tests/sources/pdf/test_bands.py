"""Columns without rules: by what rows show, and by heads beside amounts that stand flush."""

from __future__ import annotations

import pytest
from tests.making.aligned import word

from juesuan.model.page import Box
from juesuan.sources.pdf.bands import (
    Band,
    Pace,
    around,
    bands_met,
    bands_of,
    cut_off,
    off,
    text_of,
)

PACE = Pace(13.5, 9)


@pytest.mark.parametrize(
    "flush, heads, count",
    [("right", (270, 350), 3), ("left", (330, 410), 3), ("right", (270,), 2)],
)
def test_a_head_goes_to_the_flush_amounts_beside_it(
    flush: str, heads: tuple[float, ...], count: int
) -> None:
    names = [word("支出", 50, 100), word("支出合计", 50, 120)]
    amounts = [word("1.00", 310, 100, flush), word("21.00", 310, 120, flush)]
    bands = bands_of([*names, *amounts], [word("栏", x, 80, "middle") for x in heads], PACE)
    assert len(bands) == count
    near = next(band for band in bands if band.meets(amounts[0].box))
    assert near.meets(word("栏", heads[0], 80, "middle").box)


def test_a_word_stands_in_the_columns_it_meets_or_in_the_nearest() -> None:
    bands = [Band(0, 10), Band(20, 30), Band(60, 70)]
    assert bands_met(word("一二", 5, 0), bands) == [0, 1]
    assert bands_met(word("1", 40, 0), bands) == [1]
    assert off(45, bands[1]) == 15
    assert off(25, bands[1]) == 0


def test_the_lines_of_a_cell_are_one_text() -> None:
    assert text_of([word("支出", 50, 112), word("项目", 50, 100)]) == "项目支出"
    assert text_of([word("1.00", 50, 100), word("2.00", 80, 100)]) == "1.00 2.00"
    assert around([Box(0, 1, 2, 3), Box(1, 0, 5, 2)]) == Box(0, 0, 5, 3)


def test_the_name_of_a_total_over_two_columns_joins_none_of_them() -> None:
    rows = [
        (word("8.00", 150, y, "right"), word("307", 155, y), word("利息", 200, y))
        for y in (100, 120, 140)
    ]
    total = word("公用经费合计", 120, 160)
    bands = bands_of([*(each for row in rows for each in row), total], [], PACE)
    assert [band.x0 for band in bands] == [130, 155, 200]


def test_a_head_above_those_of_both_sides_has_no_column_of_its_own() -> None:
    rows = [word(text, x, 100) for text, x in (("支出", 50), ("1.00", 300))]
    leaves = [word("项目", 50, 80), word("金额", 300, 80)]
    assert len(bands_of(rows, [*leaves, word("收入", 200, 60)], PACE)) == 2
    assert len(bands_of(rows, [*leaves, word("行次", 200, 80)], PACE)) == 3


def test_the_last_digit_of_an_amount_may_stand_below_it() -> None:
    assert text_of([word("1,933.7", 50, 100), word("6", 75, 111)]) == "1,933.76"
    assert text_of([word("1.00", 50, 100), word("6", 60, 111)]) == "1.00 6"
    assert cut_off("1,933.", "76")
    assert not cut_off("1,933", "76")
