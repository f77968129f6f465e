"""年初预算, 全年预算 and 调整预算 are three; a rate on a budget of zero is one finding."""

from __future__ import annotations

import pytest
from tests.reading.test_roles import errors, reading

from juesuan.auditing import audit
from juesuan.model.finding import Finding
from juesuan.notation.edition import load

TABLE = """一、“三公”经费支出决算表
单位：万元

| 项 目 | {head} | 决算数 |
|---|---|---|
| 合 计 | {budget} | 9.36 |
| 因公出国（境）费 | 0.00 | 0.00 |
| 公务接待费 | {budget} | 9.36 |
| 公务用车购置及运行费 | 0.00 | 0.00 |
| 其中：公务用车运行维护费 | 0.00 | 0.00 |
| 公务用车购置费 | 0.00 | 0.00 |
"""
ITEM = "1.一般公共服务支出（类）档案事务（款）行政运行（项）。"


def told(section: str, text: str, tables: str = "", severity: str = "错误") -> list[Finding]:
    """The findings of one severity."""
    found = reading(section, text, tables)
    return [f for f in audit(found, load(found.meta.edition)) if f.severity == severity]


@pytest.mark.parametrize(
    "text,says",
    [
        ("年初预算为8.00万元", "@年初预算"),
        ("全年预算为8.00万元", "@全年预算"),
        ("全年预算数为8.00万元", "@全年预算"),
        ("调整预算为8.00万元", "@调整预算"),
        ("调整后的预算数为8.00万元", "@调整预算"),
        ("调整后预算8.00万元", "@调整预算"),
        ("年初安排预算8.00万元", "@年初预算"),
    ],
)
def test_each_budget_is_a_period_of_its_own(text: str, says: str) -> None:
    """By the word before 预算, however it is put."""
    claims = reading("一般", f"{ITEM}{text}，支出决算为6.00万元。").claims
    assert {c.says for c in claims if c.printed == "8.00万元"} == {f"05:2012601:1{says}"}


CLEAN = [
    "年初预算为0.00万元，全年预算为9.36万元，支出决算为9.36万元，完成全年预算的100.00%。",
    "年初预算为8.00万元，全年预算为10.00万元，支出决算为9.36万元，完成全年预算的93.60%。",
    "年初预算为8.00万元，调整预算为10.00万元，决算数为9.36万元，完成年初预算的117.00%。",
    "全年预算为10.00万元，年初预算为8.00万元，支出决算为9.36万元，完成年初预算的117.00%，完成全年预算的93.60%。",
    "年初预算为8.00万元，全年预算为10.00万元，支出决算为9.36万元，完成预算的93.60%。",
    "年初预算8.00万元，调整后全年预算12.00万元，支出决算9.36万元，完成调整后预算的78.00%。",
    "年初预算为0.00万元，支出决算为0.00万元。",
    "年初没有预算，全年预算为9.36万元，支出决算为9.36万元，完成预算的100.00%。",
    "年初预算为8.00万元，支出决算为9.36万元，完成年初预算的117.00%，比年初预算增加1.36万元。",
    "全年预算为10.00万元，支出决算为9.36万元，决算数小于全年预算数的主要原因是节约。",
]


@pytest.mark.parametrize("text", CLEAN, ids=range(len(CLEAN)))
@pytest.mark.parametrize("section,subject", [("一般", ITEM), ("三公", "1.公务接待费")])
def test_budgets_that_differ_are_no_contradiction(text: str, section: str, subject: str) -> None:
    """Of an item and of a cell of form 09."""
    assert errors(section, subject + text) == []


@pytest.mark.parametrize(
    "text,was,now",
    [
        (CLEAN[1], "93.60%", "96.30%"),
        (CLEAN[2], "117.00%", "93.60%"),
        (CLEAN[3], "完成全年预算的93.60%", "完成全年预算的117.00%"),
        (CLEAN[5], "78.00%", "117.00%"),
        (CLEAN[8], "增加1.36", "增加2.36"),
    ],
)
@pytest.mark.parametrize("section,subject", [("一般", ITEM), ("三公", "1.公务接待费")])
def test_a_rate_of_the_wrong_budget_is_found(
    text: str, was: str, now: str, section: str, subject: str
) -> None:
    """Each against its own."""
    assert was in text
    assert len(told(section, subject + text.replace(was, now))) == 1


ZERO = [
    "年初预算为0.00万元，支出决算为9.36万元，完成年初预算的100.00%。",
    "年初预算为0万元，全年预算为9.36万元，支出决算为9.36万元，完成年初预算的100%。",
    "年初预算数为0.00万元，支出决算数为9.36万元，完成年初预算数的100.00%，决算数大于年初预算数的主要原因是追加。",
    "全年预算为9.36万元，年初预算为0.00万元，支出决算为9.36万元，完成年初预算的100.00%。",
    "支出决算为9.36万元，年初预算为0.00万元，完成年初预算的100.00%。",
]


@pytest.mark.parametrize("text", ZERO, ids=range(len(ZERO)))
@pytest.mark.parametrize("section,subject", [("一般", ITEM), ("三公", "1.公务接待费")])
def test_a_rate_on_a_budget_of_zero_is_one_finding(text: str, section: str, subject: str) -> None:
    """Said once, in words, with what it may be."""
    found = told(section, subject + text)
    assert len(found) == 1
    assert "年初预算为 0，不能计算完成率；疑为全年预算的完成率" in found[0].message


def test_several_rates_on_zero_are_one_finding() -> None:
    """One cause."""
    text = f"{ITEM}{ZERO[0]}\n" + ITEM.replace("1.", "2.").replace("行政运行", "档案馆") + ZERO[1]
    assert len(told("一般", text)) == 1


def test_a_table_says_which_budget_it_shows() -> None:
    """年初 in the head: the text's 年初预算 is that cell; 全年: it is another number."""
    text = "“三公”经费年初预算为8.00万元，支出决算为9.36万元，完成年初预算的117.00%。"
    assert len(told("三公", text, TABLE.format(head="年初预算数", budget="9.00"))) == 1
    assert told("三公", text, TABLE.format(head="全年预算数", budget="9.00")) == []


def test_a_table_that_does_not_say_is_asked_about() -> None:
    """预算数 beside 年初预算 of another amount is a remark, equal ones are nothing."""
    text = "“三公”经费年初预算为8.00万元，支出决算为9.36万元，完成年初预算的117.00%。"
    rule = "三公.预算口径"
    for budget, times in (("9.00", 1), ("8.00", 0)):
        tables = TABLE.format(head="预算数", budget=budget)
        assert told("三公", text, tables) == []
        assert [f.rule for f in told("三公", text, tables, "提示")].count(rule) == times
