"""What was delivered: ZIPs opened, and the files told that are one disclosure together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from juesuan.guard import Failure
from juesuan.model.page import Unreadable
from juesuan.sources.bundle import Unpacked, may_be_bundle
from juesuan.sources.folders import Left, Source, contents
from juesuan.sources.kinds import HEAD
from juesuan.sources.regular import opened, shown, taken
from juesuan.sources.saved_pages import with_companions
from juesuan.tasks.bundles import FileContents, bundles

if TYPE_CHECKING:
    from juesuan.tasks.results import Extract, Report

Audits = Callable[[Sequence[Source]], Iterator[tuple[Source, "Report | Failure"]]]
Tasks = Callable[[str, Source], Any]
"""Runs a task of `juesuan.tasks` on one source in a child process: its value or a Failure."""
JOINED = "合为一份审核：{}（同一文件夹或压缩包里，正文之外的表和自评表归入同一部门、年度的正文）"


def unzipped(item: Source | Left, task: Tasks) -> Iterator[Source | Left]:
    """The files of a ZIP, opened in a child process; anything else as it is."""
    if isinstance(item, Left) or not may_be_bundle(_head(item)):
        yield item
        return
    outcome: Unpacked | Failure | None = task("read:unpack_file", item)
    if outcome is None:
        yield item
    elif isinstance(outcome, Failure):
        yield Left(item.name, outcome.message, missed=True)
    else:
        yield from outcome.sources
        yield from outcome.aside
        if not outcome.sources:
            yield Left(item.name, "压缩包里没有文件", missed=True)


def files_of(items: Iterable[Source | Left], task: Tasks) -> list[Source | Left]:
    """All files among the items and in their ZIPs, a saved page with what was saved with it."""
    every = [each for item in items for each in unzipped(item, task)]
    return with_companions(every, _head)


def _head(source: Source) -> bytes:
    """How a file begins; nothing where it cannot be opened, of which its reader will tell."""
    if isinstance(source.origin, bytes):
        return source.origin[:HEAD]
    try:
        with opened(str(source.origin)) as file:
            return taken(file, HEAD)
    except (OSError, ValueError, Unreadable):
        return b""


def as_one(sources: Sequence[Source]) -> Source:
    """Several sources as one, by the names of their files; a single one as it is."""
    if len(sources) == 1:
        return sources[0]
    names = [PurePosixPath(source.name.replace("\\", "/")).name for source in sources]
    return Source(" + ".join(names), tuple(sources))


def gathered(delivery: Iterable[Sequence[Source | Left]]) -> list[Source]:
    """The files that came in one folder or ZIP with others, and may belong together."""
    words = ([item for item in items if isinstance(item, Source)] for items in delivery)
    return [source for sources in words if len(sources) > 1 for source in sources]


class Deliveries:
    """Files that came together, and which of them are one disclosure; every joining is told."""

    def __init__(self, task: Tasks, tell: Callable[[str], object]) -> None:
        self._task, self._tell = task, tell

    def delivered(self, path: str | Path) -> list[Source | Left]:
        """What a path names: a file, all that a folder or a ZIP holds."""
        return files_of(contents(Path(path)), self._task)

    def belonging(
        self, outcomes: Iterable[tuple[Source, Report | Extract | Failure]]
    ) -> list[Source]:
        """The disclosures of which several files make one; each, and every doubt, is told."""
        contents = []
        for source, outcome in outcomes:
            record: Extract | Report | Failure = outcome
            if isinstance(outcome, Failure) and outcome.kind == "formless":
                record = self._task("read:survey_file", source)
            if not isinstance(record, Failure):
                contents.append(FileContents.of(source, record))
        joining = bundles(contents)
        for doubt in joining.doubts:
            self._tell(f"没有合并  {doubt}")
        for group in joining.groups:
            self._tell(JOINED.format("、".join(shown(source.name) for source in group)))
        return [as_one(group) for group in joining.groups]

    def in_bundles(
        self, audited: Audits, sources: Sequence[Source], several: Sequence[Source]
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
        bundled = self.belonging(waiting)
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

    def one_of(
        self, sources: Sequence[Source], delivery: Iterable[Sequence[Source | Left]]
    ) -> list[Source]:
        """The one disclosure that all sources of one folder or ZIP are; else the sources."""
        if len(sources) < 2 or len(gathered(delivery)) < len(sources):
            return list(sources)
        surveys = [(source, self._task("read:survey_file", source)) for source in sources]
        bundled = self.belonging(surveys)
        whole = len(bundled) == 1 and len(bundled[0].origin) == len(sources)
        return bundled if whole else list(sources)


def _wants(source: Source, outcome: Report | Failure) -> bool:
    """Whether a file lacks what another one beside it may have: tables, or a text."""
    if isinstance(outcome, Failure):
        return outcome.kind == "formless"
    contents = FileContents.of(source, outcome)
    return not contents.tells or len(contents.forms) < len(outcome.forms)
