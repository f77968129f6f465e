"""Pages as a browser saves them: the folder of a page's frames, pictures, styles and scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from juesuan.sources.folders import Left, Source
from juesuan.sources.kinds import OLE, ZIP

PAGES = frozenset({".htm", ".html", ".shtml", ".xhtml"})
ENDINGS = ("_files", ".files", "_文件", ".文件")
FRAME = re.compile(rb"<(?:frame|iframe)\b[^<>]{0,2000}\bsrc\s?=", re.IGNORECASE)
DOCUMENTS = (b"%PDF-", ZIP, OLE)
BESIDE = "是随网页“{}”保存的样式、脚本和图片，共 {} 个，没有审核；表在图片里的，请连同图片另行提供"
Heads = Callable[[Source], bytes]
"""How a file begins."""


def with_companions(items: Sequence[Source | Left], head: Heads) -> list[Source | Left]:
    """The items, a page with its frames as one source, what only dresses it told as left aside."""
    pages = {_stem(item): item for item in items if isinstance(item, Source) and _is_page(item)}
    owners = {item: _owner(item, pages) for item in items if isinstance(item, Source)}
    if not any(owners.values()):
        return [*items]
    frames: dict[Source, list[Source]] = {page: [] for page in pages.values()}
    dress: dict[Source, list[Source]] = {page: [] for page in pages.values()}
    for item, page in owners.items():
        if page is not None and _is_page(item) and FRAME.search(head(page)):
            frames[page].append(item)
        elif page is not None and not _is_page(item) and not head(item).startswith(DOCUMENTS):
            dress[page].append(item)
    inside = {item for group in (*frames.values(), *dress.values()) for item in group}
    kept = [item for item in items if isinstance(item, Left) or item not in inside]
    return [*_whole(kept, frames), *_told(dress)]


def _whole(
    items: Iterable[Source | Left], frames: dict[Source, list[Source]]
) -> Iterator[Source | Left]:
    """The items, each page with its frames one source."""
    for item in items:
        if isinstance(item, Source) and (parts := frames.get(item)):
            yield Source(item.name, (item, *parts))
        else:
            yield item


def _told(dress: dict[Source, list[Source]]) -> Iterator[Left]:
    for page, items in dress.items():
        if items:
            name = PurePosixPath(page.name.replace("\\", "/")).name
            folder = str(_path(items[0]).parent)
            yield Left(folder, BESIDE.format(name, len(items)), missed=False)


def _path(item: Source) -> PurePosixPath:
    return PurePosixPath(item.name.replace("\\", "/"))


def _is_page(item: Source) -> bool:
    return _path(item).suffix.casefold() in PAGES


def _stem(item: Source) -> PurePosixPath:
    return _path(item).with_suffix("")


def _owner(item: Source, pages: dict[PurePosixPath, Source]) -> Source | None:
    """The page in whose folder a file lies."""
    for folder in _path(item).parents:
        ending = next((one for one in ENDINGS if folder.name.endswith(one)), "")
        owner = pages.get(folder.with_name(folder.name.removesuffix(ending))) if ending else None
        if owner is not None and owner is not item:
            return owner
    return None
