"""juesuan (决算): reads and audits Chinese government department final accounts.

`audit(path)` gives a `Report`, `read(path)` an `Extract`; both raise `Unreadable`, whose message
says why a file cannot be read and what to do, and `Fault` where this program itself fails. A file
is read in a child process with limits. Importing this package imports nothing else of it.
"""
# ruff: noqa: PLC0415 - importing the package must cost nothing, so its parts come when called

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from juesuan.guard import Failure, Fault
    from juesuan.model.page import Limits, Unreadable
    from juesuan.model.reading import Meta
    from juesuan.notation.code_list import Entry
    from juesuan.sources.folders import Source
    from juesuan.tasks.pairing import Prior
    from juesuan.tasks.results import Extract, Report

__all__ = [
    "Extract",
    "Failure",
    "Fault",
    "Limits",
    "Report",
    "Unreadable",
    "__version__",
    "audit",
    "audit_all",
    "audit_paths",
    "covers",
    "read",
]
__version__ = "0.1.0"

Value = TypeVar("Value")


def audit(  # noqa: PLR0913 - options, each by its name
    path: str | Path,
    *,
    edition: str = "",
    codes: Sequence[Entry] = (),
    limits: Limits | None = None,
    prior: str | Path | None = None,
    renamed: bool = False,
) -> Report:
    """Read and audit one file; `edition` as in `juesuan show`, else chosen from the document.

    `codes` are functional codes of one's own, `prior` last year's published document, of another
    department's name where `renamed`. Raises Unreadable.
    """
    from juesuan.sources.folders import Source
    from juesuan.sources.regular import shown
    from juesuan.tasks.pairing import Prior

    source = Source(shown(path), str(path))
    before = Prior(Source(shown(prior), str(prior)), renamed) if prior else None
    outcomes = audit_all([source], edition=edition, codes=codes, limits=limits, prior=[before])
    return _value(next(outcome for _, outcome in outcomes))


def read(
    path: str | Path,
    *,
    edition: str = "",
    codes: Sequence[Entry] = (),
    limits: Limits | None = None,
) -> Extract:
    """Read one file without auditing it; raises Unreadable."""
    from juesuan.sources.folders import Source
    from juesuan.sources.regular import shown

    source = Source(shown(path), str(path))
    outcome: Extract | Failure = task(
        "read:read_file", source, edition=edition, codes=codes, limits=limits
    )
    return _value(outcome)


def audit_paths(
    paths: Iterable[str | Path], *, edition: str = "", jobs: int = 0
) -> Iterator[tuple[str, Report | Failure]]:
    """Audit files and whole folders in parallel; yield path and outcome in the order given.

    What cannot be audited comes last, as a Failure; results of ours in a folder are passed over.
    """
    from pathlib import Path

    from juesuan.guard import Failure
    from juesuan.sources.folders import contents, parted

    sources, aside = parted(one for path in paths for one in contents(Path(path)))
    for source, outcome in audit_all(sources, edition=edition, jobs=jobs):
        yield source.name, outcome
    yield from ((one.name, Failure("refused", one.reason)) for one in aside if one.missed)


def audit_all(  # noqa: PLR0913 - options, each by its name
    sources: Sequence[Source],
    *,
    edition: str = "",
    codes: Sequence[Entry] = (),
    limits: Limits | None = None,
    jobs: int = 0,
    prior: Sequence[Prior | None] = (),
) -> Iterator[tuple[Source, Report | Failure]]:
    """Audit sources in child processes, one per processor where `jobs` is 0; order is kept.

    `prior` is last year's document of each, where any is given.
    """
    from juesuan.model.page import Limits

    bounds = limits or Limits()
    priors = prior or [None] * len(sources)
    tasks = (
        (source, edition, tuple(codes), bounds, before)
        for source, before in zip(sources, priors, strict=True)
    )
    yield from _each(sources, "audit:audit_file", tasks, bounds, jobs)


def covers(
    sources: Sequence[Source], *, limits: Limits | None = None, jobs: int = 0
) -> Iterator[tuple[Source, Meta | Failure]]:
    """Whose document of which year and kind each source is, told by its first lines."""
    from juesuan.model.page import Limits

    bounds = limits or Limits()
    tasks = ((source, bounds) for source in sources)
    yield from _each(sources, "read:cover_of", tasks, bounds, jobs)


def _each(
    sources: Sequence[Source],
    name: str,
    tasks: Iterable[tuple[object, ...]],
    limits: Limits,
    jobs: int,
) -> Iterator[tuple[Source, Any]]:
    """One task of `juesuan.tasks` on every source, in child processes; order is kept."""
    import os

    from juesuan.guard import Workers

    count = min(jobs or os.cpu_count() or 1, len(sources))
    with Workers(count, limits) as workers:
        for index, outcome in _in_order(workers.map(f"juesuan.tasks.{name}", tasks)):
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
    "Extract": "juesuan.tasks.results",
    "Failure": "juesuan.guard",
    "Fault": "juesuan.guard",
    "Limits": "juesuan.model.page",
    "Report": "juesuan.tasks.results",
    "Unreadable": "juesuan.model.page",
}


def __getattr__(name: str) -> object:
    """Import a public class when it is first asked for."""
    from importlib import import_module

    if name not in HOMES:
        raise AttributeError(f"module 'juesuan' has no attribute '{name}'")
    return getattr(import_module(HOMES[name]), name)
