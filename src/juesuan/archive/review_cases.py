"""The reviews of an archive: one for each department, kind and year, found by any of its drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from juesuan.archive.door import Archive
from juesuan.archive.events import Event
from juesuan.archive.publications import KeptDocument
from juesuan.archive.register import Register
from juesuan.archive.review_acts import REVIEWED, act_of
from juesuan.archive.review_states import Act, ReviewCase, ReviewFinding, case_of

APPROVED = "批复"  # the kind of event that tells when the accounts were approved
DAYS = 20  # from the approval to the day by which they are to be public


class ReviewStep(NamedTuple):
    """One thing that was done in a review, when, and by which account."""

    at: str
    actor: str
    act: Act


class ReviewBook(NamedTuple):
    """All that was done in reviews: how each stands, its steps, its drafts, its approval.

    `drafts` tell by which event a document came to which review.
    """

    cases: Mapping[str, ReviewCase]
    steps: Mapping[str, list[ReviewStep]]
    drafts: Mapping[str, tuple[int, str]]
    approved: Mapping[str, str]

    def subject_of(self, document: KeptDocument, drafts: Iterable[str]) -> str:
        """The review of a document, or of another draft of the same; else the name of a new one."""
        shas = {document.sha256, *drafts}
        begun = [self.drafts[sha256] for sha256 in shas if sha256 in self.drafts]
        return min(begun)[1] if begun else f"{document.year} {document.kind} {document.unit}"

    def due_on(self, subject: str) -> str:
        """The day by which a disclosure is to be public; "" where its approval is not known."""
        approved = self.approved.get(subject)
        if not approved:
            return ""
        return (date.fromisoformat(approved) + timedelta(days=DAYS)).isoformat()


def review_book(archive: Archive) -> ReviewBook:
    """The reviews of an archive, remembered until anything happens."""
    register = archive.register.whole
    book: ReviewBook = register.remembered("reviews", lambda: _book(register))
    return book


def _book(register: Register) -> ReviewBook:
    steps: dict[str, list[ReviewStep]] = {}
    drafts: dict[str, tuple[int, str]] = {}
    for row in register.rows("event", kind=REVIEWED):
        event = Event(**row)
        act = act_of(event)
        steps.setdefault(event.subject, []).append(ReviewStep(event.at, event.actor, act))
        if act.kind == "新稿":
            drafts.setdefault(act.sha256, (event.id, event.subject))
    cases = {subject: case_of(step.act for step in done) for subject, done in steps.items()}
    approvals = (Event(**row) for row in register.rows("event", kind=APPROVED))
    approved = {event.subject: str(event.says["on"]) for event in approvals}
    return ReviewBook(cases, steps, drafts, approved)


def draft_findings(archive: Archive, sha256: str) -> tuple[ReviewFinding, ...]:
    """The findings of a document as a review takes them in."""
    rows = archive.register.rows("finding", sha256=sha256)
    return tuple(ReviewFinding(row["fid"], row["severity"], row["message"]) for row in rows)
