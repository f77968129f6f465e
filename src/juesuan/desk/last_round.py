"""The round before: the documents in a report folder, or in JSON of an audit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from juesuan.desk.filing import NotAudited, documents_of
from juesuan.model.page import Unreadable
from juesuan.model.review import DeskDocument
from juesuan.sources.ours import DATA
from juesuan.sources.regular import read_regular, shown

MOST = 2**30  # bytes of a round


def last_round(path: Path) -> list[DeskDocument]:
    """The documents of a round; raises Unreadable, whose message names the file."""
    documents = [document for file in _files(path) for document in _read(file)]
    if not documents:
        raise Unreadable(
            f"“{shown(path)}”里没有上次的审核结果：请写上次 --out 的文件夹，或其中的 {DATA}"
        )
    return documents


def _files(path: Path) -> Iterator[Path]:
    """The data of the folder, else every JSON in it; a file is itself."""
    if not path.is_dir():
        yield path
    elif (path / DATA).is_file():
        yield path / DATA
    else:
        yield from sorted(path.glob("*.json"))


def _read(path: Path) -> list[DeskDocument]:
    try:
        data = read_regular(path, MOST)
        return documents_of(data.decode("utf-8-sig"))
    except (NotAudited, Unreadable, UnicodeDecodeError) as error:
        why = "不是 UTF-8 文字" if isinstance(error, UnicodeDecodeError) else str(error)
        raise Unreadable(f"上次的审核结果“{shown(path)}”读不了：{why}") from error
