"""Slips of the pen: the quick sign finds every one, and what is right is not wrong again."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.lanes import examples

from juesuan.notation.speech.misspellings import Slip, outcomes, units, wording

WORDS = wording()
SLIPS = [*WORDS.typos, *WORDS.leftovers]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.wrong.pattern)
@settings(max_examples=examples(80, 10), suppress_health_check=[HealthCheck.filter_too_much])
@given(st.data())
def test_the_sign_is_a_part_of_every_instance(slip: Slip, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(slip.wrong))
    assert slip.sign in text


def test_what_is_meant_is_not_wrong_itself() -> None:
    assert [
        slip.sign for slip in WORDS.typos if not slip.right or slip.wrong.search(slip.right)
    ] == []
    assert [slip.sign for slip in WORDS.leftovers if slip.right] == []


@pytest.mark.parametrize(
    "text",
    [
        "公务用车运行维护费用于车辆燃料费",
        "帐篷购置费",
        "选拔任用经费",
        "项目目的的确定",
        "截止时间为2024年3月",
        "与2022年度相比，增加5.00万元",
        "按照上述要求，实际支出5.00万元",
    ],
)
def test_ordinary_words_are_neither_slips_nor_leftovers(text: str) -> None:
    assert [slip.sign for slip in SLIPS if slip.wrong.search(text)] == []


@pytest.mark.parametrize(
    "text, sign",
    [
        ("记帐", "帐"),
        ("专项资金拔付", "拔"),
        ("与2022度相比", "度相比"),
        ("（不涉及的不列）", "不列"),
        ("填表说明：", "说明："),
        ("此处填写主要原因", "处"),
        ("这里填写主要原因", "里"),
    ],
)
def test_slips_and_leftovers_are_found(text: str, sign: str) -> None:
    plain = text.translate({ord("（"): "(", ord("）"): ")"})
    assert sign in [slip.sign for slip in SLIPS if slip.wrong.search(plain)]


def test_an_item_is_not_said_to_be_for_itself() -> None:
    for use in WORDS.uses:
        assert not use.wrong.search(use.item), use.item


def test_every_unit_is_the_usual_one_or_goes_back_to_it() -> None:
    spellings = units()
    assert (spellings["百分点"], spellings["家"], spellings["名"], spellings["元钱"]) == (
        "%",
        "个",
        "人",
        "元",
    )
    assert all(spellings[usual] == usual for usual in spellings.values())
    with pytest.raises(TypeError):
        spellings["里"] = "公里"  # type: ignore[index]


def test_an_outcome_means_one_thing() -> None:
    phrases = [words for way in outcomes().values() for words in way]
    assert len(phrases) == len(set(phrases))
    assert set(outcomes()) == {"reached", "partly", "missed"}
    assert all(re.fullmatch(r"[\u4e00-\u9fff]+", words) for words in phrases)
