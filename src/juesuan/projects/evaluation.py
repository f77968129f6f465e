"""A portfolio evaluated: cards scored, listed by kind, held to what an audit says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    Rescored,
)
from juesuan.notation.card import figure
from juesuan.notation.card.scoring import Profile, trimmed
from juesuan.projects.recount import Portfolio, completed, rescore, score_portfolio


def evaluation(
    year: int, department: str, cards: Sequence[Card], kinds: tuple[Kind, ...], rules: Profile
) -> Evaluation:
    """The cards scored and completed, the lists and grades, what could not be scored."""
    whole = score_portfolio(cards, rules)
    done = tuple(_bare(completed(scored)) for scored in whole.cards)
    lists = tuple(_lists(year, whole, done, kinds))
    points = tuple(
        Point(p.project, f"{trimmed(p.rate * 100)}%", trimmed(p.score), p.budget, p.executed)
        for p in whole.points
    )
    return Evaluation(
        Evaluated(year, department, done, kinds, lists, whole.average, whole.grades),
        tuple(_claimed(row) for row in rescore(cards, rules)),
        points,
        (*_unscored(whole), *whole.hints),
    )


def judged(scored: Evaluation, findings: Iterable[Finding]) -> Evaluation:
    """An evaluation with what an audit says of its cards: none is published that it rejects.

    Where cards are told to meet every target to the letter, their full points are no news.
    """
    hinted = any(note.severity == "提示" for note in scored.notes)
    news = (f for f in findings if not (hinted and (f.rule, f.severity) == ("PF-11", "提示")))
    return replace(scored, notes=(*scored.notes, *(Note(f.severity, "", f.message) for f in news)))


def _unscored(whole: Portfolio) -> Iterator[Note]:
    """Indicators only a person can judge, and those that cannot be counted."""
    for scored in whole.cards:
        for row, points in zip(scored.card.indicators, scored.indicators, strict=True):
            if points.points is None and row.actual.text:
                yield Note("错误", scored.card.name, f"“{row.name}”没有得分：{points.why}")


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
