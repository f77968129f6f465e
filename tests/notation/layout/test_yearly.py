"""Which year's amounts a column or a row holds, by its words."""

from __future__ import annotations

import pytest

from juesuan.notation.layout.yearly import Dated, dated, is_row

BUDGET, ACTUAL, LAST = Dated("预算数", ""), Dated("决算数", ""), Dated("决算数", "上年")


@pytest.mark.parametrize(
    "words, wanted",
    [
        (["2023年预算数", "2023年决算数"], [BUDGET, ACTUAL]),
        (["预算数", "2022年决算数", "2023年决算数"], [BUDGET, LAST, ACTUAL]),
        (["2024年预算数", "2023年决算数"], [None, ACTUAL]),
        (["2022年预算数", "2022年决算数", "2023年决算数"], [None, LAST, ACTUAL]),
        (["2020年决算数", "2023年决算数"], [None, ACTUAL]),
        (["上年决算数", "去年决算数", "本年决算数"], [LAST, LAST, ACTUAL]),
        (["上年预算数", "决算数"], [None, ACTUAL]),
        (["三公经费预决算预算数", "三公经费预决算决算数"], [BUDGET, ACTUAL]),
        (["决算数比上年增加", "决算数增长率%"], [None, None]),
        (["合计", "公务接待费"], [Dated("", ""), Dated("", "")]),
        ([], []),
    ],
)
def test_the_latest_year_with_actual_amounts_is_the_documents(
    words: list[str], wanted: list[Dated | None]
) -> None:
    assert dated(words) == wanted


@pytest.mark.parametrize(
    "text",
    "2023年度预算数 2023年决算数 上年度决算数 年度预算数 决算数 1.年初预算数".split(),
)
def test_a_row_of_a_year_says_nothing_else(text: str) -> None:
    assert is_row(text)


@pytest.mark.parametrize("text", ["决算对比", "预算数与决算数之差", "公务接待费", "2023年", ""])
def test_other_rows_are_none(text: str) -> None:
    assert not is_row(text)
