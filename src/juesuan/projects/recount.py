"""Cards -> scores: one project or a whole portfolio, every score with its arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.number import UNITS, ZERO
from juesuan.model.project import (
    HUNDRED,
    WHOLE,
    Card,
    Figure,
    Indicator,
    Listed,
    Note,
    ProjectList,
    Rescored,
)
from juesuan.notation.card.figure import family
from juesuan.notation.card.scoring import Profile, grade, trimmed
from juesuan.notation.spelling import key
from juesuan.projects.indicator import Unlike, alike, measure
from juesuan.projects.points import Scored, execution_rate, execution_score, indicator_score

WEIGHTS = Decimal(100)


@dataclass(frozen=True, slots=True)
class ScoredCard:
    """A card and its scores; `total` is None where an indicator still waits for a judge."""

    card: Card
    execution: Scored
    indicators: tuple[Scored, ...]
    total: Decimal | None
    grade: str
    rate: Decimal
    problems: tuple[str, ...] = ()


class IndicatorScore(NamedTuple):
    """One project in the picture of execution against score."""

    project: str
    rate: Decimal
    score: Decimal
    budget: Decimal
    executed: Decimal


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All projects scored: money in 元, the average, the grades, lowest execution first."""

    cards: tuple[ScoredCard, ...]
    budget: Decimal
    executed: Decimal
    average: Decimal | None
    grades: tuple[tuple[str, int], ...]
    points: tuple[IndicatorScore, ...]
    hints: tuple[Note, ...]

    def summary(self) -> ProjectList:
        """The 汇总表: one row a project, in the order given."""
        rows = tuple(_listed(one) for one in self.cards)
        return ProjectList("项目支出绩效自评情况汇总表", rows=rows)


def score_card(card: Card, rules: Profile) -> ScoredCard:
    """Score one project: execution, every indicator, the total and its grade."""
    whole = card.fund()
    budget, executed = (one.value if one else ZERO for one in (whole.budget, whole.executed))
    weight = card.weight.value if card.weight else rules.execution
    execution = execution_score(budget, executed, weight, rules)
    indicators = tuple(_indicator(one, rules) for one in card.indicators)
    given = [one.points for one in (execution, *indicators) if one.points is not None]
    total = sum(given, ZERO) if len(given) == len(indicators) + 1 else None
    return ScoredCard(
        card,
        execution,
        indicators,
        total,
        grade(total, rules) if total is not None else "",
        execution_rate(budget, executed, rules),
        tuple(_problems(card, weight, indicators)),
    )


def _indicator(indicator: Indicator, rules: Profile) -> Scored:
    weight = indicator.weight.value if indicator.weight else ZERO
    given = indicator.score.value if indicator.score else None
    scored = indicator_score(
        indicator.target.text,
        indicator.actual.text,
        weight,
        rules,
        family=family(indicator),
        given=given,
    )
    return scored._replace(remark="") if indicator.reason else scored


def _problems(card: Card, weight: Decimal, scores: Sequence[Scored]) -> Iterator[str]:
    total = weight + sum((one.weight.value for one in card.indicators if one.weight), ZERO)
    if total != WEIGHTS:
        yield f"各项分值之和为{trimmed(total)}分，应为100分"
    for indicator, scored in zip(card.indicators, scores, strict=True):
        if scored.points is None or scored.remark:
            yield f"“{indicator.name}”：{scored.remark or scored.why}"


def completed(scored: ScoredCard) -> Card:
    """The card with its scores filled in, ready to be written."""
    card = scored.card
    indicators = tuple(
        replace(one, score=_figure(given.points)) if given.points is not None else one
        for one, given in zip(card.indicators, scored.indicators, strict=True)
    )
    weight = sum((one.weight.value for one in card.indicators if one.weight), ZERO)
    execution = card.weight.value if card.weight else ZERO
    return replace(
        card,
        rate=Figure(scored.rate * HUNDRED, f"{trimmed(scored.rate * HUNDRED)}%"),
        points=_figure(scored.execution.points),
        indicators=indicators,
        whole=_figure(weight + execution),
        total=_figure(scored.total),
    )


def _figure(value: Decimal | None) -> Figure | None:
    return None if value is None else Figure(value, trimmed(value))


def score_portfolio(cards: Iterable[Card], rules: Profile) -> Portfolio:
    """Score many projects; ties in execution keep the order given."""
    scored = tuple(score_card(card, rules) for card in cards)
    points = tuple(sorted(map(_point, scored), key=lambda one: one.rate))
    totals = [one.total for one in scored if one.total is not None]
    counted = Counter(one.grade for one in scored if one.grade)
    return Portfolio(
        scored,
        sum((one.budget for one in points), ZERO),
        sum((one.executed for one in points), ZERO),
        sum(totals, ZERO) / len(totals) if totals else None,
        tuple((name, counted[name]) for name, _ in rules.grades),
        points,
        tuple(hint for one in scored for hint in _hints(one)),
    )


def _point(scored: ScoredCard) -> IndicatorScore:
    row, scale = scored.card.fund(), UNITS.get(scored.card.unit, UNITS["万元"])
    budget, executed = (v.value * scale if v else ZERO for v in (row.budget, row.executed))
    return IndicatorScore(scored.card.name, scored.rate, scored.total or ZERO, budget, executed)


def _hints(scored: ScoredCard) -> Iterator[Note]:
    """Targets met to the letter by every indicator are often written after the fact."""
    indicators = scored.card.indicators
    if len(indicators) > 1 and all(map(met_exactly, indicators)):
        message = (
            f"《{scored.card.name}》{len(indicators)}个指标的实际值全部恰好等于目标值，"
            "请核实指标值是否事后填写"
        )
        yield Note("提示", "", message)


def met_exactly(indicator: Indicator) -> bool:
    """Whether the actual value is the target itself, in number or in words."""
    target, actual = measure(indicator.target.text), measure(indicator.actual.text)
    try:
        low, high, reached = alike(target, actual)
    except Unlike:
        return key(indicator.target.text) == key(indicator.actual.text)
    return low == high == reached


def _listed(scored: ScoredCard) -> Listed:
    row = scored.card.fund()
    return Listed(
        scored.card.name,
        owner=scored.card.implementer,
        initial=row.initial,
        budget=row.budget,
        executed=row.executed,
        rate=Figure(scored.rate * HUNDRED, f"{trimmed(scored.rate * HUNDRED)}%"),
        score=_figure(scored.total),
        grade=scored.grade,
    )


def rescore(cards: Iterable[Card], rules: Profile) -> list[Rescored]:
    """Claimed against recomputed, item by item, for the cards of a published document."""
    return [row for card in cards for row in _rescored(card, score_card(card, rules))]


def _rescored(card: Card, scored: ScoredCard) -> Iterator[Rescored]:
    yield _line(card, f"{WHOLE}（预算执行）", card.points, scored.execution)
    for indicator, points in zip(card.indicators, scored.indicators, strict=True):
        yield _line(card, indicator.name, indicator.score, points)
    parts = [one.points for one in (scored.execution, *scored.indicators)]
    why = " + ".join(trimmed(part) if part is not None else "？" for part in parts)
    total = Scored(
        scored.total, f"{why} = {trimmed(scored.total)}" if scored.total is not None else why
    )
    yield _line(card, "总分", card.total, total)


def _line(card: Card, item: str, printed: Figure | None, scored: Scored) -> Rescored:
    recomputed = "" if scored.points is None else trimmed(scored.points)
    agrees = (
        printed is not None
        and scored.points is not None
        and abs(printed.value - scored.points) <= max(printed.half(), Decimal("0.005"))
    )
    shown = printed.printed if printed else ""
    return Rescored(card.name, item, shown, recomputed, scored.why, agrees)
