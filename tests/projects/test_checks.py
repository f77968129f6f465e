"""What is wrong with self-evaluations is found, once and with its cause; what is right is left."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.making.cards import (
    EXAMPLES,
    JINAN,
    WHOLE,
    facts_in,
    findings_on,
    made,
    number,
    projects_in,
    with_indicator,
)

from juesuan.model.finding import Finding
from juesuan.model.number import Address, Fact, Facts, FormState
from juesuan.model.page import Place
from juesuan.model.project import (
    Grades,
    Listed,
    ProjectList,
    Projects,
    Quote,
    Scope,
    StatedNumber,
    Summary,
    Synopsis,
    Trips,
)
from juesuan.projects.same import group, likeness

seen = pytest.mark.skipif(not JINAN.exists(), reason="the shared samples are not here")
NAME = "手册印制专项经费"


def said(projects: Projects, facts: Facts | None = None) -> list[tuple[str, str]]:
    """Rule and severity of every finding."""
    found = findings_on(projects, facts or Facts({}, {}))
    return [(one.rule, one.severity) for one in found]


def listed(score: str = "93", name: str = NAME, grade: str = "优") -> Listed:
    """A row of a summary table that agrees with the made card."""
    money = (number("100.00"), number("100.00"), number("90.00"))
    return Listed(name, initial=money[0], budget=money[1], executed=money[2],
                  score=number(score), grade=grade)  # fmt: skip


def table(*rows: Listed) -> ProjectList:
    """A summary table."""
    return ProjectList("汇总表", rows=rows)


def test_a_right_card_is_left_alone() -> None:
    assert said(Projects(cards=(made(),))) == []
    assert said(Projects(cards=(made(),), lists=(table(listed()),))) == []


def test_a_rate_cut_off_is_a_rounding_difference() -> None:
    money = (number("10000.00"), number("6666.67"), number("66.66"))
    synopsis = Synopsis(NAME, Place(), None, *money)
    assert said(Projects(synopses=(synopsis,))) == [("PF-02", "尾差")]


def test_four_places_agree_or_the_odd_one_is_named() -> None:
    synopsis = Synopsis(
        NAME, score=number("93"), budget=number(100), executed=number(90), rate=number(90)
    )
    projects = Projects(
        cards=(made(),), lists=(table(listed("39", grade="差")),), synopses=(synopsis,)
    )
    (found,) = findings_on(projects)
    assert (found.rule, found.severity, found.expected, found.actual) == (
        "PF-08",
        "错误",
        "93",
        "39",
    )
    assert str(found.addresses[0]) == f"绩效:{NAME}:汇总表:自评得分"


def test_two_places_that_differ_blame_neither() -> None:
    (found,) = findings_on(Projects(cards=(made(),), lists=(table(listed("95")),)))
    assert "两处必有一误" in found.message


def test_a_wrong_rate_in_a_synopsis() -> None:
    synopsis = Synopsis(NAME, budget=number(100), executed=number(90), rate=number("95"))
    assert said(Projects(synopses=(synopsis,))) == [("PF-02", "错误")]


def test_a_name_that_drifts_is_said_once() -> None:
    other = listed(name="手册印制项目资金")
    (found,) = findings_on(Projects(cards=(made(),), lists=(table(other),)))
    assert (found.rule, found.severity) == ("PF-12", "提示")
    assert "手册印制项目资金" in found.message


def test_other_money_is_another_project() -> None:
    other = listed(name="手册印制经费")._replace(executed=number("80.00"))
    assert len(group(Projects(cards=(made(),), lists=(table(other),)))) == 2
    assert likeness("外事业务专项经费", "外事工作专项经费") == 1
    assert likeness("外事业务专项经费", "大数据资金") == 0


def test_a_name_in_an_enumeration_finds_its_project() -> None:
    projects = Projects(cards=(made(),), enumerated=(Quote("手册印制业务经费"),))
    assert said(projects) == [("PF-12", "提示")]


def test_grades_counts_and_average() -> None:
    rows = (listed(), listed("79", "乙", "良"))
    projects = Projects(
        lists=(table(*rows),),
        coverage=Scope(StatedNumber(2, "涵盖项目2个"), number("200.00")),
        grades=(Grades("优", StatedNumber(2, "2个项目等级为优")),),
        average=number("90"),
    )
    assert said(projects) == [("PF-09", "错误")] * 3
    right = replace(
        projects,
        lists=(table(listed(), listed("79", "乙", "合格")),),
        grades=(Grades("优", StatedNumber(1, "1个项目等级为优")),),
        average=number("86"),
    )
    assert said(right) == []


def _coverage(share: str = "100", budget: str = "100.00") -> Scope:
    return Scope(StatedNumber(1, "涵盖项目1个"), number(budget), number(share), "项目支出总额")


def test_coverage_against_the_longer_list() -> None:
    longer = table(listed(), listed("95", "乙"))
    projects = Projects(cards=(made(),), lists=(longer,), coverage=_coverage())
    assert said(projects) == [("PF-10", "错误")]
    assert said(replace(projects, coverage=_coverage("50"))) == []


def test_the_covered_budget_is_the_sum() -> None:
    projects = Projects(
        cards=(made(),), lists=(table(listed()),), coverage=_coverage(budget="110.00")
    )
    assert said(projects) == [("PF-10", "错误")]


def _facts(**amounts: str) -> Facts:
    """Facts by address with _ for the colon, in 万元."""
    found = {}
    for name, amount in amounts.items():
        address = Address.parse(name.removeprefix("表").replace("_", ":"))
        found[address] = Fact(address, Decimal(amount) * 10000, Decimal(50), amount, "万元")
    forms = {one.form: FormState(one.form, one.form, "read") for one in found}
    return Facts(found, forms)


def test_spending_of_all_projects_is_the_forms() -> None:
    projects = Projects(cards=(made(),), coverage=_coverage())
    assert said(projects, _facts(表05_合计_3="90.00")) == []
    assert said(projects, _facts(表05_合计_3="95.00")) == [("PF-10", "提示")]


def test_a_budget_called_spending() -> None:
    items = ((Quote(NAME), number("100")),)
    report = Summary(sum=number("100.00"), called="支出", items=items)
    assert said(Projects(cards=(made(),), report=report)) == [("PF-14", "错误")]
    spent = Summary(sum=number("90.00"), called="支出", items=((Quote(NAME), number("90")),))
    assert said(Projects(cards=(made(),), report=spent)) == []
    wrong = replace(report, sum=number("120.00"))
    assert said(Projects(cards=(made(),), report=wrong)) == [("PF-14", "错误")]


def test_a_floor_that_does_not_hold() -> None:
    report = Summary(floor=number("95"), floor_text="成绩在95分以上")
    assert said(Projects(cards=(made(),), report=report)) == [("PF-14", "错误")]
    low = Summary(floor=number("90"), floor_text="成绩在90分以上")
    assert said(Projects(cards=(made(),), report=low)) == []


def test_a_number_of_projects_that_nothing_bears_out() -> None:
    two = table(listed(), listed("95", "乙"))
    projects = Projects(lists=(two,), coverage=_coverage("90", "200.00"))
    assert said(projects) == [("PF-10", "错误")]
    names = (Quote(NAME),)
    enumerated = Projects(cards=(made(),), enumerated=names, stated=StatedNumber(3, "3个项目"))
    assert said(enumerated) == [("PF-10", "错误")]


def test_points_of_execution_in_a_synopsis() -> None:
    synopsis = Synopsis(NAME, points=number("6"))
    assert said(Projects(cards=(made(),), synopses=(synopsis,))) == [("PF-08", "错误")]


def test_a_rate_in_a_list() -> None:
    row = listed()._replace(rate=number("95%"))
    assert said(Projects(lists=(table(row),))) == [("PF-02", "错误")]


def test_a_list_that_does_not_say_its_unit_is_no_error() -> None:
    yuan = (number("1000000"), number("1000000"), number("900000"))
    row = listed()._replace(initial=yuan[0], budget=yuan[1], executed=yuan[2])
    assert said(Projects(cards=(made(),), lists=(table(row),))) == []


def test_overseas_travel() -> None:
    card = replace(made(), project=Quote("出国经费"), goal=Quote(), done=Quote())
    card = with_indicator(card, 1, "产出指标|数量指标|出国团组批次|≥5批次|5批次|20|16|缺")
    trips = Trips(StatedNumber(6, "出国(境)团组6个"))
    facts = _facts(表09_三公经费_2="90.00", 表09_三公经费_8="90.00")
    found = said(Projects(cards=(card,), trips=trips), facts)
    assert ("PF-08", "错误") in found
    assert ("PF-13", "错误") in found
    other = _facts(表09_三公经费_2="100.00", 表09_三公经费_8="99.00")
    assert ("PF-13", "提示") in said(Projects(cards=(card,), trips=trips), other)


def test_a_score_below_its_execution_cannot_be() -> None:
    rows = (listed("0.00", "乙", "差"), listed("93", "丙"))
    assert said(Projects(lists=(table(*rows),))) == [("PF-11", "错误")]


def test_nothing_spent_and_full_points() -> None:
    idle = listed("90", "乙")._replace(executed=number("0"))
    assert said(Projects(lists=(table(idle),))) == [("PF-11", "提示")]


def _found(name: str) -> list[Finding]:
    path = EXAMPLES / name
    return [*findings_on(projects_in(path), facts_in(path))]


def test_the_clean_example_has_no_finding() -> None:
    assert _found("clean.md") == []


@pytest.mark.parametrize("name", ["disclosure.md", "disclosure.pdf"])
def test_the_planted_card_errors_are_found_and_nothing_else(name: str) -> None:
    score, drift = _found(name)
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
    found = [*findings_on(projects_in(JINAN), facts_in(JINAN))]
    drifts = [one for one in found if one.rule == "PF-12"]
    assert len(drifts) == 6
    rest = [one for one in found if one not in drifts]
    for label, (severity, rule, words) in WANTED.items():
        hits = [one for one in rest if words in one.message]
        assert [(one.severity, one.rule) for one in hits] == [(severity, rule)], label
    assert len(rest) == len(WANTED), "one root cause is one finding, and there is no other"
    assert all(one.places for one in found)


def test_whole_is_the_row_of_the_total() -> None:
    assert made().fund().source == WHOLE
