"""Counts told in a sentence, where they count what the section speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.number import Address
from juesuan.notation import numbers
from juesuan.notation.speech.clue import Clues
from juesuan.notation.speech.narrative import Section
from juesuan.reading.text.roles import OUTTURN, year_role

LOOK_BACK = 400
BREAK = re.compile("\n")
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


class Count(NamedTuple):
    """How many there are of a thing, and where the paragraph and sentence that tell it begin."""

    address: Address
    number: Decimal
    match: re.Match[str]
    paragraph: int
    sentence: int
    listed: bool
    """Whether it stands in a list: of a whole, where one is told before."""

    @property
    def start(self) -> int:
        """Where the number stands."""
        return self.match.start("number")


def counted(
    section: Section, text: str, this: int | None, clues: Clues
) -> Iterator[tuple[Address, re.Match[str]]]:
    """Every count of a section: not last year's, not of what was bought where owned is meant.

    Nor the parts of a whole that the same paragraph tells, nor what one sentence tells in two ways.
    """
    counts = {(c.address, c.start): c for c in _counts(section, text, this, clues)}
    paragraphs = defaultdict[tuple[Address, int], list[Decimal]](list)
    sentences = defaultdict[tuple[Address, int], set[Decimal]](set)
    for count in sorted(counts.values(), key=lambda c: c.start):
        beside = paragraphs[count.address, count.paragraph]
        if count.listed and beside:
            del counts[count.address, count.start]
            continue
        beside.append(count.number)
        sentences[count.address, count.sentence].add(count.number)
    for count in counts.values():
        beside = paragraphs[count.address, count.paragraph]
        whole = sum(beside) / 2
        alone = len(sentences[count.address, count.sentence]) == 1
        if count.number == whole if len(beside) > 2 and whole in beside else alone:
            yield count.address, count.match


def _counts(section: Section, text: str, this: int | None, clues: Clues) -> Iterator[Count]:
    breaks = [0, *(mark.end() for mark in BREAK.finditer(text))]
    for count in section.counts:
        for match in count.pattern.finditer(text):
            start, number = match.start(), numbers.decimal(match["number"])
            begun = breaks[bisect_right(breaks, start) - 1]
            paragraph = text[max(begun, start - LOOK_BACK) : start]
            sentence = paragraph.rpartition("。")[2]
            if number is None or (count.unless and count.unless.search(sentence[-40:] + match[0])):
                continue
            words = text[start : match.start("number")]
            if section.stock and _moved(paragraph + words, clues):
                continue
            if section.dated and _of_other_year(sentence, this, clues):
                continue
            listed = clues.listing.search(sentence) is not None
            yield Count(count.address, number, match, begun, start - len(sentence), listed)


def _moved(text: str, clues: Clues) -> bool:
    """Whether the last word on it says that things came or went, not that they are there."""
    words = [word.lastgroup for word in clues.counted.finditer(BRACKETS.sub("", text))]
    return bool(words) and words[-1] == "moved"


def _of_other_year(text: str, this: int | None, clues: Clues) -> bool:
    """Whether the last year named, comparisons left out, is another than this."""
    years = list(clues.years.finditer(clues.compared.sub("", BRACKETS.sub("", text))))
    if not years or years[-1]["this"]:
        return False
    last = years[-1]
    return bool(last["last"]) or year_role(last["year"], this) != OUTTURN
