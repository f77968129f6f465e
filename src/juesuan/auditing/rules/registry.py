"""Where the judgement rules register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from juesuan.model.finding import Finding, Severity
from juesuan.model.number import Address, Facts
from juesuan.model.page import Place
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition

PLAN = "《地方预决算公开操作规程》（财预〔2016〕143号）"
CODES = "《政府收支分类科目》"
TEMPLATE = "部门决算公开参考格式"


class Remark(NamedTuple):
    """What a rule says, its own id and basis aside: the registry knows those.

    One that is `gathered` speaks for all places of a document and is known by the rule alone.
    """

    severity: Severity
    message: str
    addresses: tuple[Address, ...] = ()
    places: tuple[tuple[Place, str], ...] = ()
    key: str = ""
    because: tuple[str, ...] = ()
    gathered: bool = False


RuleFunction = Callable[[Reading, Edition], Iterator[Remark]]


class Rule(NamedTuple):
    """A rule: its id, requirement, legal basis, an example of what breaks it, how to mend it."""

    id: str
    says: str
    basis: str
    example: str
    mend: str
    judge: RuleFunction

    def check(self, reading: Reading, edition: Edition) -> Iterator[Finding]:
        """The findings of this rule."""
        for remark in self.judge(reading, edition):
            yield Finding(
                self.id,
                remark.severity,
                remark.message,
                remark.addresses,
                remark.places,
                because=remark.because,
                basis=self.basis,
                key=self.id if remark.gathered else remark.key,
            )


RULES: dict[str, Rule] = {}


def rule(
    name: str, *, basis: str, mend: str, example: str = ""
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a rule under its id; the first line of its docstring is the requirement."""

    def register(judge: RuleFunction) -> RuleFunction:
        says = (judge.__doc__ or "").strip().partition("\n")[0]
        RULES[name] = Rule(name, says, basis, example, mend, judge)
        return judge

    return register


def at(facts: Facts, *addresses: Address) -> tuple[tuple[Place, str], ...]:
    """Where some cells stand and what they show."""
    return tuple((facts[a].place, facts[a].printed) for a in addresses if a in facts)
