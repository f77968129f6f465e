"""How much of a document was checked: every printed number ends in exactly one state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from juesuan.auditing.tables.alone import Check
from juesuan.model.finding import Finding
from juesuan.model.reading import Reading
from juesuan.notation import spelling


class Coverage(NamedTuple):
    """Counts of printed numbers; `numbers` = checked + contradicted + unchecked.

    `plus` joins the coverage of tables and that of sentences.
    """

    numbers: int = 0
    checked: int = 0
    contradicted: int = 0
    unchecked: int = 0
    not_amounts: int = 0

    def plus(self, other: Coverage) -> Coverage:
        """The coverage of both parts of a document."""
        return Coverage(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def share(self) -> float:
        """The part of all numbers that was looked at, 0 to 1."""
        return (self.checked + self.contradicted) / self.numbers if self.numbers else 0.0


def coverage(reading: Reading, checks: Iterable[Check], findings: Iterable[Finding]) -> Coverage:
    """The states of the amounts printed in the tables; what could not be read is unchecked."""
    forms = {name for name, state in reading.facts.forms.items() if state.known}
    printed = {
        a for a, fact in reading.facts.items() if fact.printed and a.form in forms and not a.period
    }
    looked_at = {a for c in checks if c.verdict != "unchecked" for a in c.addresses} & printed
    errors = (f for f in findings if f.severity == "错误" and f.rule != "claim")
    contradicted = {address for finding in errors for address in finding.addresses} & printed
    strays = sum(1 for item in reading.unread if item.form and spelling.is_number(item.text))
    checked = looked_at - contradicted
    left = len(printed) - len(checked) - len(contradicted)
    return Coverage(len(printed) + strays, len(checked), len(contradicted), left + strays)
