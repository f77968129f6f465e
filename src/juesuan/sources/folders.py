"""What a folder holds for an audit: every file is read, or told with the reason why not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from juesuan.sources.ours import is_ours
from juesuan.sources.regular import IRREGULAR, shown, why

SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"})
OURS = "是 juesuan 写出的结果，不再审核"
PREPARED = "是 juesuan prepare 写出的数据，不再审核"
DATA = frozenset({".json", ".parquet", ".xlsx", ".csv"})
SETTINGS = "juesuan.toml"
SETTLES = "是审核的设置，不是决算文件"
HIDDEN = "隐藏文件、临时文件和系统文件 {} 个，没有审核"
ELSEWHERE = "是指向别处的文件夹链接，没有跟进：请直接指定它所指的文件夹"
AROUND = "是指回本文件夹的链接，其中的文件已在别处列出"


class Left(NamedTuple):
    """Something in a folder that is not audited; `missed` where it might be worth it."""

    name: str
    reason: str
    missed: bool


def contents(path: Path) -> Iterator[Source | Left]:
    """The path itself; for a folder all that is in it and below, in order of their names."""
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for names that are too long
        yield _file(path)
        return
    hidden: list[str] = []
    yield from _within(path, Path(os.path.realpath(path)), hidden)
    if hidden:
        yield Left(shown(path), HIDDEN.format(len(hidden)), missed=False)


def _within(
    folder: Path, root: Path, hidden: list[str], *, made: bool = False
) -> Iterator[Source | Left]:
    """What stands in a folder; `made`: it is one of those that `juesuan prepare` has written."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - the names, whatever their bytes
    except OSError as error:
        yield Left(shown(folder), f"文件夹打不开（{why(error)}），其中的文件没有审核", missed=True)
        return
    made |= "manifest.json" in names and isinstance(_file(folder / "manifest.json"), Left)
    for name in names:
        if made and (folder / name).suffix in DATA:
            yield Left(shown(folder / name), PREPARED, missed=False)
        elif name.startswith((".", "~$")) or name.casefold() in SYSTEM:
            hidden.append(name)
        elif name == SETTINGS:
            yield Left(shown(folder / name), SETTLES, missed=False)
        else:
            yield from _source(folder / name, root, hidden, made=made)


def _source(path: Path, root: Path, hidden: list[str], *, made: bool) -> Iterator[Source | Left]:
    try:
        kind = path.stat().st_mode
        linked = path.is_symlink()
        ours = stat.S_ISREG(kind) and _readable(path) and is_ours(path)
    except OSError as error:
        yield Left(shown(path), f"打不开（{why(error)}）：请检查链接、权限或磁盘", missed=True)
        return
    if stat.S_ISDIR(kind) and linked:
        inside = Path(os.path.realpath(path)).is_relative_to(root)
        yield Left(shown(path), AROUND if inside else ELSEWHERE, missed=not inside)
    elif stat.S_ISDIR(kind):
        yield from _within(path, root, hidden, made=made)
    elif not stat.S_ISREG(kind):
        yield Left(shown(path), IRREGULAR, missed=True)
    elif ours:
        yield Left(shown(path), OURS, missed=False)
    else:
        yield Source(shown(path), str(path))


def _file(path: Path) -> Source | Left:
    """A file, whatever it is; one that we wrote is no document, even where it is asked for."""
    try:
        ours = path.is_file() and _readable(path) and is_ours(path)
    except OSError:
        ours = False
    return Left(shown(path), OURS, missed=False) if ours else Source(shown(path), str(path))


def _readable(path: Path) -> bool:
    """A file without permission is a source all the same: its reader says why it is not read."""
    return os.access(path, os.R_OK)


def parted(sources: Iterable[Source | Left]) -> tuple[list[Source], list[Left]]:
    """The sources, and what is left aside."""
    every = list(sources)
    return [s for s in every if isinstance(s, Source)], [x for x in every if isinstance(x, Left)]


class Source(NamedTuple):
    """A file to be read: the name people know it by, and its path or its bytes.

    Several files that are one disclosure are one source, too: those files are its origin.
    """

    name: str
    origin: str | bytes | tuple[Source, ...]

    @property
    def paths(self) -> Iterator[str]:
        """The paths of its files, as far as it has any."""
        if isinstance(self.origin, str):
            yield self.origin
        elif isinstance(self.origin, tuple):
            for part in self.origin:
                yield from part.paths
