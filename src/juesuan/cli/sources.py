"""The files that a command line names: stdin, all that a folder holds, codes of one's own."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import juesuan
from juesuan.cli.streams import Trouble, complain, tell
from juesuan.deliveries import Deliveries, files_of
from juesuan.model.page import Aside, Limits, Unreadable
from juesuan.sources.folders import Left, Source, contents, parted
from juesuan.sources.regular import read_regular, shown, why

if TYPE_CHECKING:
    from juesuan.notation.code_list import Entry

STDIN = "标准输入"
CODES = 16 * 2**20  # bytes of a table of codes of one's own


def contents_of(name: str, limits: Limits) -> Iterator[Source | Left]:
    """What a word names: stdin, a file, or all that a folder holds."""
    if name == "-":
        yield Source(STDIN, _stdin(limits))
        return
    items = list(contents(Path(name)))
    if not any(isinstance(item, Source) or item.missed for item in items):
        for item in items:
            tell(f"跳过  {item.name}：{item.reason}" if isinstance(item, Left) else "")
        raise Trouble(f"“{shown(name)}”里没有可以审核的文件：请检查路径")
    yield from items


def delivered(name: str, limits: Limits) -> list[Source | Left]:
    """What a word names: stdin, a file, all that a folder or a ZIP holds."""
    task = partial(juesuan.task, limits=limits)
    return files_of(contents_of(name, limits), task)


def deliveries_of(edition: str, limits: Limits) -> Deliveries:
    """Who tells which of the files are one disclosure."""
    return Deliveries(partial(juesuan.task, edition=edition, limits=limits), tell)


def _stdin(limits: Limits) -> bytes:
    """What stdin holds; no more than the limit is ever read, and one byte to tell."""
    if sys.stdin is None:
        raise Trouble("标准输入是关闭的：请接上文件，或改写文件名")
    try:
        return sys.stdin.buffer.read(limits.bytes + 1)
    except OSError as error:
        raise Trouble(f"标准输入读不了（{why(error)}）：请改写文件名") from error


def single_source(name: str, limits: Limits, several: str) -> Source:
    """The one source a word names; Trouble, in these words, where it names several."""
    sources, skipped = parted(contents_of(name, limits))
    tell_skipped(skipped)
    if not sources:
        raise Trouble(f"文件夹“{name}”里没有能读的文件：请检查路径")
    source, *more = sources
    if more:
        raise Trouble(several)
    return source


def tell_skipped(items: Sequence[Left]) -> int:
    """Say what is not audited, and why; how many of it might be worth it."""
    for item in items:
        if item.missed:
            complain(f"{item.name}：{item.reason}")
        else:
            tell(f"跳过  {item.name}：{item.reason}")
    return sum(item.missed for item in items)


def codes_of(path: str | None) -> list[Entry]:
    """The functional codes of the user's own, from a CSV."""
    if not path:
        return []
    # Only where there are such codes.
    from juesuan.notation.code_list import CodesError, read_entries  # noqa: PLC0415
    from juesuan.secrecy.document import refuse_marked  # noqa: PLC0415

    try:
        data = read_regular(path, CODES)
        if len(data) > CODES:
            raise Trouble(f"科目表“{path}”超过 {CODES // 2**20} MB，没有读：请只留 code、name 等列")
        text = _decoded(data)
        refuse_marked(Aside(texts=tuple(text.splitlines())), Path(path).name)
        return read_entries(text, path)
    except CodesError as error:
        raise Trouble(str(error)) from error
    except (Unreadable, ValueError, csv.Error) as error:
        reason = f"（{error}）" if isinstance(error, Unreadable) else ""
        raise Trouble(
            f"科目表“{path}”读不了{reason}：请检查路径、权限和编码（UTF-8 或 GB18030）"
        ) from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
