"""Acts of a review as events of the archive, and back."""

from __future__ import annotations

from collections.abc import Iterable

from juesuan.archive.events import Body, Event
from juesuan.archive.review_states import Act, ReviewFinding

REVIEWED = "复核"  # the kind of event that an act is


def act_body(act: Act) -> Body:
    """What the event of an act says."""
    return {**act._asdict(), "findings": [list(finding) for finding in act.findings]}


def act_of(event: Event) -> Act:
    """The act that an event tells of."""
    body = event.says
    findings = tuple(ReviewFinding(*finding) for finding in body.pop("findings"))
    waived = tuple(body.pop("waived", ()))  # acts of before tell of none
    return Act(**body, findings=findings, waived=waived)


def acts_on(events: Iterable[Event], subject: str) -> list[Act]:
    """What was done on one disclosure, in its order."""
    return [act_of(each) for each in events if (each.kind, each.subject) == (REVIEWED, subject)]
