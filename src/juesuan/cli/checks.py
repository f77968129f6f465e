"""Every check as a card: the judgement rules, and the equations of an edition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from juesuan.audit.rules import RULES
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form

FORMAT = "部门决算公开表的表内、表间关系"
MEND = "按算式逐项核对原始账表，改正其中有误的数；尾差可在表下注明"


class Card(NamedTuple):
    """One check: what it demands, on what basis, what breaks it, how to mend it."""

    id: str
    kind: str
    says: str
    severity: str
    basis: str
    example: str
    mend: str


def cards(edition: Edition) -> list[Card]:
    """The judgement rules, then the equations form by form."""
    rules = [
        Card(rule.id, "rule", rule.says, "", rule.basis, rule.example, rule.mend)
        for rule in RULES.values()
    ]
    return [*rules, *(card for form in edition.forms for card in _equations(form))]


def _equations(form: Form) -> Iterable[Card]:
    for number, equation in enumerate(form.equations, start=1):
        why = equation.message
        basis = f"{form.title}：{FORMAT}"
        mend = f"{why}" if why else MEND
        name = f"{form.id}.{number}"
        yield Card(name, "equation", equation.text, equation.severity, basis, "", mend)


def listed(found: Iterable[Card]) -> str:
    """One line for each check."""
    lines = ["判断规则（说明一条：juesuan rules 编号）"]
    equations = False
    for card in found:
        if card.kind == "equation" and not equations:
            lines += ["", "勾稽关系（表:行:栏；编号是表号加序号）"]
            equations = True
        hint = "  （不成立只提示）" if card.severity == "提示" else ""
        lines.append(f"  {card.id}  {card.says}{hint}")
    return "\n".join(lines) + "\n"


def told(found: Iterable[Card]) -> str:
    """Each check in full."""
    return "\n".join(_told(card) for card in found)


def _told(card: Card) -> str:
    parts = (("要求", card.says), ("依据", card.basis), ("例如", card.example), ("改法", card.mend))
    lines = [card.id, *(f"  {word}：{text}" for word, text in parts if text)]
    return "\n".join(lines) + "\n"
