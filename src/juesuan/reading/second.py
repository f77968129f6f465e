"""A second disclosure in the same file: a unit's own tables and narrative behind the department's.

The tables of the first are read; its text must not be held against those of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from juesuan.model.number import Facts
from juesuan.model.page import Document, Place
from juesuan.model.reading import Unread
from juesuan.model.text import Numeral
from juesuan.notation.edition import Edition
from juesuan.notation.narrative import Narrative
from juesuan.reading.numerals import numerals_of
from juesuan.reading.sections import passages

TABLES, SECTIONS = 5, 2
REASON = (
    "从这里起是另一套决算（表和情况说明都另有一套），其中的文字没有核对：请拆成两份文件，分别审核"
)


def parted(
    document: Document, edition: Edition, facts: Facts, unread: Sequence[Unread]
) -> tuple[Document, tuple[Document, Unread] | None]:
    """The document up to a second disclosure, and that one with a word on it, where there is one.

    It has most of the tables a second time and, from there on, sections told before.
    """
    titles = {form.title for form in facts.forms.values() if form.known}
    again = [one.place for one in unread if one.kind == "table" and one.text in titles]
    if len(again) < TABLES:
        return document, None
    first, second = _split(document, min(again, key=_order))
    told = _sections(first, edition.narrative) & _sections(second, edition.narrative)
    if len(told) < SECTIONS:
        return document, None
    return first, (second, Unread("", "page", REASON, min(again, key=_order)))


def unread_numerals(second: Document, edition: Edition) -> Iterator[Numeral]:
    """The numerals of its text: each is there, none was held against anything."""
    for passage in passages(second, edition.narrative):
        yield from numerals_of(passage, {}, edition.not_amounts)


def _order(place: Place) -> tuple[int, int]:
    return place.page or 0, place.line or 0


def _sections(document: Document, narrative: Narrative) -> set[str]:
    return {passage.section for passage in passages(document, narrative)} - {""}


def _split(document: Document, at: Place) -> tuple[Document, Document]:
    before = tuple(
        replace(page, blocks=tuple(b for b in page.blocks if _order(b.place) < _order(at)))
        for page in document.pages
    )
    behind = tuple(
        replace(page, blocks=tuple(b for b in page.blocks if _order(b.place) >= _order(at)))
        for page in document.pages
    )
    return replace(document, pages=before), replace(document, pages=behind)
