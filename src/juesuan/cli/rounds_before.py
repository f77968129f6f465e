"""What a command line says of the round before: its results, and the replies that came back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import juesuan
from juesuan.cli.round_files import Before
from juesuan.cli.streams import Trouble, complain
from juesuan.guard import Failure
from juesuan.model.page import Limits, Unreadable
from juesuan.sources.folders import Source
from juesuan.sources.regular import shown

if TYPE_CHECKING:
    from juesuan.model.review import DeskDocument, Reply


def before_of(words: Namespace, limits: Limits) -> Before:
    """The last round and the replies; Trouble where what is named cannot be read."""
    last = _last(Path(words.since)) if words.since else None
    if not words.replies:
        return Before(last)
    replies, unread = replies_of(words.replies, limits)
    if unread:
        raise Trouble(f"有 {unread} 个答复文件读不了：请先解决，再审核")
    return Before(last, replies)


def _last(path: Path) -> Sequence[DeskDocument]:
    from juesuan.desk.last_round import last_round  # noqa: PLC0415 - only where there was one

    try:
        return last_round(path)
    except Unreadable as error:
        raise Trouble(str(error)) from error


def replies_of(names: Sequence[str], limits: Limits) -> tuple[list[Reply], int]:
    """All replies in files and folders, and how many files could not be read; those are told."""
    replies: list[Reply] = []
    unread = 0
    for source in _sources(names):
        outcome: tuple[Reply, ...] | Failure = juesuan.task(
            "returned:replies_in", source, limits=limits
        )
        if isinstance(outcome, Failure):
            complain(f"{source.name}：{outcome.message}")
            unread += 1
        else:
            replies += outcome
    return replies, unread


def _sources(names: Sequence[str]) -> Iterator[Source]:
    """Files as they are named; of a folder every file in it and below, ours too."""
    for name in names:
        path = Path(name)
        if not path.is_dir():
            yield Source(shown(path), name)
            continue
        for file in sorted(path.rglob("*")):
            if file.is_file() and not file.name.startswith((".", "~$")):
                yield Source(shown(file), str(file))
