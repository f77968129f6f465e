"""The reviews of an archive: one for each department, kind and year, found by any of its drafts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from juesuan.archive.door import Archive
from juesuan.archive.events import Event
from juesuan.archive.publications import KeptDocument
from juesuan.archive.review_acts import REVIEWED, act_of
from juesuan.archive.review_states import Act, ReviewCase, ReviewFinding, case_of

APPROVED = "批复"  # the kind of event that tells when the accounts were approved
DAYS = 20  # from the approval to the day by which they are to be public


class ReviewStep(NamedTuple):
    """One thing that was done in a review, when, and by which account."""

    at: str
    actor: str
    act: Act


def review_cases(archive: Archive) -> dict[str, ReviewCase]:
    """How every review stands, by its subject."""
    acts: dict[str, list[Act]] = {}
    for event in _events(archive):
        acts.setdefault(event.subject, []).append(act_of(event))
    return {subject: case_of(done) for subject, done in acts.items()}


def review_steps(archive: Archive, subject: str) -> list[ReviewStep]:
    """What was done in one review, in its order."""
    events = (event for event in _events(archive) if event.subject == subject)
    return [ReviewStep(event.at, event.actor, act_of(event)) for event in events]


def subject_of(archive: Archive, document: KeptDocument, drafts: Iterable[str]) -> str:
    """The review of a document, or of any other draft of the same; else the name of a new one."""
    shas = {document.sha256, *drafts}
    for event in _events(archive):
        act = act_of(event)
        if act.kind == "新稿" and act.sha256 in shas:
            return event.subject
    return f"{document.year} {document.kind} {document.unit}"


def draft_findings(archive: Archive, sha256: str) -> tuple[ReviewFinding, ...]:
    """The findings of a document as a review takes them in."""
    rows = archive.register.rows("finding", sha256=sha256)
    return tuple(ReviewFinding(row["fid"], row["severity"], row["message"]) for row in rows)


def due_on(archive: Archive, subject: str) -> str:
    """The day by which a disclosure is to be public; "" where its approval is not known."""
    rows = archive.register.rows("event", kind=APPROVED, subject=subject)
    if not rows:
        return ""
    approved = date.fromisoformat(Event(**rows[-1]).says["on"])
    return (approved + timedelta(days=DAYS)).isoformat()


def _events(archive: Archive) -> list[Event]:
    return [Event(**row) for row in archive.register.rows("event", kind=REVIEWED)]
