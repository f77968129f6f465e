"""What a text says there is none of: the numbers of a section without a single amount."""

from __future__ import annotations

from collections.abc import Iterable

from juesuan.model.number import Address
from juesuan.model.text import Paragraph
from juesuan.notation.edition import Edition
from juesuan.notation.formula import Term


def absent(passages: Iterable[Paragraph], edition: Edition) -> frozenset[Address]:
    """The cells of sections that say 本部门没有…收支 and tell no amount, nowhere in the text."""
    subjects = {section.id: section.subjects for section in edition.narrative.sections}
    texts: dict[str, list[str]] = {}
    for passage in passages:
        texts.setdefault(passage.section, []).append(passage.text)
    return frozenset(
        subject.says.address
        for section, paragraphs in texts.items()
        if any(map(edition.clues.none.search, paragraphs))
        and not any(map(edition.clues.money.search, paragraphs))
        for subject in subjects.get(section, ())
        if isinstance(subject.says, Term)
    )
