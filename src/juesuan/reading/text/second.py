"""A second disclosure in the same file: a unit's own tables and narrative behind the department's.

The tables of the first are read; its text must not be held against those of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from juesuan.model.number import Facts
from juesuan.model.page import Document, Place
from juesuan.model.reading import Unread
from juesuan.model.text import Numeral
from juesuan.notation.edition import Edition
from juesuan.reading.text import RunningText, running_text
from juesuan.reading.text.numerals import numerals_of

TABLES, SECTIONS = 5, 2
REASON = (
    "从这里起是另一套决算（表和情况说明都另有一套），其中的文字没有核对：请拆成两份文件，分别审核"
)


class SecondText(NamedTuple):
    """The text of a second disclosure, and the word on it."""

    text: RunningText
    unread: Unread


def parted(
    document: Document, edition: Edition, facts: Facts, unread: Sequence[Unread], alone: str = ""
) -> tuple[RunningText, SecondText | None]:
    """The running text up to a second disclosure, and that one's, where there is one.

    It has most of the tables a second time and, from there on, sections told before.
    """
    titles = {form.title for form in facts.forms.values() if form.known}
    again = [table.place for table in unread if table.kind == "table" and table.text in titles]
    if len(again) >= TABLES:
        sheets = _sheets(document)
        start = min(again, key=lambda place: _order(place, sheets))
        first, second = (running_text(part, edition) for part in _split(document, start))
        if len(_sections(first) & _sections(second)) >= SECTIONS:
            return first, SecondText(second, Unread("", "page", REASON, start))
    return running_text(document, edition, alone), None


def unread_numerals(text: RunningText, edition: Edition) -> Iterator[Numeral]:
    """The numerals of a text: each is there, none was held against anything."""
    for passage in text.passages:
        yield from numerals_of(passage, {}, edition)


def _sheets(document: Document) -> dict[str, int]:
    """The sheets of a workbook by their names, in order."""
    names = (page.blocks[0].place.part for page in document.pages if page.blocks)
    return {name: at for at, name in enumerate(names)}


def _order(place: Place, sheets: Mapping[str, int]) -> tuple[int, int]:
    """Where a place stands among the others: by page and line, or by sheet and row."""
    if place.page or place.line:
        return place.page or 0, place.line or 0
    return sheets.get(place.part, 0), place.cell[0] if place.cell else 0


def _sections(text: RunningText) -> set[str]:
    return {passage.section for passage in text.passages} - {""}


def _split(document: Document, at: Place) -> tuple[Document, Document]:
    sheets = _sheets(document)
    start = _order(at, sheets)

    def part(*, behind: bool) -> Document:
        pages = (
            replace(
                page,
                blocks=tuple(
                    b for b in page.blocks if (_order(b.place, sheets) >= start) == behind
                ),
            )
            for page in document.pages
        )
        return replace(document, pages=tuple(pages))

    return part(behind=False), part(behind=True)
