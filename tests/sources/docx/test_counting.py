"""Numbers of lists as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.sources.docx.counting import FORMATS, ONES, chinese, written


@pytest.mark.parametrize(
    "style, words",
    [
        ("decimal", "1 9 10 11 20 21 101"),
        ("decimalZero", "01 09 10 11 20 21 101"),
        ("decimalFullWidth", "１ ９ １０ １１ ２０ ２１ １０１"),
        ("decimalEnclosedCircle", "① ⑨ ⑩ ⑪ ⑳ 21 101"),
        ("decimalEnclosedParen", "⑴ ⑼ ⑽ ⑾ ⒇ 21 101"),
        ("decimalEnclosedFullstop", "⒈ ⒐ ⒑ ⒒ ⒛ 21 101"),
        ("chineseCounting", "一 九 十 十一 二十 二十一 一百零一"),
        ("chineseCountingThousand", "一 九 十 十一 二十 二十一 一百零一"),
        ("japaneseCounting", "一 九 十 十一 二十 二十一 百一"),
        ("chineseLegalSimplified", "壹 玖 壹拾 壹拾壹 贰拾 贰拾壹 壹佰零壹"),
        ("ideographDigital", "一 九 一〇 一一 二〇 二一 一〇一"),
        ("ideographTraditional", "甲 壬 癸 11 20 21 101"),
        ("upperLetter", "A I J K T U WWWW"),
        ("lowerLetter", "a i j k t u wwww"),
        ("upperRoman", "I IX X XI XX XXI CI"),
        ("lowerRoman", "i ix x xi xx xxi ci"),
        ("numberInDash", "-1- -9- -10- -11- -20- -21- -101-"),
    ],
)
def test_a_number_is_printed_in_its_format(style: str, words: str) -> None:
    printed = [written(value, style) for value in (1, 9, 10, 11, 20, 21, 101)]
    assert [word.replace(" ", "") if word else word for word in printed] == words.split()


def test_what_is_not_known_is_not_guessed() -> None:
    assert written(1, "thaiLetters") is None
    assert written(0, "upperRoman") is None
    assert written(4000, "upperRoman") is None
    assert written(10_000, "chineseCounting") is None
    assert written(3, "none") == ""


@given(st.integers(1, 9999))
def test_a_chinese_number_says_its_value(value: int) -> None:
    """Read back place by place."""
    total, digit = 0, 0
    for sign in chinese(value):
        if sign in ONES:
            digit = ONES.index(sign)
            continue
        total += (digit or 1) * 10 ** "十百千".index(sign) * 10
        digit = 0
    assert total + digit == value


@given(st.sampled_from(sorted(FORMATS)), st.integers(-5, 20_000))
def test_any_number_has_an_answer(style: str, value: int) -> None:
    assert written(value, style) != ""
