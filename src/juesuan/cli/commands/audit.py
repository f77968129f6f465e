"""`juesuan audit`: every file is audited; the others go on where one cannot be read."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace

import juesuan
from juesuan.cli.bounds import limits_of
from juesuan.cli.editions import edition_id
from juesuan.cli.outputs import Output
from juesuan.cli.priors import priors_of
from juesuan.cli.sources import codes_of, contents_of, tell_skipped
from juesuan.cli.streams import (
    CLEAN,
    FAULT,
    TROUBLE,
    WRONG,
    complain,
    tell,
    with_progress,
)
from juesuan.guard import Failure
from juesuan.sources.folders import Left, parted


def run(words: Namespace) -> int:
    """Audit every file and tell how many are wrong; or explain one number of one file."""
    edition, codes, limits = edition_id(words.edition), codes_of(words.codes), limits_of(words)
    items = [item for name in words.files for item in contents_of(name, limits)]
    sources, skipped = parted(items)
    priors = priors_of(words, sources, limits)
    if words.explain:
        from juesuan.cli.commands.explain import explain  # noqa: PLC0415 - only where asked for

        return explain(words, sources, edition, codes, priors.of)
    output = Output(words.format or ["text"], words.out, sources, words.inputs)
    outcomes = juesuan.audit_all(
        sources, edition=edition, codes=codes, limits=limits, jobs=words.jobs, prior=priors.of
    )
    unread, wrong, faults = tell_skipped(skipped), 0, 0
    for index, (source, outcome) in enumerate(with_progress(outcomes, len(sources))):
        if isinstance(outcome, Failure):
            complain(f"{source.name}：{outcome.message}")
            output.miss(index)
            unread += 1
            faults += outcome.kind == "fault"
        else:
            output.put(index, replace(outcome, by_page=words.order == "页码"))
            wrong += outcome.wrong
    output.close()
    _tell_counts(len(sources), skipped, wrong, unread)
    return FAULT if faults else TROUBLE if unread or priors.unread else WRONG if wrong else CLEAN


def _tell_counts(sources: int, skipped: Sequence[Left], wrong: int, unread: int) -> None:
    """How many were right, where there are several."""
    missed = sum(item.missed for item in skipped)
    every, passed = sources + missed, len(skipped) - missed
    if every > 1:
        right = every - wrong - unread
        more = f"，跳过 {passed} 处" if passed else ""
        tell(f"共 {every} 份：没有错误 {right} 份，有错误 {wrong} 份，读不了 {unread} 份{more}")
