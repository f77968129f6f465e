"""What the rules on self-evaluations say beyond a case: evidence, whole documents, real ones."""

from __future__ import annotations

import pytest
from tests.making.cards import EXAMPLES, JINAN, facts_in, findings_on, made, number, projects_in

from juesuan.model.finding import Finding
from juesuan.model.project import Listed, ProjectList, Projects, Synopsis
from juesuan.projects.same import group, likeness

seen = pytest.mark.skipif(not JINAN.exists(), reason="the shared samples are not here")
NAME = "手册印制专项经费"
BUDGET = number("100.00")


def table(score: str, name: str = NAME, executed: str = "90.00") -> ProjectList:
    """A summary table of one project."""
    row = Listed(name, initial=BUDGET, budget=BUDGET, executed=number(executed))
    return ProjectList("汇总表", rows=(row._replace(score=number(score)),))


def test_a_number_that_stands_alone_is_named_with_its_address() -> None:
    synopsis = Synopsis(NAME, score=number("93"), budget=number(100), executed=number(90))
    projects = Projects(cards=(made(),), lists=(table("39"),), synopses=(synopsis,))
    (odd,) = findings_on(projects)
    assert (odd.rule, odd.severity, odd.expected, odd.actual) == ("PF-08", "错误", "93", "39")
    assert str(odd.addresses[0]) == f"绩效:{NAME}:汇总表:自评得分"


def test_other_money_is_another_project() -> None:
    other = table("93", "手册印制经费", "80.00")
    assert len(group(Projects(cards=(made(),), lists=(other,)))) == 2
    assert likeness("外事业务专项经费", "外事工作专项经费") == 1
    assert likeness("外事业务专项经费", "大数据资金") == 0


def found(name: str) -> list[Finding]:
    path = EXAMPLES / name
    return findings_on(projects_in(path), facts_in(path))


def test_the_clean_example_has_no_finding() -> None:
    assert found("clean.md") == []


@pytest.mark.parametrize("name", ["disclosure.md", "disclosure.pdf"])
def test_the_planted_card_errors_are_found_and_nothing_else(name: str) -> None:
    score, drift = found(name)
    assert (score.rule, score.actual, score.expected) == ("PF-08", "98.2", "92.8")
    assert str(score.addresses[0]) == "绩效:文物保护与博物馆展陈专项经费:汇总表:自评得分"
    assert (drift.rule, drift.expected) == ("PF-12", "全民健身与旅游设施建设专项资金")
    assert "“全民健身与旅游设施专项经费”（汇总表）" in drift.message


WANTED = {
    "D09": ("错误", "PF-08", "92.68"),
    "D10": ("错误", "PF-14", "绩效成绩在95分以上"),
    "D11": ("错误", "PF-14", "2,180.52万元，执行率65.49%"),
    "D12": ("错误", "PF-10", "14个，全年预算数合计4,789.19万元，前者只占69.52%"),
    "D13": ("错误", "PF-08", "全年预算数却是140万元"),
    "D14": ("错误", "PF-13", "团组6个"),
    "D15": ("错误", "PF-06", "同表全年执行数为1381.17万元"),
    "D16": ("错误", "PF-06", "69万，而同表全年执行数为60.59万元"),
    "D17": ("错误", "PF-11", "仅执行率一项至少得9.98分"),
    "D21": ("提示", "PF-08", "两张汇总表的项目不一致"),
    "S04": ("提示", "PF-11", "4个项目全年没有支出"),
    "S05": ("提示", "PF-11", "55个指标全部得满分，其中46个"),
    "S06": ("提示", "PF-07", "29.78%"),
}


@seen
def test_jinan_contradictions_follow() -> None:
    findings = findings_on(projects_in(JINAN), facts_in(JINAN))
    drifts = [one for one in findings if one.rule == "PF-12"]
    assert len(drifts) == 6
    rest = [one for one in findings if one not in drifts]
    for label, (severity, rule, words) in WANTED.items():
        hits = [one for one in rest if words in one.message]
        assert [(one.severity, one.rule) for one in hits] == [(severity, rule)], label
    assert len(rest) == len(WANTED), "one root cause is one finding, and there is no other"
    assert all(one.places for one in findings)
