"""Columns are as high as their numbers, from an axis that begins at 0."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.disclosure import Chart, Series
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.web.svg_columns import columns, ticks

LOOK = load_look().chart
AMOUNTS = st.decimals("0.01", 10**9, places=2)


def chart(*values: str, names: tuple[str, ...] = ("2022年度", "2023年度")) -> Chart:
    rows = tuple(
        Series(f"数{at}", (Decimal(text),) * len(names), (text,) * len(names), ("",) * len(names))
        for at, text in enumerate(values)
    )
    return Chart("图1", "columns", "变动", "万元", names, rows, "")


def heights(drawing: str, fill: str) -> list[float]:
    return [
        float(high) for high in re.findall(rf'height="([\d.]+)" fill="{fill}" stroke="#0', drawing)
    ]


@given(AMOUNTS)
def test_an_axis_begins_at_0_and_goes_in_even_steps_past_the_highest(most: Decimal) -> None:
    scale = ticks(most)
    assert scale[0] == 0
    assert scale[-2] < most <= scale[-1]
    assert 2 <= len(scale) <= 6
    assert len({after - before for before, after in pairwise(scale)}) == 1


@given(AMOUNTS, AMOUNTS)
def test_columns_are_as_high_as_their_numbers(first: Decimal, second: Decimal) -> None:
    parts, _ = columns(chart(f"{first}", f"{second}"), ("a", "b"), LOOK)
    drawing = "".join(parts)
    (one, _), (other, _) = heights(drawing, "a"), heights(drawing, "b")
    assert one / max(one, other) == pytest.approx(float(first / max(first, second)), abs=2e-3)
    assert other / max(one, other) == pytest.approx(float(second / max(first, second)), abs=2e-3)


def test_above_each_column_stands_what_is_printed_and_below_it_its_name() -> None:
    drawing = "".join(columns(chart("39.50", "0.00"), ("a", "b"), LOOK)[0])
    assert drawing.count(">39.50<") == drawing.count(">0.00<") == 2
    assert ">2022年度<" in drawing
    assert ">单位：万元<" in drawing
    assert heights(drawing, "b") == [0, 0]


def test_only_several_series_have_a_legend() -> None:
    assert ">数0<" not in "".join(columns(chart("1.00"), ("a",), LOOK)[0])
    assert ">数1<" in "".join(columns(chart("1.00", "2.00"), ("a", "b"), LOOK)[0])


def test_labels_stand_upright_where_they_would_cover_one_another() -> None:
    many = tuple(f"第{number}项支出" for number in range(8))
    assert "rotate" in "".join(columns(chart("123456.78", names=many), ("a",), LOOK)[0])
    assert "rotate" not in "".join(columns(chart("123456.78"), ("a",), LOOK)[0])
