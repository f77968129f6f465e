"""`juesuan archive rebuild`: register and lake made again from originals and events."""

from __future__ import annotations

from collections.abc import Iterator

import juesuan
from juesuan.archive.door import Archive
from juesuan.archive.original_sources import source_of
from juesuan.archive.register_rows import Delivery
from juesuan.cli.streams import CLEAN, TROUBLE, complain, say, tell
from juesuan.guard import Failure
from juesuan.model.page import Limits
from juesuan.model.report import Audited

DIFFERING = "{}：现在的程序读出的与原来的不同，已按现在的记下（事件里两次都在）"


def rebuild(archive: Archive, limits: Limits) -> int:
    """Audit every original anew, and tell what came out otherwise."""
    restored = archive.restore()
    if restored:
        tell(f"登记簿是空的，由事件记录恢复 {restored} 个事件")
    result = archive.rebuild(_audits(archive, limits))
    for name in result.differing:
        tell(DIFFERING.format(name))
    for name in result.unread:
        complain(f"{name}：原件不见了、被改过或读不了，没有重建")
    say(f"已重建 {result.readings} 份\n")
    return TROUBLE if result.unread else CLEAN


def _audits(archive: Archive, limits: Limits) -> Iterator[tuple[Delivery, Audited | None]]:
    """Every document of the archive as it is read now; None for one that cannot be."""
    groups: dict[str, list[Delivery]] = {}
    for delivery in archive.deliveries():
        groups.setdefault(delivery.edition, []).append(delivery)
    for edition, deliveries in groups.items():
        originals = archive.originals
        sources = [source for each in deliveries if (source := source_of(originals, each))]
        lacking = [each for each in deliveries if source_of(originals, each) is None]
        yield from ((each, None) for each in lacking)
        whole = [each for each in deliveries if each not in lacking]
        outcomes = juesuan.audit_all(sources, edition=edition, limits=limits)
        for delivery, (_, outcome) in zip(whole, outcomes, strict=True):
            yield delivery, None if isinstance(outcome, Failure) else outcome
