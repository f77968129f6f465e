"""Every rule on self-evaluations speaks where it should and nowhere else: cases are data.

A case is the faultless card of its page with what it changes, and what else its document says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.making.cards import EDITION, findings_on

from juesuan.auditing.card_sums import examine_cards
from juesuan.auditing.rules import project_rules
from juesuan.model.number import WAN, Address, Fact, Facts, FormState
from juesuan.model.page import Place
from juesuan.model.project import (
    Card,
    Funds,
    Grades,
    Indicator,
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
from juesuan.notation.card.figure import figure
from juesuan.notation.overlay import overlaid

HOME = Path(__file__).parent / "cases"
NAME = "手册印制专项经费"
EXPECTED = set("rule equation finds says also".split())
DOCUMENT = set("card cards list list2 综述 列举 正文 总结报告 forms".split())
Case = Mapping[str, Any]


def fields(text: str, count: int) -> list[str]:
    """`甲 | 乙` as so many fields, blank where nothing stands."""
    parts = [part.strip() for part in text.split("|")]
    assert len(parts) <= count, text
    return parts + [""] * (count - len(parts))


def card(name: str, data: Mapping[str, Any]) -> Card:
    """A card by its fields."""
    weight, rate, points = map(figure, fields(data["执行"], 3))
    whole, total = map(figure, fields(data["总分"], 2))
    rows = ((source, fields(text, 3)) for source, text in data["资金"].items() if text != "无")
    return Card(
        Quote(name),
        unit=data.get("单位", "万元"),
        funds=tuple(Funds(source, *map(figure, amounts)) for source, amounts in rows),
        weight=weight,
        rate=rate,
        points=points,
        goal=Quote(data["预期目标"]),
        done=Quote(data["完成情况"]),
        indicators=tuple(indicator(*item) for item in data["指标"].items() if item[1] != "无"),
        whole=whole,
        total=total,
        low_reason=data.get("低分原因", ""),
        unread=tuple(map(Quote, data.get("未读出的行", ()))),
        malformed=tuple(map(Quote, data.get("写错的数", ()))),
        heading=figure(data.get("表头分值", "")),
    )


def indicator(name: str, text: str) -> Indicator:
    one, two, target, actual, weight, score, reason = fields(text, 7)
    values = figure(weight), figure(score)
    return Indicator(one, two, name, Quote(target), Quote(actual), *values, reason)


def listed(title: str, rows: list[str]) -> ProjectList:
    """A summary table: 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分 | 等级."""
    split = [fields(row, 7) for row in rows]
    wrong = tuple(Quote(cell) for row in split for cell in row if ".." in cell)
    read = [row_of(cells) for cells in split]
    projects = tuple(row for row in read if row.name != "合计")
    totals = tuple(row for row in read if row.name == "合计")
    return ProjectList(title, rows=projects, malformed=wrong, totals=totals)


def row_of(cells: list[str]) -> Listed:
    name, *numbers, grade = cells
    initial, budget, executed, rate, score = (None if ".." in n else figure(n) for n in numbers)
    return Listed(name, Place(), "", "", initial, budget, executed, rate, score, grade)


def synopsis(name: str, text: str) -> Synopsis:
    """得分 | 预算 | 执行 | 执行率 | 执行得分."""
    score, budget, executed, rate, points = map(figure, fields(text, 5))
    return Synopsis(name, Place(), score, budget, executed, rate, "", points)


def stated(text: Mapping[str, Any], key: str) -> StatedNumber | None:
    return StatedNumber(text[key], f"{key}{text[key]}") if key in text else None


def scope(text: Mapping[str, Any]) -> Scope | None:
    number = stated(text, "涵盖项目")
    budget, share = (figure(text.get(key, "")) for key in ("预算资金", "占"))
    of = text.get("占的是", "项目支出总额")
    return Scope(number, budget, share, of) if number else None


def summary(text: Mapping[str, Any]) -> Summary:
    items = ((Quote(name), figure(amount)) for name, amount in text.get("各项", {}).items())
    floor = text.get("不低于", "")
    return Summary(
        sum=figure(text.get("共计", "")),
        called=text.get("称", ""),
        items=tuple((name, amount) for name, amount in items if amount),
        floor=figure(floor),
        floor_text=f"成绩在{floor}分以上",
    )


def projects_of(case: Case, page: Case) -> Projects:
    """All that the document of a case says of projects."""
    data = overlaid(page["card"], case.get("card", {}))
    text, report = case.get("正文", {}), case.get("总结报告", {})
    lists = (listed(title, case[key]) for key, title in LISTS.items() if key in case)
    groups = stated(text, "出国团组")
    grades = text.get("等级", {}).items()
    return Projects(
        cards=tuple(card(name, data) for name in case.get("cards", [NAME])),
        lists=tuple(lists),
        synopses=tuple(synopsis(*item) for item in case.get("综述", {}).items()),
        enumerated=tuple(map(Quote, case.get("列举", ()))),
        stated=stated(text, "项目"),
        coverage=scope(text),
        grades=tuple(Grades(name, StatedNumber(n, f"{n}个项目等级为{name}")) for name, n in grades),
        average=figure(text.get("平均得分", "")),
        report=summary(report),
        trips=Trips(groups) if groups else None,
    )


LISTS = {"list": "汇总表", "list2": "另一张汇总表"}


def facts_of(case: Case) -> Facts:
    """The cells of the forms, in 万元."""
    cells = {Address.parse(name): text for name, text in case.get("forms", {}).items()}
    facts = {a: Fact(a, Decimal(n) * WAN, Decimal(50), n, "万元") for a, n in cells.items()}
    return Facts(facts, {a.form: FormState(a.form, a.form, "read") for a in facts})


def pages() -> Iterator[tuple[str, Case]]:
    for file in sorted(HOME.glob("*.toml")):
        yield file.stem, tomllib.loads(file.read_text("utf-8"))


ALL = [(case, page) for _, page in pages() for case in page["case"]]
NAMES = [
    f"{name}-{number}-{case['rule']}-{len(case['finds'])}"
    for name, page in pages()
    for number, case in enumerate(page["case"], 1)
]


@pytest.mark.parametrize("case, page", ALL, ids=NAMES)
def test_a_document_has_the_findings_its_case_names_and_no_others(case: Case, page: Case) -> None:
    assert case.keys() <= EXPECTED | DOCUMENT
    findings = findings_on(projects_of(case, page), facts_of(case))
    wanted = [f for f in findings if f.rule == case["rule"]]
    assert [f.severity for f in wanted] == case["finds"], [f.message for f in wanted]
    assert {f.rule for f in findings} - {case["rule"]} == set(case.get("also", ()))
    assert not wanted or any(case.get("says", "") in f.message for f in wanted)
    assert all(f.basis for f in findings)


@pytest.mark.parametrize("case, page", [pair for pair in ALL if "equation" in pair[0]])
def test_an_equation_alone_speaks_in_its_own_cases(case: Case, page: Case) -> None:
    equations = EDITION.declared["card"]["equation"]
    (equation,) = (one for one in equations if one["id"] == case["equation"])
    assert equation["rule"] == case["rule"]
    alone = replace(EDITION, declared={**EDITION.declared, "card": {"equation": [equation]}})
    findings = list(examine_cards(projects_of(case, page).cards, alone))
    assert bool(findings) == bool(case["finds"])


def test_every_rule_and_equation_has_a_case_that_speaks_and_one_that_is_silent() -> None:
    rules = {rule.id for rule in project_rules()}
    equations = {equation.id for equation in EDITION.card_equations}
    for finds in (True, False):
        cases = [case for case, _ in ALL if bool(case["finds"]) == finds]
        assert rules - {case["rule"] for case in cases} == set()
        assert equations - {case.get("equation") for case in cases} == set()
    assert {equation.rule for equation in EDITION.card_equations} <= rules
