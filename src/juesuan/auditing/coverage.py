"""How much of a document was checked: every printed number ends in exactly one state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from juesuan.auditing.tables.check import Check
from juesuan.model.finding import Coverage, Finding
from juesuan.model.reading import Reading
from juesuan.notation import spelling


def coverage(reading: Reading, checks: Iterable[Check], findings: Sequence[Finding]) -> Coverage:
    """The states of the amounts printed in the tables; what could not be read is unchecked."""
    forms = {name for name, state in reading.facts.forms.items() if state.known}
    printed = {
        a for a, fact in reading.facts.items() if fact.printed and a.form in forms and not a.period
    }
    looked_at = {a for c in checks if c.verdict != "unchecked" for a in c.addresses} & printed
    errors = (f for f in findings if f.severity == "错误" and f.rule != "claim")
    contradicted = {address for finding in errors for address in finding.addresses} & printed
    strays = sum(1 for item in reading.unread if item.form and spelling.is_number(item.text))
    doubted = {address for f in findings if f.scanned for address in f.addresses}
    checked = looked_at - contradicted - doubted
    unchecked = len(printed) - len(checked) - len(contradicted)
    return Coverage(len(printed) + strays, len(checked), len(contradicted), unchecked + strays)
