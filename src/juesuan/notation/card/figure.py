"""What a self-evaluation card says: funds, goals, indicators and scores, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from juesuan.model.page import Place
from juesuan.model.project import Card, Figure, Indicator, Quote
from juesuan.notation import spelling

UNIT_OF_FIGURE = re.compile(r"(?:%|分|万元|元)$")
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
APART = str.maketrans(":/@{}", "：／＠｛｝")  # what divides an address, or makes it vary
MARKUP = re.compile(r"</?[a-zA-Z]+>|\*\*")


def clean(text: str) -> str:
    """A cell's text without marks of emphasis and outer space."""
    return MARKUP.sub("", text).strip()


def figure(text: str, place: Place = Place(), *, dash: bool = False) -> Figure | None:
    """The number in a cell, its % or 分 aside; None for a blank or words.

    With `dash`, a lone dash is the zero it means in a column of money.
    """
    printed = clean(text)
    bare = spelling.plain(printed)
    if dash and bare in ("-", "—", "--", "——", "–"):
        return Figure(Decimal(0), printed, place)
    try:
        number = spelling.amount(UNIT_OF_FIGURE.sub("", bare))
    except spelling.NotAnAmount:
        return None
    return None if number is None else Figure(number[0], printed, place)


def malformed(text: str, place: Place) -> Quote | None:
    """A cell of numbers that shows digits and is not the spelling of one number."""
    printed = clean(text)
    wrong = spelling.is_number(spelling.plain(printed)) and figure(printed) is None
    return Quote(printed, place) if wrong else None


@lru_cache(maxsize=spelling.CACHED)
def addressable(text: str) -> str:
    """A name as it stands in an address: in half width, without : / @ and braces."""
    return spelling.plain(clean(text)).translate(APART)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names in order, the second of a kind followed by #2, or the next number that is free."""
    counts: dict[str, int] = {}
    numbered: dict[str, None] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        while (free := f"{name}#{counts[name]}" if counts[name] > 1 else name) in numbered:
            counts[name] += 1
        numbered[free] = None
    return tuple(numbered)


def family(indicator: Indicator) -> str:
    """The first level in one word: 成本, 产出, 效益, 满意度."""
    return BRACKETS.sub("", spelling.plain(indicator.level1)).removesuffix("指标")


def paths(card: Card) -> tuple[str, ...]:
    """The indicators as addresses name them, 一级/二级/三级; a repeated one numbered."""
    levels = ((one.level1, one.level2, one.level3) for one in card.indicators)
    return unique("/".join(map(addressable, parts)) for parts in levels)
