"""Every numeral of a running text: bound to a claim, no amount, malformed, or not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from juesuan.model.text import Numeral, Paragraph
from juesuan.notation import numbers
from juesuan.notation.clue import NotAmount

DIGITS = re.compile(rf"(?<![A-Za-z\d.]){numbers.NUMBER}%?|{numbers.SEALED.pattern}")
ORDINAL_HEAD = re.compile(
    r"^(?:\d{1,2}[、.．](?!\d)|[(（]?[一二三四五六七八九十\d]{1,3}[)）]、?|[一二三四五六七八九十]{1,3}、)"
)
MONEY = re.compile(r"万?元|亿元|%|(?<=%)")


def numerals_of(
    passage: Paragraph, bound: Mapping[int, int], not_amounts: Iterable[NotAmount]
) -> Iterator[Numeral]:
    """Every numeral of a passage with its state; those bound carry the index of their claim."""
    excluded = [
        (found.start(), found.end(), why)
        for pattern, why in not_amounts
        for found in pattern.finditer(passage.text)
    ]
    for found in DIGITS.finditer(passage.text):
        if numeral := _malformed(passage, found):
            yield numeral
            continue
        start, place = found.start(), passage.at(found.start())
        if start in bound:
            yield Numeral(found[0], place, passage.section, "", bound[start])
            continue
        why = next((w for first, last, w in excluded if first <= start < last), "")
        if not why and not passage.section and not MONEY.match(passage.text, found.end()):
            why = "不在情况说明中的清点数"
        if (
            not why
            and ORDINAL_HEAD.match(passage.text[start : start + 4])
            and _leads(passage, start)
        ):
            why = "序号"
        yield Numeral(found[0], place, passage.section, why)


def _malformed(passage: Paragraph, found: re.Match[str]) -> Numeral | None:
    """A numeral that is not the spelling of one number, with what is wrong with it."""
    text = numbers.unseal(found[0])
    read = numbers.parse(text.rstrip("%"))
    if not isinstance(read, numbers.Malformed):
        return None
    place = passage.at(found.start())
    if text == found[0] and not MONEY.match(passage.text, found.end()):
        return Numeral(text, place, passage.section, "编号或号码")
    return Numeral(text, place, passage.section, malformed=read.why)


def _leads(passage: Paragraph, start: int) -> bool:
    return start == 0 or passage.text[start - 1] in "\n。；：(（"
