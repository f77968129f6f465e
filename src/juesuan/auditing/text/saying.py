"""What a sentence says by its words alone: amounts, rates and directions, whoever it speaks of.

A sentence whose subject nobody understood still cannot say that a budget is met to the full and
that more was spent. Where the subject is known the claims say so themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.finding import Finding
from juesuan.model.text import Paragraph
from juesuan.notation import numbers, spelling

NUMBER = r"(?<![\d.])(?<!\d,)\d[\d,]*+(?:\.\d+)?"
SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
HUNDRED = Decimal(100)
CLAUSE = 40
SHARED = 4  # letters that two quotes of one statement have in common


class PrintedNumber(NamedTuple):
    """A number as printed: its value and half a unit of its last digit."""

    text: str
    value: Decimal
    half: Decimal

    @property
    def low(self) -> Decimal:
        """The least it may be."""
        return self.value - self.half

    @property
    def high(self) -> Decimal:
        """The most it may be."""
        return self.value + self.half


class Saying(NamedTuple):
    """One sentence of a paragraph and where it begins there."""

    paragraph: Paragraph
    start: int
    text: str


def printed(text: str) -> PrintedNumber:
    """A number as printed; an exact zero is as exact as any other number."""
    value = numbers.decimal(text) or Decimal(0)
    return PrintedNumber(text, value, Decimal("0.5").scaleb(-spelling.decimals(text)))


def sayings(
    paragraphs: Iterable[Paragraph], sentence: re.Pattern[str] = SENTENCE
) -> Iterator[Saying]:
    """Every sentence; a semicolon ends one, unless another pattern says what does."""
    for paragraph in paragraphs:
        for match in sentence.finditer(paragraph.text):
            yield Saying(paragraph, match.start(), match[0])


def share_of(part: PrintedNumber, whole: PrintedNumber) -> tuple[Decimal, Decimal] | None:
    """The least and the most that a part may be of a whole, in percent; None for no whole."""
    if whole.low <= 0:
        return None
    return HUNDRED * part.low / whole.high, HUNDRED * part.high / whole.low


def fits(rate: PrintedNumber, part: PrintedNumber, whole: PrintedNumber) -> bool:
    """Whether a rate may be that of a part on a whole; also where there is no whole."""
    span = share_of(part, whole)
    return span is None or (span[0] <= rate.high and rate.low <= span[1])


def percent(part: Decimal, whole: Decimal) -> str:
    """A share as these texts print it."""
    return f"{HUNDRED * part / whole:.2f}%"


def unsaid(remarks: Iterable[Finding], findings: Sequence[Finding]) -> Iterator[Finding]:
    """The remarks on words alone that no error says already of the same words.

    Where they are only what an error cannot be true beside, nothing is said of them yet.
    """
    errors = [f for f in findings if f.severity == "错误"]
    spots = [spot for f in errors for spot in f.places[: len(f.places) - f.witnesses]]
    for remark in remarks:
        words = [(place, text) for place, text in remark.places if remark.rule.startswith("矛盾.")]
        if not any(
            (here.page, here.line) == (there.page, there.line) and _overlaps(whole, text)
            for here, whole in words
            for there, text in spots
        ):
            yield remark


def _overlaps(whole: str, text: str) -> bool:
    """Whether a quote lies within another, or begins with the words that end it."""
    longest = min(len(whole), len(text))
    return text in whole or any(whole.endswith(text[:n]) for n in range(SHARED, longest))
