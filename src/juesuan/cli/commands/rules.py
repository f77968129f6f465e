"""`juesuan rules`: every check as a card, the judgement rules and the equations of an edition."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from juesuan.auditing.rules import document_rules, project_rules
from juesuan.cli.editions import edition_named
from juesuan.cli.streams import CLEAN, Trouble, say
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.publishing.report.data import dumps

FORMAT = "部门决算公开表的表内、表间关系"
MEND = "按算式逐项核对原始账表，改正其中有误的数；尾差可在表下注明"


TITLES = {
    "general": "总的检查",
    "rule": "判断规则",
    "project": "项目支出绩效自评",
    "equation": "勾稽关系（地址是 表:行:栏；编号是表号加序号）",
}
GENERAL = (
    (
        "equation",
        "表内、表间的每个勾稽关系都应成立：印出的数在舍入误差之内，有一组真实金额能满足它。",
        MEND,
    ),
    (
        "system",
        "全部勾稽关系和说法应能同时成立：即使每一条单独都说得通。",
        "核对所列各条，改正其中一处",
    ),
    ("claim", "文字说明中的每个数都应与各表一致。", "以表为准改文字，或以账为准改表"),
    (
        "上年文件",
        "用 --prior 给出的上年文件是同一部门上一年度的决算，并且自身没有矛盾。",
        "核对是否给错了文件",
    ),
    (
        "未读",
        "文中的数应能读懂；没有读懂的不算通过，一律列为未核。",
        "改用带框线的文字表格，或人工核对",
    ),
)


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
    general = [CheckCard(name, "general", says, "", "", "", mend) for name, says, mend in GENERAL]
    return [*general, *rules, *(card for form in edition.forms for card in _equations(form))]


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
        lines += ["", TITLES[kind]]
        for card in group:
            hint = "  （不成立只提示）" if card.severity == "提示" else ""
            lines.append(f"  {card.id}  {card.says}{hint}")
    return "\n".join(lines) + "\n"


def _explained(card: CheckCard) -> str:
    parts = (("要求", card.says), ("依据", card.basis), ("例如", card.example), ("改法", card.mend))
    lines = [card.id, *(f"  {word}：{text}" for word, text in parts if text)]
    return "\n".join(lines) + "\n"
