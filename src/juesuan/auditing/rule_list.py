"""The rules by name and by group, as they are listed: which of them an office may leave out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from juesuan.auditing.rules import document_rules, project_rules

MEND = "按算式逐项核对原始账表，改正其中有误的数；尾差可在表下注明"
TITLES = {
    "general": "总的检查",
    "rule": "判断规则",
    "project": "项目支出绩效自评",
    "equation": "勾稽关系",
}
NEAR, MOST = 0.5, 3


class GeneralCheck(NamedTuple):
    """What is checked of every document: its name, what it demands, how to mend what breaks it.

    One that is `lasting` tells what was not read or not checked, and is never left out.
    """

    id: str
    says: str
    mend: str
    lasting: bool = False


GENERAL = (
    GeneralCheck(
        "equation",
        "表内、表间的每个勾稽关系都应成立：印出的数在舍入误差之内，有一组真实金额能满足它。",
        MEND,
    ),
    GeneralCheck(
        "system",
        "全部勾稽关系和说法应能同时成立：即使每一条单独都说得通。",
        "核对所列各条，改正其中一处",
    ),
    GeneralCheck("claim", "文字说明中的每个数都应与各表一致。", "以表为准改文字，或以账为准改表"),
    GeneralCheck("copy", "同一张表在两个文件里都有的，逐格应当一致。", "核对两处，以其中一处为准"),
    GeneralCheck(
        "格式.单位",
        "每张表应注明金额单位，注明的单位应与表中的数、文字所说的数相符。",
        "在表上方写明“单位：万元”或“单位：元”；整张表、全文的数都差一万倍的，改正单位",
    ),
    GeneralCheck("格式.域代码", "文中不应残留 Word 的域代码。", "更新域，或改成文字"),
    GeneralCheck(
        "格式.扫描",
        "扫描的页，或者由识别得来的字，会逐页说明。",
        "对照原页核对，或换用带文字的文件",
        lasting=True,
    ),
    GeneralCheck("表.题名", "表的题名应与表的内容相符。", "改正题名"),
    GeneralCheck(
        "上年文件",
        "用 --prior 给出的上年文件是同一部门上一年度的决算，并且自身没有矛盾。",
        "核对是否给错了文件",
        lasting=True,
    ),
    GeneralCheck(
        "未读",
        "文中的数应能读懂；没有读懂的不算通过，一律列为未核。",
        "改用带框线的文字表格，或人工核对",
        lasting=True,
    ),
    GeneralCheck("缺表", "应有的表没有找到的，列为未核。", "补上缺少的表", lasting=True),
    GeneralCheck(
        "格式.无框线", "没有框线而无从验证各栏的表，列为未核。", "改用带框线的表", lasting=True
    ),
    GeneralCheck("格式.隐藏", "隐藏的行、列和工作表会说明。", "公开前取消隐藏或删去", lasting=True),
    GeneralCheck("封面.名称", "文件应写明部门名称。", "在封面写明部门全称", lasting=True),
)
ALWAYS = frozenset(check.id for check in GENERAL if check.lasting) | {"PF-未读"}


class NoSuchRule(ValueError):
    """A name that is no rule and no group, or one that cannot be left out; the message says so."""


@cache
def groups() -> Mapping[str, frozenset[str]]:
    """Every name that stands for rules that may be left out: rules, and groups of the list."""
    kinds = {
        "general": [check.id for check in GENERAL],
        "rule": [rule.id for rule in document_rules()],
        "project": [rule.id for rule in project_rules()],
        "equation": ["equation"],
    }
    names = [name for kind in kinds.values() for name in kind if name not in ALWAYS]
    by_group = {TITLES[kind]: set(ids) - ALWAYS for kind, ids in kinds.items()}
    for name in names:
        head, dot, _ = name.partition("-" if name.startswith("PF-") else ".")
        if dot:
            by_group.setdefault(head, set()).add(name)
    return {
        **{group: frozenset(ids) for group, ids in by_group.items()},
        **{name: frozenset((name,)) for name in names},
    }


def rules_named(names: Iterable[str]) -> tuple[str, ...]:
    """The rules that names of rules and groups stand for, as listed; raises NoSuchRule."""
    chosen = frozenset[str]().union(*(_rules(name) for name in names))
    return tuple(name for name in every_rule() if name in chosen)


def every_rule() -> Sequence[str]:
    """Every rule that may be left out, in the order of the list."""
    return [name for name, ids in groups().items() if ids == {name}]


def _rules(name: str) -> frozenset[str]:
    rules = groups().get(name)
    if rules is not None:
        return rules
    if name in ALWAYS:
        raise NoSuchRule(f"“{name}”说的是没有读出、没有核对的，不能不说，也不用选")
    if name[:2].isdigit() and "." in name:
        raise NoSuchRule(
            f"“{name}”是一条勾稽关系，不能单独不核：个别的结果请用豁免，全部不核写 equation"
        )
    near = get_close_matches(name, groups(), MOST, NEAR)
    meant = f"是否应为{'、'.join(f'“{one}”' for one in near)}？" if near else ""
    raise NoSuchRule(f"没有名为“{name}”的规则或组。{meant}全部规则见 juesuan rules")
