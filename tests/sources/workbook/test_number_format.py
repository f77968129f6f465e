"""What a cell shows for a number: cases, and the law that the print is the number rounded."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.sources.workbook.formats import BUILT_IN
from juesuan.sources.workbook.number_format import shortest, shown, shown_text

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
CASES = [
    (5066.8347, "General", "5066.8347"),
    (5066.8347, "G/通用格式", "5066.8347"),
    (5066.8347, "", "5066.8347"),
    (0.1 + 0.2, "General", "0.3"),
    (-5, "General", "-5"),
    (1e20, "General", "100000000000000000000"),
    (5066.8347, "0", "5067"),
    (5066.8347, "0.00", "5066.83"),
    (5066.8347, "#,##0.00", "5,066.83"),
    (5066.8347, "#,##0.00_ ", "5,066.83"),
    (-5066.8347, "#,##0.00_);(#,##0.00)", "(5,066.83)"),
    (1.005, "0.00", "1.01"),
    (-0.5, "0", "-1"),
    (12.5, ACCOUNTING, "12.50"),
    (-1234.5, ACCOUNTING, "-1,234.50"),
    (0, ACCOUNTING, "-"),
    (0, "#,##0.00;-#,##0.00;", ""),
    (0, "#,##0.00;-#,##0.00;;@", ""),
    (-3, "#,##0.00;-#,##0.00;;@", "-3.00"),
    (-3, "0.00;;", ""),
    (7, ";;;", ""),
    (0, "#", ""),
    (0, "#,##0", "0"),
    (0.5, "#.00", ".50"),
    (5, "#.##", "5."),
    (1234.5, "#,##0.0#", "1,234.5"),
    (1234567, "#,##0,", "1,235"),
    (123, "#,##0", "123"),
    (123456, "#,##0", "123,456"),
    (7, "#,##0000000", "0,000,007"),
    (1234567, "0.0,,", "1.2"),
    (12345678, '#,##0.00,"千元"', "12,345.68千元"),
    (0.1234, "0%", "12%"),
    (0.12345, "0.00%", "12.35%"),
    (-0.5, "[红色]0.00", "-0.50"),
    (-0.5, "[Red]0.00;[Color 5]0.00", "0.50"),
    (7, "[>=1]0.00;0.0000", "7.00"),
    (0.5, "[>=1]0.00;0.0000", "0.5000"),
    (-5, "[<0](0.00);0.00", "(5.00)"),
    (-5, "[Red][<0]0.00;0.00", "-5.00"),
    (12, '"第"0"号"', "第12号"),
    (5, r"0.00\元", "5.00元"),
    (5, "0.00万元", "5.00万元"),
    (5, "[$¥-804]#,##0.00", "¥5.00"),
    (-3, "¥#,##0.00;¥-#,##0.00", "¥-3.00"),
    (5, "@", "5"),
    (7, "00000", "00007"),
    (3.14, "0.00E+00", "3.14"),
    (0.5, "# ?/?", "0.5"),
    (5, "[DBNum1]0", "5"),
    (5.25, "[h]:mm", "5.25"),
    (5, "000-00", "5"),
    (5, "k0", "5"),
    (5, "0," * 9999, "5"),
    (5, "0." + "0" * 9999, "5"),
    (1e-12, "General", "0"),
    (45000, "yyyy-mm-dd", "2023-03-15"),
    (45000, 'yyyy"年"m"月"d"日";@', "2023年3月15日"),
]


@pytest.mark.parametrize("value, code, words", CASES)
def test_a_number_is_shown_through_its_format(value: float, code: str, words: str) -> None:
    assert shown(value, code).strip() == words


def test_a_negative_number_in_a_part_for_negative_ones_bears_no_sign_of_its_own() -> None:
    assert shown(-5, "0.00;[Red]0.00") == "5.00"


@pytest.mark.parametrize(
    "code, words",
    [
        ("General", "甲"),
        ("0.00", "甲"),
        ("@", "甲"),
        (";;;", ""),
        ('0;0;0;"见"@', "见甲"),
        (ACCOUNTING, "甲"),
    ],
)
def test_a_text_is_shown_by_the_part_for_texts(code: str, words: str) -> None:
    assert shown_text("甲", code).strip() == words


@given(
    st.floats(-1e12, 1e12, allow_nan=False),
    st.sampled_from(["0", "0.0", "0.00", "#,##0.00", "#,##0.000", "#,##0.00_ ", ACCOUNTING]),
)
def test_what_is_shown_is_within_half_of_its_last_digit(value: float, code: str) -> None:
    words = shown(value, code).replace(",", "").strip()
    printed = Decimal(0) if words == "-" else Decimal(words)
    places = len(words.partition(".")[2])
    assert abs(printed - Decimal(f"{value:.15g}")) <= Decimal(5).scaleb(-places - 1)


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=12))
def test_any_format_shows_something_of_any_number(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_the_shortest_decimal_is_the_number_to_a_billionth(value: float) -> None:
    assert abs(Decimal(shortest(value)) - Decimal(f"{value:.15g}")) <= Decimal("1e-9")
    assert "E" not in shortest(value)


@pytest.mark.parametrize("number", sorted(BUILT_IN))
def test_every_numbered_format_shows_a_number(number: int) -> None:
    assert any(letter.isdigit() for letter in shown(45000.5, BUILT_IN[number]))
