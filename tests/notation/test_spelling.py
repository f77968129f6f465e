"""Words and amounts are the same in every usual spelling; what is written is read back."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.number import UNITS
from juesuan.notation import spelling
from juesuan.notation.spelling import BLANKS, NotAnAmount, amount, is_number, key, label, plain

WIDE = {ord("!") + at: chr(ord("！") + at) for at in range(94)} | {ord(" "): "　"}
YUAN = st.decimals(-(10**13), 10**13, places=4)
WORDS = st.text("收支合计Ａa 1２．.、：:（）“”", max_size=12)


@given(YUAN, st.sampled_from([*UNITS.values()]), st.integers(0, 6), st.booleans(), st.booleans())
def test_an_amount_that_is_shown_is_read_as_the_nearest_of_its_unit(
    value: Decimal,
    unit: Decimal,
    decimals: int,
    thousands: bool,  # noqa: FBT001
    wide: bool,  # noqa: FBT001
) -> None:
    text = spelling.shown(value, unit, decimals, thousands=thousands)
    read = amount(text.translate(WIDE) if wide else text)
    assert read is not None
    assert read[1] == decimals == spelling.decimals(text)
    off = abs(Fraction(read[0]) - Fraction(value) / Fraction(unit))
    assert 2 * off <= Fraction(1, 10**decimals)


@pytest.mark.parametrize(
    "value, decimals, text",
    [
        ("0.005", 2, "0.01"),
        ("-0.005", 2, "-0.01"),
        ("0.0049999", 2, "0.00"),
        ("2.5", 0, "3"),
        ("1234567.895", 2, "1,234,567.90"),
        ("99999999999999999999.995", 2, "100,000,000,000,000,000,000.00"),
    ],
)
def test_an_amount_is_rounded_half_up_however_long(value: str, decimals: int, text: str) -> None:
    assert spelling.shown(Decimal(value), Decimal(1), decimals) == text


@pytest.mark.parametrize("text", [*sorted(BLANKS), "…", "……", "－", "／", "＊"])
def test_a_blank_is_no_amount_and_no_error(text: str) -> None:
    assert amount(text) is None
    assert amount(f" {text}\n") is None


@pytest.mark.parametrize(
    "text, reason",
    [
        ("（5.00）", "正负不明"),
        ("12.34.56", "不是一个完整的金额"),
        ("无", "不是一个完整的金额"),
        ("5万元", "不是一个完整的金额"),
        ("9" * 60, "位数过多"),
    ],
)
def test_what_is_no_amount_is_quoted_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NotAnAmount, match=reason) as refused:
        amount(text)
    assert text[: spelling.MOST_SHOWN] in str(refused.value)
    assert len(str(refused.value)) < 3 * spelling.MOST_SHOWN


@given(WORDS)
def test_one_spelling_stands_for_all_and_for_itself(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert key(key(text)) == key(text)
    assert key(" ".join(text)) == key(text) == key(plain(text)) == key(text.translate(WIDE))
    assert key(f"“{text}”：") == key(text)


def test_synonyms_meet_in_one_word() -> None:
    synonyms = {"本年度收入": "本年收入合计"}
    assert key("本年度 收入：", synonyms) == key("本年收入合计", synonyms)
    assert key("本年度收入") != key("本年收入合计")


@pytest.mark.parametrize(
    "printed",
    [
        "一、教育支出",
        "十二、教育支出",
        "（三）教育支出",
        "(3)教育支出",
        "3．教育支出",
        "3、教育支出",
        "其中：教育支出",
        "其中：（一）教育支出",
        "加：教育支出",
        "　教育 支出",
    ],
)
def test_an_ordinal_is_no_part_of_a_label(printed: str) -> None:
    assert label(printed) == "教育支出"


@pytest.mark.parametrize("printed", ["2.5万元以下", "2010301行政运行", "一般公共服务支出", "12345"])
def test_what_only_looks_like_an_ordinal_stays(printed: str) -> None:
    assert spelling.unnumbered(printed) == printed


@pytest.mark.parametrize(
    "shown, usual",
    [
        ([2, 2, 2, 2], 2),
        ([2, 2, 2, 2, 0], 2),
        ([2, 2, 2, 0], 0),
        ([0, 0, 0, 0, 2], 0),
        ([6] * 5, 6),
        ([], 0),
    ],
)
def test_usual_are_the_decimals_of_four_in_five(shown: list[int], usual: int) -> None:
    assert spelling.usual_decimals(shown) == usual


@pytest.mark.parametrize(
    "text, number",
    [("5.00", True), ("9OO", True), ("５", True), ("5台", False), ("——", False), ("", False)],
)
def test_a_cell_of_digits_may_be_an_amount_one_with_words_is_none(
    text: str,
    number: bool,  # noqa: FBT001
) -> None:
    assert is_number(text) is number


@given(st.decimals(0, 10**9, places=3))
def test_the_fast_sign_of_an_amount_with_decimals_misses_none(value: Decimal) -> None:
    text = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,f}"
    assert spelling.DECIMAL_AMOUNT.fullmatch(text)
    assert spelling.DECIMAL_AMOUNT.fullmatch(f"-{text}")


@given(st.decimals(-1, 1, places=6), st.integers(0, 4))
def test_nothing_has_no_sign(value: Decimal, decimals: int) -> None:
    text = spelling.shown(value, Decimal(1), decimals)
    assert text.startswith("-") == (Decimal(text) < 0)


NUMBERS = {10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一百", 101: "一百零一"}
MORE = {110: "一百一十", 115: "一百一十五", 1001: "一千零一", 2023: "二千零二十三"}


@pytest.mark.parametrize("number, text", [*NUMBERS.items(), *MORE.items()])
def test_a_heading_is_numbered_however_many_there_are(number: int, text: str) -> None:
    assert spelling.chinese(number) == text
