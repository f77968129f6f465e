"""Evaluated projects in the narrative: how many, how they fared, each in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from juesuan.model.accounts import BooksTexts
from juesuan.model.disclosure import Gap, LinkedNumber
from juesuan.model.number import TEXT, ZERO, Address, Fact
from juesuan.model.project import MONEY, WHOLE, Card, Evaluated, Figure
from juesuan.notation.card.scoring import trimmed
from juesuan.notation.speech.measure import Manner, shown
from juesuan.notation.speech.phrasing import Names
from juesuan.projects.addresses import RATE, SCORE, TOTAL, address

MOST = 30  # projects that are summed up one by one
LONGEST = 500  # of an enumeration that still reads as a sentence
STOPS = re.compile(r"[、，。；,;\n]")


def project_facts(evaluated: Evaluated | None) -> Iterator[Fact]:
    """How many projects were evaluated, their budget in 元, their average."""
    cards = evaluated.cards if evaluated else ()
    yield Fact(Address(TEXT, "自评项目", "1"), ZERO + len(cards))
    if evaluated is None or not cards:
        return
    for name, column in (("自评金额", "budget"), ("自评执行", "executed")):
        figures = ((getattr(card.fund(), column), card.scale) for card in cards)
        amount = sum((f.value * scale for f, scale in figures if f), ZERO)
        yield Fact(Address(TEXT, name, "1"), amount)


def project_lists(texts: BooksTexts, manner: Manner) -> Mapping[str, Sequence[Names]]:
    """The lists that sentences repeat over: grades, projects by kind, those others evaluate."""
    evaluated = texts.evaluated
    key = [_assessed(name, texts) for name in texts.key_projects]
    if evaluated is None:
        return {"重点评价项目": key}
    grades = [{"等级名": name, "等级数": str(count)} for name, count in evaluated.grades if count]
    return {
        "等级": grades,
        "部门预算项目": [_names(card, manner) for _, card in evaluated.of("部门预算")],
        "转移支付项目": [_names(card, manner) for _, card in evaluated.of("转移支付")],
        "重点评价项目": key,
        "偏差项目": [n for card in evaluated.cards if (n := _names(card, manner))["偏差"]],
        "自评项目": _summed(evaluated, manner),
    }


def _assessed(name: str, texts: BooksTexts) -> Names:
    """A project that others evaluate and what came of it; a gap where the books do not tell."""
    anchor = f"{name}@重点评价"
    result = texts.reasons.get(anchor) or Gap(anchor, "重点评价的得分、等级和主要结论")
    return {"项目名": name, "条文": result}


def project_names(evaluated: Evaluated | None) -> Names:
    """The average, and which projects are published; nothing where none is."""
    if evaluated is None or not evaluated.cards:
        return {}
    average = trimmed(evaluated.average) if evaluated.average is not None else ""
    return {"平均分": average, "公开项目": published_projects(evaluated)}


def published_projects(evaluated: Evaluated) -> str:
    """Which projects are published: by name where that can be read, else all of them."""
    names = [card.name for card in evaluated.cards]
    several = len(names) > 1 and len("".join(names)) < LONGEST
    if several and not any(map(STOPS.search, names)):
        return f"{'、'.join(names)}等{len(names)}个项目的绩效自评结果"
    return "全部自评项目的结果"


def _summed(evaluated: Evaluated, manner: Manner) -> Sequence[Names]:
    """The projects one by one, where a sentence of them can be read: few, with plain names."""
    names = [card.name for card in evaluated.cards]
    readable = len(names) <= MOST and not any(STOPS.search(n) or n[-1:].isdigit() for n in names)
    return [_names(card, manner) for card in evaluated.cards] if readable else ()


def _names(card: Card, manner: Manner) -> Names:
    row, missed = card.fund(), [one for one in card.indicators if one.reason]
    called = re.search("项目(?:支出)?$", card.name)
    return {
        "名称": card.name,
        "项目名": f"“{card.name}”" if called else f"{card.name}项目",
        "得分": _number(card, TOTAL, SCORE, card.total),
        "执行得分": _number(card, WHOLE, SCORE, card.points),
        "预算": _money(card, MONEY[1], row.budget, manner),
        "执行": _money(card, MONEY[2], row.executed, manner),
        "执行率": _number(card, WHOLE, RATE, card.rate),
        "完成情况": card.done.text.rstrip("。"),
        "偏差": "；".join(f"{one.name}，{one.reason.rstrip('。')}" for one in missed),
    }


def _money(card: Card, column: str, figure: Figure | None, manner: Manner) -> LinkedNumber | str:
    """An amount as sentences print it."""
    number = _number(card, WHOLE, column, figure)
    if figure is None or isinstance(number, str):
        return ""
    text = shown(figure.value * card.scale, "金额", manner).removesuffix(manner.unit)
    return number._replace(text=text)


def _number(card: Card, row: str, column: str, figure: Figure | None) -> LinkedNumber | str:
    if figure is None:
        return ""
    where = address(card.name, row, column)
    return LinkedNumber(figure.printed, str(where), where)
