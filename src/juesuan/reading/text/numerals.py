"""Every numeral of a running text: bound to a claim, no amount, malformed, or not understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from juesuan.model.number import UNITS
from juesuan.model.text import Numeral, Paragraph
from juesuan.notation import numbers
from juesuan.notation.edition import Edition
from juesuan.reading.text.chart_labels import ChartLabels, ImpliedAmount

DIGITS = re.compile(rf"(?<![A-Za-z\d.]){numbers.NUMBER}%?|{numbers.SEALED.pattern}")
NAMED = "项目名称中的数"
LINE_END = re.compile(r"\n")
ORDINAL_HEAD = re.compile(
    r"^(?:(?:\d{1,3}、|\d{1,2}[.．])(?:(?!\d)|(?=20\d\d年))|[(（]?[一二三四五六七八九十\d]{1,3}[)）]、?"
    r"|[一二三四五六七八九十]{1,3}、|[—–\-•●◆■▪·]{1,2}(?=[\u4e00-\u9fff“]))"
)
LINE_HEAD = re.compile(r"\d{1,3}、")  # also before a name that begins with a number: 2、12345热线


def numerals_of(
    passage: Paragraph,
    bound: Mapping[int, int],
    edition: Edition,
    implied: Sequence[ImpliedAmount] = (),
    named: Sequence[str] = (),
) -> Iterator[Numeral]:
    """Every numeral of a passage with its state; those bound carry the index of their claim.

    One that stands on a line of its own, as in a chart, repeats a number that a claim prints, or
    is an amount of last year, as a claim on its change implies it. `named` are the names of
    projects with a number in them.
    """
    text = passage.text
    printed = {
        match[0]: bound[match.start()] for match in DIGITS.finditer(text) if match.start() in bound
    }
    labels = ChartLabels(printed, implied, UNITS[edition.unit])
    lines = {*passage.starts, *(match.end() for match in LINE_END.finditer(text)), len(text)}
    excluded = [
        (match.start(), match.end(), why)
        for pattern, why in edition.not_amounts
        for match in pattern.finditer(text)
    ]
    excluded += [(start, end, NAMED) for start, end in _mentions(text, named)]
    for match in DIGITS.finditer(text):
        start, money = match.start(), match[0].endswith("%")
        money = money or edition.clues.unit.match(text, match.end()) is not None
        numeral = Numeral(match[0], passage.at(start), passage.section)
        if malformed := _malformed(numeral, money=money):
            yield malformed
        elif start in bound:
            yield numeral._replace(claim=bound[start])
        elif _alone(match, lines) and (claim := labels.claim(match[0])) is not None:
            yield numeral._replace(claim=claim)
        else:
            why = next((why for first, last, why in excluded if first <= start < last), "")
            yield numeral._replace(not_amount=why or _no_amount(passage, start, money=money))


def _mentions(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where names stand in a text."""
    for name in names:
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name)
            start = text.find(name, start + len(name))


def _alone(match: re.Match[str], lines: Collection[int]) -> bool:
    """Whether a numeral is all of its line."""
    return match.start() in lines and (match.end() in lines or match.end() + 1 in lines)


def _malformed(numeral: Numeral, *, money: bool) -> Numeral | None:
    """A numeral that is not the spelling of one number, with what is wrong with it."""
    text = numbers.unseal(numeral.text)
    read = numbers.parse(text.rstrip("%"))
    if not isinstance(read, numbers.Malformed):
        return None
    if text == numeral.text and not money:
        return numeral._replace(not_amount="编号或号码")
    return numeral._replace(text=text, malformed=read.why)


def _no_amount(passage: Paragraph, start: int, *, money: bool) -> str:
    """Why a number is none of those that sections tell; "" where it may be one."""
    if not passage.section and not money:
        return "不在情况说明中的清点数"
    before, head = passage.text[start - 1 : start], passage.text[start : start + 4]
    if before in ("", "\n") and LINE_HEAD.match(head):
        return "序号"
    return "序号" if before in (*"\n。；：(（", "") and ORDINAL_HEAD.match(head) else ""
