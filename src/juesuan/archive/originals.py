"""Originals: files kept by the SHA-256 of their bytes, written once, never changed or removed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from juesuan.publishing.whole import whole_file

CHUNK = 2**20


class Originals:
    """A folder of files by their SHA-256: `ab/cdef…`, with the ending they came with."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes, name: str) -> str:
        """Keep a file; its SHA-256. What is kept already stays as it is."""
        digest = hashlib.sha256(data).hexdigest()
        if self.path(digest) is None:
            home = self.root / digest[:2]
            home.mkdir(parents=True, exist_ok=True)
            with (
                whole_file(home / f"{digest[2:]}{_ending(name)}") as beside,
                beside.open("wb") as file,
            ):
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        return digest

    def path(self, digest: str) -> Path | None:
        """Where a file is kept; None where it is not."""
        home = self.root / digest[:2]
        return next(iter(sorted(home.glob(f"{digest[2:]}*"))), None) if home.is_dir() else None

    def damaged(self, digests: Iterator[str]) -> Iterator[tuple[str, Path | None]]:
        """The files among these that are gone, or no longer what they were."""
        for digest in digests:
            path = self.path(digest)
            if path is None or _digest(path) != digest:
                yield digest, path


def _ending(name: str) -> str:
    """The ending of a name, where it is a plain one: a name from outside is never a path."""
    _, dot, ending = name.rpartition(".")
    plain = ending.isascii() and ending.isalnum() and len(ending) <= 8
    return f".{ending.lower()}" if dot and plain else ""


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
