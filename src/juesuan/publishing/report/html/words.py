"""Words of the text that are contradicted, 大于 and 持平: where each stands, and its finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from juesuan.model.report import Audited
from juesuan.model.text import Paragraph

DIGIT = re.compile(r"\d")


class WrongWord(NamedTuple):
    """A word in a paragraph, from its first to behind its last character, and its finding."""

    start: int
    end: int
    finding: str


def words_of(record: Audited) -> Mapping[str, str]:
    """The contradicted word of each finding that is about a word and that the text shows."""
    shown = {word.finding for paragraph in record.reading.prose for word in _in(paragraph, record)}
    pairs = zip(record.ids, record.findings, strict=True)
    return {name: finding.actual for name, finding in pairs if name in shown}


def wrong_words(paragraph: Paragraph, record: Audited) -> list[WrongWord]:
    """The contradicted words of one paragraph, in their order, none over another."""
    words: list[WrongWord] = []
    for word in sorted(_in(paragraph, record)):
        if not words or word.start >= words[-1].end:
            words.append(word)
    return words


def _in(paragraph: Paragraph, record: Audited) -> Iterator[WrongWord]:
    for name, finding in zip(record.ids, record.findings, strict=True):
        word = finding.actual
        if finding.rule != "claim" or not word or DIGIT.search(word) or not finding.places:
            continue
        place, clause = finding.places[0]
        start = paragraph.text.find(clause)
        while clause and start >= 0:
            at = paragraph.text.find(word, start, start + len(clause))
            if at >= 0 and paragraph.at(at) == place:
                yield WrongWord(at, at + len(word), name)
                break
            start = paragraph.text.find(clause, start + 1)
