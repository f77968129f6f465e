"""Which of the numbers of a failing sum is at fault, where other statements tell it."""

from __future__ import annotations

import pytest
from tests.making.small_documents import errors, reading

from juesuan.auditing import audit
from juesuan.notation.edition import load

SPENT = (
    "五、一般公共预算财政拨款支出决算表\n\n单位：万元\n\n"
    "| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n"
    "| 合计 | | 202.00 | 103.50 | 98.50 |\n"
    "| 213 | 农林水支出 | 202.00 | 103.50 | 98.50 |\n"
    "| 21302 | 林业和草原 | 202.00 | 103.50 | 98.50 |\n"
    "| 2130201 | 行政运行 | 103.50 | 103.50 | |\n"
    "| 2130205 | 森林资源培育 | 98.50 | | 98.50 |\n\n"
)
BUDGETS = (
    "第三部分 2023年度部门决算情况说明\n\n五、一般公共预算财政拨款支出决算情况说明\n\n"
    "2023年度一般公共预算财政拨款支出年初预算为{whole}万元，支出决算为202.00万元，"
    "完成年初预算的101.00%。其中：\n\n"
    "1.农林水支出（类）林业和草原（款）行政运行（项）。年初预算为{one}万元，支出决算为103.50万元，"
    "完成年初预算的103.50%，决算数大于年初预算数。\n\n"
    "2.农林水支出（类）林业和草原（款）森林资源培育（项）。年初预算为100.00万元，支出决算为98.50万元，"
    "完成年初预算的98.50%，决算数小于年初预算数。\n"
)


def test_budgets_that_add_up_are_silent() -> None:
    assert not errors(SPENT + BUDGETS.format(whole="200.00", one="100.00"))


@pytest.mark.parametrize(
    "whole, one, blamed, should",
    [
        ("200.00", "102.00", "行政运行的年初预算", "100.00"),
        ("190.00", "100.00", "一般公共预算财政拨款支出的年初预算", "200.00"),
    ],
)
def test_the_number_that_a_rate_tells_to_be_wrong_comes_first(
    whole: str, one: str, blamed: str, should: str
) -> None:
    (error,) = errors(SPENT + BUDGETS.format(whole=whole, one=one))
    assert error.expected == should
    assert blamed in error.message.partition("写")[0]
    assert error.places[0][1].startswith(one if one != "100.00" else whole)


RATES = (
    "第三部分 2023年度部门决算情况说明\n\n五、一般公共预算财政拨款支出决算情况说明\n\n"
    "2023年度一般公共预算财政拨款支出决算数为202.00万元，完成预算101.0%。其中：\n\n"
    "1.农林水支出（类）林业和草原（款）行政运行（项）：支出决算为103.50万元，完成预算103.5%，{one}。\n\n"
    "2.农林水支出（类）林业和草原（款）森林资源培育（项）：支出决算为98.50万元，完成预算{rate}%，{two}。\n"
)


def told(one: str, rate: str, two: str) -> dict[str, list[str]]:
    """What is said, by rule."""
    document = reading(SPENT + RATES.format(one=one, rate=rate, two=two))
    rules: dict[str, list[str]] = {}
    for finding in audit(document, load(document.meta.edition)):
        if finding.severity == "错误":
            rules.setdefault(finding.rule, []).append(finding.message)
    return rules


def test_a_contradiction_of_its_own_is_told_beside_one_of_many_statements() -> None:
    assert told("决算数大于预算数", "98.5", "决算数小于预算数") == {}
    rules = told("决算数小于预算数", "78.5", "决算数小于预算数")
    assert "103.5%" in rules["矛盾.完成率与大小"][0]
    assert "约 125.48 万元" in rules["system"][0]


CARRIED = (
    "一、收入支出决算总表\n\n单位：万元\n\n"
    "| 项目 | 金额 | 项目 | 金额 |\n|---|---|---|---|\n"
    "| 一、一般公共预算财政拨款收入 | 190.00 | 一、农林水支出 | 202.00 |\n"
    "| 二、其他收入 | 12.34 | | |\n"
    "| 本年收入合计 | 202.34 | 本年支出合计 | 202.00 |\n"
    "| 年初结转和结余 | 30.00 | 年末结转和结余 | 30.34 |\n"
    "| 总计 | 232.34 | 总计 | 232.34 |\n\n"
)
CHANGED = (
    "第三部分 2023年度部门决算情况说明\n\n一、收入支出决算总体情况说明\n\n"
    "2023年度年末结转和结余{now}万元，较上年决算数{way}0.34万元，{rate}%。\n"
)


@pytest.mark.parametrize("now, rate, count", [("30.34", "增长1.13", 0), ("33.04", "增长1.13", 1)])
def test_a_rate_right_of_what_the_table_prints_is_no_second_error(
    now: str, rate: str, count: int
) -> None:
    assert len(errors(CARRIED + CHANGED.format(now=now, way="增加", rate=rate))) == count


def test_a_rate_wrong_beside_both_amounts_is_an_error_of_its_own() -> None:
    wrong = errors(CARRIED + CHANGED.format(now="33.04", way="增加", rate="增长3.11"))
    assert len(wrong) == 2


@pytest.mark.parametrize(
    "way, rate, should",
    [("减少", "增长2.83", "“增加0.34万元”"), ("增加", "下降2.68", "“减少0.34万元”")],
)
def test_of_two_directions_that_is_wrong_which_the_rate_tells(
    way: str, rate: str, should: str
) -> None:
    text = (
        "第三部分 2023年度部门决算情况说明\n\n二、收入决算情况说明\n\n"
        f"其他收入12.34万元，较上年决算数{way}0.34万元，{rate}%。\n"
    )
    (error,) = errors(CARRIED + text)
    assert should in error.message


def test_of_two_directions_either_may_be_wrong_where_the_rate_fits_both() -> None:
    text = (
        "第三部分 2023年度部门决算情况说明\n\n二、收入决算情况说明\n\n"
        "一般公共预算财政拨款收入190.00万元，较上年决算数减少0.19万元，增长0.10%。\n"
    )
    (error,) = errors(CARRIED + text)
    assert "或者写" in error.message
