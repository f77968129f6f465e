"""Card -> facts: every number of a card under its address 绩效:<项目>:<行>:<栏>."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.model.number import ZERO, Address, Fact, Facts, FormState
from juesuan.model.project import FORM, HUNDRED, MONEY, SOURCES, WHOLE, Card, Figure
from juesuan.notation.card.figure import paths
from juesuan.notation.card.sums import HEADING, address_row
from juesuan.projects.indicator import measure

WEIGHT, RATE, SCORE = "分值", "执行率", "得分"
EXECUTION, TOTAL = "预算执行", "总分"
LEAST = Decimal("0.000001")  # half up never reaches the upper end

Precision = Literal["table", "number"]


class CardNumber(NamedTuple):
    """A weight or a score of a card; `full` is one that was given and not reckoned."""

    row: str
    name: str
    column: str
    figure: Figure
    full: bool = False


def address(project: str, row: str, column: str) -> Address:
    """The address of one number of a project: 绩效:<项目>:<行>:<栏>."""
    return Address(FORM, address_row(project, row), column)


def card_facts(card: Card, precision: Precision = "table") -> Facts:
    """Every number of a card: money in 元, rates as fractions, scores as they are.

    A number is as precise as the finest of its kind in the "table", or as the "number" is printed.
    """
    facts = (*_money(card, precision), *_points(card, precision), *_measured(card))
    first = {fact.address: fact for fact in reversed(facts)}
    columns = (*MONEY, WEIGHT, RATE, SCORE)
    state = FormState(FORM, f"《{card.name}》自评表", "read", columns=columns, unit=card.unit)
    ordered = {fact.address: first[fact.address] for fact in facts}
    return Facts(ordered, {FORM: state}, set(_wanted(card)) - ordered.keys())


def _wanted(card: Card) -> Iterator[Address]:
    """The weight and the score that every indicator must have, printed or not."""
    for path in paths(card):
        yield from (address(card.name, path, column) for column in (WEIGHT, SCORE))


def _money(card: Card, precision: Precision) -> Iterator[Fact]:
    """The amounts of every source; a blank beside another source's amount is nothing."""
    filled = {
        column
        for row in card.funds
        for column, value in zip(MONEY, row.amounts(), strict=True)
        if value and row.source in SOURCES
    }
    for row in card.funds:
        for column, value in zip(MONEY, row.amounts(), strict=True):
            where, name = address(card.name, row.source, column), f"{row.source} / {column}"
            if value:
                fine = value.half(card.decimals if precision == "table" else 0)
                half = fine if value.value or precision == "table" else ZERO
                amount, slack = value.value * card.scale, half * card.scale
                yield Fact(where, amount, slack, value.printed, card.unit, name, value.place)
            elif row.source in SOURCES and column in filled:
                yield Fact(where, ZERO, unit=card.unit, name=name)


def _points(card: Card, precision: Precision) -> Iterator[Fact]:
    """The weights and scores, and the rate of execution."""
    numbers = tuple(_numbers(card))
    finest = max((one.figure.decimals for one in numbers if one.column == SCORE), default=0)
    for row, name, column, value, full in numbers:
        where, half = address(card.name, row, column), ZERO
        rounded = not full if precision == "number" else _finest(value, card, finest)
        if column == SCORE and finest and (row == TOTAL or rounded):
            half = value.half()
        if row == TOTAL and half and precision == "table":
            half -= LEAST
        yield Fact(where, value.value, half, value.printed, "分", f"{name} / {column}", value.place)
    if rate := card.rate:
        where, half = address(card.name, WHOLE, RATE), rate.half() / HUNDRED
        name = f"{EXECUTION} / {RATE}"
        yield Fact(where, rate.value / HUNDRED, half, rate.printed, "%", name, rate.place)


def _finest(score: Figure, card: Card, finest: int) -> bool:
    """Whether a score shows as many decimals as any, the total among them; others are exact."""
    return score.decimals == finest and (card.total is None or card.total.decimals == finest)


def _numbers(card: Card) -> Iterator[CardNumber]:
    whole = card.fund()
    spent = whole.budget and whole.executed and whole.executed.value >= whole.budget.value
    if card.heading:
        yield CardNumber(HEADING, HEADING, WEIGHT, card.heading)
    if card.weight:
        yield CardNumber(WHOLE, EXECUTION, WEIGHT, card.weight)
    if card.points:
        yield CardNumber(WHOLE, EXECUTION, SCORE, card.points, bool(spent))
    for path, indicator in zip(paths(card), card.indicators, strict=True):
        if indicator.weight:
            yield CardNumber(path, indicator.name, WEIGHT, indicator.weight)
        if indicator.score:
            yield CardNumber(path, indicator.name, SCORE, indicator.score, indicator.full)
    if card.whole:
        yield CardNumber(TOTAL, TOTAL, WEIGHT, card.whole)
    if card.total:
        yield CardNumber(TOTAL, TOTAL, SCORE, card.total)


def _measured(card: Card) -> Iterator[Fact]:
    """The targets and actual values that are one number."""
    for path, indicator in zip(paths(card), card.indicators, strict=True):
        for column, (text, place) in (
            ("年度指标值", indicator.target),
            ("实际完成值", indicator.actual),
        ):
            value = measure(text)
            if value.number is not None:
                where, name = address(card.name, path, column), f"{indicator.name} / {column}"
                yield Fact(where, value.value, value.half, text, value.unit, name, place)
