"""The words of a goal against the indicators that speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from juesuan.model.number import ZERO
from juesuan.model.project import Card
from juesuan.model.reading import Reading
from juesuan.notation import spelling
from juesuan.notation.card.figure import paths
from juesuan.notation.edition import Edition
from juesuan.notation.rule import Remark
from juesuan.projects.addresses import address
from juesuan.projects.checks.remark import Shown, project_rule, quoted, remark
from juesuan.projects.checks.travel import travel_groups
from juesuan.projects.indicator import IndicatorValue, measure

GOAL_NUMBER = re.compile(
    r"(?:不少于|不低于|不超过|达到|≥|≤|为)?(\d[\d,]*(?:\.\d+)?)([万亿]?[^\d\s,，。;；、:：()（）]{0,3})"
)
CLAUSE = re.compile(r"(?:[^,，。;；、]|,(?=\d{3}))+")
ROUGHLY = re.compile(r"^(?:及|\(含\)|（含）)?(?:以上|以下|左右|余|多|以内)")
ALIKE = Decimal("0.6")
FEW = 3  # a name of fewer letter pairs says too little
TARGET, ACTUAL = "年度指标值", "实际完成值"


@project_rule("PF-13", example="目标写“举办 20 场”，指标值是 25 场", mend="核对文字与指标")
def goals(reading: Reading, _: Edition) -> Iterator[Remark]:
    """目标、实际完成情况的文字中的数与指标值相同，与三公经费的批次、人次相符。"""
    for card in reading.projects.sound():
        yield from _goals(card)
    if reading.projects.legible():
        yield from travel_groups(reading.projects, reading.facts)


def _goals(card: Card) -> Iterator[Remark]:
    """A number in the goal's words is the one in the indicator of the same thing."""
    for words, column in ((card.goal, TARGET), (card.done, ACTUAL)):
        clauses = [(clause, _pairs(clause)) for clause in CLAUSE.findall(words.text)]
        for path, indicator in zip(paths(card), card.indicators, strict=True):
            cell = indicator.target if column == TARGET else indicator.actual
            printed = measure(cell.text)
            stated = _in_words(clauses, indicator.name, printed, exact=column == ACTUAL)
            if stated and abs(stated.value - printed.value) > _slack(stated) + _slack(printed):
                message = (
                    f"《{card.name}》总体目标写“{stated.text}”，"
                    f"而指标“{indicator.name}”的{column}为{cell.text}"
                )
                where = quoted(cell, address(card.name, path, column))
                yield remark("提示", message, Shown(stated.text, words.place), where)


def _slack(value: IndicatorValue) -> Decimal:
    """Half a printed unit of 1.2万 or 93.6%; a whole number is a count."""
    return value.half if value.decimals or value.scale > 1 else ZERO


def _in_words(
    clauses: Iterable[tuple[str, set[str]]], name: str, printed: IndicatorValue, *, exact: bool
) -> IndicatorValue | None:
    """The one number of some clauses that speaks of an indicator: same unit, most of its words."""
    if printed.number is None or not printed.unit or printed.direction == "区间":
        return None
    wanted = _pairs(name)
    if len(wanted) < FEW:
        return None
    numbers = []
    for clause, pairs in clauses:
        if len(wanted & pairs) < ALIKE * len(wanted):
            continue
        for number in GOAL_NUMBER.finditer(clause):
            value = _shortest(number[1], number[2], printed.unit)
            rough = exact and value and ROUGHLY.match(clause[number.start(2) + len(value.text) :])
            if value and not rough:
                numbers.append(value._replace(text=clause.strip()))
    return numbers[0] if len(numbers) == 1 else None


def _shortest(number: str, after: str, unit: str) -> IndicatorValue | None:
    """A number and as much of the text after it as is a unit: 5批次因公 -> 5批次."""
    for end in range(len(after), 0, -1):
        value = measure(number + after[:end])
        if value.number is not None and value.unit == unit and value.direction == "=":
            return value._replace(text=after[:end])
    return None


def _pairs(text: str) -> set[str]:
    plain = spelling.key(text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
