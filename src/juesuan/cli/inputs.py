"""No input of any option is ever written.

Every argument that takes a word of one's own declares by its type what the word is: something
read (`Given`), something written (`OutputOption`), or no file (`TextOption`); the parser takes no
other.
"""

from __future__ import annotations

import os
import unicodedata
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from juesuan.cli.streams import Trouble
from juesuan.sources.ours import is_ours
from juesuan.sources.regular import shown


class OutputOption(str):
    """A path that a command writes to."""

    __slots__ = ()


class TextOption(str):
    """A word that names no file."""

    __slots__ = ()


class Given(str):
    """A path that a command reads."""

    __slots__ = ()


class BooksInput(Given):
    """A folder, or a file, beside which nothing may be put: what lies in it is all read."""

    __slots__ = ()


class Documents(Given):
    """A document or a folder of documents, into which reports may be put beside them."""

    __slots__ = ()


class Inputs:
    """The inputs of one command."""

    def __init__(self, words: Namespace) -> None:
        self.files: set[str] = set()
        self.identities: set[tuple[int, int]] = set()
        self.closed: list[str] = []
        self.open: list[str] = []
        self.audited: set[str] = set()
        for word in _words(words):
            if isinstance(word, Given) and word != "-" and "://" not in word:
                self._take(word)
        self.outputs = [word for word in _words(words) if isinstance(word, OutputOption)]

    def _take(self, word: str) -> None:
        try:
            status = os.stat(word)  # noqa: PTH116 - a word may be no path at all
        except (OSError, ValueError):
            return
        self.files.add(_name(word))
        self.identities.add((status.st_dev, status.st_ino))
        if os.path.isdir(word):  # noqa: PTH112 - as above
            if isinstance(word, Documents):
                self.audited.add(_name(word))
            (self.closed if isinstance(word, BooksInput) else self.open).append(_name(word))

    def add(self, paths: Iterable[str]) -> None:
        """Take files in that were found in a folder: by whatever other name, they are inputs."""
        for path in paths:
            with suppress(OSError, ValueError):
                status = os.stat(path)  # noqa: PTH116 - as above
                self.identities.add((status.st_dev, status.st_ino))

    def refuse_outputs(self) -> None:
        """Trouble where an output of the command is an input, or lies in the books."""
        for word in self.outputs:
            if _name(word) not in self.audited:
                self.refuse(Path(word))

    def refuse(self, path: Path) -> None:
        """Trouble where a file or a new folder is an input, lies in one, or overwrites one."""
        name = _name(path)
        if _special(path):
            raise Trouble(
                f"“{shown(path)}”不是普通文件（管道、设备或套接字），不会被改写：请换一个位置"
            )
        if name in self.files or self._same(path):
            raise Trouble(f"“{shown(path)}”是输入文件，不会被改写：请用 --out 指定别的位置")
        if any(_within(name, folder) for folder in self.closed):
            raise Trouble(f"“{shown(path)}”在输入文件夹里，不会写到那里：请用 --out 指定别的位置")
        if any(_within(name, folder) for folder in self.open) and _foreign(path):
            raise Trouble(
                f"“{shown(path)}”是要审核的文件夹里的文件，不会被改写：请用 --out 指定别的位置"
            )

    def refuse_pictures(self, folder: Path) -> None:
        """The same for every picture that a folder of pages already holds."""
        if folder.is_dir():
            for path in folder.iterdir():
                if path.name.startswith("page-"):
                    self.refuse(path)

    def _same(self, path: Path) -> bool:
        """Whether a path is an input by another name: a link, or a name in other letters."""
        try:
            status = path.stat()
        except (OSError, ValueError):
            return False
        return (status.st_dev, status.st_ino) in self.identities


def plain(words: Namespace) -> None:
    """Make ordinary text of all words: children are sent no class of the command line's."""
    for name, value in vars(words).items():
        if isinstance(value, str):
            setattr(words, name, str(value))
        elif isinstance(value, list):
            setattr(words, name, [str(word) for word in value])


def refuse_within(place: str, folders: Iterable[str]) -> None:
    """Trouble where what is to be written lies in a folder that is read: it would read itself."""
    home = Path(place).resolve()
    for folder in folders:
        if Path(folder).is_dir() and home.is_relative_to(Path(folder).resolve()):
            raise Trouble(f"“{shown(place)}”在要读的文件夹“{shown(folder)}”里：请放到别处")


def _words(words: Namespace) -> Iterator[str]:
    for value in vars(words).values():
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str) and word:
                yield word


def _name(path: str | Path) -> str:
    """The real path, alike for names that some system takes for one."""
    return unicodedata.normalize("NFC", os.path.realpath(path)).casefold()


def _within(name: str, folder: str) -> bool:
    return name.startswith(folder.rstrip(os.sep) + os.sep)


def _foreign(path: Path) -> bool:
    """Whether a file stands there that is no result of ours."""
    try:
        return path.is_file() and not is_ours(path)
    except OSError:
        return True


def _special(path: Path) -> bool:
    """Whether something stands there that is neither a file nor a folder."""
    return os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path))  # noqa: PTH110, PTH112, PTH113 - these never raise
