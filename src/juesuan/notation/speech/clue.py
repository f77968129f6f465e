"""The words by which a reader tells whose year an amount is of, what is counted, what is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from juesuan.notation.formula import FormulaError
from juesuan.notation.speech.measure import compiled


class Clues(NamedTuple):
    """Patterns for the words of the text, under their declared names in CLUES.

    `counted` says of things that they are `kept` or `moved`; `years` name `last`, `this`, a `year`.
    """

    listing: re.Pattern[str]
    nothing: re.Pattern[str]
    this_year: re.Pattern[str]
    last_year: re.Pattern[str]
    other_year: re.Pattern[str]
    last_said: re.Pattern[str]
    budget_said: re.Pattern[str]
    unit_said: re.Pattern[str]
    which_budget: re.Pattern[str]
    outturn: re.Pattern[str]
    outturn_changes: re.Pattern[str]
    compared: re.Pattern[str]
    joined: re.Pattern[str]
    breaks: re.Pattern[str]
    after_bracket: re.Pattern[str]
    unit: re.Pattern[str]
    item: re.Pattern[str]
    to_group: re.Pattern[str]
    only_class: re.Pattern[str]
    only_item: re.Pattern[str]
    numbered: re.Pattern[str]
    included: re.Pattern[str]
    contents: re.Pattern[str]
    caption: re.Pattern[str]
    beside_title: re.Pattern[str]
    begins: re.Pattern[str]
    none: re.Pattern[str]
    money: re.Pattern[str]
    reason: re.Pattern[str]
    counted: re.Pattern[str]
    years: re.Pattern[str]


class TableMarks(NamedTuple):
    """Patterns for the words in and around tables, under their declared names in MARKS."""

    noise: re.Pattern[str]
    note: re.Pattern[str]
    continued: re.Pattern[str]
    unit: re.Pattern[str]
    preamble: re.Pattern[str]
    elsewhere: re.Pattern[str]
    budget_head: re.Pattern[str]
    budget_note: re.Pattern[str]
    rounding_note: re.Pattern[str]
    beside_title: re.Pattern[str]
    other_table: re.Pattern[str]
    carried: re.Pattern[str]


PUT_TOGETHER = ("现有", "变动", "去年", "本年")  # of these COUNTED and YEARS are made
CLUES = {
    "listing": "列举",
    "nothing": "无关",
    "this_year": "今年",
    "last_year": "上年",
    "other_year": "另一年",
    "last_said": "说到上年",
    "budget_said": "说到预算",
    "unit_said": "某单位",
    "which_budget": "哪个预算",
    "outturn": "决算数",
    "outturn_changes": "变动的是决算数",
    "compared": "与某年比",
    "joined": "连接",
    "breaks": "断句",
    "after_bracket": "括号之后",
    "unit": "金额单位",
    "item": "科目",
    "to_group": "只到款",
    "only_class": "只到类",
    "only_item": "只有项",
    "numbered": "写编码",
    "included": "附言",
    "contents": "目录",
    "caption": "图表题",
    "beside_title": "标题之外",
    "begins": "起句",
    "none": "没有",
    "reason": "说原因",
}
MARKS = {
    "noise": "夹杂",
    "note": "表注",
    "continued": "续表",
    "unit": "单位",
    "preamble": "题头",
    "elsewhere": "另见",
    "budget_head": "预算栏",
    "budget_note": "预算注",
    "rounding_note": "尾差注",
    "beside_title": "题名之外",
    "other_table": "别的表",
    "carried": "可为负",
}
MONEY = r"\d(?:{金额单位})"
COUNTED = r"(?P<kept>{现有})|(?P<moved>{变动})"
YEARS = r"(?P<last>{去年})|(?P<this>{本年})|(?P<year>20\d\d)年"


class NotAmount(NamedTuple):
    """Digits that are no amount, and what they are."""

    pattern: re.Pattern[str]
    why: str


def read_clues(data: Mapping[str, str], fragments: Mapping[str, str]) -> Clues:
    """The declared words of the text; raises FormulaError where one is missing or no pattern."""
    named, words = _named("clue", data, CLUES, fragments), {**fragments, **data}
    money, counted, years = (compiled(text, words) for text in (MONEY, COUNTED, YEARS))
    return Clues(**named, money=money, counted=counted, years=years)


def read_marks(data: Mapping[str, str], fragments: Mapping[str, str]) -> TableMarks:
    """The declared words of tables; raises FormulaError where one is missing or no pattern."""
    return TableMarks(**_named("mark", data, MARKS, fragments))


def _named(
    table: str, data: Mapping[str, str], names: Mapping[str, str], fragments: Mapping[str, str]
) -> dict[str, re.Pattern[str]]:
    if missing := [name for name in names.values() if name not in data]:
        raise FormulaError(f"[{table}] 缺少：{'、'.join(missing)}")
    if unknown := data.keys() - {*names.values(), *PUT_TOGETHER}:
        raise FormulaError(f"[{table}] 没有人读：{'、'.join(sorted(unknown))}")
    return {field: compiled(data[name], fragments) for field, name in names.items()}


def read_not_amounts(
    data: Iterable[Mapping[str, str]], fragments: Mapping[str, str]
) -> tuple[NotAmount, ...]:
    """The declared kinds of digits that are no amounts, in their order."""
    return tuple(NotAmount(compiled(item["reads"], fragments), item["why"]) for item in data)
