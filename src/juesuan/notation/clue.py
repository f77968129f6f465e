"""The words by which a reader tells whose year an amount is of, what is counted, what is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from juesuan.notation.formula import FormulaError
from juesuan.notation.measure import compiled


class Clues(NamedTuple):
    """Patterns for the words of one edition; the comments are their declared names."""

    listing: re.Pattern[str]  # 列举
    nothing: re.Pattern[str]  # 无关
    this_year: re.Pattern[str]  # 今年
    last_year: re.Pattern[str]  # 上年
    last_said: re.Pattern[str]  # 说到上年
    budget_said: re.Pattern[str]  # 说到预算
    which_budget: re.Pattern[str]  # 哪个预算
    outturn: re.Pattern[str]  # 决算数
    outturn_changes: re.Pattern[str]  # 变动的是决算数
    compared: re.Pattern[str]  # 与某年比
    things: re.Pattern[str]  # `kept` 现有, `moved` 变动
    years: re.Pattern[str]  # `last` 去年, `this` 本年, `year`


NAMES = "列举 无关 今年 上年 说到上年 说到预算 哪个预算 决算数 变动的是决算数 与某年比".split()
THINGS = r"(?P<kept>{现有})|(?P<moved>{变动})"
YEARS = r"(?P<last>{去年})|(?P<this>{本年})|(?P<year>20\d\d)年"


class NotAmount(NamedTuple):
    """Digits that are no amount, and what they are."""

    pattern: re.Pattern[str]
    why: str


def read_clues(data: Mapping[str, str], fragments: Mapping[str, str]) -> Clues:
    """The declared words; raises FormulaError where one is missing or no pattern."""
    if missing := [name for name in NAMES if name not in data]:
        raise FormulaError(f"[clue] 缺少：{'、'.join(missing)}")
    single = (compiled(data[name], fragments) for name in NAMES)
    return Clues(*single, *(compiled(text, {**fragments, **data}) for text in (THINGS, YEARS)))


def read_not_amounts(
    data: Iterable[Mapping[str, str]], fragments: Mapping[str, str]
) -> tuple[NotAmount, ...]:
    """The declared kinds of digits that are no amounts, in their order."""
    return tuple(NotAmount(compiled(item["reads"], fragments), item["why"]) for item in data)
