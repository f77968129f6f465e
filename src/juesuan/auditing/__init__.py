"""Facts × Edition -> Findings: what cannot be true, what is only rounding, what to look at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from juesuan.auditing.copies import Settled, settle
from juesuan.auditing.coverage import coverage
from juesuan.auditing.finding_ids import finding_id
from juesuan.auditing.messages.cells import expectations, tails, tell_cause
from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.messages.wrong_units import tell_units
from juesuan.auditing.rules import document_rules, unread
from juesuan.auditing.scans import doubted
from juesuan.auditing.tables.check import Amounts, Check, check_all
from juesuan.auditing.tables.diagnosis import Cause, Diagnosis, diagnose
from juesuan.auditing.tables.scale import Misscaled, misscaled, rescaled
from juesuan.auditing.tables.told import Told
from juesuan.auditing.text import TextAudit, examine_text
from juesuan.auditing.text.explained import explained
from juesuan.auditing.text.saying import unsaid
from juesuan.auditing.text.wholes import of_text, short
from juesuan.auditing.unchecked import missing_forms, unchecked
from juesuan.model.finding import Coverage, Finding
from juesuan.model.number import Address, Facts
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition
from juesuan.notation.numbers import unseal
from juesuan.stages import Stages

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


def examine(reading: Reading, edition: Edition, off: Collection[str] = ()) -> Audit:
    """Check every equation alone and all together, then the judgement rules.

    Judgement rules that are `off` are not asked; what the others of them find still stands in the
    audit, see `set_aside`, for it tells what became of the numbers.
    """
    stages = Stages()
    none: list[Check] = []
    tables = _tables(reading, edition, stages)
    reading, amounts, words = tables.reading, tables.amounts, tables.words
    checks, findings = tables.checks, tables.findings
    checks += stages.run("文字各数", lambda: of_text(checks, amounts, edition), none)
    causes, slight = _diagnosed(checks, amounts, reading, stages)
    findings += stages.findings("表格错误说明", lambda: [tell_cause(c, words) for c in causes])
    findings += stages.findings("表格提示", lambda: _unexpected(checks, words, reading))
    findings += stages.findings(
        "文字列项", lambda: short(amounts, words, reading.numerals, edition)
    )
    judged = list(_judged(reading, edition, causes, stages, off))
    text = stages.run(
        "文字审核",
        lambda: examine_text(reading, edition, causes, amounts, stages),
        TextAudit.unaudited(reading),
    )
    findings += unsaid(judged, [finding for finding in text.findings if finding.rule not in off])
    findings += text.findings
    findings += reading.remarks
    findings = [doubted(finding, reading.facts) for finding in findings]
    wrong = {a for f in findings if f.severity == "错误" for a in f.addresses}
    findings += stages.findings("表格尾差", lambda: tails(checks, amounts, words, slight, wrong))
    nothing = Coverage()
    narrated = stages.run("文字覆盖", text.coverage, nothing)
    spoken = bool(narrated.checked + narrated.contradicted)
    findings += stages.findings(
        "缺表", lambda: missing_forms(reading, edition, checks, words, spoken=spoken)
    )
    findings += stages.findings("表格未核", lambda: unchecked(checks, words))
    findings += stages.findings("未读", lambda: unread(reading))
    covered = stages.run("表格覆盖", lambda: coverage(reading, checks, findings), nothing)
    return Audit(_ordered([*findings, *stages.failed]), covered.plus(narrated), tuple(checks), text)


def _unexpected(checks: Sequence[Check], words: CellNames, reading: Reading) -> Iterator[Finding]:
    return expectations(checks, words, partial(explained, reading=reading))


def _diagnosed(
    checks: list[Check], amounts: Amounts, reading: Reading, stages: Stages
) -> Diagnosis:
    """What is wrong in the tables, the text as a witness."""

    def diagnosis() -> Diagnosis:
        return diagnose(checks, amounts, Told(reading.claims))

    return stages.run("表格综合核对", diagnosis, Diagnosis())


class _Tables(NamedTuple):
    """What was read in one unit, its equations checked, and what bringing it so far has told."""

    reading: Reading
    amounts: Amounts
    words: CellNames
    checks: list[Check]
    findings: list[Finding]


def _tables(reading: Reading, edition: Edition, stages: Stages) -> _Tables:
    """The equations of the tables, after copies are compared and wrong units set right."""
    none: list[Check] = []
    fits = Misscaled()
    settled = stages.run("两处对照", lambda: settle(reading, edition), Settled(reading))
    reading, findings = settled.reading, [*settled.findings]
    amounts = Amounts(reading.facts)
    checks = stages.run("表内表间", lambda: check_all(reading.facts, edition, amounts), none)
    words = CellNames(reading.facts, edition)
    off = stages.run("金额单位", lambda: _misscaled(reading, checks, amounts, edition), fits)
    if off.powers:
        findings += tell_units(reading, off, words)
        reading = rescaled(reading, off)
        amounts, words = Amounts(reading.facts), CellNames(reading.facts, edition)
        checks = stages.run("表内表间", lambda: check_all(reading.facts, edition, amounts), none)
    return _Tables(reading, amounts, words, checks, findings)


def _misscaled(
    reading: Reading, checks: Sequence[Check], amounts: Amounts, edition: Edition
) -> Misscaled:
    return misscaled(checks, amounts, reading.claims, edition.unit)


def _judged(
    reading: Reading,
    edition: Edition,
    causes: Sequence[Cause],
    stages: Stages,
    off: Collection[str],
) -> Iterator[Finding]:
    """What the judgement rules say of what was read."""
    judged = replace(reading, facts=reading.facts.without(_left_blank(causes, reading.facts)))
    for rule in document_rules():
        if rule.id not in off:
            yield from stages.findings(rule.id, partial(rule.check, judged, edition))


def _printed(finding: Finding) -> Finding:
    """A finding that quotes malformed numerals as they were printed."""
    return replace(
        finding,
        message=unseal(finding.message),
        places=tuple((place, unseal(text)) for place, text in finding.places),
        because=tuple(map(unseal, finding.because)),
        details=tuple(map(unseal, finding.details)),
        key=unseal(finding.key),
    )


def _left_blank(causes: Sequence[Cause], facts: Facts) -> list[Address]:
    """The blanks in which an amount belongs: no rule may take them for nothing."""
    cells = (cell for cause in causes for cell in cause.cells if cell in facts)
    return [cell for cell in cells if facts[cell].blank]


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    rank = ("错误", "提示", "尾差", "未核")
    shown = map(_printed, findings)
    return tuple(sorted(shown, key=lambda f: (rank.index(f.severity), f.last_digit)))
