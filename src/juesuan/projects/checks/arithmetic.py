"""Rates and points of execution, weights and low scores; sums of a card are declared with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.project import WHOLE, Card, Figure, ProjectList, Synopsis
from juesuan.model.reading import Reading
from juesuan.notation.card.figure import family
from juesuan.notation.card.scoring import (
    HUNDRED,
    ONE,
    ZERO,
    Profile,
    by_family,
    trimmed,
    weight_profile,
)
from juesuan.notation.edition import Edition
from juesuan.notation.rule import Remark
from juesuan.projects.addresses import address
from juesuan.projects.checks.list_totals import wrong_totals
from juesuan.projects.checks.remark import GUIDE, Shown, project_rule, remark, show


@project_rule(
    "PF-01",
    example="资金总额 40.00 万元，而当年财政拨款 35.00 与上年结转 4.00 之和是 39.00",
    mend="核对资金各栏",
)
def funds(reading: Reading, _: Edition) -> Iterator[Remark]:
    """年度资金总额等于各项资金之和，执行数不超过全年预算数；汇总表的合计等于各行之和。"""
    for name, listed in reading.projects.named():
        yield from _overspent_rows(name, listed)
        yield from wrong_totals(name, listed, reading.projects.lists)


@project_rule(
    "PF-02",
    example="预算 40.00、执行 38.00，执行率写 96%，应为 95%",
    mend="按执行数重算",
)
def execution(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """执行率等于执行数除以全年预算数，执行得分等于分值乘执行率，不超过分值。"""
    for card in reading.projects.sound():
        yield from _execution(card, edition.scoring)
    for synopsis in reading.projects.synopses:
        yield from _synopsis(synopsis)
    for name, listed in reading.projects.named():
        yield from _rates(name, listed)


@project_rule("PF-03", example="各项分值加起来是 98 分", mend="调整分值")
def weights(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """各项分值之和是 100 分，一级指标的分值与评分办法一致。"""
    yield from _unusual(reading.projects.sound(), edition.scoring)


@project_rule("PF-05", example="各项得分之和 91.5，总分写 95", mend="重算总分和等级")
def total(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """总分是各项得分之和，等级与总分相符；低分写明原因。"""
    for card in reading.projects.sound():
        if card.total is not None:
            yield from _total(card, card.total, edition.scoring)


def bounds(budget: Figure, executed: Figure, decimals: int = 0) -> tuple[Decimal, Decimal]:
    """The least and the greatest B/A, in per cent, that the printed amounts allow.

    `decimals` is the precision of their table, were it kept in every number.
    """
    a, b = budget.half(decimals), executed.half(decimals)
    if budget.value <= a:
        return ZERO, Decimal("Infinity")
    low = (executed.value - b) / (budget.value + a)
    return max(ZERO, low) * HUNDRED, (executed.value + b) / (budget.value - a) * HUNDRED


class Execution(NamedTuple):
    """A printed B/A: who prints it, the amounts and their precision, the rate."""

    name: str
    budget: Figure
    executed: Figure
    rate: Figure
    decimals: int


def _rate(execution: Execution, where: Shown) -> Iterator[Remark]:
    """The printed rate is B/A, to its last digit."""
    name, budget, executed, rate, decimals = execution
    low, high = bounds(budget, executed, decimals)
    unit = 2 * rate.half()
    if low - unit / 2 <= rate.value <= high + unit / 2:
        return
    as_fraction = rate.value <= ONE and "%" not in rate.printed and low > unit
    value, unit = (rate.value * HUNDRED, unit * HUNDRED) if as_fraction else (rate.value, unit)
    capped = value == HUNDRED and low > HUNDRED
    if budget.value == 0 or capped or low - unit / 2 <= value <= high + unit / 2:
        return
    true = executed.value / budget.value * HUNDRED
    least, most = bounds(budget, executed)
    close = min(low, least) - unit <= value <= max(high, most) + unit
    message = (
        f"{name}的执行率写作{rate.printed}，而全年执行数{executed.printed} ÷ "
        f"全年预算数{budget.printed} = {true:.2f}%"
    )
    yield remark(
        "尾差" if close else "错误",
        message,
        where,
        show(budget),
        show(executed),
        expected=f"{true:.2f}%",
        actual=rate.printed,
    )


def _execution(card: Card, rules: Profile) -> Iterator[Remark]:
    """The rate is B/A, and its points the weight times the rate, at most the weight."""
    whole = card.fund()
    if whole.budget is None or whole.executed is None:
        return
    wrong: list[Remark] = []
    if card.rate is not None:
        where = show(card.rate, address(card.name, WHOLE, "执行率"), "执行率")
        numbers = (whole.budget, whole.executed, card.rate)
        wrong += _rate(Execution(f"《{card.name}》自评表", *numbers, card.decimals), where)
    yield from wrong
    if card.points is not None and not wrong:
        yield from _execution_points(card, rules)


def _execution_points(card: Card, rules: Profile) -> Iterator[Remark]:
    whole, printed = card.fund(), card.points
    weight = card.weight.value if card.weight else rules.execution
    if not (whole.budget and whole.executed and printed):
        return
    budget, executed = whole.budget, whole.executed
    slack = printed.half() + weight * Decimal("0.00005")
    fine, rough = (
        [min(ONE, end / HUNDRED) * weight for end in bounds(budget, executed, decimals)]
        for decimals in (card.decimals, 0)
    )
    if fine[0] - slack <= printed.value <= fine[1] + slack:
        return
    rate = min(ONE, executed.value / budget.value) if budget.value else ZERO
    right = trimmed(rate * weight)
    message = (
        f"《{card.name}》预算执行得分写作{printed.printed}分，"
        f"而 {rate * HUNDRED:.2f}% × {trimmed(weight)} = {right}分"
    )
    if printed.value > weight:
        message = f"《{card.name}》预算执行得分{printed.printed}分超过该项分值{trimmed(weight)}分"
    # Some places give full points from a threshold on, or points in whole steps.
    local = printed.value == weight or (printed.decimals == 0 and printed.value < weight)
    within = rough[0] - slack <= printed.value <= rough[1] + slack
    yield remark(
        "尾差" if within else "提示" if local else "错误",
        message,
        show(printed, address(card.name, WHOLE, "得分"), "得分"),
        expected=right,
        actual=printed.printed,
    )


def _synopsis(synopsis: Synopsis) -> Iterator[Remark]:
    """完成预算的 % of a 综述 is its own executed amount over its own budget."""
    name, budget, executed, rate = synopsis.name, synopsis.budget, synopsis.executed, synopsis.rate
    if budget and executed and rate:
        where = show(rate, address(name, "综述", "执行率"), "完成预算的")
        decimals = max(budget.decimals, executed.decimals)
        yield from _rate(Execution(f"“{name}”综述", budget, executed, rate, decimals), where)


def _overspent_rows(name: str, listed: ProjectList) -> Iterator[Remark]:
    """B is at most A in every row of a summary table."""
    for row in listed.rows:
        if row.budget and row.executed and row.executed.value > row.budget.value:
            message = (
                f"{name}“{row.name}”全年执行数{row.executed.printed}"
                f"大于全年预算数{row.budget.printed}，请核实或说明原因"
            )
            where = address(row.name, name, "全年执行数")
            yield remark("提示", message, show(row.executed, where, "全年执行数"))


def _rates(name: str, listed: ProjectList) -> Iterator[Remark]:
    """Each rate of a summary table is its own row's."""
    for row in (*listed.rows, *listed.totals):
        if row.budget and row.executed and row.rate:
            where = show(row.rate, address(row.name, name, "执行率"), "执行率")
            label, decimals = f"{name}“{row.name}”", listed.decimals
            yield from _rate(Execution(label, row.budget, row.executed, row.rate, decimals), where)


def _total(card: Card, printed: Figure, rules: Profile) -> Iterator[Remark]:
    """A low score says why."""
    explained = card.low_reason or any(one.reason for one in card.indicators)
    if printed.value < rules.low_score and not explained:
        message = (
            f"《{card.name}》总分{printed.printed}分，低于{trimmed(rules.low_score)}分，"
            "未说明绩效目标未实现的原因和改进措施"
        )
        where = show(printed, address(card.name, "总分", "得分"), "总分")
        yield remark("提示", message, where, basis=GUIDE)


def _unusual(cards: Sequence[Card], rules: Profile) -> Iterator[Remark]:
    """First-level weights as the method has them; once for all cards."""
    whole = (card for card in cards if not card.unread and all(i.weight for i in card.indicators))
    weighed = [(card, weight_profile(_families(card), rules)) for card in whole]
    unusual = [(card, families) for card, families in weighed if families]
    if not unusual:
        return
    usual = "；".join(
        "、".join(f"{family}{trimmed(value)}" for family, value in one.items())
        for one in rules.weights
    )
    named = "；".join(f"《{card.name}》{families}" for card, families in unusual)
    message = (
        f"{len(unusual)}张自评表的一级指标分值不是常用的几种（{usual}），"
        f"属适当调整的请确认：{named}"
    )
    yield remark("提示", message, *(Shown(families, card.place) for card, families in unusual))


def _families(card: Card) -> dict[str, Decimal]:
    """The weights of the first level; every kind of 满意度 is one."""
    names = ((family(one), one.weight) for one in card.indicators)
    return by_family(
        (name[-3:] if name.endswith("满意度") else name, weight.value)
        for name, weight in names
        if weight
    )
