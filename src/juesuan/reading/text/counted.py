"""Counts told in a sentence, where they count what the section speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.model.number import Address
from juesuan.notation.speech.clue import Clues
from juesuan.notation.speech.narrative import Section
from juesuan.reading.text.roles import OUTTURN, year_role

LOOK_BACK = 400
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


def counted(
    section: Section, text: str, this: int | None, clues: Clues
) -> Iterator[tuple[Address, re.Match[str]]]:
    """Every count of a section: not last year's, not of what was bought where owned is meant."""
    for count in section.counts:
        for match in count.pattern.finditer(text):
            start = match.start()
            paragraph = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2]
            sentence = paragraph.rpartition("。")[2]
            before = sentence[-40:]
            if count.unless is not None and count.unless.search(before + match[0]):
                continue
            words = text[match.start() : match.start("number")]
            if section.stock and _moved(paragraph + words, clues):
                continue
            if section.dated and _of_other_year(sentence, this, clues):
                continue
            yield count.address, match


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
