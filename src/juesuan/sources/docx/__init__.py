"""DOCX in, lines and grids out, as Word prints them: from the XML alone, nothing run or fetched.

What Word adds in printing is added: numbers of lists, results of fields as they were stored. What
it does not print is set aside: deleted and hidden words, remarks, margins, notes. Macros, pictures
and the numbers of charts are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from juesuan.model.page import Aside, Block, Document, Limits, Page, Unreadable
from juesuan.packed import unpacked
from juesuan.sources.docx.body import Body
from juesuan.sources.docx.numbering import Numbering
from juesuan.sources.docx.package import KIND, Package, is_word, refuse_package
from juesuan.sources.docx.styles import TextStyles
from juesuan.sources.docx.unseen import aside_of
from juesuan.sources.text import counted

__all__ = ["is_word", "read_docx"]
EMPTY = "文档里没有文字（可能只有图片）：请提供有文字的 DOCX、PDF 或 HTML 文件"


class _Parts(NamedTuple):
    """The parts that make the text."""

    root: Element
    styles: Element | None
    numbering: Element | None
    embedded: frozenset[str]
    aside: Aside


def read_docx(name: str, data: bytes, limits: Limits) -> Document:
    """Read a whole Word document; Unreadable says in Chinese why not, and what to do."""
    refuse_package(data, limits)
    parts = _parts(data, limits)
    body = Body(
        parts.root, TextStyles(parts.styles), Numbering(parts.numbering), limits, parts.embedded
    )
    pages = tuple(_pages(counted(body.blocks(), limits)))
    if not pages:
        raise Unreadable(EMPTY)
    titles, texts = parts.aside
    aside = Aside(titles, (*texts, *body.inline.unseen))
    return Document(name, sha256(data).hexdigest(), pages, aside)


def _parts(data: bytes, limits: Limits) -> _Parts:
    with unpacked(data, KIND) as archive:
        package = Package(archive, limits)
        main = package.main()
        root = package.xml(main)
        if root is None:
            raise Unreadable(f"{KIND}已损坏（没有正文）：请在 WPS 或 Office 中打开并另存后再试")
        return _Parts(
            root,
            next(package.related(main, "styles"), None),
            next(package.related(main, "numbering"), None),
            package.chunks(main),
            aside_of(package, main),
        )


def _pages(blocks: Iterable[Block]) -> Iterable[Page]:
    """The pages on which anything begins; one without a number where Word left no page breaks."""
    for number, group in groupby(blocks, lambda block: block.place.page):
        yield Page(number, tuple(group))
