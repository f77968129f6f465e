"""juesuan (决算): reads and audits Chinese government department final accounts.

`audit(path)` gives a `Report`, `read(path)` an `Extract`; a ZIP, a folder or several paths may be
one disclosure. Both raise `Unreadable`, whose message
says why a file cannot be read and what to do, and `Fault` where this program itself fails. A file
is read in a child process with limits. Importing this package imports nothing else of it.
"""
# ruff: noqa: PLC0415 - importing the package must cost nothing, so its parts come when called

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from juesuan.audited_paths import AuditedPaths
    from juesuan.deliveries import Audits, Deliveries
    from juesuan.guard import Failure, Fault
    from juesuan.kept_reports import Done, KeptReports
    from juesuan.model.page import Limits, Unreadable
    from juesuan.model.reading import Meta
    from juesuan.model.settings import SkippedRule, Waiver
    from juesuan.notation.code_list import Entry
    from juesuan.sources.folders import Source
    from juesuan.tasks.pairing import Prior
    from juesuan.tasks.results import Extract, Report

__all__ = [
    "AuditedPaths",
    "Extract",
    "Failure",
    "Fault",
    "Limits",
    "Report",
    "SkippedRule",
    "Unreadable",
    "Waiver",
    "__version__",
    "audit",
    "audit_all",
    "audit_paths",
    "claims",
    "covers",
    "facts",
    "read",
]
__version__ = "0.1.0"

Value = TypeVar("Value")
SEVERAL = "其中不止一份决算，或归属不明：请指定其中一份，或用 audit_paths 逐份审核"


def audit(  # noqa: PLR0913 - options, each by its name
    path: str | Path,
    *more: str | Path,
    edition: str = "",
    codes: Sequence[Entry] = (),
    limits: Limits | None = None,
    prior: str | Path | None = None,
    renamed: bool = False,
) -> Report:
    """Read and audit one disclosure; `edition` as in `juesuan show`, else chosen from the document.

    `more` are further files of it; a ZIP or a folder may hold its files. `codes` are functional
    codes of one's own, `prior` last year's published document, of another department's name where
    `renamed`. Raises Unreadable.
    """
    from juesuan.sources.folders import Source
    from juesuan.sources.regular import shown
    from juesuan.tasks.pairing import Prior

    source = _disclosure([path, *more], edition, limits)
    before = Prior(Source(shown(prior), str(prior)), renamed) if prior else None
    outcomes = audit_all([source], edition=edition, codes=codes, limits=limits, prior=[before])
    return _value(next(outcome for _, outcome in outcomes))


def read(
    path: str | Path,
    *more: str | Path,
    edition: str = "",
    codes: Sequence[Entry] = (),
    limits: Limits | None = None,
) -> Extract:
    """Read one disclosure without auditing it: files as for `audit`; raises Unreadable."""
    source = _disclosure([path, *more], edition, limits)
    outcome: Extract | Failure = task(
        "read:read_file", source, edition=edition, codes=codes, limits=limits
    )
    return _value(outcome)


def _disclosure(paths: Sequence[str | Path], edition: str, limits: Limits | None) -> Source:
    """The one disclosure that files, or the files of a ZIP or folder, are; raises Unreadable."""
    from juesuan.deliveries import as_one
    from juesuan.model.page import Unreadable
    from juesuan.sources.folders import parted
    from juesuan.sources.regular import shown

    deliveries = _deliveries(edition, limits)
    delivery = [deliveries.delivered(path) for path in paths]
    sources, aside = parted(item for items in delivery for item in items)
    if len(paths) > 1 and sources:
        return as_one(sources)
    chosen = deliveries.one_of(sources, delivery)
    if len(chosen) == 1:
        return chosen[0]
    reason = SEVERAL if chosen else "；".join(item.reason for item in aside) or "其中没有文件"
    raise Unreadable(f"“{shown(paths[0])}”：{reason}")


def _deliveries(edition: str, limits: Limits | None) -> Deliveries:
    """Who tells which files are one disclosure; what is joined, and every doubt, is logged."""
    import logging
    from functools import partial

    from juesuan.deliveries import Deliveries

    return Deliveries(
        partial(task, edition=edition, limits=limits), logging.getLogger(__name__).info
    )


def audit_paths(  # noqa: PLR0913 - options, each by its name
    paths: Iterable[str | Path],
    *,
    edition: str = "",
    limits: Limits | None = None,
    jobs: int = 0,
    skipped: Sequence[SkippedRule] = (),
    waivers: Sequence[Waiver] = (),
    date: str = "",
    cache: str | Path | None = None,
) -> AuditedPaths:
    """Audit files, ZIPs and whole folders in parallel: path and outcome of each, in order.

    After them come the disclosures of several files, each by its first one, and as a Failure what
    cannot be audited; results of ours in a folder are passed over. Its `documents` and `findings`
    are Arrow tables. By `skipped` nothing is checked; `waivers` are judged on a `date`, as
    2026-12-31, else today; `cache` is a folder where reports are kept.
    """
    from functools import partial
    from pathlib import Path

    from juesuan.audited_paths import AuditedPaths
    from juesuan.kept_reports import KeptReports
    from juesuan.model.page import Limits

    bounds = limits or Limits()
    kept = KeptReports(Path(cache), bounds, edition, (), skipped) if cache else None
    audits = partial(
        audit_all, edition=edition, limits=bounds, jobs=jobs, skipped=skipped, kept=kept
    )
    outcomes = _in_folders(paths, _deliveries(edition, limits), audits)
    return AuditedPaths(outcomes, tuple(waivers), date)


def _in_folders(
    paths: Iterable[str | Path], deliveries: Deliveries, audits: Audits
) -> Iterator[tuple[str, Report | Failure]]:
    """What became of files, and of all that is in ZIPs and folders."""
    from juesuan.deliveries import gathered
    from juesuan.guard import Failure
    from juesuan.sources.folders import parted

    delivery = [deliveries.delivered(path) for path in paths]
    sources, aside = parted(item for items in delivery for item in items)
    for source, outcome, _ in deliveries.in_bundles(audits, sources, gathered(delivery)):
        yield source.name, outcome
    yield from ((item.name, Failure("refused", item.reason)) for item in aside if item.missed)


def audit_all(  # noqa: PLR0913 - options, each by its name
    sources: Sequence[Source],
    *,
    edition: str = "",
    codes: Sequence[Entry] = (),
    limits: Limits | None = None,
    jobs: int = 0,
    prior: Sequence[Prior | None] = (),
    skipped: Sequence[SkippedRule] = (),
    kept: KeptReports | None = None,
) -> Iterator[tuple[Source, Report | Failure]]:
    """Audit sources in child processes, one per processor where `jobs` is 0; order is kept.

    `prior` is last year's document of each, where any is given; by `skipped` nothing is checked;
    what is `kept`, of the same options, is not audited again.
    """
    from juesuan.model.page import Limits

    bounds = limits or Limits()

    def audits(
        chosen: Sequence[Source], priors: Sequence[Prior | None], done: Done | None = None
    ) -> Iterator[tuple[Source, Report | Failure]]:
        def tasks() -> Iterator[tuple[object, ...]]:
            for source, before in zip(chosen, priors, strict=True):
                yield source, edition, tuple(codes), bounds, before, tuple(skipped)
            import juesuan.publishing.report.text  # while they work, what shows what they answer
            import juesuan.tasks.results  # noqa: F401 - and what that is

        yield from _each(chosen, "audit:audit_file", tasks(), bounds, jobs, done)

    priors = prior or [None] * len(sources)
    yield from kept.through(sources, priors, audits) if kept else audits(sources, priors)


def facts(records: Iterable[Report | Extract]) -> pa.Table:
    """The numbers of the tables of documents as one Arrow table, as `read FOLDER` has it."""
    from juesuan.publishing.report.dataframes import facts_table

    return facts_table(records)


def claims(records: Iterable[Report | Extract]) -> pa.Table:
    """What the texts of documents say of their numbers as one Arrow table."""
    from juesuan.publishing.report.dataframes import claims_table

    return claims_table(records)


def covers(
    sources: Sequence[Source], *, limits: Limits | None = None, jobs: int = 0
) -> Iterator[tuple[Source, Meta | Failure]]:
    """Whose document of which year and kind each source is, told by its first lines."""
    from juesuan.model.page import Limits

    bounds = limits or Limits()
    tasks = ((source, bounds) for source in sources)
    yield from _each(sources, "read:cover_of", tasks, bounds, jobs)


def _each(  # noqa: PLR0913, PLR0917 - what is done, to what and how
    sources: Sequence[Source],
    name: str,
    tasks: Iterable[tuple[object, ...]],
    limits: Limits,
    jobs: int,
    done: Done | None = None,
) -> Iterator[tuple[Source, Any]]:
    """One task of `juesuan.tasks` on every source, in child processes; order is kept.

    `done` hears of each outcome as it comes, by the number of its source.
    """
    import os

    from juesuan.guard import Workers

    count = min(jobs or os.cpu_count() or 1, len(sources))
    with Workers(count, limits) as workers:
        outcomes = _heard(workers.map(f"juesuan.tasks.{name}", tasks), done)
        for index, outcome in _in_order(outcomes):
            yield sources[index], outcome


def task(
    name: str,
    source: Source,
    *more: object,
    edition: str = "",
    codes: Sequence[Entry] = (),
    limits: Limits | None = None,
) -> Any:  # noqa: ANN401 - what a child unpickles, as its task made it
    """Run one task of `juesuan.tasks` on one source in a child process: its value or a Failure."""
    from juesuan.guard import Workers
    from juesuan.model.page import Limits

    bounds = limits or Limits()
    with Workers(1, bounds) as workers:
        return workers.run(f"juesuan.tasks.{name}", source, edition, tuple(codes), bounds, *more)


def _heard(outcomes: Iterable[tuple[int, Any]], done: Done | None) -> Iterator[tuple[int, Any]]:
    """Outcomes as they come, each told first."""
    for number, outcome in outcomes:
        if done:
            done(number, outcome)
        yield number, outcome


def _in_order(outcomes: Iterable[tuple[int, Value]]) -> Iterator[tuple[int, Value]]:
    """Outcomes in the order of their numbers; what comes early waits."""
    early: dict[int, Value] = {}
    due = 0
    for number, outcome in outcomes:
        early[number] = outcome
        while due in early:
            yield due, early.pop(due)
            due += 1


def _value(outcome: Value | Failure) -> Value:
    """The value of a task; Unreadable or Fault with the reason where there is none."""
    from juesuan.guard import Failure, Fault
    from juesuan.model.page import Unreadable

    if isinstance(outcome, Failure):
        raise (Fault if outcome.kind == "fault" else Unreadable)(outcome.message)
    return outcome


HOMES = {
    "AuditedPaths": "juesuan.audited_paths",
    "Extract": "juesuan.tasks.results",
    "Failure": "juesuan.guard",
    "Fault": "juesuan.guard",
    "Limits": "juesuan.model.page",
    "Report": "juesuan.tasks.results",
    "SkippedRule": "juesuan.model.settings",
    "Unreadable": "juesuan.model.page",
    "Waiver": "juesuan.model.settings",
}


def __getattr__(name: str) -> object:
    """Import a public class when it is first asked for."""
    from importlib import import_module

    if name not in HOMES:
        raise AttributeError(f"module 'juesuan' has no attribute '{name}'")
    return getattr(import_module(HOMES[name]), name)
