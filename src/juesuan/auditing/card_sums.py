"""The equations of self-evaluation cards, checked by the engine of the tables, card by card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from juesuan.auditing.messages.cells import places
from juesuan.auditing.messages.equations import actual, arithmetic, expected
from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.tables.check import Amounts, Check, check_one
from juesuan.model.finding import Finding, Severity
from juesuan.model.number import Facts
from juesuan.model.project import Card
from juesuan.notation.card.sums import CardEquation
from juesuan.notation.edition import Edition
from juesuan.notation.rule import RULES, Remark
from juesuan.projects.addresses import card_facts

LEAST_INDICATORS = 3  # of fewer it is doubtful whether all were read


class BrokenEquation(NamedTuple):
    """An equation that a card does not keep, and how grave that is."""

    rule: str
    severity: Severity
    check: Check

    def joins(self, other: BrokenEquation) -> bool:
        """Whether one speaks of no cell but those of the other, so that both have one cause."""
        cells = (set(one.check.addresses) for one in (self, other))
        fewer, more = sorted(cells, key=len)
        return fewer <= more and (self.rule, self.severity) == (other.rule, other.severity)


def examine_cards(cards: Iterable[Card], edition: Edition) -> Iterator[Finding]:
    """What every card breaks of its equations: one finding for each cause."""
    for card in cards:
        facts = card_facts(card)
        words = CellNames(facts, edition)
        for together in _joined(_broken(card, facts, edition)):
            yield _finding(together, words)


def _broken(card: Card, facts: Facts, edition: Edition) -> Iterator[BrokenEquation]:
    """The equations that fail; of a card not wholly read no sum over its indicators is made."""
    whole = not card.unread and len(card.indicators) >= LEAST_INDICATORS
    amounts = Amounts(facts)
    for declared in edition.card_equations:
        if declared.sums and not whole:
            continue
        for ground in declared.of(card.name).ground(facts):
            check = check_one(ground, amounts, edition)
            if check is not None and check.verdict == "broken":
                coarse = Amounts(card_facts(card, "number"))
                yield _graded(declared, check, check_one(ground, coarse, edition))


def _graded(declared: CardEquation, check: Check, coarse: Check | None) -> BrokenEquation:
    """How grave a failure is: slight where the numbers allow it each as it is printed."""
    severity = declared.equation.severity
    if severity == "错误" and coarse is not None and coarse.verdict != "broken":
        return BrokenEquation(declared.rule, declared.slight, coarse)
    return BrokenEquation(declared.rule, severity, check)


def _joined(broken: Iterable[BrokenEquation]) -> list[list[BrokenEquation]]:
    """Failures by cause."""
    causes: list[list[BrokenEquation]] = []
    for failure in broken:
        cause = next((c for c in causes if any(map(failure.joins, c))), None)
        if cause is None:
            causes.append([failure])
        else:
            cause.append(failure)
    return causes


def _finding(together: list[BrokenEquation], words: CellNames) -> Finding:
    """The failures of one cause in words."""
    rule, severity, check = together[0]
    addresses = tuple(dict.fromkeys(a for one in together for a in one.check.addresses))
    says = "；".join(arithmetic(one.check, words) for one in together)
    hint = check.ground.equation.message
    remark = Remark(
        severity,
        f"{hint}：{says}" if hint else says,
        addresses,
        places(addresses, words.facts),
        expected="" if hint else expected(check, words),
        actual=actual(check, words),
    )
    return RULES[rule].finding(remark)
