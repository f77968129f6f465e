"""Measures: what is written is heard again with its sign; a number is rounded as printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.number import UNITS
from juesuan.notation import formula, numbers
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import years
from juesuan.notation.formula import FormulaError
from juesuan.notation.speech.measure import (
    Manner,
    Refused,
    compiled,
    filled,
    heard,
    read_measures,
    rounded,
    shown,
)

NATIONAL = load("2023").measures
EDITIONS = sorted({*map(str, years()), "2023-310000", "2024-310000"})
BUDGETS = ("年初预算", "全年预算", "调整预算")
WRITTEN = [
    name for name, each in NATIONAL.items() if any(each.writes.values()) and each.style != "个数"
]
MANNERS = st.builds(Manner, st.booleans(), st.booleans(), st.booleans(), st.sampled_from([*UNITS]))
VALUES = st.one_of(st.just(Decimal(0)), st.decimals(-(10**12), 10**12, places=4))
DIRECTIONS = {"增减": "up down", "升降": "up down", "大小": "up down"}


@pytest.mark.parametrize("name", EDITIONS)
def test_every_measure_hears_itself_in_all_it_can_say(name: str) -> None:
    measures = load(name).measures
    for measure in measures.values():
        if measure.style == "个数" or not any(measure.writes.values()):
            continue  # counts are heard with the words around them; some measures say no word
        reader = measures[measure.like or measure.id]
        for sign, budget, whole in product(measure.writes, BUDGETS, ("", "本年支出合计的")):
            value = Decimal({"above": 1, "below": -1, "zero": 0}[sign]) / 4
            text = measure.write(value * 10000, Manner(), {"预算": budget, "分母": whole})
            assert reader in [each for each, _ in heard(measures.values(), text)], text


@given(st.sampled_from(WRITTEN), VALUES, MANNERS, st.sampled_from(BUDGETS))
def test_what_is_heard_is_the_number_that_was_written(
    name: str, value: Decimal, manner: Manner, budget: str
) -> None:
    measure = NATIONAL[name]
    manner = manner._replace(unit="万元" if manner.unit == "千元" else manner.unit)
    unit = Decimal("0.01") if measure.style == "百分数" else UNITS[manner.unit]
    printed = (abs(value) / unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
    sign = "above" if value > 0 else "below" if value < 0 else "zero"
    vanishes = bool(measure.style) and not printed and "zero" not in measure.writes
    named = {"预算": budget, "分母": ""}
    if sign not in measure.writes or vanishes:
        with pytest.raises(Refused):
            measure.write(value, manner, named)
        return
    text = measure.write(value, manner, named)
    match = NATIONAL[measure.like or name].heard(text)
    assert match is not None, text
    if measure.style:
        number = numbers.decimal(match["n"])
        assert number is not None
        assert abs(number) == printed
        assert match["u"] in ("%", manner.unit)
    groups = match.groupdict()
    if name in DIRECTIONS:
        assert bool(groups["up"]) == (value > 0)
        assert bool(groups["down"]) == (value < 0)


def test_words_that_cannot_say_a_number_refuse() -> None:
    for name, value in (
        ("增减", "0"),
        ("持平", "1"),
        ("非零", "0"),
        ("预算", "-1"),
        ("增减", "49"),
    ):
        with pytest.raises(Refused):
            NATIONAL[name].write(Decimal(value), Manner(), {"预算": "年初预算"})
    assert NATIONAL["增减"].write(Decimal(50), Manner(), {}) == "增加0.01万元"
    with pytest.raises(Refused):
        shown(Decimal("1.5"), "个数", Manner())
    assert shown(Decimal("12.00"), "个数", Manner()) == "12"


@given(st.decimals(0, 10**12, places=4), st.sampled_from([*UNITS.values()]), st.booleans())
def test_a_number_in_a_sentence_is_rounded_half_up(
    value: Decimal,
    unit: Decimal,
    thousands: bool,  # noqa: FBT001
) -> None:
    exact = (value / unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole = rounded(value, unit, thousands=thousands, trimmed=False)
    short = rounded(value, unit, thousands=thousands, trimmed=True)
    assert numbers.decimal(whole) == numbers.decimal(short) == exact
    assert whole.rpartition(".")[2].isdigit()
    assert len(whole.rpartition(".")[2]) == 2
    assert short == whole.removesuffix("00").removesuffix(".") or whole.startswith(short)
    assert ("," in whole) == (thousands and exact >= 1000)


def test_a_measure_means_a_formula_over_the_cells_of_its_subject() -> None:
    meant = {name: formula.parse(f"01:{name}:1") for name in ("now", "base", "budget")}
    growth = NATIONAL["升降"].of(meant)
    assert formula.write(growth) == "01:now:1 / 01:base:1 - 1"
    assert NATIONAL["升降"].uses == {"now", "base"}
    with pytest.raises(FormulaError, match="“相比”不说数"):
        NATIONAL["相比"].of(meant)


def test_fragments_stand_within_fragments() -> None:
    named = {"年": "20[0-9]{2}年", "期": "{年}(?:度|末)"}
    assert filled("到{期}", named) == "到20[0-9]{2}年(?:度|末)"
    assert compiled("{期}增加{数值}", named).fullmatch("2023年度增加1,234.50")


@pytest.mark.parametrize(
    "text, words",
    [
        ("{期间}", "没有声明；是否应为“期”？"),
        ("{甲乙丙丁}", "没有声明；可用：期"),
        ("{甲}", "“甲”里又用到它自己：甲 → 乙 → 甲"),
        ("(甲", "不是正则表达式"),
    ],
)
def test_a_pattern_that_is_none_is_refused(text: str, words: str) -> None:
    named = {"期": "年末", "甲": "与{乙}", "乙": "和{甲}"}
    with pytest.raises(FormulaError, match=words):
        compiled(text, named)


def declared(**changes: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - TOML values
    """One measure as its declaration."""
    return [{"id": "多少", "means": "now", "writes": {"above": "{数}"}, **changes}]


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"style": "分数"}, "“多少”的样子“分数”不认识；可用：金额、百分数、个数"),
        ({"like": "金额"}, "“多少”照“金额”读，而没有这种说法"),
        ({"writes": {"above": "{娄}"}}, "“娄”没有声明"),
        ({"reads": ["{金额}"]}, "“金额”没有声明"),
        ({"means": "now +"}, "结尾"),
    ],
)
def test_a_measure_that_is_wrongly_declared_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(FormulaError, match=words):
        read_measures(declared(**changes), {})
