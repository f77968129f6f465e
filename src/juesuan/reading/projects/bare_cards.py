"""Self-evaluation cards that no rules part into cells: kept as tables of lines, which nobody reads.

Their lines are no sentences: words side by side stand in different cells. As a table without rules
they are shown, their numbers counted, and told to be unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from juesuan.model.page import Block, Box, Cell, Document, Grid, Line, Page, Place
from juesuan.notation.card.layout import Vocabulary, key
from juesuan.notation.card.reader import is_card, is_indicator_header

INDICATOR, CLOSING = "指标", "总分"


def with_bare_cards(document: Document, vocabulary: Vocabulary) -> Document:
    """The same document, each card without rules as one table without rules on each page."""
    pages: list[Page] = []
    open_card = False
    for page in document.pages:
        if page.number is None:
            return document
        spans, open_card = _spans(page.blocks, vocabulary, goes_on=open_card)
        pages.append(replace(page, blocks=tuple(_gathered(page.blocks, spans))) if spans else page)
    return replace(document, pages=tuple(pages))


def _spans(
    blocks: Sequence[Block], vocabulary: Vocabulary, *, goes_on: bool
) -> tuple[list[range], bool]:
    """The blocks of each card on a page, and whether the last of them goes on behind it."""
    spans: list[range] = []
    anchors = [at for at, block in enumerate(blocks) if _is_anchor(block, vocabulary)]
    if goes_on and (end := _end(blocks, 0, vocabulary)) and not any(at < end for at in anchors):
        spans.append(range(end))
    last = spans[-1].stop if spans else 0
    closed = True
    for at in anchors:
        if at < last:
            continue
        end = _end(blocks, at, vocabulary)
        beginning = _beginning(blocks, last, at, vocabulary)
        last, closed = end or len(blocks), bool(end)
        spans.append(range(beginning, last))
    return spans, not closed


def _is_anchor(block: Block, vocabulary: Vocabulary) -> bool:
    """Whether it is the head of the indicators, in a line or in a table without rules."""
    if isinstance(block, Grid):
        return block.aligned and is_card(block, vocabulary)
    words = block.text.split() if INDICATOR in block.text else ()
    return is_indicator_header(map(key, words), vocabulary)


def _end(blocks: Sequence[Block], start: int, vocabulary: Vocabulary) -> int:
    """The position after the total of a card; 0 where another card begins or a table is before."""
    for at in range(start, len(blocks)):
        words = _words(blocks[at])
        if words and at > start and _names_project(words, vocabulary):
            return at
        if len(words) > 1 and vocabulary.rows.get(key(words[0])) == CLOSING:
            return at + 1
    return 0


def _beginning(blocks: Sequence[Block], last: int, anchor: int, vocabulary: Vocabulary) -> int:
    """The line that names the project, above the head of its indicators; else that head."""
    named = (
        at for at in range(anchor, last - 1, -1) if _names_project(_words(blocks[at]), vocabulary)
    )
    return next(named, anchor)


def _names_project(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    return bool(words) and vocabulary.labels.get(key(words[0])) == "项目名称"


def _words(block: Block) -> list[str]:
    return [] if isinstance(block, Grid) else block.text.split()


def _gathered(blocks: Sequence[Block], spans: Sequence[range]) -> Iterator[Block]:
    """The blocks, the lines of each span as one table."""
    at = 0
    for span in spans:
        yield from blocks[at : span.start]
        inside = blocks[span.start : span.stop]
        lines = [block for block in inside if isinstance(block, Line)]
        if lines:
            yield _table(lines)
        yield from (block for block in inside if isinstance(block, Grid))
        at = span.stop
    yield from blocks[at:]


def _table(lines: Sequence[Line]) -> Grid:
    cells = tuple(Cell(line.text, row, 0, line.place) for row, line in enumerate(lines))
    boxes = [line.place.box for line in lines if line.place.box]
    around = Box(
        min((box.x0 for box in boxes), default=0.0),
        min((box.y0 for box in boxes), default=0.0),
        max((box.x1 for box in boxes), default=0.0),
        max((box.y1 for box in boxes), default=0.0),
    )
    first = lines[0].place
    place = Place(first.page, box=around, file=first.file)
    return Grid(cells, len(cells), 1, place, aligned=True)
