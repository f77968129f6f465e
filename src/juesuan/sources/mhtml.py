"""Web pages saved as one file (MHT): the pages in it, without pictures; nothing is fetched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from juesuan.model.page import Aside, Block, Document, Limits, Page, Unreadable
from juesuan.sources.html import FRAMES, html_blocks, unseen
from juesuan.sources.text import counted, decode

PAGE = "text/html"
NESTED = 20  # parts within parts; a page that was saved has them two deep at most
BROKEN = "单个网页（MHT）已损坏，或其中没有网页：请在浏览器里重新保存为“网页，仅 HTML”后再试"


def read_mhtml(name: str, data: bytes, limits: Limits) -> Document:
    """The page of the file, with its frames where it is made of them; or Unreadable."""
    try:
        texts = [*_pages(message_from_bytes(data, policy=compat32), limits)]
    except (RecursionError, LookupError, ValueError) as error:
        raise Unreadable(BROKEN) from error
    if not texts:
        raise Unreadable(BROKEN)
    shown = texts if FRAMES.search(texts[0]) else texts[:1]
    blocks: list[Block] = []
    titles: list[str] = []
    words: list[str] = []
    for text in shown:
        blocks += html_blocks(text, 1, limits)
        aside = unseen(text)
        titles += aside.titles
        words += aside.texts
    if not blocks:
        raise Unreadable(BROKEN)
    page = Page(None, tuple(counted(blocks, limits)))
    aside = Aside(tuple(titles), tuple(words))
    return Document(name, hashlib.sha256(data).hexdigest(), (page,), aside)


def _pages(message: Message, limits: Limits) -> Iterator[str]:
    """The text of each page in the order of the file."""
    todo: list[tuple[Message, int]] = [(message, 0)]
    while todo:
        part, depth = todo.pop()
        inside = part.get_payload() if part.is_multipart() else None
        if isinstance(inside, list) and depth < NESTED:
            todo.extend((each, depth + 1) for each in reversed(inside) if isinstance(each, Message))
        elif part.get_content_type() == PAGE:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and len(payload) <= limits.bytes:
                yield decode(payload)
