"""What one file came to: what was read, what an audit found, all that is said of one number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from juesuan.model.finding import Coverage, Finding, Severity
from juesuan.model.number import Address, Fact, FormState
from juesuan.model.page import FileOf, Place
from juesuan.model.reading import Meta, Reading
from juesuan.model.settings import SkippedRule, Waiver
from juesuan.model.versions import Versions

CellState = Literal["checked", "contradicted", "tail", "unchecked", "blank"]


TextState = Literal["checked", "contradicted", "unchecked", "none"]


OUTSIDE = {"文": "情况说明", "绩效": "绩效自评"}


ORDER: tuple[Severity, ...] = ("错误", "提示", "尾差", "未核")
WAIVED = "豁免"


class Part(NamedTuple):
    """A form or a section of the text, and what became of the numbers in it."""

    id: str
    title: str
    coverage: Coverage


class Compared(NamedTuple):
    """A numeral of the text: its state, what it was compared with in words, cells, and finding."""

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
    def files(self) -> tuple[FileOf, ...]:
        """The files it was joined of, where several are one disclosure."""
        return self.reading.files

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

    `compared` tells of each numeral of the reading, in their order; `parts` add up to the coverage;
    `versions` say what judged, `by_page` that findings are told in the order of pages. `skipped`
    are rules by which nothing was checked; by the ids of their findings, `waived` are waivers that
    hold and `lapsed` those whose last day is past.
    """

    findings: tuple[Finding, ...] = ()
    ids: tuple[str, ...] = ()
    coverage: Coverage = field(default=Coverage())
    states: Mapping[Address, CellState] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    compared: tuple[Compared, ...] = ()
    versions: Versions = field(default=Versions())
    by_page: bool = False
    skipped: tuple[SkippedRule, ...] = ()
    waived: Mapping[str, Waiver] = field(default_factory=dict)
    lapsed: Mapping[str, Waiver] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        """How many findings there are of one severity that are not waived."""
        pairs = zip(self.ids, self.findings, strict=True) if self.waived else ()
        waived = sum(f.severity == severity and name in self.waived for name, f in pairs)
        return sum(finding.severity == severity for finding in self.findings) - waived

    def ordered(self) -> list[tuple[str, Finding]]:
        """Id and finding: the gravest first, slips of a last digit last, each by pages.

        `by_page` asks for the order of pages alone. What stands nowhere, and what is waived, comes
        last.
        """
        pairs = zip(self.ids, self.findings, strict=True)
        return sorted(pairs, key=lambda pair: (pair[0] in self.waived, *self._rank(pair[1])))

    def _rank(self, finding: Finding) -> tuple[int, ...]:
        """What a finding is sorted by."""
        weight = (ORDER.index(finding.severity), int(finding.last_digit))
        where = next((place for place, _ in finding.places if place != Place()), None)
        spot = (0, where.page or 0, where.line or 0) if where else (1, 0, 0)
        return (*spot, *weight) if self.by_page else (*weight, *spot)

    @property
    def wrong(self) -> bool:
        """Whether at least one finding is a 错误 that is not waived."""
        return self.count("错误") > 0

    def label(self, name: str, finding: Finding) -> str:
        """What a finding is called: its severity, or 豁免."""
        return WAIVED if name in self.waived else finding.severity


class Statement(NamedTuple):
    """One statement on a number: its verdict, what declares it, the arithmetic, where it stands.

    `quote` is the clause of the text, `implied` what it makes the number, in 万元, where the
    document prints no such number itself.
    """

    verdict: str
    name: str
    words: str
    place: Place = Place()
    quote: str = ""
    implied: str = ""


class Explanation(NamedTuple):
    """A number and all statements on it; `near` are addresses to choose from where it has none.

    `several` says that all of them are what was asked for.
    """

    address: str
    name: str = ""
    printed: str = ""
    unit: str = ""
    place: Place = Place()
    verdict: str = ""
    equations: tuple[Statement, ...] = ()
    claims: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    several: bool = False

    @property
    def known(self) -> bool:
        """Whether the document says anything at all about it."""
        return bool(self.name)

    @property
    def wrong(self) -> bool:
        """Whether an error names it."""
        return any(finding.severity == "错误" for finding in self.findings)
