"""Files and folders written whole or not at all, under names that every system takes."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from juesuan.publishing.screen import UNSEEN

UNSAFE = re.compile(rf'[\x00-\x1f<>:"/\\|?*\ufeff\ud800-\udfff{UNSEEN}]+')
# What Windows keeps for devices, whatever follows a dot; what a shell takes for an option or home.
RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)|[-~]",
    re.IGNORECASE,
)
PASSING = ".juesuan-"  # how the name of what is not yet whole begins
LONGEST = 180  # bytes of a stem: with a number and an ending below the 255 of file systems


def write(path: Path, text: str) -> None:
    """Write UTF-8 text beside the path, then put it in place; OSError where that cannot be."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        # Put in place over a device or a pipe, the file would take its place for everyone.
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(path))
    with whole_file(path) as beside:
        beside.write_bytes(text.encode("utf-8"))


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file beside the path to be written; it takes the place of the path, or is gone.

    It is named before it is made, so that an interrupt finds it wherever it comes.
    """
    beside = path.parent / f"{PASSING}{secrets.token_hex(8)}{path.suffix}"
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield beside
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A folder beside `out` to be filled; it takes its place, or is gone.

    Raises FileExistsError where `out` is there and not an empty folder.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(f"输出文件夹不是空的：{out.name}")
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.parent / f"{PASSING}{secrets.token_hex(8)}"
    try:
        beside.mkdir(0o700)
        yield beside
        beside.chmod(0o755)
        beside.replace(out)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _umask() -> int:
    """The permissions the user denies new files; there is no way to ask but to set them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def stems(names: Iterable[str]) -> list[str]:
    """A file stem for each input name, safe on every system; a second one of a name gets -2."""
    chosen: list[str] = []
    used: set[str] = set()
    for name in names:
        stem = safe_stem(PurePath(name).stem)
        taken, number = stem, 1
        while _folded(taken) in used:
            number += 1
            taken = f"{stem}-{number}"
        used.add(_folded(taken))
        chosen.append(taken)
    return chosen


def safe_stem(name: str) -> str:
    """A name that every system takes as the stem of a file."""
    stem = UNSAFE.sub("_", name).strip(". ")
    stem = stem.encode("utf-8")[:LONGEST].decode("utf-8", "ignore").strip(". ") or "未命名"
    return f"_{stem}" if RESERVED.match(stem) else stem


def _folded(name: str) -> str:
    """Names that some system takes for one are the same: letters' case, composed or not."""
    return unicodedata.normalize("NFKC", name.casefold()).casefold()
