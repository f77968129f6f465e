"""Counts told in a sentence, where they count what the section speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.number import Address
from juesuan.notation import numbers
from juesuan.notation.clue import Clues
from juesuan.notation.narrative import Section
from juesuan.reading.roles import OUTTURN, year_role

LOOK_BACK = 400
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


class Count(NamedTuple):
    """How many there are of a thing, and where the paragraph and sentence that tell it begin."""

    address: Address
    number: Decimal
    found: re.Match[str]
    paragraph: int
    sentence: int
    listed: bool
    """Whether it stands in a list: of a whole, where one is told before."""


def counted(
    section: Section, text: str, this: int | None, clues: Clues
) -> Iterator[tuple[Address, re.Match[str]]]:
    """Every count of a section: not last year's, not of what was bought where owned is meant.

    Nor the parts of a whole that the same paragraph tells, nor what one sentence tells in two ways.
    """
    told = {(c.address, c.found.start("number")): c for c in _told(section, text, this, clues)}
    groups = defaultdict[tuple[Address, str, int], list[Decimal]](list)
    for count in sorted(told.values(), key=lambda c: c.found.start("number")):
        beside = groups[count.address, "paragraph", count.paragraph]
        if count.listed and beside:
            del told[count.address, count.found.start("number")]
            continue
        beside.append(count.number)
        groups[count.address, "sentence", count.sentence].append(count.number)
    for count in told.values():
        beside = groups[count.address, "paragraph", count.paragraph]
        within = groups[count.address, "sentence", count.sentence]
        whole = sum(beside) / 2
        if count.number == whole if len(beside) > 2 and whole in beside else len({*within}) == 1:
            yield count.address, count.found


def _told(section: Section, text: str, this: int | None, clues: Clues) -> Iterator[Count]:
    for count in section.counts:
        for found in count.pattern.finditer(text):
            start, number = found.start(), numbers.decimal(found["number"])
            paragraph = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2]
            sentence = paragraph.rpartition("。")[2]
            before = sentence[-40:]
            if number is None:
                continue
            if count.unless is not None and count.unless.search(before + found[0]):
                continue
            words = text[found.start() : found.start("number")]
            if section.stock and _moved(paragraph + words, clues):
                continue
            if section.dated and _of_other_year(sentence, this, clues):
                continue
            opened, begun = start - len(paragraph), start - len(sentence)
            listed = clues.listing.search(sentence) is not None
            yield Count(count.address, number, found, opened, begun, listed)


def _moved(text: str, clues: Clues) -> bool:
    """Whether the last word on it says that things came or went, not that they are there."""
    said = [found.lastgroup for found in clues.things.finditer(BRACKETS.sub("", text))]
    return bool(said) and said[-1] == "moved"


def _of_other_year(text: str, this: int | None, clues: Clues) -> bool:
    """Whether the last year named, comparisons left out, is another than this."""
    said = list(clues.years.finditer(clues.compared.sub("", BRACKETS.sub("", text))))
    if not said or said[-1]["this"]:
        return False
    last = said[-1]
    return bool(last["last"]) or year_role(last["year"], this) != OUTTURN
