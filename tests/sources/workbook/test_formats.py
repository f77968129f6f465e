"""The numbered formats: those that publications use show what Chinese programs show."""

from __future__ import annotations

import pytest

from juesuan.sources.workbook.formats import BUILT_IN
from juesuan.sources.workbook.number_format import shown


@pytest.mark.parametrize(
    "number, words",
    [
        (0, "-1234.5"),
        (2, "-1234.50"),
        (4, "-1,234.50"),
        (40, "-1,234.50"),
        (43, "-1,234.50"),
        (10, "-123450.00%"),
        (49, "-1234.5"),
    ],
)
def test_a_negative_amount(number: int, words: str) -> None:
    assert shown(-1234.5, BUILT_IN[number]).strip() == words


def test_a_day() -> None:
    assert [shown(45366, BUILT_IN[n]) for n in (14, 31, 57)] == [
        "2024/3/15",
        "2024年3月15日",
        "2024年3月",
    ]
