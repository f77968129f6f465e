"""Words of the text that are contradicted, 大于 and 持平: where each stands, and its finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from juesuan.model.finding import Finding
from juesuan.model.report import Audited
from juesuan.model.text import Paragraph

DIGIT = re.compile(r"\d")
WORD = re.compile("[大小多少高低等]于|超过|持平|一致|相同|增加|减少|增长|下降")


class WrongWord(NamedTuple):
    """A word in a paragraph, from its first to behind its last character, and its finding."""

    start: int
    end: int
    finding: str


def words_of(record: Audited) -> Mapping[str, str]:
    """The contradicted word of each finding that is about a word and that the text shows."""
    shown = {word.finding for paragraph in record.reading.prose for word in _in(paragraph, record)}
    pairs = zip(record.ids, record.findings, strict=True)
    return {name: _word(finding) for name, finding in pairs if name in shown}


def wrong_words(paragraph: Paragraph, record: Audited) -> list[WrongWord]:
    """The contradicted words of one paragraph, in their order, none over another."""
    words: list[WrongWord] = []
    for word in sorted(_in(paragraph, record)):
        if not words or word.start >= words[-1].end:
            words.append(word)
    return words


def _word(finding: Finding) -> str:
    """The word that a finding on words contradicts, the whole saying where it has no such word."""
    if finding.rule != "claim" or DIGIT.search(finding.actual) or not finding.places:
        return ""
    match = WORD.search(finding.actual)
    return match[0] if match else finding.actual


def _in(paragraph: Paragraph, record: Audited) -> Iterator[WrongWord]:
    for name, finding in zip(record.ids, record.findings, strict=True):
        word = _word(finding)
        if not word:
            continue
        place, clause = finding.places[0]
        start = paragraph.text.find(clause)
        while clause and start >= 0:
            at = paragraph.text.find(word, start, start + len(clause))
            if at >= 0 and paragraph.at(at) == place:
                yield WrongWord(at, at + len(word), name)
                break
            start = paragraph.text.find(clause, start + 1)
