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
MOST_AGAIN, PARAGRAPH = 60, 20  # lines that a join of pages repeats; letters of a paragraph
LISTED = re.compile(r"^\s*(\d{1,2})[.．]\s+(?=\S)")
WIDE = str.maketrans(";:!?", "；：！？")
MARKS = "，；：。、！？"
HIDDEN = {**REPLACED, **dict(zip(map(ord, MARKS), NONCHARACTERS, strict=False))}
SHOWN = dict(zip(map(ord, NONCHARACTERS), MARKS, strict=False))


DOTTED = re.compile(r"^[-•·](?=\d{1,2}[、.])")
FIELD = re.compile(
    r"(?:HYPERLINK\s{0,3}\\?l|PAGEREF)\s{0,3}\"?_Toc\d{0,12}\"?(?:\s{0,3}\\?h\b)?"
    r"|TOC\s{0,3}\\?o\s{0,3}\"\d-\d\"(?:\s{0,3}\\?[huz]\b){0,4}"
)
"""What Word prints of a contents whose fields were turned into plain text."""


def running(text: str) -> str:
    """A line for reading: no white space, half-width letters, full-width punctuation.

    The comma inside a number stays what it is; a numeral that is malformed is sealed.
    """
    text = LISTED.sub(r"\1、", FIELD.sub("", text))
    kept = unicodedata.normalize("NFKC", text.translate(HIDDEN)).translate(SHOWN)
    plain = "".join(kept.split())
    plain = DOTTED.sub("", plain)
    return numbers.seal(numbers.with_commas(plain).translate(WIDE))


def narrative_blocks(document: Document) -> Iterator[Block]:
    """Lines and tables in order, without page numbers and running heads and feet."""
    edges = [_edges(page) for page in document.pages]
    repeated = Counter(text for edge in edges for text in {*map(_unpaged, edge.values())})
    before: Page | None = None
    for page, edge in zip(document.pages, edges, strict=True):
        again = _printed_again(before, page)
        before = page
        for at, block in enumerate(page.blocks):
            if at < again:
                continue
            if at in edge and _is_furniture(edge[at], repeated):
                continue
            if isinstance(block, Grid) or block.text.strip():
                yield block


def _is_furniture(text: str, repeated: Counter[str]) -> bool:
    """Whether a line is a page number, or at the edge of many pages; no sentence ends in one."""
    again = repeated[_unpaged(text)] >= REPEATED and not text.rstrip().endswith("。")
    return again or PAGE_NUMBER.match(text) is not None


def _printed_again(before: Page | None, page: Page) -> int:
    """How many blocks at the head of a page are the foot of the page before, once more.

    So a spreadsheet prints the rows of a paragraph that stands over the join of two pages.
    """
    if before is None or not page.number or page.number - 1 != before.number:
        return 0
    above = [*_texts(before)][-MOST_AGAIN:]
    below = [*_texts(page)][:MOST_AGAIN]
    for count in range(min(len(above), len(below)), 0, -1):
        if above[-count:] == below[:count] and sum(map(len, below[:count])) >= PARAGRAPH:
            return _counted(page, count)
    return 0


def _texts(page: Page) -> Iterator[str]:
    """The lines of a page that are no page number; a table ends what can be compared."""
    for block in page.blocks:
        text = spelling.plain(block.text) if isinstance(block, Line) else "\n"
        if text and not PAGE_NUMBER.match(text):
            yield text


def _counted(page: Page, count: int) -> int:
    """How many blocks hold so many lines, page numbers between them included."""
    for at, block in enumerate(page.blocks):
        text = spelling.plain(block.text) if isinstance(block, Line) else ""
        count -= bool(text) and not PAGE_NUMBER.match(text)
        if not count:
            return at + 1
    return len(page.blocks)


def _edges(page: Page) -> dict[int, str]:
    """The first and last two lines of a page, by their positions; none in files without pages."""
    if page.number is None:
        return {}
    blocks = enumerate(page.blocks)
    lines = [(at, b.text) for at, b in blocks if isinstance(b, Line) and b.text.strip()]
    return dict((*lines[:2], *lines[-2:]))


def _unpaged(text: str) -> str:
    return re.sub(r"\d+", "#", spelling.plain(text))
