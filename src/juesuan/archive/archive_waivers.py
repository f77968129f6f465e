"""Waivers of an archive: a finding let pass in one document, one department or one region.

Each is an event; of several on the same finding and scope the last one counts, so that a waiver is
taken back by another whose last day is past.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from juesuan.archive.events import Body, Event
from juesuan.archive.publications import DepartmentNames, KeptDocument
from juesuan.archive.register import Register

WAIVED = "豁免"  # the kind of event
WaiverScope = Literal["文件", "部门", "地区"]
SCOPES: tuple[WaiverScope, ...] = ("文件", "部门", "地区")


class ArchiveWaiver(NamedTuple):
    """A finding that is let pass: where, why, by whom, until which day, that day included.

    `of` is the SHA-256 of a document, the name of a department, or the number of a region.
    """

    finding: str
    scope: WaiverScope
    of: str
    message: str
    reason: str
    by: str
    until: str

    @property
    def body(self) -> Body:
        """What its event says."""
        return {name: value for name, value in self._asdict().items() if name != "finding"}


def waivers(register: Register) -> list[ArchiveWaiver]:
    """The waivers that count, in the order they were first given; remembered."""
    whole = register.whole
    every: list[ArchiveWaiver] = whole.remembered("waivers", lambda: _waivers(whole))
    return [*every]


def _waivers(register: Register) -> list[ArchiveWaiver]:
    names = DepartmentNames(register.rows("alias"))
    last: dict[tuple[str, str, str], ArchiveWaiver] = {}
    for row in register.rows("event", kind=WAIVED):
        event = Event(**row)
        waiver = ArchiveWaiver(event.subject, **event.says)
        of = names.latest(waiver.of) if waiver.scope == "部门" else waiver.of
        last[waiver.finding, waiver.scope, of] = waiver._replace(of=of)
    return [*last.values()]


def scope_of(document: KeptDocument, scope: WaiverScope) -> str:
    """What a waiver for a document is given for, in one of the scopes."""
    return {"文件": document.sha256, "部门": document.unit, "地区": document.region}[scope]


def waived(
    every: Iterable[ArchiveWaiver], document: KeptDocument, on: str
) -> dict[str, ArchiveWaiver]:
    """The findings of a document that are let pass on a day; the narrowest scope tells why."""
    holding = [waiver for waiver in every if on <= waiver.until and _covers(waiver, document)]
    holding.sort(key=lambda waiver: -SCOPES.index(waiver.scope))
    return {waiver.finding: waiver for waiver in holding}


def _covers(waiver: ArchiveWaiver, document: KeptDocument) -> bool:
    place = scope_of(document, waiver.scope)
    return place.startswith(waiver.of) if waiver.scope == "地区" else place == waiver.of
