"""`juesuan audit`: every file is audited; the others go on where one cannot be read."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

import juesuan
from juesuan.cli.bounds import limits_of
from juesuan.cli.deliveries import delivered, gathered, in_bundles, one_of, together
from juesuan.cli.editions import edition_id
from juesuan.cli.outputs import Output
from juesuan.cli.sources import codes_of, tell_skipped
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
from juesuan.guard import Failure
from juesuan.sources.folders import Left, Source, parted
from juesuan.sources.regular import shown
from juesuan.tasks.results import Report


def run(words: Namespace) -> int:
    """Audit every file and tell how many are wrong; or explain one number of one file."""
    edition, codes, limits = edition_id(words.edition), codes_of(words.codes), limits_of(words)
    delivery = [delivered(name, limits) for name in words.files]
    sources, skipped = parted(item for items in delivery for item in items)
    if words.together:
        sources = [together(sources)]
    elif words.explain or words.prior:
        sources = one_of(sources, delivery, edition, limits)
    prior = _prior(words.prior, sources)
    if words.explain:
        from juesuan.cli.commands.explain import explain  # noqa: PLC0415 - only where asked for

        return explain(words, sources, edition, codes, prior)
    output = Output(words.format or ["text"], words.out, sources, words.inputs)

    def audited(chosen: Sequence[Source]) -> Iterator[tuple[Source, Report | Failure]]:
        return juesuan.audit_all(
            chosen, edition=edition, codes=codes, limits=limits, jobs=words.jobs, prior=prior
        )

    several = [] if words.together else gathered(delivery)
    outcomes = in_bundles(audited, sources, several, edition, limits)
    unread, wrong, faults, count = tell_skipped(skipped), 0, 0, 0
    for source, outcome, left in with_progress(outcomes, len(sources)):
        index, count = sources.index(source), count + 1
        output.expect(left)
        if isinstance(outcome, Failure):
            complain(f"{source.name}：{outcome.message}")
            output.miss(index)
            unread += 1
            faults += outcome.kind == "fault"
        else:
            output.put(index, outcome)
            wrong += outcome.wrong
    output.close()
    _tell_counts(count, skipped, wrong, unread)
    return FAULT if faults else TROUBLE if unread else WRONG if wrong else CLEAN


def _tell_counts(sources: int, skipped: Sequence[Left], wrong: int, unread: int) -> None:
    """How many were right, where there are several."""
    missed = sum(item.missed for item in skipped)
    every, passed = sources + missed, len(skipped) - missed
    if every > 1:
        right = every - wrong - unread
        more = f"，跳过 {passed} 处" if passed else ""
        tell(f"共 {every} 份：没有错误 {right} 份，有错误 {wrong} 份，读不了 {unread} 份{more}")


def _prior(name: str | None, sources: Sequence[Source]) -> Source | None:
    """Last year's document, which belongs to one file only."""
    if name is None:
        return None
    if len(sources) != 1 or name == "-":
        raise Trouble("--prior 是一份文件的上一年度文件：请一次审核一份")
    return Source(shown(Path(name).name), name)
