"""The indicators of one card: their scores by the published rules, their costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.finding import Severity
from juesuan.model.project import WHOLE, Card, Figure, Indicator
from juesuan.model.reading import Reading
from juesuan.notation import spelling
from juesuan.notation.card.figure import family, paths
from juesuan.notation.card.scoring import HUNDRED, ZERO, Profile, trimmed
from juesuan.notation.edition import Edition
from juesuan.notation.rule import Remark
from juesuan.projects.addresses import address
from juesuan.projects.checks.remark import GUIDE, Shown, project_rule, quoted, remark, show
from juesuan.projects.indicator import IndicatorValue, Unlike, alike, measure
from juesuan.projects.points import Scored, band, indicator_score

TOTAL_COST = re.compile(
    r"^(?:项目)?(?:总成本|成本总额|支出总额|总支出|总投入)(?:控制数|控制|数)?$|^项目成本$|总成本$"
)
AVERAGE = re.compile(r"平均|单位成本|单价|每|人均|单个|单场|单次|单处")
CENT = Decimal("0.01")
WAN_CENT = Decimal(50)


class Cost(NamedTuple):
    """An indicator of money spent on the whole or a part of a project; `path` is its row."""

    path: str
    indicator: Indicator
    target: IndicatorValue
    actual: IndicatorValue

    @property
    def whole(self) -> bool:
        """Whether it is the cost of the whole project."""
        return bool(TOTAL_COST.search(spelling.plain(self.indicator.level3)))


@project_rule(
    "PF-04",
    example="目标 20 场、实际 10 场，分值 10 分而得 10 分",
    mend="重算得分，或写明单位",
)
def scores(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """每个指标的得分在零与分值之间，与按目标值、实际值重算的一致，两者单位相同。"""
    for card in reading.projects.sound():
        for path, indicator in zip(paths(card), card.indicators, strict=True):
            where = show(indicator.score, address(card.name, path, "得分"), f"{indicator.name}得分")
            yield from _score(
                f"《{card.name}》“{indicator.name}”", indicator, where, edition.scoring
            )


@project_rule(
    "PF-06",
    example="总成本指标的实际值 40 万元，而项目执行数 38.20 万元",
    mend="以执行数为准改指标",
)
def costs(reading: Reading, _: Edition) -> Iterator[Remark]:
    """总成本指标的实际值等于项目执行数，子成本之和不超过总成本。"""
    for card in reading.projects.sound():
        yield from _spent(card)
        yield from _limits(card)


def _score(name: str, indicator: Indicator, where: Shown, rules: Profile) -> Iterator[Remark]:
    """A possible score is no more than any published way of counting gives, and no less."""
    if indicator.score is None or indicator.weight is None:
        return
    score, weight = indicator.score.value, indicator.weight.value
    if not ZERO <= score <= weight:
        return
    if measure(indicator.target.text).number is None:
        yield from _judged(name, indicator, where, rules)
        return
    try:
        alike(measure(indicator.target.text), measure(indicator.actual.text))
    except Unlike as error:
        if _speaks_of_units(str(error)):
            message = f"{name}：{error}，得分无从复算"
            yield remark("提示", message, where, quoted(indicator.actual))
        return
    yield from _recounted(name, indicator, where, rules)


def _speaks_of_units(message: str) -> bool:
    return "计量单位不同" in message or "百分数" in message


def ways(indicator: Indicator, rules: Profile) -> list[Scored]:
    """The score by every published way of counting: both reverse methods, reduced or not."""
    weight = indicator.weight.value if indicator.weight else ZERO
    given = indicator.score.value if indicator.score else None
    variants = (replace(rules, reverse=reverse, over="说明") for reverse in ("比例", "线性"))
    return [
        indicator_score(
            indicator.target.text,
            indicator.actual.text,
            weight,
            each,
            family=family(indicator),
            given=given,
        )
        for each in variants
    ]


def _recounted(name: str, indicator: Indicator, where: Shown, rules: Profile) -> Iterator[Remark]:
    scored = [(way.points, way) for way in ways(indicator, rules) if way.points is not None]
    if not scored or indicator.score is None:
        return
    least, (most, best) = min(points for points, _ in scored), max(scored, key=lambda way: way[0])
    score, slack = indicator.score.value, max(indicator.score.half(), CENT)
    goal, reached, actual = indicator.target.text, indicator.actual.text, indicator.score.printed
    stated = f"{name}目标{goal}、实际{reached}，得分{actual}分"
    if score > most + slack:
        message = f"{stated}，而按比例计 {best.why}"
        severity: Severity = "错误" if _directed(measure(goal)) else "提示"
        yield remark(severity, message, where, expected=trimmed(most), actual=actual)
    elif score < least - slack and (not indicator.reason or _met(best, indicator)):
        message = f"{stated}，低于按规则计算的得分（{best.why}）" + (
            "" if indicator.reason else "，未说明原因"
        )
        yield remark("提示", message, where, expected=trimmed(least), actual=actual)


def _directed(target: IndicatorValue) -> bool:
    """Whether a target says that more is better; of a bare one a shortfall is only likely."""
    return target.explicit or (target.unit == "%" and target.number == HUNDRED)


def _met(best: Scored, indicator: Indicator) -> bool:
    """Whether the target is reached, so that a reason for missing it does not explain."""
    return bool(indicator.weight and best.points == indicator.weight.value and not best.remark)


def _judged(name: str, indicator: Indicator, where: Shown, rules: Profile) -> Iterator[Remark]:
    """A judged indicator whose words and points fall into different bands."""
    score, weight = indicator.score, indicator.weight
    place = band(indicator.target.text, indicator.actual.text)
    if place not in (1, 2) or score is None or weight is None or not weight.value:
        return
    if score.value / weight.value > rules.bands[place]:
        most = f"{trimmed(rules.bands[place] * 100)}%"
        message = (
            f"{name}实际为“{indicator.actual.text}”，得{score.printed}分"
            f"（分值{weight.printed}分），高于这一档的上限{most}"
        )
        yield remark("提示", message, where, basis=GUIDE)


def _costs(card: Card) -> Iterator[Cost]:
    """The indicators of a card that are money spent on the whole or a part of the project."""
    for path, indicator in zip(paths(card), card.indicators, strict=True):
        target, actual = measure(indicator.target.text), measure(indicator.actual.text)
        money = all(
            m.number is not None and (m.unit == "元" or (m.scale > 1 and not m.unit))
            for m in (target, actual)
        )
        if money and family(indicator).startswith("成本") and not AVERAGE.search(indicator.level3):
            yield Cost(path, indicator, target, actual)


def _spent(card: Card) -> Iterator[Remark]:
    """The total cost of a project is what was spent on it; a part is not more."""
    whole = card.fund()
    if whole.budget is None or whole.executed is None:
        return
    budget, spent = whole.budget.value * card.scale, whole.executed.value * card.scale
    half = whole.executed.half() * card.scale
    wrong: list[Cost] = []
    over: list[Cost] = []
    for cost in _costs(card):
        target, actual = cost.target, cost.actual
        if abs(actual.value - spent) <= half + actual.half:
            continue
        if cost.whole and abs(target.value - budget) <= half + target.half:
            wrong.append(cost)
        elif actual.value > spent + half + actual.half:
            over.append(cost)
    if wrong or over:
        yield _not_spent(card, whole.executed, wrong, over)


def _not_spent(card: Card, executed: Figure, wrong: Sequence[Cost], over: Sequence[Cost]) -> Remark:
    listed = [(path, one) for path, one, _, _ in (*wrong, *over)]
    spent = f"{executed.printed}{card.unit}"
    message = (
        f"《{card.name}》成本指标的实际完成值与全年执行数不符："
        f"{'、'.join(f'“{one.name}”{one.actual.text}' for _, one in listed)}，"
        f"而同表全年执行数为{spent}"
    )
    if any(cost.actual.value == cost.target.value for cost in wrong):
        message += "；疑把年度指标值（预算数）抄作实际完成值"
    evidence = [
        Shown(
            f"{one.name}：{one.actual.text}",
            one.actual.place,
            address(card.name, path, "实际完成值"),
        )
        for path, one in listed
    ]
    evidence.append(show(executed, address(card.name, WHOLE, "全年执行数"), "全年执行数"))
    severity: Severity = "错误" if wrong else "提示"
    actual = listed[0][1].actual.text
    return remark(severity, message, *evidence, expected=spent, actual=actual)


def _limits(card: Card) -> Iterator[Remark]:
    """The limit of the total cost is a budget of the same card."""
    row = card.fund()
    budgets = [value.value * card.scale for value in (row.initial, row.budget) if value]
    for cost in _costs(card):
        limit = cost.target
        near = (abs(limit.value - budget) <= WAN_CENT + limit.half for budget in budgets)
        if cost.whole and budgets and not any(near):
            goal = cost.indicator.target
            message = (
                f"《{card.name}》“{cost.indicator.name}”的年度指标值{goal.text}既不是年初预算数，"
                f"也不是全年预算数{row.budget.printed if row.budget else ''}{card.unit}"
            )
            where = quoted(goal, address(card.name, cost.path, "年度指标值"))
            yield remark("提示", message, where, show(row.budget, label="全年预算数"))
