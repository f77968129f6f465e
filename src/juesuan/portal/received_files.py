"""What a form brings: its fields and its files, in memory only and never more than the limit."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from starlette.formparsers import MultiPartException, MultiPartParser

from juesuan.model.page import MB
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.sources.folders import Source

MOST_FILES, MOST_FIELDS, FIELD_BYTES = 60, 40, 64 * 1024
BEYOND = 8  # how many times the limit is still taken in, and thrown away, to be able to answer
TOO_LARGE = "上传的超过 {} MB，没有读：请拆小，或请管理员用 --max-bytes 调高上限"
GARBLED = "提交的内容不完整或读不懂：请重新打开网页，再提交一次"


class Received(NamedTuple):
    """The fields of a form by their names, and its files by theirs."""

    fields: Mapping[str, str]
    files: Mapping[str, tuple[Source, ...]]


async def received(request: Any, most: int) -> Received:  # noqa: ANN401 - of an extra
    """The form of a request; raises PortalRefusal."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise PortalRefusal(415, GARBLED)
    parser = MultiPartParser(
        request.headers,
        _limited(request, most),
        max_files=MOST_FILES,
        max_fields=MOST_FIELDS,
        max_part_size=FIELD_BYTES,
    )
    parser.spool_max_size = 0  # no file of an upload ever lies on a disk
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise PortalRefusal(400, GARBLED) from error
    fields: dict[str, str] = {}
    files: dict[str, list[Source]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields[name] = value
        elif value.filename:
            data = await value.read()
            files.setdefault(name, []).append(Source(_name(value.filename), data))
    await form.close()
    return Received(fields, {name: tuple(sources) for name, sources in files.items()})


async def _limited(request: Any, most: int) -> AsyncIterator[bytes]:  # noqa: ANN401 - as above
    """The body as it comes; of one that is too large the rest is thrown away, then refused."""
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= most + MB:
            yield chunk
        elif size > most * BEYOND:
            break
    if size > most + MB:
        raise PortalRefusal(413, TOO_LARGE.format(max(1, most // MB)))


def _name(filename: str) -> str:
    """The last part of a name, whatever way it names its folders."""
    return PurePosixPath(filename.replace("\\", "/")).name or "文件"
