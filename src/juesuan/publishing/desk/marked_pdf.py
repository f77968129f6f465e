"""The user's own PDF, with a highlight on each number in question and a comment that says why."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.model.page import Box, Limits
from juesuan.model.review import DeskDocument
from juesuan.publishing.desk.commented import AUTHOR, COLOURS, Comment, comments_on
from juesuan.sources.pdf.pdf_comments import PdfHighlight, with_highlights

EDGE, STEP, SIDE = 18.0, 16.0, 12.0  # where comments without a place stand, in points
BESIDE = (255, 244, 190)  # what is held against the number in question
ELSEWHERE = "（同一条审核结果的另一处）"


def marked_pdf(data: bytes, document: DeskDocument, limits: Limits) -> bytes:
    """The same bytes, highlights and comments behind them; raises Unreadable."""
    highlights: list[PdfHighlight] = []
    homeless = 0
    for comment in comments_on(document):
        placed = list(_placed(comment))
        if not placed:
            placed = [_at_the_edge(comment, homeless)]
            homeless += 1
        highlights += placed
    return with_highlights(data, highlights, AUTHOR, limits)


def _placed(comment: Comment) -> Iterator[PdfHighlight]:
    spots = [(place, words) for place, words in comment.spots if place.page and place.box]
    for number, (place, words) in enumerate(spots):
        name = f"{comment.mark}#{number + 1}" if number else comment.mark
        text = f"{ELSEWHERE}\n{comment.text}" if number else comment.text
        if place.page and place.box:
            colour = BESIDE if number else COLOURS[comment.severity]
            yield PdfHighlight(place.page, place.box, words, name, text, colour)


def _at_the_edge(comment: Comment, number: int) -> PdfHighlight:
    """A finding on something that is missing: on the first page, in its margin."""
    top = EDGE + number * STEP
    box = Box(EDGE, top, EDGE + SIDE, top + SIDE)
    return PdfHighlight(1, box, "", comment.mark, comment.text, COLOURS[comment.severity])
