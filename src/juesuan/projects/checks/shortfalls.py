"""Points lost, targets far overshot and slow spending: each wants its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.model.project import WHOLE, Card, Indicator
from juesuan.model.reading import Reading
from juesuan.notation.card.scoring import HUNDRED, ONE, ZERO, Profile, trimmed
from juesuan.notation.edition import Edition
from juesuan.notation.rule import Remark
from juesuan.projects.addresses import address
from juesuan.projects.checks.indicators import ways
from juesuan.projects.checks.remark import GUIDE, Shown, project_rule, remark, show


@project_rule("PF-07", example="某指标只得 6 分，偏差原因空白", mend="补写原因和改进措施")
def reasons(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """未得满分、执行率低或超额过多的，写明偏差原因。"""
    for card in reading.projects.sound():
        yield from _unexplained(card, edition.scoring)
    if reading.projects.legible():
        yield from _slow(reading.projects.sound(), edition.scoring)


def _unexplained(card: Card, rules: Profile) -> Iterator[Remark]:
    """Lost points and far overshot targets are explained; one remark a card."""
    silent = [one for one in card.indicators if not one.reason and one.score and one.weight]
    short = [one for one in silent if _missing(one) > 0]
    over = [one for one in silent if _missing(one) <= 0 and _overshot(one, rules)]
    parts = []
    if short:
        names = "、".join(f"“{one.name}”" for one in short)
        parts.append(f"{names}未得满分，未填偏差原因")
    if over:
        names = "、".join(
            f"“{one.name}”（目标{one.target.text}，实际{one.actual.text}）" for one in over
        )
        parts.append(f"{names}超额完成{trimmed(rules.over_limit * 100)}%以上，未说明原因")
    if parts:
        evidence = [Shown(one.name, one.place) for one in (*short, *over)]
        yield remark("提示", f"《{card.name}》{'；'.join(parts)}", *evidence, basis=GUIDE)


def _missing(indicator: Indicator) -> Decimal:
    """The points an indicator is short of its weight."""
    return (
        indicator.weight.value - indicator.score.value
        if indicator.weight and indicator.score
        else ZERO
    )


def _overshot(indicator: Indicator, rules: Profile) -> bool:
    return any(way.overshot for way in ways(indicator, rules))


def _slow(cards: Sequence[Card], rules: Profile) -> Iterator[Remark]:
    """A low rate of execution with no reason anywhere; one remark a document."""
    slow = [card for card in cards if _rate(card) < rules.low_rate and not _explained(card)]
    if not slow:
        return
    rates = "、".join(f"《{card.name}》{_rate(card) * HUNDRED:.2f}%" for card in slow)
    message = f"执行率低于{trimmed(rules.low_rate * HUNDRED)}%，自评表未说明原因：{rates}"
    whole = [card for card in slow if all(one.full for one in card.indicators)]
    if whole:
        message += f"；其中{len(whole)}个项目的产出、效益指标仍全部得满分"
    evidence = [show(card.rate, address(card.name, WHOLE, "执行率"), card.name) for card in slow]
    yield remark("提示", message, *evidence)


def _rate(card: Card) -> Decimal:
    """B/A; 1 where there is no A to divide by."""
    row = card.fund()
    if row.budget is None or row.executed is None or not row.budget.value:
        return ONE
    return row.executed.value / row.budget.value


def _explained(card: Card) -> bool:
    return bool(card.low_reason) or any(one.reason for one in card.indicators)
