"""The guard against state secrets: a document marked 秘密★, 机密★ or 绝密★ is refused at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.sources.document import Block, Document, Line, Page, Unreadable

# GB/T 9704: 密级 ★ 保密期限, after a copy number or a degree of urgency at most.
PERIOD = r"(?:长期|启用前|公布前|解密前|[\d〇零一二三四五六七八九十百]+(?:年|个?月|天|日))"
BEFORE = r"(?:\d{6}|特急|特提|加急|平急|密级[:：])*"
MARKING = re.compile(rf"{BEFORE}(?:绝密|机密|秘密)(?:[★☆⭐✩✭✮✯]|[*＊﹡]{PERIOD})")
WHOLE = re.compile(rf"{MARKING.pattern}(?:{PERIOD})?")

FIRST_PAGES = 3
FIRST_BLOCKS = 200  # of a text, which knows no pages
HEADER_BLOCKS = 3

MARKED = (
    "文件带有国家秘密标志，已拒绝读取；未保存、未记录其任何内容。"
    "请按保密规定处理此文件，并改用可公开的版本"
)


def refuse_secret(document: Document) -> None:
    """Raise Unreadable, telling nothing of the content, when a document bears a 密级 marking.

    Near the front and at the head of a page a line that starts with one is enough; elsewhere the
    marking must be the whole line or cell, so that a text about markings can be read.
    """
    for order, page in enumerate(document.pages):
        head = _head(order, page)
        for at, block in enumerate(page.blocks):
            pattern = MARKING.match if at < head else WHOLE.fullmatch
            if any(pattern("".join(text.split())) for text in _texts(block)):
                raise Unreadable(MARKED)


def _head(order: int, page: Page) -> int:
    """How many blocks of a page stand near the front of the document or at the head of a page."""
    if page.number is None:
        return FIRST_BLOCKS
    return len(page.blocks) if order < FIRST_PAGES else HEADER_BLOCKS


def _texts(block: Block) -> Iterator[str]:
    return iter([block.text]) if isinstance(block, Line) else (cell.text for cell in block.cells)
