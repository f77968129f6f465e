"""Facts × Edition -> Findings: what cannot be true, what is only rounding, what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from juesuan.audit.coverage import Coverage, coverage
from juesuan.audit.diagnosis import Cause, diagnose
from juesuan.audit.equations import Amounts, Check, check_all
from juesuan.audit.explain import expectations, explain, finding_id, tails, unchecked
from juesuan.audit.naming import Words
from juesuan.audit.rules import RULES, unread
from juesuan.audit.scale import explain_scale, misscaled, rescaled
from juesuan.audit.text import TextAudit, examine_text
from juesuan.model import Address, Facts, Finding, Reading
from juesuan.notation.edition import Edition

__all__ = ["Audit", "Coverage", "audit", "examine", "finding_id"]


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings of one document, how much of it they rest on, and what was checked."""

    findings: tuple[Finding, ...]
    coverage: Coverage
    checks: tuple[Check, ...]
    text: TextAudit


def audit(reading: Reading, edition: Edition) -> tuple[Finding, ...]:
    """Every finding on what was read: errors first, then remarks, tails, what was not checked."""
    return examine(reading, edition).findings


def examine(reading: Reading, edition: Edition) -> Audit:
    """Check every equation alone and all together, then the judgement rules."""
    amounts = Amounts(reading.facts)
    checks = check_all(reading.facts, edition, amounts)
    words = Words(reading.facts, edition)
    found: list[Finding] = []
    if powers := misscaled(checks, amounts):
        found += explain_scale(reading.facts, powers, words)
        reading = replace(reading, facts=rescaled(reading.facts, powers))
        amounts, words = Amounts(reading.facts), Words(reading.facts, edition)
        checks = check_all(reading.facts, edition, amounts)
    causes, slight = diagnose(checks, amounts)
    found += [explain(cause, words) for cause in causes]
    found += expectations(checks, words)
    judged = replace(reading, facts=reading.facts.without(_left_blank(causes, reading.facts)))
    for rule in RULES.values():
        found += rule.check(judged, edition)
    text = examine_text(reading, edition, causes, amounts)
    found += text.findings
    found += reading.remarks
    wrong = {a for f in found if f.severity == "错误" for a in f.addresses}
    found += tails(checks, amounts, words, slight, wrong)
    found += unchecked(checks, words)
    found += unread(reading)
    covered = coverage(reading, checks, found).plus(text.coverage())
    return Audit(_ordered(found), covered, tuple(checks), text)


def _left_blank(causes: Sequence[Cause], facts: Facts) -> list[Address]:
    """The blanks in which an amount belongs: no rule may take them for nothing."""
    cells = (cell for cause in causes for cell in cause.cells if cell in facts)
    return [cell for cell in cells if facts[cell].blank]


def _ordered(found: list[Finding]) -> tuple[Finding, ...]:
    rank = ("错误", "提示", "尾差", "未核")
    return tuple(sorted(found, key=lambda finding: rank.index(finding.severity)))
