"""The lines of a narrative, evened out: one spelling, without the furniture of pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from juesuan.model.page import Block, Document, Grid, Line, Page
from juesuan.notation import numbers, spelling
from juesuan.notation.noncharacters import NONCHARACTERS, REPLACED

PAGE_NUMBER = re.compile(
    r"^[-—–~·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*/\s*\d+|\s*共\s*\d+\s*页)?[-—–~·\s]*$"
)
REPEATED = 4
LISTED = re.compile(r"^\s*(\d{1,2})[.．]\s+(?=\S)")
WIDE = str.maketrans(";:!?", "；：！？")
MARKS = "，；：。、！？"
HIDDEN = {**REPLACED, **dict(zip(map(ord, MARKS), NONCHARACTERS, strict=False))}
SHOWN = dict(zip(map(ord, NONCHARACTERS), MARKS, strict=False))


def running(text: str) -> str:
    """A line for reading: no white space, half-width letters, full-width punctuation.

    The comma inside a number stays what it is; a numeral that is malformed is sealed.
    """
    text = LISTED.sub(r"\1、", text)
    kept = unicodedata.normalize("NFKC", text.translate(HIDDEN)).translate(SHOWN)
    plain = "".join(kept.split())
    plain = re.sub(r"^[-•·](?=\d{1,2}[、.])", "", plain)
    return numbers.seal(numbers.with_commas(plain).translate(WIDE))


def narrative_blocks(document: Document) -> Iterator[Block]:
    """Lines and tables in order, without page numbers and running heads and feet."""
    edges = [_edges(page) for page in document.pages]
    repeated = Counter(text for edge in edges for text in {*map(_unpaged, edge.values())})
    for page, edge in zip(document.pages, edges, strict=True):
        for at, block in enumerate(page.blocks):
            if at in edge and (
                PAGE_NUMBER.match(edge[at]) or repeated[_unpaged(edge[at])] >= REPEATED
            ):
                continue
            if isinstance(block, Grid) or block.text.strip():
                yield block


def _edges(page: Page) -> dict[int, str]:
    """The first and last two lines of a page, by their positions; none in files without pages."""
    if page.number is None:
        return {}
    blocks = enumerate(page.blocks)
    lines = [(at, b.text) for at, b in blocks if isinstance(b, Line) and b.text.strip()]
    return dict((*lines[:2], *lines[-2:]))


def _unpaged(text: str) -> str:
    return re.sub(r"\d+", "#", spelling.plain(text))
