"""One clause of a narrative: what it says of which number, or that it was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from juesuan.notation.numbers import NUMBER

AMOUNT = rf"(?P<n>(?<![\d.,]){NUMBER})(?P<u>亿元|万元|元)"
RATE = rf"(?P<n>(?<![\d.,]){NUMBER})(?P<u>%)"
SOME = r".{0,80}?"  # longer words name nothing
YEAR = r"(?P<year>20\d\d)年度?"
WHICH = r"(?P<b>年初|全年|调整(?:后的?)?|当年|本年度?)?(?:全年)?"
LAST_WORDS = "上年度?|上一(?:个)?年度?|上个年度|前一(?:个)?年度?|去年"
BASE = (
    rf"(?P<compared>(?:与|比|较|同|和)(?:{LAST_WORDS}|{YEAR})(?:的)?(?:决算数?|支出数?|同期数?)?(?:相比|比较|同期)?"
    rf"|(?:与|比|较)(?:(?P<byear>20\d\d)年度?)?{WHICH.replace('<b>', '<budget>')}预算数?"
    r"(?:相比|比较)?)"
)
DELTA = r"(?P<d>增加|减少|增支|减支|增收|减收|多支出|少支出)(?:了)?(?:支出|收入)?"
GROWTH = r"(?P<d>增长|下降|上升|降低|增加|减少|增幅|降幅)(?:了|率)?(?:为|约|达)?"
OUTTURN = r"(?:支出|收入)?(?:决算数?|总额)?"
EACH = r"(?:各|均|分别|总计各|总计均)?"
VERB = (
    r"(?:实际)?(?:支出|收入)?(?:决算数?|执行数|支出数|金额|总额|数)?(?:均|各|共|共计|总计|合计|总额)?"
    r"(?:为|是|达|计|支出)?"
)
MEASURES = {
    "amount": rf"{VERB}{AMOUNT}",
    "budget": (
        rf"(?:支出|收入)?的?{WHICH}(?:安排|批复|核定)?预算(?:数|额)?(?:共|合计|总计)?"
        rf"(?:安排|批复|核定|金额|总额|支出)?(?:共|共计|为|是|达|计)?{AMOUNT}"
    ),
    "dated": (
        rf"(?:上年同期|{LAST_WORDS}|{YEAR})(?:的)?(?:支出|收入)?(?:决算|同期)?(?:数|额|支出|收入)?"
        rf"(?:共|为|是|达|计)?{AMOUNT}"
    ),
    "done": rf"(?:(?:支出)?决算数?)?(?:完成|为|占)(?:了)?{WHICH}预算(?:数)?的?{RATE}",
    "share": rf"占(?P<w>{SOME})(?:的比重为|的比重|的比例为|的|比重为|比重)?{RATE}",
    "before": rf"{BASE}(?P<s>{SOME}){AMOUNT}(?:相比|比较)?",
    "delta": rf"{OUTTURN}(?:{BASE})?(?P<s>{SOME}){EACH}{DELTA}{AMOUNT}",
    "growth": rf"{OUTTURN}(?:{BASE})?(?P<s>{SOME})(?:同比)?{EACH}{GROWTH}{RATE}",
    "level": (
        rf"{OUTTURN}(?:{BASE})?(?P<s>{SOME}){EACH}(?P<about>基本)?(?:持平|一致|相等|无增减变化|无变化|没有变化)"
    ),
    "direction": (
        rf"(?:支出)?决算数?(?P<d>大于|小于|等于|高于|低于|超过){WHICH}预算数?(?:的(?:主要)?原因.*|主要.*|，?)?"
    ),
    "base": BASE,
}
PATTERNS = {kind: re.compile(rf"\A(?:{text})\Z") for kind, text in MEASURES.items()}
BREAKS = re.compile(r"[，。；：！？\n]|(?<=[元%辆个次台])、|(?<=元)(?=增加|减少|增长|下降)")
OPENING, CLOSING = "(（〔[【", ")）〕]】"
MARKS = re.compile(rf"[\n{re.escape(OPENING + CLOSING)}]")
MONEY = re.compile(r"\d(?:亿元|万元|元|%)")
AND = re.compile(r"[、及]|和(?!上|去|前|20)")


class Clause(NamedTuple):
    """A stretch of text between two marks, and the mark that ends it.

    `within` are the brackets around it that hold amounts, by where they open.
    """

    start: int
    text: str
    mark: str
    within: tuple[int, ...] = ()


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a running text, in order; a bracket that holds an amount is a mark too."""
    start, within = 0, list[int]()
    for at, end, mark in _marks(text):
        if at > start:
            yield Clause(start, text[start:at], mark, tuple(within))
        start = end
        if mark in OPENING:
            within.append(at)
        elif mark in CLOSING and within:
            within.pop()
    if start < len(text):
        yield Clause(start, text[start:], "")


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Where clauses end, where the next begins, and the mark between them."""
    found = [(m.start(), m.end(), m[0] or "，") for m in BREAKS.finditer(text)]
    for opened, closed in _asides(text):
        joined = AND.match(text, closed + 1)
        found.append((opened, opened + 1, text[opened]))
        found.append((closed, joined.end() if joined else closed + 1, text[closed]))
    return sorted(found)


def _asides(text: str) -> Iterator[tuple[int, int]]:
    """The brackets of one line that hold an amount with its unit."""
    here = [0] * (len(text) + 1)
    for found in MONEY.finditer(text):
        here[found.start()] = 1
    before = list(accumulate(here))
    opened: list[int] = []
    for found in MARKS.finditer(text):
        if found[0] == "\n":
            opened.clear()
        elif found[0] in OPENING:
            opened.append(found.start())
        elif opened:
            first = opened.pop()
            if before[found.start()] > before[first]:
                yield first, found.start()


class Names:
    """Names to look for at the head of a text, the longest first."""

    def __init__(self, names: Sequence[str]) -> None:
        ordered = sorted(set(names), key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, ordered)) or r"(?!)")

    def at_head(self, text: str) -> str:
        """The longest name the text begins with, or "" for none."""
        found = self.pattern.match(text)
        return found[0] if found else ""


def patterns(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every measure that is the whole of a text."""
    for kind, pattern in PATTERNS.items():
        if found := pattern.fullmatch(text):
            yield kind, found


def parts(found: re.Match[str]) -> Mapping[str, str]:
    """The named parts of a match that took part in it."""
    return {name: text for name, text in found.groupdict().items() if text is not None}
