"""Projects × Facts -> findings on self-evaluation: PF-01 to PF-14 of the check catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.audit.performance.agreement import check_agreement, check_grades
from juesuan.audit.performance.arithmetic import (
    check_arithmetic,
    check_listed,
    check_profile,
    check_synopsis,
)
from juesuan.audit.performance.indicators import check_indicators
from juesuan.audit.performance.naming import check_names, group
from juesuan.audit.performance.patterns import check_patterns
from juesuan.audit.performance.remark import Shown, remark
from juesuan.audit.performance.statements import check_statements
from juesuan.model import Facts, Finding
from juesuan.notation.card import Card, Projects
from juesuan.notation.scoring import Profile, profile

__all__ = ["check_cards", "check_read"]

NO_FACTS = Facts({}, {})


def check_read(card: Card) -> Iterator[Finding]:
    """A card of which some rows were not understood is not checked as a whole."""
    if card.unread:
        rows = "；".join(passage.text[:40] for passage in card.unread)
        message = f"《{card.name}》有{len(card.unread)}行未能读出，分值和总分未核：{rows}"
        evidence = [Shown(passage.text, passage.place) for passage in card.unread]
        yield remark("PF-未读", "未核", message, *evidence, basis="")


def check_cards(
    projects: Projects, facts: Facts = NO_FACTS, rules: Profile | None = None
) -> Iterator[Finding]:
    """Everything that is wrong or worth a look in a document's self-evaluations."""
    rules = rules or profile()
    for card in projects.cards:
        yield from check_read(card)
        yield from check_arithmetic(card, rules)
        yield from check_indicators(card, rules)
    for synopsis in projects.synopses:
        yield from check_synopsis(synopsis)
    for name, listed in projects.named():
        yield from check_listed(name, listed)
    found = group(projects)
    yield from check_agreement(found)
    yield from check_names(found)
    yield from check_grades(projects)
    yield from check_statements(projects, found, facts)
    yield from check_patterns(projects, rules)
    yield from check_profile(projects.cards, rules)
