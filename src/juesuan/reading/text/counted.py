"""Counts told in a sentence, where they count what the section speaks of."""

from __future__ import annotations

import re
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
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


class Count(NamedTuple):
    """How many there are of a thing, and where the paragraph and sentence that tell it begin."""

    address: Address
    number: Decimal
    match: re.Match[str]
    paragraph: int
    sentence: int


def counted(
    section: Section, text: str, this: int | None, clues: Clues
) -> Iterator[tuple[Address, re.Match[str]]]:
    """Every count of a section: not last year's, not of what was bought where owned is meant.

    Nor the parts of a whole that the same paragraph tells, nor what one sentence tells in two ways.
    """
    counts = {(c.address, c.match.start("number")): c for c in _stated(section, text, this, clues)}
    groups = defaultdict[tuple[Address, str, int], list[Decimal]](list)
    for count in counts.values():
        groups[count.address, "paragraph", count.paragraph].append(count.number)
        groups[count.address, "sentence", count.sentence].append(count.number)
    for count in counts.values():
        beside = groups[count.address, "paragraph", count.paragraph]
        within = groups[count.address, "sentence", count.sentence]
        whole = sum(beside) / 2
        if count.number == whole if len(beside) > 2 and whole in beside else len({*within}) == 1:
            yield count.address, count.match


def _stated(section: Section, text: str, this: int | None, clues: Clues) -> Iterator[Count]:
    for count in section.counts:
        for match in count.pattern.finditer(text):
            start, number = match.start(), numbers.decimal(match["number"])
            paragraph = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2]
            sentence = paragraph.rpartition("。")[2]
            before = sentence[-40:]
            if number is None:
                continue
            if count.unless is not None and count.unless.search(before + match[0]):
                continue
            words = text[match.start() : match.start("number")]
            if section.stock and _moved(paragraph + words, clues):
                continue
            if section.dated and _of_other_year(sentence, this, clues):
                continue
            opened, begun = start - len(paragraph), start - len(sentence)
            yield Count(count.address, number, match, opened, begun)


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
