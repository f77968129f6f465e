"""`juesuan audit`: every file is audited; the others go on where one cannot be read."""

from __future__ import annotations

import errno
import os
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import juesuan
from juesuan.cli.audit_settings import AuditSettings
from juesuan.cli.inputs import refuse_within
from juesuan.cli.outputs import Output, unwritable
from juesuan.cli.priors import priors_of
from juesuan.cli.rounds_before import before_of
from juesuan.cli.sources import codes_of, delivered, deliveries_of, tell_skipped
from juesuan.cli.streams import (
    CLEAN,
    FAULT,
    TROUBLE,
    WRONG,
    Trouble,
    complain,
    tell,
    with_progress,
)
from juesuan.deliveries import Deliveries, as_one, gathered
from juesuan.guard import Failure
from juesuan.sources.folders import Left, Source, parted
from juesuan.sources.regular import shown
from juesuan.tasks.pairing import Prior

if TYPE_CHECKING:
    from juesuan.kept_reports import KeptReports
    from juesuan.notation.code_list import Entry
    from juesuan.tasks.results import Report


def run(words: Namespace) -> int:
    """Audit every file and tell how many are wrong; or explain one number of one file."""
    settled, codes = AuditSettings(words), codes_of(words.codes)
    edition, limits = settled.edition, settled.limits
    delivery = [delivered(name, limits) for name in words.files]
    deliveries = deliveries_of(edition, limits)
    sources, skipped = _sources(words, delivery, deliveries)
    priors = priors_of(words, sources, limits)
    if words.explain:
        from juesuan.cli.commands.explain import explain  # noqa: PLC0415 - only where asked for

        return explain(words, sources, (edition, codes, limits), priors.of)
    kept = kept_of(words, settled, codes)
    output = Output(words, sources, skipped, before_of(words, limits))
    before = dict(zip((source.name for source in sources), priors.of, strict=True))

    def audited(chosen: Sequence[Source]) -> Iterator[tuple[Source, Report | Failure]]:
        return juesuan.audit_all(
            chosen,
            edition=edition,
            codes=codes,
            limits=limits,
            jobs=words.jobs,
            prior=[_before(source, before) for source in chosen],
            skipped=settled.skipped,
            kept=kept,
        )

    several = [] if words.together else gathered(delivery)
    outcomes = deliveries.in_bundles(audited, sources, several)
    counts = Counter({"unread": tell_skipped(skipped)})
    with output:
        _put_all(output, sources, outcomes, settled, counts)
    if kept and kept.count:
        tell(f"其中 {kept.count} 份以前审过，没有变，结果取自 {shown(kept.folder)}")
    _tell_counts(counts, skipped)
    if counts["faults"]:
        return FAULT
    return TROUBLE if counts["unread"] or priors.unread else WRONG if counts["wrong"] else CLEAN


def kept_of(words: Namespace, settled: AuditSettings, codes: Sequence[Entry]) -> KeptReports | None:
    """The reports that are kept in the folder of `--cache`; Trouble where it cannot be."""
    if not words.cache:
        return None
    from juesuan.kept_reports import KeptReports  # noqa: PLC0415 - only where asked for

    folder = Path(words.cache)
    refuse_within(words.cache, words.files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    if not os.access(folder, os.W_OK):
        raise unwritable(folder, PermissionError(errno.EACCES, ""))
    return KeptReports(folder, settled.limits, settled.edition, codes, settled.skipped)


def _put_all(
    output: Output,
    sources: Sequence[Source],
    outcomes: Iterator[tuple[Source, Report | Failure, int]],
    settled: AuditSettings,
    counts: Counter[str],
) -> None:
    """Write what became of each file as it comes, and count."""
    coming = with_progress(
        outcomes, len(sources), waiting=not output.folder, name=lambda item: item[0].name
    )
    for source, outcome, most in coming:
        index = sources.index(source)
        counts["all"] += 1
        output.expect(most)
        if isinstance(outcome, Failure):
            complain(f"{source.name}：{outcome.message}")
            output.miss(index, outcome.message)
            counts["unread"] += 1
            counts["faults"] += outcome.kind == "fault"
        else:
            report = settled.applied(outcome)
            output.put(index, report)
            counts["wrong"] += report.wrong
    settled.close()
    output.notes = tuple(settled.notes)


def _sources(
    words: Namespace, delivery: Sequence[Sequence[Source | Left]], deliveries: Deliveries
) -> tuple[list[Source], list[Left]]:
    """The files to audit, those told to be one disclosure as one; and what is left aside."""
    sources, skipped = parted(item for items in delivery for item in items)
    if words.together and not sources:
        raise Trouble("--together 没有可以合并的文件：请检查路径")
    if words.together:
        sources = [as_one(sources)]
    elif words.explain or words.prior:
        sources = deliveries.one_of(sources, delivery)
    return sources, skipped


def _before(source: Source, priors: Mapping[str, Prior | None]) -> Prior | None:
    """Last year's document of a source; of several files, that of the first one that has it."""
    parts = source.origin if isinstance(source.origin, tuple) else ()
    names = (source.name, *(part.name for part in parts))
    return next((prior for name in names if (prior := priors.get(name))), None)


def _tell_counts(counts: Counter[str], skipped: Sequence[Left]) -> None:
    """How many were right, where there are several."""
    missed = sum(item.missed for item in skipped)
    every, passed = counts["all"] + missed, len(skipped) - missed
    if every > 1:
        wrong, unread = counts["wrong"], counts["unread"]
        right = every - wrong - unread
        more = f"，跳过 {passed} 处" if passed else ""
        tell(f"共 {every} 份：没有错误 {right} 份，有错误 {wrong} 份，读不了 {unread} 份{more}")
