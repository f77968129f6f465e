"""Numbers and names of a card: what a cell says, and how it is called in an address."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.cards import made

from juesuan.model.number import Address
from juesuan.model.page import Place
from juesuan.model.project import Figure, Indicator
from juesuan.notation.card.figure import addressable, family, figure, malformed, paths, unique

HERE = Place(3)
VALUES = st.decimals(-99999, 99999, places=2)
NAMES = st.text("甲乙丙12:/@#：（） ", max_size=6)


@given(VALUES, st.sampled_from(["", "%", "分", "万元", "元"]), st.booleans(), st.booleans())
def test_a_number_is_read_whatever_unit_stands_behind_it(
    value: Decimal,
    unit: str,
    wide: bool,  # noqa: FBT001
    bold: bool,  # noqa: FBT001
) -> None:
    text = f"{value:,f}{unit}".translate(WIDE if wide else {})
    result = figure(f" **{text}** " if bold else text, HERE)
    assert result == Figure(value, text, HERE)
    assert result.decimals == 2
    assert malformed(text, HERE) is None


WIDE = {ord("0") + at: chr(ord("０") + at) for at in range(10)} | {ord("."): "．", ord("%"): "％"}


@pytest.mark.parametrize("text", ["", "——", "无", "提高", "≥50册", "50册", "<b></b>", "5-8"])
def test_blanks_and_words_are_no_number_and_nothing_wrong(text: str) -> None:
    assert figure(text) is None
    assert malformed(text, HERE) is None or text == "5-8"


def test_a_dash_is_a_zero_where_money_stands() -> None:
    for dash in ("-", "—", "--", "——", "－"):
        assert figure(dash, HERE) is None
        assert figure(dash, HERE, dash=True) == Figure(Decimal(0), dash, HERE)
    assert figure("无", dash=True) is None


@pytest.mark.parametrize("text", ["9O", "12.34.56", "1,23,456.00", "12..5%", "（5）"])
def test_digits_that_are_no_number_are_told(text: str) -> None:
    assert figure(text) is None
    result = malformed(f"<b>{text}</b>", HERE)
    assert result is not None
    assert (result.text, result.place) == (text, HERE)


@given(NAMES)
def test_a_name_may_stand_in_an_address_and_stays_one(name: str) -> None:
    once = addressable(name)
    assert not {*once} & {*":/@ "}
    assert addressable(once) == once
    if once:
        address = Address.parse(f"绩效:{once}:{once}@上年")
        assert (address.row, address.column, address.period) == (once, once, "上年")


@given(st.lists(st.sampled_from(["甲", "甲#2", "乙", "甲#3", "乙#2", "甲#2#2"]), max_size=9))
def test_no_two_names_are_the_same_and_a_name_alone_stays(names: list[str]) -> None:
    result = unique(names)
    assert len(set(result)) == len(result) == len(names)
    for name, numbered in zip(names, result, strict=True):
        assert numbered == name or numbered.startswith(f"{name}#")
    first = {name: names.index(name) for name in names}
    free = [name for name in first if "#" not in name]
    assert all(result[first[name]] == name for name in free)


@pytest.mark.parametrize(
    "level, word",
    [
        ("产出指标", "产出"),
        ("产出指标（50分）", "产出"),
        ("满意度指标(10 分)", "满意度"),
        ("成本", "成本"),
        ("（一）效益指标（30分）", "效益"),
    ],
)
def test_a_first_level_is_one_word(level: str, word: str) -> None:
    assert family(Indicator(level, "", "")) == word


def test_indicators_are_called_by_their_levels_the_second_of_a_kind_numbered() -> None:
    card = made()
    twice = [*card.indicators, card.indicators[0], Indicator("产出指标", "数/质量", "印数")]
    result = paths(card.__class__(card.project, indicators=tuple(twice)))
    assert result[0] == "成本指标/经济成本指标/项目总成本"
    assert result[-2:] == ("成本指标/经济成本指标/项目总成本#2", "产出指标/数／质量/印数")
