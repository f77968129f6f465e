"""Reports that are kept in a folder, so that long work which was stopped is taken up again.

An entry lies under a digest of all it was made of: the bytes and the names of the files, those of
last year's, edition, codes, limits and rules that were asked for, the program and the declarations.
One that is damaged is made again; it is read as carefully as what a child says.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from juesuan.guard import Failure
from juesuan.guard.wire import understood
from juesuan.model.page import Aside, Limits, Unreadable
from juesuan.model.settings import SkippedRule
from juesuan.notation.code_list import Entry
from juesuan.notation.overlay import rules_version
from juesuan.publishing.whole import whole_file
from juesuan.secrecy.document import refuse_marked
from juesuan.sources.folders import Source
from juesuan.sources.ours import KEPT
from juesuan.sources.regular import read_regular
from juesuan.tasks.pairing import Prior
from juesuan.tasks.results import Report

LIBRARIES = ("highspy", "lxml", "numpy", "pypdfium2", "python-calamine", "selectolax", "xlrd")
DIGEST = 64
MOST = 2**31  # bytes of one entry
Outcomes = Iterator[tuple[Source, Report | Failure]]
Done = Callable[[int, Report | Failure], object]
Audits = Callable[[Sequence[Source], Sequence[Prior | None], Done], Outcomes]


class KeptReports:
    """The reports in a folder, as far as they are of one way of auditing."""

    def __init__(
        self,
        folder: Path,
        limits: Limits,
        edition: str = "",
        codes: Sequence[Entry] = (),
        skipped: Sequence[SkippedRule] = (),
    ) -> None:
        self.folder, self.limits = folder, limits
        asked = (edition, *map(tuple, codes), *map(tuple, skipped), limits)
        self.asked = "\n".join(map(repr, (program_digest(), rules_version(), *asked)))
        self.count = 0

    def through(
        self, sources: Sequence[Source], priors: Sequence[Prior | None], audits: Audits
    ) -> Outcomes:
        """Every source with its outcome, in order; those that are kept are not audited again.

        An entry is read once, when its turn comes; one that is damaged is audited by itself then.
        """
        keys = [self.key(*pair) for pair in zip(sources, priors, strict=True)]
        missing = [at for at, key in enumerate(keys) if not key or not self._is_there(key)]

        def audited(places: Sequence[int]) -> Outcomes:
            def done(number: int, outcome: Report | Failure) -> None:
                at = places[number]
                # A file that changed while it was read is kept under no name.
                if (
                    isinstance(outcome, Report)
                    and keys[at] == self.key(sources[at], priors[at]) != ""
                ):
                    self.put(keys[at], outcome)

            return audits([sources[at] for at in places], [priors[at] for at in places], done)

        rest, due = audited(missing), set(missing)
        for at, source in enumerate(sources):
            if at in due:
                yield next(rest)
            elif (report := self.get(keys[at])) is not None:
                self.count += 1
                yield source, report
            else:
                yield from audited([at])
        next(rest, None)  # its children end

    def key(self, source: Source, prior: Prior | None) -> str:
        """The name of an entry; "" for what cannot be kept, of which its reader will tell."""
        digest = hashlib.sha256(self.asked.encode("utf-8", "surrogateescape"))
        try:
            self._take(digest.update, source)
            if prior:
                digest.update(f"prior {prior.renamed}\n".encode())
                self._take(digest.update, prior.source)
        except Unreadable:
            return ""
        return digest.hexdigest()

    def _take(self, update: Callable[[bytes], object], source: Source) -> None:
        """Add names and bytes of a source; raises Unreadable."""
        *folders, name = source.name.replace("\\", "/").split("/")
        refuse_marked(Aside(texts=tuple(folders)))
        origin = source.origin
        if isinstance(origin, tuple):
            update(f"{len(origin)} {name}\n".encode("utf-8", "surrogateescape"))
            for part in origin:
                self._take(update, part)
            return
        data = read_regular(origin, self.limits.bytes) if isinstance(origin, str) else origin
        line = f"{name}\0{hashlib.sha256(data).hexdigest()}\n"
        update(line.encode("utf-8", "surrogateescape"))

    def get(self, key: str) -> Report | None:
        """The report that is kept; None where there is none, or none that is whole."""
        payload = self._payload(key)
        if payload is None:
            return None
        try:
            value = understood(zlib.decompress(payload))
        except zlib.error:
            return None
        return value if isinstance(value, Report) else None

    def put(self, key: str, report: Report) -> None:
        """Keep a report; where it cannot be written, the work goes on without."""
        payload = zlib.compress(pickle.dumps(("done", report), pickle.HIGHEST_PROTOCOL), 1)
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(path) as beside:
                beside.write_bytes(_head(payload) + payload)

    def _is_there(self, key: str) -> bool:
        return os.path.exists(self._path(key))  # noqa: PTH110 - never raises

    def _payload(self, key: str) -> bytes | None:
        """What an entry holds, where it is whole."""
        try:
            data = read_regular(self._path(key), MOST)
        except Unreadable:
            return None
        size = len(KEPT) + DIGEST + 1
        payload = data[size:]
        return payload if data[:size] == _head(payload) else None

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.juesuan"


def _head(payload: bytes) -> bytes:
    """How an entry begins: what it is, and the digest of what follows."""
    return KEPT + hashlib.sha256(payload).hexdigest().encode() + b"\n"


@cache
def program_digest() -> str:
    """A digest of what the program is made of: its code, the interpreter, what it reads by."""
    digest = hashlib.sha256(repr((sys.version_info[:2], [*map(_release, LIBRARIES)])).encode())
    for name, data in sorted(_code(files("juesuan"), "")):
        digest.update(f"{name}\n{len(data)}\n".encode() + data)
    return digest.hexdigest()


def _release(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _code(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        name = f"{path}/{item.name}"
        if item.is_dir():
            yield from _code(item, name)
        elif item.name.endswith((".py", ".json", ".toml", ".csv")):
            yield name, item.read_bytes()
