"""What an office settles before an audit: rules it does not check, findings it waives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class SkippedRule(NamedTuple):
    """A rule by which nothing was checked, and why."""

    rule: str
    reason: str


class Waiver(NamedTuple):
    """A finding that an office lets pass: why, who says so, until which day (that day included).

    `id` is that of the finding; the document is told by `department`, and `year` where given, or
    by `document`, how its SHA-256 begins. Days are written 2026-12-31.
    """

    id: str
    reason: str
    by: str
    until: str
    department: str = ""
    year: int | None = None
    document: str = ""

    @property
    def mark(self) -> str:
        """The id as it was written: that of the finding alone, or with its document."""
        return f"{self.id}@{self.document}" if self.document else self.id

    def of(self, department: str, year: int | None, sha256: str) -> bool:
        """Whether a document is the one whose finding is waived."""
        if self.document:
            return sha256.startswith(self.document)
        return self.department == department and self.year in (None, year)


class SetAside(NamedTuple):
    """What an audit sets aside: rules that are skipped, and waivers as of a day."""

    skipped: tuple[SkippedRule, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    day: str = ""


NOTHING_ASIDE = SetAside()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a juesuan.toml says; `source` is its name, "" where there is none."""

    source: str = ""
    edition: str = ""
    skipped: tuple[SkippedRule, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    limits: Mapping[str, str] = field(default_factory=dict)
