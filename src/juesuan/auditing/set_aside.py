"""What of an audit is set aside: findings of rules that are not checked, and those waived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from juesuan.model.report import Audited
from juesuan.model.settings import SkippedRule, Waiver

Record = TypeVar("Record", bound=Audited)


def without(record: Record, skipped: Sequence[SkippedRule]) -> Record:
    """A record without the findings of some rules; what became of each number stays as it was."""
    rules = {one.rule for one in skipped}
    pairs = zip(record.ids, record.findings, strict=True)
    kept = [(name, finding) for name, finding in pairs if finding.rule not in rules]
    names = {name for name, _ in kept}
    compared = (
        one if one.finding in names else one._replace(finding="") for one in record.compared
    )
    return replace(
        record,
        ids=tuple(name for name, _ in kept),
        findings=tuple(finding for _, finding in kept),
        compared=tuple(compared),
        skipped=tuple(skipped),
    )


def with_waivers(record: Record, waivers: Sequence[Waiver], day: str) -> Record:
    """A record with the waivers of its findings: those that hold on a day, and those past it."""
    matches = {waiver.id: waiver for waiver in matching(record, waivers)}
    waived = {name: waiver for name, waiver in matches.items() if day <= waiver.until}
    lapsed = {name: waiver for name, waiver in matches.items() if name not in waived}
    return replace(record, waived=waived, lapsed=lapsed)


def matching(record: Audited, waivers: Sequence[Waiver]) -> Iterator[Waiver]:
    """The waivers of findings that the record has; of two for one finding the longer comes last."""
    names, meta = set(record.ids), record.meta
    for waiver in sorted(waivers, key=lambda one: one.until):
        if waiver.id in names and waiver.of(meta.department, meta.year, record.sha256):
            yield waiver
