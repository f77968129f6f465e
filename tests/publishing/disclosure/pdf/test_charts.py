"""Charts: as high as their numbers, from 0 up, every number told."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.typeset import COVER, lines, of_blocks, typeset

from juesuan.model.disclosure import Chart, Series
from juesuan.model.page import Box

DOCUMENTS = 15  # an example is a document set and read


def chart(kind: str, values: tuple[str, ...], series: int = 1) -> Chart:
    """A chart of some amounts, told twice where it has two series."""
    names = tuple(f"第{number}项支出" for number in range(len(values)))
    rows_ = tuple(
        Series(f"系列{i}", tuple(map(Decimal, values)), values, ("",) * len(values))
        for i in range(series)
    )
    return Chart(
        "图1", "share" if kind == "share" else "columns", "构成", "万元", names, rows_, "说明"
    )


def test_columns_stand_on_zero_and_are_as_high_as_their_numbers() -> None:
    page = typeset(of_blocks(COVER, chart("columns", ("25.00", "100.00", "50.00"))))[1]
    spots = {"".join(run.text): run.box for run in page.runs}
    quarter, half, whole = (-spots[label].y1 for label in ("25.00", "50.00", "100.00"))
    axis = -min(box.y0 for words, box in spots.items() if words.startswith("第"))
    assert (whole - half) / (half - quarter) == pytest.approx(2, rel=0.001)
    zero = quarter - (half - quarter)  # where a column of nothing would have its label
    assert 4 < zero - axis < 12


@pytest.mark.parametrize("values", [("1.00", "0.00"), ("97.00", "2.00", "1.00"), ("1.00",) * 9])
def test_a_share_is_told_in_the_legend_and_beside_the_pie(values: tuple[str, ...]) -> None:
    words = " ".join(lines(of_blocks(COVER, chart("share", values)))[1])
    total = sum(map(Decimal, values))
    for value in values:
        share = Decimal(value) / total * 100
        assert words.count(f"{share:.2f}%") >= (2 if share >= 3 else 1)


def test_shares_are_told_as_the_text_tells_them() -> None:
    made = chart("share", ("215.72", "17.47"))
    told = made.series[0]._replace(shares=("92.5%", "7.49%"))
    words = lines(of_blocks(COVER, made._replace(series=(told,))))[1]
    assert sum(line.count("92.5%") for line in words) == 2
    assert not any("92.51%" in line for line in words)


def test_no_number_of_the_pie_stands_on_a_line_of_the_legend() -> None:
    words = lines(of_blocks(COVER, chart("share", ("50.00", "20.00", "15.00", "10.00", "5.00"))))[1]
    entries = [line for line in words if "占" in line]
    assert len(entries) == 5
    assert all(line.startswith("第") and line.count("%") == 1 for line in entries)


def test_two_series_are_told_apart_and_none_is_left_out() -> None:
    made = of_blocks(COVER, chart("columns", ("1.00", "20,000.00".replace(",", "")), 2))
    words = " ".join(lines(made)[1])
    assert "系列0" in words
    assert "系列1" in words
    assert words.count("1.00") == 2


@settings(max_examples=examples(DOCUMENTS, 5))
@given(
    st.sampled_from(("columns", "share")),
    st.lists(st.decimals(0, 10**7, places=2), min_size=1, max_size=10),
    st.integers(1, 3),
)
def test_every_label_is_told_and_none_lies_over_another(
    kind: str, values: list[Decimal], series: int
) -> None:
    printed = tuple(f"{value:.2f}" for value in (*values, Decimal(1)))
    page = typeset(of_blocks(COVER, chart(kind, printed, series if kind == "columns" else 1)))[1]
    texts = ["".join(run.text) for run in page.runs]
    assert all(any(label in text for text in texts) for label in printed)
    assert list(overlaps([run.box for run in page.runs if run.turn == 0])) == []


def overlaps(boxes: list[Box]) -> Iterator[tuple[Box, Box]]:
    """The boxes that lie over each other, by more than a hair's breadth."""
    for one, other in combinations(boxes, 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        if across > 1 and min(one.y1, other.y1) - max(one.y0, other.y0) > 2:
            yield one, other
