"""Overseas travel: the project that pays for it, the form of 三公 and the narrative."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.model.number import Address, Fact, Facts
from juesuan.model.project import Card, Indicator, Projects, StatedNumber
from juesuan.notation.card.scoring import trimmed
from juesuan.notation.rule import Remark
from juesuan.projects.checks.remark import Shown, quoted, remark, show
from juesuan.projects.indicator import measure

BUDGET, SPENT = Address("09", "三公经费", "2"), Address("09", "三公经费", "8")
CENT = Decimal(100)  # 0.01 万元 in 元
ABROAD, GROUPS = "出国", "团组"
COUNTED = ("次", "个", "")


def travel_budgets(projects: Projects, facts: Facts) -> Iterator[Remark]:
    """The project that is all of the overseas travel has the budget of form 09."""
    budget, spent = facts.known(BUDGET), facts.known(SPENT)
    if budget is None or spent is None or not spent.value:
        return
    for card in projects.cards:
        whole = card.fund().budget
        if ABROAD not in card.name or whole is None or not _pays(card, spent):
            continue
        if abs(whole.value * card.scale - budget.value) > CENT:
            message = (
                f"因公出国（境）费在“三公”表中全年预算数{budget.printed}{budget.unit}、决算数{spent.printed}{spent.unit}；"
                f"《{card.name}》自评表执行数与决算数相同，全年预算数却是{whole.printed}{card.unit}，"
                f"两个预算数必有一误（疑“三公”预算数照决算数填写）"
            )
            evidence = [
                Shown(budget.printed, budget.place, budget.address),
                show(whole, label="自评表全年预算数"),
                Shown(spent.printed, spent.place, spent.address),
            ]
            expected, actual = whole.printed, budget.printed
            yield remark("错误", message, *evidence, expected=expected, actual=actual)


def travel_groups(projects: Projects, facts: Facts) -> Iterator[Remark]:
    """The overseas groups of the narrative are those of the project that paid for them."""
    trips, spent = projects.trips, facts.known(SPENT)
    for card in projects.cards if trips else ():
        if trips and ABROAD in card.name and card.fund().executed is not None:
            whole = spent is not None and _pays(card, spent)
            for indicator in card.indicators:
                yield from _groups(card, indicator, trips.groups, whole=whole)


def _pays(card: Card, spent: Fact) -> bool:
    """Whether what a project spent is all that was spent on overseas travel."""
    executed = card.fund().executed
    return executed is not None and abs(executed.value * card.scale - spent.value) <= CENT


def _groups(
    card: Card, indicator: Indicator, stated: StatedNumber, *, whole: bool
) -> Iterator[Remark]:
    done = measure(indicator.actual.text)
    if not all(word in indicator.name for word in (ABROAD, GROUPS)) or done.number is None:
        return
    if done.number == stated.number or done.unit not in COUNTED:
        return
    message = (
        f"正文称“{stated.text}”，而《{card.name}》自评表“{indicator.name}”实际完成"
        f"{indicator.actual.text}" + ("，且该项目执行数即全部因公出国（境）费" if whole else "")
    )
    yield remark(
        "错误" if whole or done.number > stated.number else "提示",
        message,
        Shown(stated.text, stated.place),
        quoted(indicator.actual),
        expected=trimmed(done.number),
        actual=str(stated.number),
    )
