"""What lies on a reviewer's desk: documents with their findings, as rows that outlive a reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from juesuan.model.finding import Coverage, Severity
from juesuan.model.page import Place
from juesuan.model.report import ORDER, WAIVED
from juesuan.model.settings import SkippedRule, Waiver

Change = Literal["", "新增", "仍在", "已改", "无从核对"]
CHANGES: tuple[Change, ...] = ("已改", "仍在", "新增", "无从核对")


class Reply(NamedTuple):
    """What a department answered to one finding: `mark` is finding and document, see `mark_of`.

    `outcome` is what the reviewer wrote down of it, `source` the file it was read from.
    """

    mark: str
    text: str
    author: str = ""
    outcome: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class DeskFinding:
    """A finding as the desk keeps it: in words, with its addresses as texts.

    `where` names place, table and cell, `correction` what is printed and what it should be;
    `change` tells how it stands to the last round; `waiver` is one that `holds`, or is past.
    """

    id: str
    rule: str
    severity: Severity
    message: str
    where: str = ""
    correction: str = ""
    basis: str = ""
    addresses: tuple[str, ...] = ()
    places: tuple[tuple[Place, str], ...] = ()
    because: tuple[str, ...] = ()
    actual: str = ""
    change: Change = ""
    replies: tuple[Reply, ...] = ()
    waiver: Waiver | None = None
    holds: bool = False

    @property
    def label(self) -> str:
        """What the finding is called: its severity, or 豁免."""
        return WAIVED if self.holds else self.severity


@dataclass(frozen=True, slots=True)
class DeskDocument:
    """One document of a round, or a file that could not be read and why (`unread`).

    `name` is the file as it was named to the program, `files` the names of several that are one
    disclosure, `report` the file its report stands in; `fixed` are findings of the last round that
    are gone, `drafts` the SHA-256 of the drafts before this one, the oldest first, `unread_forms`
    the tables that were not found or not read, `skipped` the rules by which nothing was checked.
    """

    name: str
    sha256: str = ""
    department: str = ""
    year: int | None = None
    kind: str = ""
    edition: str = ""
    verdict: str = ""
    coverage: Coverage = field(default=Coverage())
    findings: tuple[DeskFinding, ...] = ()
    files: tuple[str, ...] = ()
    unread: str = ""
    report: str = ""
    fixed: tuple[DeskFinding, ...] = ()
    drafts: tuple[str, ...] = ()
    unread_forms: tuple[str, ...] = ()
    skipped: tuple[SkippedRule, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings there are of one severity that are not waived."""
        return sum(finding.label == severity for finding in self.findings)

    def counts(self) -> dict[Severity, int]:
        """How many there are of each severity, the gravest first."""
        return {severity: self.count(severity) for severity in ORDER}

    @property
    def waived(self) -> int:
        """How many findings are waived."""
        return sum(finding.holds for finding in self.findings)

    @property
    def rounds(self) -> tuple[DeskFinding, ...]:
        """The findings of this round, and behind them those of the last one that are gone."""
        return (*self.findings, *self.fixed)


class Passed(NamedTuple):
    """Something in a folder that is no document, and why it was not audited."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """One round on the desk: every document, and what was passed over.

    `compared` tells whether it stands beside the last one, `notes` what was settled before.
    """

    documents: tuple[DeskDocument, ...]
    passed: tuple[Passed, ...] = ()
    compared: bool = False
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[DeskDocument, DeskFinding]]:
        """Every finding with its document, those that are gone last."""
        for document in self.documents:
            yield from ((document, finding) for finding in document.rounds)

    def total(self, severity: Severity) -> int:
        """How many findings of one severity there are in all."""
        return sum(document.count(severity) for document in self.documents)

    @property
    def waived(self) -> int:
        """How many findings are waived in all."""
        return sum(document.waived for document in self.documents)

    @property
    def skipped(self) -> tuple[SkippedRule, ...]:
        """The rules by which nothing was checked in some document, each once."""
        return tuple(dict.fromkeys(one for document in self.documents for one in document.skipped))


SHORT = 8  # letters of a hash that tell the documents of one desk apart


def mark_of(document: DeskDocument, finding: DeskFinding) -> str:
    """Finding and document in one word, as it travels in comments and workbooks.

    Of a file that could not be read the document is the draft before it.
    """
    sha = next(filter(None, (document.sha256, *reversed(document.drafts))), "")
    return f"{finding.id}@{sha[:SHORT]}"
