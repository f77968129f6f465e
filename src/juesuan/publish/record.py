"""What one file came to: what was read from it, and what an audit found; plain, small values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from juesuan.model import Address, Fact, Finding, FormState, Meta, Reading, Severity

CellState = Literal["checked", "contradicted", "tail", "unchecked", "blank"]
TextState = Literal["checked", "contradicted", "unchecked", "none"]
OUTSIDE = {"文": "情况说明", "绩效": "绩效自评"}
ORDER: tuple[Severity, ...] = ("错误", "提示", "尾差", "未核")


class Coverage(NamedTuple):
    """How many numerals of the document ended in which state; `numbers` are the amounts."""

    numbers: int = 0
    checked: int = 0
    contradicted: int = 0
    unchecked: int = 0
    not_amounts: int = 0

    @property
    def share(self) -> float:
        """The share of the amounts that was checked, contradicted ones included: 0 to 1."""
        return (self.checked + self.contradicted) / self.numbers if self.numbers else 0.0


class Part(NamedTuple):
    """A form or a section of the text, and what became of the numbers in it."""

    id: str
    title: str
    coverage: Coverage


class Held(NamedTuple):
    """A numeral of the text: its state, what it was held against in words, cells, and finding."""

    state: TextState
    words: str = ""
    cells: tuple[Address, ...] = ()
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What was read from one file: its name (never a path), the SHA-256 of its bytes, its facts."""

    file: str
    sha256: str
    reading: Reading

    @property
    def meta(self) -> Meta:
        """What the document says of itself, and the edition chosen for it."""
        return self.reading.meta

    @property
    def forms(self) -> tuple[FormState, ...]:
        """What became of each form of the edition, in the order of the edition."""
        return tuple(self.reading.facts.forms.values())

    def fact(self, address: Address) -> Fact | None:
        """The fact printed at an address; None where nothing stands there."""
        return self.reading.facts.get(address)

    def title(self, form: str) -> str:
        """The name of a table, for example 支出决算表; its number where the edition has none."""
        state = self.reading.facts.forms.get(form)
        return state.title if state else OUTSIDE.get(form, f"{form}表")


@dataclass(frozen=True, slots=True)
class Audited(Record):
    """A record with its findings, each with a stable id, and the state of every number.

    `held` tells of each numeral of the reading, in their order; `parts` add up to the coverage.
    """

    findings: tuple[Finding, ...] = ()
    ids: tuple[str, ...] = ()
    coverage: Coverage = field(default=Coverage())
    states: Mapping[Address, CellState] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    held: tuple[Held, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings there are of one severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def ordered(self) -> list[tuple[str, Finding]]:
        """Id and finding, the gravest first; those of one severity as the audit gave them."""
        pairs = zip(self.ids, self.findings, strict=True)
        return sorted(pairs, key=lambda pair: ORDER.index(pair[1].severity))

    @property
    def wrong(self) -> bool:
        """Whether at least one finding is a 错误."""
        return self.count("错误") > 0
