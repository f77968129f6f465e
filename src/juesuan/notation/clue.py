"""The words by which a reader tells whose year an amount is of, what is counted, what is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from juesuan.notation.formula import FormulaError
from juesuan.notation.measure import compiled


class Clues(NamedTuple):
    """Patterns for the words of one edition, under their declared names in NAMES."""

    listing: re.Pattern[str]
    nothing: re.Pattern[str]
    this_year: re.Pattern[str]
    last_year: re.Pattern[str]
    last_said: re.Pattern[str]
    budget_said: re.Pattern[str]
    unit_said: re.Pattern[str]
    which_budget: re.Pattern[str]
    outturn: re.Pattern[str]
    outturn_changes: re.Pattern[str]
    compared: re.Pattern[str]
    things: re.Pattern[str]
    """`kept` or `moved`."""
    years: re.Pattern[str]
    """`last`, `this`, or the `year`."""


NAMES = {
    "listing": "列举",
    "nothing": "无关",
    "this_year": "今年",
    "last_year": "上年",
    "last_said": "说到上年",
    "budget_said": "说到预算",
    "unit_said": "某单位",
    "which_budget": "哪个预算",
    "outturn": "决算数",
    "outturn_changes": "变动的是决算数",
    "compared": "与某年比",
}
THINGS = r"(?P<kept>{现有})|(?P<moved>{变动})"
YEARS = r"(?P<last>{去年})|(?P<this>{本年})|(?P<year>20\d\d)年"


class NotAmount(NamedTuple):
    """Digits that are no amount, and what they are."""

    pattern: re.Pattern[str]
    why: str


def read_clues(data: Mapping[str, str], fragments: Mapping[str, str]) -> Clues:
    """The declared words; raises FormulaError where one is missing or no pattern."""
    if missing := [name for name in NAMES.values() if name not in data]:
        raise FormulaError(f"[clue] 缺少：{'、'.join(missing)}")
    named = {field: compiled(data[name], fragments) for field, name in NAMES.items()}
    words = {**fragments, **data}
    return Clues(**named, things=compiled(THINGS, words), years=compiled(YEARS, words))


def read_not_amounts(
    data: Iterable[Mapping[str, str]], fragments: Mapping[str, str]
) -> tuple[NotAmount, ...]:
    """The declared kinds of digits that are no amounts, in their order."""
    return tuple(NotAmount(compiled(item["reads"], fragments), item["why"]) for item in data)
