"""A portfolio evaluated: cards scored, listed by kind, held to what an audit would say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from juesuan.model.finding import Finding
from juesuan.model.project import (
    Card,
    Evaluated,
    Evaluation,
    Kind,
    Note,
    Point,
    ProjectList,
    Projects,
    Rescored,
)
from juesuan.notation.card import figure
from juesuan.notation.scoring import Profile, trimmed
from juesuan.projects.checks.arithmetic import check_arithmetic, check_profile
from juesuan.projects.checks.indicators import check_indicators
from juesuan.projects.checks.patterns import check_patterns
from juesuan.projects.score import Portfolio, completed, rescore, score_portfolio


def evaluation(
    year: int, department: str, cards: Sequence[Card], kinds: tuple[Kind, ...], rules: Profile
) -> Evaluation:
    """The cards scored and completed, the lists and grades, what is wrong with them."""
    whole = score_portfolio(cards, rules)
    done = tuple(_bare(completed(scored)) for scored in whole.cards)
    notes = [*_unscored(whole), *map(_note, _findings(done, whole, rules))]
    lists = tuple(_lists(year, whole, done, kinds))
    points = tuple(
        Point(p.project, f"{trimmed(p.rate * 100)}%", trimmed(p.score), p.budget, p.executed)
        for p in whole.points
    )
    return Evaluation(
        Evaluated(year, department, done, kinds, lists, whole.average, whole.grades),
        tuple(_claimed(row) for row in rescore(cards, rules)),
        points,
        tuple(notes),
    )


def _unscored(whole: Portfolio) -> Iterator[Note]:
    """Indicators only a person can judge, and those that cannot be counted."""
    for one in whole.cards:
        for row, scored in zip(one.card.indicators, one.indicators, strict=True):
            if scored.points is None and row.actual.text:
                yield Note("错误", one.card.name, f"“{row.name}”没有得分：{scored.why}")


def _findings(cards: tuple[Card, ...], whole: Portfolio, rules: Profile) -> Iterator[Finding]:
    """What an audit of the cards would say, so that none is published that it would reject."""
    yield from whole.hints
    said = {(one.rule, one.severity) for one in whole.hints}
    for card in cards:
        yield from check_arithmetic(card, rules)
        yield from check_indicators(card, rules)
    yield from check_profile(cards, rules)
    for one in check_patterns(Projects(cards=cards), rules):
        if (one.rule, one.severity) not in said:
            yield one


def _note(one: Finding) -> Note:
    return Note(one.severity, "", one.message)


def _claimed(row: Rescored) -> Rescored:
    """A score nobody claimed agrees with what is computed."""
    return row._replace(agrees=row.agrees or (bool(row.recomputed) and not row.printed))


def _lists(
    year: int, whole: Portfolio, cards: Sequence[Card], kinds: Sequence[Kind]
) -> Iterator[ProjectList]:
    """The summary tables: the department's own projects, and those of transfer payments."""
    listed = [
        row._replace(rate=card.rate) for row, card in zip(whole.summary().rows, cards, strict=True)
    ]
    for kind in get_args(Kind):
        rows = tuple(row for row, its in zip(listed, kinds, strict=True) if its == kind)
        if rows:
            yield ProjectList(f"{year}年度{kind}项目支出绩效自评情况汇总表", kind, rows)


def _bare(card: Card) -> Card:
    """The card with its rate as printed, as a reader of the published card has it."""
    rate = figure(card.rate.printed) if card.rate else None
    return replace(card, rate=rate)
