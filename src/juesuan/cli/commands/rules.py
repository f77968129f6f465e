"""`juesuan rules`: every check as a card, the judgement rules and the equations of an edition."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from juesuan.auditing.rule_list import GENERAL, MEND, TITLES
from juesuan.auditing.rules import document_rules, project_rules
from juesuan.cli.editions import edition_named
from juesuan.cli.streams import CLEAN, Trouble, say
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.publishing.report.data import dumps

FORMAT = "部门决算公开表的表内、表间关系"
HEADS = {**TITLES, "equation": "勾稽关系（地址是 表:行:栏；编号是表号加序号）"}


class CheckCard(NamedTuple):
    """One check: what it demands, on what basis, what breaks it, how to mend it."""

    id: str
    kind: str
    says: str
    severity: str
    basis: str
    example: str
    mend: str


def run(words: Namespace) -> int:
    """List every check, or explain one."""
    checks = cards(edition_named(words.edition))
    if words.rule:
        checks = [card for card in checks if card.id == words.rule]
        if not checks:
            raise Trouble(f"没有编号为“{words.rule}”的检查：全部编号见 juesuan rules")
    if words.format == "json":
        say(dumps([card._asdict() for card in checks]))
    else:
        say("\n".join(map(_explained, checks)) if words.rule else _listed(checks))
    return CLEAN


def cards(edition: Edition) -> list[CheckCard]:
    """What holds for every equation and sentence, the judgement rules, the equations by form."""
    rules = [
        CheckCard(rule.id, rule.kind, rule.says, "", rule.basis, rule.example, rule.mend)
        for rule in (*document_rules(), *project_rules())
    ]
    general = [CheckCard(one.id, "general", one.says, "", "", "", one.mend) for one in GENERAL]
    forms = (*edition.forms, *edition.additions)
    return [*general, *rules, *(card for form in forms for card in _equations(form))]


def _equations(form: Form) -> Iterable[CheckCard]:
    for number, equation in enumerate(form.equations, start=1):
        why = equation.message
        basis = f"{form.title}：{FORMAT}"
        mend = f"{why}" if why else MEND
        name = f"{form.id}.{number}"
        yield CheckCard(name, "equation", equation.text, equation.severity, basis, "", mend)


def _listed(checks: Iterable[CheckCard]) -> str:
    """One line for each check."""
    lines = ["说明其中一条：juesuan rules 编号"]
    for kind, group in groupby(checks, key=lambda card: card.kind):
        lines += ["", HEADS[kind]]
        for card in group:
            hint = "  （不成立只提示）" if card.severity == "提示" else ""
            lines.append(f"  {card.id}  {card.says}{hint}")
    return "\n".join(lines) + "\n"


def _explained(card: CheckCard) -> str:
    parts = (("要求", card.says), ("依据", card.basis), ("例如", card.example), ("改法", card.mend))
    lines = [card.id, *(f"  {word}：{text}" for word, text in parts if text)]
    return "\n".join(lines) + "\n"
