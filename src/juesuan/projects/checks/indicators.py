"""PF-04, PF-06, PF-07, PF-13: the indicators of one card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from juesuan.model.finding import Finding, Severity
from juesuan.model.project import WHOLE, Card, Indicator
from juesuan.notation import spelling
from juesuan.notation.card.figure import family, paths
from juesuan.notation.scoring import Profile, trimmed
from juesuan.projects.addresses import address
from juesuan.projects.checks.remark import TEMPLATE, Shown, points, remark, show
from juesuan.projects.indicator import IndicatorValue, Unlike, alike, measure
from juesuan.projects.points import Scored, band, indicator_score

ZERO = Decimal(0)
TOTAL_COST = re.compile(
    r"^(?:项目)?(?:总成本|成本总额|支出总额|总支出|总投入)(?:控制数|控制|数)?$|^项目成本$|总成本$"
)
AVERAGE = re.compile(r"平均|单位成本|单价|每|人均|单个|单场|单次|单处")
GOAL_NUMBER = re.compile(
    r"(?:不少于|不低于|不超过|达到|≥|≤|为)?(\d[\d,]*(?:\.\d+)?)([万亿]?[^\d\s,，。;；、:：()（）]{0,3})"
)
CLAUSE = re.compile(r"(?:[^,，。;；、]|,(?=\d{3}))+")
ROUGHLY = re.compile(r"^(?:及|\(含\)|（含）)?(?:以上|以下|左右|余|多|以内)")
ALIKE = Decimal("0.6")
WAN_CENT = Decimal(50)
FEW = 3  # a name of fewer letter pairs says too little


def check_indicators(card: Card, rules: Profile) -> Iterator[Finding]:
    """Every indicator's score, the costs against the money spent, and what is left unsaid."""
    for path, one in zip(paths(card), card.indicators, strict=True):
        yield from check_score(card, path, one, rules)
    yield from check_costs(card)
    yield from check_cost_targets(card)
    yield from check_reasons(card, rules)
    yield from check_goals(card)


def check_score(card: Card, path: str, one: Indicator, rules: Profile) -> Iterator[Finding]:
    """PF-04: 0 ≤ score ≤ weight, and no more than any published way of counting gives."""
    if one.score is None or one.weight is None:
        return
    where = show(one.score, address(card.name, path, "得分"), f"{one.name}得分")
    score, weight = one.score.value, one.weight.value
    if not ZERO <= score <= weight:
        message = (
            f"《{card.name}》“{one.name}”得分{one.score.printed}分，"
            f"不在0至分值{one.weight.printed}分之间"
        )
        yield remark("PF-04", "错误", message, where, actual=one.score.printed, basis=TEMPLATE)
        return
    if measure(one.target.text).number is None:
        yield from _judged(card, one, where, rules)
        return
    try:
        alike(measure(one.target.text), measure(one.actual.text))
    except Unlike as error:
        if _speaks_of_units(str(error)):
            message = f"《{card.name}》“{one.name}”：{error}，得分无从复算"
            yield remark("PF-04", "提示", message, where, Shown(one.actual.text, one.actual.place))
        return
    yield from _recounted(card, one, where, rules)


def _speaks_of_units(message: str) -> bool:
    return "计量单位不同" in message or "百分数" in message


def ways(one: Indicator, rules: Profile) -> list[Scored]:
    """The score by every published way of counting: both reverse methods, reduced or not."""
    weight = one.weight.value if one.weight else ZERO
    given = one.score.value if one.score else None
    variants = (replace(rules, reverse=reverse, over="说明") for reverse in ("比例", "线性"))
    return [
        indicator_score(
            one.target.text, one.actual.text, weight, each, family=family(one), given=given
        )
        for each in variants
    ]


def _recounted(card: Card, one: Indicator, where: Shown, rules: Profile) -> Iterator[Finding]:
    found = [way for way in ways(one, rules) if way.points is not None]
    if not found or one.score is None or one.weight is None:
        return
    best = max(found, key=lambda way: way.points or ZERO)
    least = min(way.points or ZERO for way in found)
    score, slack = one.score.value, max(one.score.half(), Decimal("0.01"))
    goal, actual = one.target.text, one.actual.text
    said = f"《{card.name}》“{one.name}”目标{goal}、实际{actual}，得分{one.score.printed}分"
    if score > (best.points or ZERO) + slack:
        # A bare target does not say that more is better, so its shortfall is only likely.
        bare = measure(goal)
        sure = bare.explicit or (bare.unit == "%" and bare.number == 100)
        message = f"{said}，而按比例计 {best.why}"
        yield remark(
            "PF-04",
            "错误" if sure else "提示",
            message,
            where,
            expected=points(best.points or ZERO),
            actual=one.score.printed,
        )
    elif score < least - slack and (not one.reason or _met(best, one)):
        message = f"{said}，低于按规则计算的得分（{best.why}）" + (
            "" if one.reason else "，未说明原因"
        )
        yield remark(
            "PF-04", "提示", message, where, expected=points(least), actual=one.score.printed
        )


def _met(best: Scored, one: Indicator) -> bool:
    """Whether the target is reached, so that a reason for missing it does not explain."""
    return bool(one.weight and best.points == one.weight.value and not best.remark)


def _judged(card: Card, one: Indicator, where: Shown, rules: Profile) -> Iterator[Finding]:
    """A judged indicator whose words and points fall into different bands."""
    place = band(one.target.text, one.actual.text)
    if place not in (1, 2) or one.score is None or one.weight is None or not one.weight.value:
        return
    share = one.score.value / one.weight.value
    if share > rules.bands[place]:
        message = (
            f"《{card.name}》“{one.name}”实际为“{one.actual.text}”，得{one.score.printed}分"
            f"（分值{one.weight.printed}分），高于这一档的上限{trimmed(rules.bands[place] * 100)}%"
        )
        yield remark("PF-04", "提示", message, where, basis=TEMPLATE)


def check_costs(card: Card) -> Iterator[Finding]:
    """PF-06: the total cost of a project is what was spent on it; a part is not more."""
    whole = card.fund()
    if whole.budget is None or whole.executed is None:
        return
    budget, spent = whole.budget.value * card.scale, whole.executed.value * card.scale
    half = whole.executed.half() * card.scale
    wrong: list[tuple[str, Indicator, IndicatorValue]] = []
    over: list[tuple[str, Indicator, IndicatorValue]] = []
    for path, one in zip(paths(card), card.indicators, strict=True):
        target, actual = measure(one.target.text), measure(one.actual.text)
        if not _is_cost(one, target, actual):
            continue
        if abs(actual.value - spent) <= half + actual.half:
            continue
        same_base = abs(target.value - budget) <= half + target.half
        if TOTAL_COST.search(spelling.plain(one.level3)) and same_base:
            wrong.append((path, one, actual))
        elif actual.value > spent + half + actual.half:
            over.append((path, one, actual))
    if wrong or over:
        yield _costs(card, wrong, over)


def check_cost_targets(card: Card) -> Iterator[Finding]:
    """PF-06: the limit of the total cost is a budget of the same card."""
    row = card.fund()
    budgets = [v.value * card.scale for v in (row.initial, row.budget) if v]
    for path, one in zip(paths(card), card.indicators, strict=True):
        target, actual = measure(one.target.text), measure(one.actual.text)
        if not _is_cost(one, target, actual) or not TOTAL_COST.search(spelling.plain(one.level3)):
            continue
        if budgets and all(abs(target.value - one) > WAN_CENT + target.half for one in budgets):
            message = (
                f"《{card.name}》“{one.name}”的年度指标值{one.target.text}既不是年初预算数，"
                f"也不是全年预算数{row.budget.printed if row.budget else ''}{card.unit}"
            )
            where = address(card.name, path, "年度指标值")
            shown = Shown(one.target.text, one.target.place, where)
            yield remark("PF-06", "提示", message, shown, show(row.budget, label="全年预算数"))


def _is_cost(one: Indicator, target: IndicatorValue, actual: IndicatorValue) -> bool:
    """Whether an indicator is money spent on the whole or a part of the project."""
    money = all(
        m.number is not None and (m.unit == "元" or (m.scale > 1 and not m.unit))
        for m in (target, actual)
    )
    return money and family(one).startswith("成本") and not AVERAGE.search(one.level3)


def _costs(
    card: Card,
    wrong: list[tuple[str, Indicator, IndicatorValue]],
    over: list[tuple[str, Indicator, IndicatorValue]],
) -> Finding:
    spent = card.fund().executed
    listed = "、".join(f"“{one.name}”{one.actual.text}" for _, one, _ in (*wrong, *over))
    message = (
        f"《{card.name}》成本指标的实际完成值与全年执行数不符：{listed}，"
        f"而同表全年执行数为{spent.printed if spent else ''}{card.unit}"
    )
    copied = [one for _, one, actual in wrong if actual.value == measure(one.target.text).value]
    if copied:
        message += "；疑把年度指标值（预算数）抄作实际完成值"
    evidence = [
        Shown(
            f"{one.name}：{one.actual.text}",
            one.actual.place,
            address(card.name, path, "实际完成值"),
        )
        for path, one, _ in (*wrong, *over)
    ]
    evidence.append(show(spent, address(card.name, WHOLE, "全年执行数"), "全年执行数"))
    severity: Severity = "错误" if wrong else "提示"
    expected = f"{spent.printed}{card.unit}" if spent else ""
    actual = (wrong or over)[0][1].actual.text
    return remark("PF-06", severity, message, *evidence, expected=expected, actual=actual)


def check_reasons(card: Card, rules: Profile) -> Iterator[Finding]:
    """PF-07: lost points and far overshot targets are explained; one finding a card."""
    lost, over = [], []
    for one in card.indicators:
        if one.reason or one.score is None or one.weight is None:
            continue
        if one.score.value < one.weight.value:
            lost.append(one)
        elif any(way.remark.startswith("超额") for way in ways(one, rules)):
            over.append(one)
    said = []
    if lost:
        names = "、".join(f"“{one.name}”" for one in lost)
        said.append(f"{names}未得满分，未填偏差原因")
    if over:
        names = "、".join(
            f"“{one.name}”（目标{one.target.text}，实际{one.actual.text}）" for one in over
        )
        said.append(f"{names}超额完成{trimmed(rules.over_limit * 100)}%以上，未说明原因")
    if said:
        evidence = [Shown(one.name, one.place) for one in (*lost, *over)]
        message = f"《{card.name}》{'；'.join(said)}"
        yield remark("PF-07", "提示", message, *evidence, basis=TEMPLATE)


def check_goals(card: Card) -> Iterator[Finding]:
    """PF-13: a number in the goal's words is the one in the indicator of the same thing."""
    for said, column in ((card.goal, "年度指标值"), (card.done, "实际完成值")):
        for path, one in zip(paths(card), card.indicators, strict=True):
            passage = one.target if column == "年度指标值" else one.actual
            printed = measure(passage.text)
            found = _in_words(said.text, one.name, printed, exact=column == "实际完成值")
            if found and abs(found.value - printed.value) > _slack(found) + _slack(printed):
                message = (
                    f"《{card.name}》总体目标写“{found.text}”，"
                    f"而指标“{one.name}”的{column}为{passage.text}"
                )
                where = Shown(passage.text, passage.place, address(card.name, path, column))
                yield remark("PF-13", "提示", message, Shown(found.text, said.place), where)


def _slack(one: IndicatorValue) -> Decimal:
    """Half a printed unit of 1.2万 or 93.6%; a whole number is a count."""
    return one.half if one.decimals or one.scale > 1 else ZERO


def _in_words(
    text: str, name: str, printed: IndicatorValue, *, exact: bool
) -> IndicatorValue | None:
    """The one number of a text that speaks of an indicator: same unit, most of its words."""
    if printed.number is None or not printed.unit or printed.direction == "区间":
        return None
    wanted = _pairs(name)
    if len(wanted) < FEW:
        return None
    found = []
    for clause in CLAUSE.finditer(text):
        if len(wanted & _pairs(clause[0])) < ALIKE * len(wanted):
            continue
        for number in GOAL_NUMBER.finditer(clause[0]):
            one = _shortest(number[1], number[2], printed.unit)
            rough = exact and one and ROUGHLY.match(clause[0][number.start(2) + len(one.text) :])
            if one and not rough:
                found.append(one._replace(text=clause[0].strip()))
    return found[0] if len(found) == 1 else None


def _shortest(number: str, after: str, unit: str) -> IndicatorValue | None:
    """A number and as much of the text after it as is a unit: 5批次因公 -> 5批次."""
    for end in range(len(after), 0, -1):
        one = measure(number + after[:end])
        if one.number is not None and one.unit == unit and one.direction == "=":
            return one._replace(text=after[:end])
    return None


def _pairs(text: str) -> set[str]:
    plain = spelling.key(text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
