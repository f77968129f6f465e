"""`juesuan archive add`: documents audited in child processes, and kept."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence

import juesuan
from juesuan.archive.door import Archive
from juesuan.cli.editions import edition_id
from juesuan.cli.sources import delivered, deliveries_of, tell_skipped
from juesuan.cli.streams import CLEAN, FAULT, TROUBLE, Trouble, complain, say, with_progress
from juesuan.deliveries import gathered
from juesuan.guard import Failure
from juesuan.kept_documents import DATE, HandedIn, keep_outcome
from juesuan.model.page import Limits, Unreadable
from juesuan.sources.folders import Source, parted
from juesuan.tasks.results import Report


def add(words: Namespace, archive: Archive, limits: Limits) -> int:
    """Audit and keep every document; the others go on where one cannot be read."""
    if words.published and not DATE.fullmatch(words.published):
        raise Trouble("--published 要写日期，例如 2024-08-30")
    edition = edition_id(words.edition)
    particulars = HandedIn(edition, words.source or "", words.published or "")
    delivery = [delivered(name, limits) for name in words.words]
    sources, skipped = parted(item for items in delivery for item in items)
    counts: Counter[str] = Counter()

    def audited(chosen: Sequence[Source]) -> Iterator[tuple[Source, Report | Failure]]:
        return juesuan.audit_all(chosen, edition=edition, limits=limits, jobs=words.jobs)

    outcomes = deliveries_of(edition, limits).in_bundles(audited, sources, gathered(delivery))
    for source, outcome, _ in with_progress(outcomes, len(sources)):
        joined = not isinstance(outcome, Failure) and outcome.files
        given = [source, *sources] if joined else [source]
        counts[_keep(archive, given, outcome, particulars, limits)] += 1
    archive.compact_many()
    counts["读不了"] += tell_skipped(skipped)
    say("，".join(f"{name} {count} 份" for name, count in counts.items() if count) + "\n")
    return FAULT if counts["出错"] else TROUBLE if counts["读不了"] else CLEAN


def _keep(
    archive: Archive,
    given: Sequence[Source],
    outcome: Report | Failure,
    particulars: HandedIn,
    limits: Limits,
) -> str:
    """Keep one document, or tell why it was refused; what became of it."""
    try:
        return keep_outcome(archive, given, outcome, particulars, limits)
    except Unreadable as error:
        complain(f"{given[0].name}：{error}")
        return "出错" if isinstance(outcome, Failure) and outcome.kind == "fault" else "读不了"
