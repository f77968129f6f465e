"""What was delivered: ZIPs opened, and the files told that are one disclosure together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import juesuan
from juesuan.cli.sources import contents_of
from juesuan.cli.streams import Trouble, tell
from juesuan.guard import Failure
from juesuan.model.page import Limits, Unreadable
from juesuan.sources.bundle import Unpacked, may_be_bundle
from juesuan.sources.folders import Left, Source
from juesuan.sources.kinds import HEAD
from juesuan.sources.regular import opened, shown, taken
from juesuan.tasks.bundles import FileContents, bundles

if TYPE_CHECKING:
    from juesuan.tasks.results import Extract, Report

Audits = Callable[[Sequence[Source]], Iterator[tuple[Source, "Report | Failure"]]]
JOINED = "合为一份审核：{}（同一文件夹或压缩包里，正文之外的表和自评表归入同一部门、年度的正文）"


def delivered(name: str, limits: Limits) -> list[Source | Left]:
    """What a word names: stdin, a file, all that a folder or a ZIP holds."""
    return [each for item in contents_of(name, limits) for each in _unpacked(item, limits)]


def _unpacked(item: Source | Left, limits: Limits) -> Iterator[Source | Left]:
    """The files of a ZIP, opened in a child process; anything else as it is."""
    if isinstance(item, Left) or not may_be_bundle(_head(item)):
        yield item
        return
    outcome: Unpacked | Failure | None = juesuan.task("read:unpack_file", item, limits=limits)
    if outcome is None:
        yield item
    elif isinstance(outcome, Failure):
        yield Left(item.name, outcome.message, missed=True)
    else:
        yield from outcome.sources
        yield from outcome.aside
        if not outcome.sources:
            yield Left(item.name, "压缩包里没有文件", missed=True)


def _head(source: Source) -> bytes:
    """How a file begins; nothing where it cannot be opened, of which its reader will tell."""
    if isinstance(source.origin, bytes):
        return source.origin[:HEAD]
    try:
        with opened(str(source.origin)) as file:
            return taken(file, HEAD)
    except (OSError, ValueError, Unreadable):
        return b""


def together(sources: Sequence[Source]) -> Source:
    """Files that the user says are one disclosure."""
    if not sources:
        raise Trouble("--together 没有可以合并的文件：请检查路径")
    return as_one(sources) if len(sources) > 1 else sources[0]


def as_one(sources: Sequence[Source]) -> Source:
    """Several sources as one, by the names of their files."""
    names = [PurePosixPath(source.name.replace("\\", "/")).name for source in sources]
    return Source(" + ".join(names), tuple(sources))


def belonging(
    outcomes: Iterable[tuple[Source, Report | Extract | Failure]], edition: str, limits: Limits
) -> list[Source]:
    """The disclosures of which several files make one; each, and every doubt, is told."""
    contents = []
    for source, outcome in outcomes:
        record: Extract | Report | Failure = outcome
        if isinstance(outcome, Failure) and outcome.kind == "formless":
            record = juesuan.task("read:survey_file", source, edition=edition, limits=limits)
        if not isinstance(record, Failure):
            contents.append(FileContents.of(source, record))
    joining = bundles(contents)
    for doubt in joining.doubts:
        tell(f"没有合并  {doubt}")
    for group in joining.groups:
        tell(JOINED.format("、".join(shown(source.name) for source in group)))
    return [as_one(group) for group in joining.groups]


def gathered(delivery: Iterable[Sequence[Source | Left]]) -> list[Source]:
    """The files that came in one folder or ZIP with others, and may belong together."""
    words = ([item for item in items if isinstance(item, Source)] for items in delivery)
    return [source for sources in words if len(sources) > 1 for source in sources]


def in_bundles(
    audited: Audits,
    sources: Sequence[Source],
    several: Sequence[Source],
    edition: str,
    limits: Limits,
) -> Iterator[tuple[Source, Report | Failure, int]]:
    """Every disclosure with its outcome, by its first file; and how many there are at most.

    What may belong with others waits until all of them were looked at; the rest comes at once.
    """
    names = {source.name for source in several}
    mixed = len({PurePosixPath(name).suffix.casefold() for name in names}) > 1
    waiting: list[tuple[Source, Report | Failure]] = []
    for source, outcome in audited(sources):
        if source.name in names and (mixed or _wants(source, outcome)):
            waiting.append((source, outcome))
        else:
            yield source, outcome, len(sources)
    bundled = belonging(waiting, edition, limits)
    parts = [bundle.origin for bundle in bundled if isinstance(bundle.origin, tuple)]
    inside = {part.name for group in parts for part in group}
    outcomes = (outcome for _, outcome in audited(bundled)) if bundled else ()
    whole = {group[0].name: outcome for group, outcome in zip(parts, outcomes, strict=True)}
    count = len(sources) - len(inside) + len(bundled)
    for source, outcome in waiting:
        if source.name in whole:
            yield source, whole[source.name], count
        elif source.name not in inside:
            yield source, outcome, count


def _wants(source: Source, outcome: Report | Failure) -> bool:
    """Whether a file lacks what another one beside it may have: tables, or a text."""
    if isinstance(outcome, Failure):
        return outcome.kind == "formless"
    contents = FileContents.of(source, outcome)
    return not contents.tells or len(contents.forms) < len(outcome.forms)


def one_of(
    sources: Sequence[Source],
    delivery: Iterable[Sequence[Source | Left]],
    edition: str,
    limits: Limits,
) -> list[Source]:
    """The one disclosure that all sources of one folder or ZIP are; else the sources."""
    if len(sources) < 2 or len(gathered(delivery)) < len(sources):
        return list(sources)
    surveys = [
        (source, juesuan.task("read:survey_file", source, edition=edition, limits=limits))
        for source in sources
    ]
    bundled = belonging(surveys, edition, limits)
    whole = len(bundled) == 1 and len(bundled[0].origin) == len(sources)
    return bundled if whole else list(sources)
