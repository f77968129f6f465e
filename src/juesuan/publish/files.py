"""Names of files: which ones a folder holds, what an output is called; written whole or not."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

SUFFIXES = frozenset({".pdf", ".md", ".txt", ".html", ".htm"})
UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class Source(NamedTuple):
    """A file to be read: the name people know it by, and its path or its bytes."""

    name: str
    origin: str | bytes


def expand(path: Path) -> Iterator[Source]:
    """The path itself; for a folder the documents in it and below, in order of their names."""
    if not path.is_dir():
        yield Source(str(path), str(path))
        return
    for found in sorted(path.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in found.relative_to(path).parts)
        if found.suffix.lower() in SUFFIXES and not hidden and found.is_file():
            yield Source(str(found), str(found))


def write(path: Path, text: str) -> None:
    """Write UTF-8 text beside the path, then put it in place; OSError where that cannot be."""
    handle, beside = tempfile.mkstemp(prefix=".juesuan-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The permissions the user denies new files; there is no way to ask but to set them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def stems(names: Iterable[str]) -> list[str]:
    """A file stem for each input name, safe on every system; a second one of a name gets -2."""
    found: list[str] = []
    for name in names:
        stem = UNSAFE.sub("_", PurePath(name).stem).strip(". ") or "未命名"
        taken, number = stem, 1
        while taken.casefold() in {other.casefold() for other in found}:
            number += 1
            taken = f"{stem}-{number}"
        found.append(taken)
    return found
