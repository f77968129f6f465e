"""How a judgement rule is declared: what it demands, on what basis, what breaks it, the remedy.

A rule is a function that yields remarks; it knows neither its own id nor what it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from juesuan.model.finding import Finding, Severity
from juesuan.model.number import Address, Facts
from juesuan.model.page import Place
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition

PLAN = "《地方预决算公开操作规程》（财预〔2016〕143号）"
CODES = "《政府收支分类科目》"
TEMPLATE = "部门决算公开参考格式"
EVALUATION = "《项目支出绩效评价管理办法》（财预〔2020〕10号）"

SEVERITIES = ("错误", "提示", "尾差", "未核")
RuleKind = Literal["rule", "project"]


class Remark(NamedTuple):
    """What a rule says, its own id and basis aside: the registry knows those.

    One that is `gathered` speaks for all places of a document and is known by the rule alone;
    `basis` is what a remark rests on where that is not what its rule rests on.
    """

    severity: Severity
    message: str
    addresses: tuple[Address, ...] = ()
    places: tuple[tuple[Place, str], ...] = ()
    key: str = ""
    because: tuple[str, ...] = ()
    gathered: bool = False
    expected: str = ""
    actual: str = ""
    basis: str = ""


RuleFunction = Callable[[Reading, Edition], Iterator[Remark]]


class Rule(NamedTuple):
    """A rule: its id, requirement, legal basis, an example of what breaks it, how to mend it."""

    id: str
    says: str
    basis: str
    example: str
    mend: str
    judge: RuleFunction
    kind: RuleKind = "rule"

    def check(self, reading: Reading, edition: Edition) -> Iterator[Finding]:
        """The findings of this rule."""
        return map(self.finding, self.judge(reading, edition))

    def finding(self, remark: Remark) -> Finding:
        """A remark as a finding of this rule; ValueError for a severity that rules do not have."""
        if remark.severity not in SEVERITIES:
            raise ValueError(f"规则“{self.id}”的等级“{remark.severity}”不是{'、'.join(SEVERITIES)}")
        return Finding(
            self.id,
            remark.severity,
            remark.message,
            remark.addresses,
            remark.places,
            remark.expected,
            remark.actual,
            remark.because,
            remark.basis or self.basis,
            self.id if remark.gathered else remark.key,
        )


RULES: dict[str, Rule] = {}


def rule(
    name: str, *, basis: str, mend: str, example: str = "", kind: RuleKind = "rule"
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a rule under its id; the first line of its docstring is the requirement."""

    def register(judge: RuleFunction) -> RuleFunction:
        if name in RULES:
            raise ValueError(f"规则“{name}”已经登记")
        says = (judge.__doc__ or "").strip().partition("\n")[0]
        if not says:
            raise ValueError(f"规则“{name}”没有写要求：函数说明的第一句就是")
        RULES[name] = Rule(name, says, basis, example, mend, judge, kind)
        return judge

    return register


def at(facts: Facts, *addresses: Address) -> tuple[tuple[Place, str], ...]:
    """Where some cells stand and what they show."""
    return tuple((facts[a].place, facts[a].printed) for a in addresses if a in facts)
