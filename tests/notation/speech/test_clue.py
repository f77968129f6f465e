"""The words that tell this year's amounts from last year's and from budgets, and what is none."""

from __future__ import annotations

import pytest

from juesuan.notation.edition import load
from juesuan.notation.formula import FormulaError
from juesuan.notation.speech.clue import CLUES as NAMES
from juesuan.notation.speech.clue import Clues, read_clues, read_not_amounts

EDITION = load("2023")
CLUES, DECLARED = EDITION.clues, EDITION.declared


@pytest.mark.parametrize(
    "clue, yes, no",
    [
        ("this_year", ["当年支出5万元", "本年度共5万元"], ["当年预算5万元", "上年度5万元"]),
        ("last_year", ["上年度5万元", "去年5万元", "上年同期5万元"], ["上年结转5万元", "去年末"]),
        ("last_said", ["上年支出5万元", "前年5万元"], ["与上年相比增加5万元", "上年度结余5万元"]),
        ("budget_said", ["预算5万元"], ["一般公共预算5万元", "完成年初预算的5%", "预算绩效"]),
        ("outturn", ["决算数5万元", "执行数5万元"], ["预算5万元"]),
        ("compared", ["与2022年度相比", "比上年决算数"], ["2022年度支出5万元"]),
        ("listing", ["其中：", "具体为"], ["收入合计"]),
        ("nothing", ["本部门", "截至2023年末"], ["基本支出"]),
    ],
)
def test_a_clue_stands_where_it_is_meant_and_nowhere_else(
    clue: str, yes: list[str], no: list[str]
) -> None:
    pattern = getattr(CLUES, clue)
    assert [text for text in yes if not pattern.search(text)] == []
    assert [text for text in no if pattern.search(text)] == []


@pytest.mark.parametrize(
    "text, kept, moved",
    [
        ("年末共有车辆", True, False),
        ("新购车辆", False, True),
        ("报废车辆", False, True),
        ("增加车辆", False, True),
        ("比上年增加", False, False),
        ("人员经费", False, False),
    ],
)
def test_things_are_kept_or_moved(text: str, kept: bool, moved: bool) -> None:  # noqa: FBT001
    groups = [match.lastgroup for match in CLUES.counted.finditer(text)]
    assert ("kept" in groups, "moved" in groups) == (kept, moved)


@pytest.mark.parametrize(
    "text, group, words",
    [("去年车辆", "last", "去年"), ("本年购置", "this", "本年"), ("2021年购置", "year", "2021")],
)
def test_a_year_is_last_this_or_a_number(text: str, group: str, words: str) -> None:
    match = CLUES.years.search(text)
    assert match is not None
    assert {name: value for name, value in match.groupdict().items() if value} == {group: words}


@pytest.mark.parametrize(
    "text, words",
    [("年初预算5万元", "年初"), ("全年预算5万元", "全年"), ("调整后的全年预算", "调整")],
)
def test_which_budget_is_said(text: str, words: str) -> None:
    match = CLUES.which_budget.search(text)
    assert match is not None
    assert match[1] == words
    assert CLUES.which_budget.search("预算5万元") is None


@pytest.mark.parametrize(
    "text, why",
    [
        ("2023年12月31日", "日期"),
        ("财预〔2020〕10号", "文号或序号"),
        ("90(含)-100分为优", "评分标准的分档"),
        ("单价100万元以上设备", "设备单价的起点"),
        ("图3所示", "图表编号"),
        ("公开05表", "图表编号"),
        ("2、公务接待费", "序号"),
    ],
)
def test_digits_that_are_no_amount_are_told_by_what_they_are(text: str, why: str) -> None:
    kinds = [each.why for each in EDITION.not_amounts if each.pattern.search(text)]
    assert why in kinds


@pytest.mark.parametrize("text", ["支出767.40万元", "占62.34%", "增加5.00万元", "接待12批次"])
def test_an_amount_is_none_of_them(text: str) -> None:
    assert [each.why for each in EDITION.not_amounts if each.pattern.search(text)] == []


@pytest.mark.parametrize("name", NAMES.values())
def test_a_clue_that_is_missing_is_named(name: str) -> None:
    clues = {other: text for other, text in DECLARED["clue"].items() if other != name}
    with pytest.raises(FormulaError, match=f"缺少：{name}"):
        read_clues(clues, DECLARED["fragment"])


def test_every_declared_clue_is_read_and_a_wrong_one_told() -> None:
    assert set(NAMES) | {"money", "counted", "years"} == set(Clues._fields)
    clues = {**DECLARED["clue"], "列举": "(其中"}
    with pytest.raises(FormulaError, match="不是正则表达式"):
        read_clues(clues, DECLARED["fragment"])
    with pytest.raises(FormulaError, match="“年月”没有声明"):
        read_not_amounts([{"reads": "{年月}", "why": "日期"}], {})
