"""Where the judgement rules register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from juesuan.model.finding import Finding, Severity
from juesuan.model.number import Address, Facts
from juesuan.model.page import Place
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition

Check = Callable[[Reading, Edition], Iterator[Finding]]

PLAN = "《地方预决算公开操作规程》（财预〔2016〕143号）"
CODES = "《政府收支分类科目》"
TEMPLATE = "部门决算公开参考格式"


class Rule(NamedTuple):
    """A rule: its id, requirement, legal basis, an example of what breaks it, how to mend it."""

    id: str
    says: str
    basis: str
    example: str
    mend: str
    check: Check

    def remark(
        self,
        severity: Severity,
        message: str,
        addresses: tuple[Address, ...] = (),
        places: tuple[tuple[Place, str], ...] = (),
        key: str = "",
    ) -> Finding:
        """A finding of this rule."""
        return Finding(self.id, severity, message, addresses, places, basis=self.basis, key=key)


RULES: dict[str, Rule] = {}


def rule(name: str, *, basis: str, mend: str, example: str = "") -> Callable[[Check], Check]:
    """Register a rule under its id; the first line of its docstring is the requirement."""

    def register(check: Check) -> Check:
        says = (check.__doc__ or "").strip().partition("\n")[0]
        RULES[name] = Rule(name, says, basis, example, mend, check)
        return check

    return register


def at(facts: Facts, *addresses: Address) -> tuple[tuple[Place, str], ...]:
    """Where some cells stand and what they show."""
    return tuple((facts[a].place, facts[a].printed) for a in addresses if a in facts)
