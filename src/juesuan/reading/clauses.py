"""One clause of a narrative: what it says of which number, or that it was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from juesuan.notation.numbers import NUMBER

AMOUNT = rf"(?P<n>(?<![\d.,]){NUMBER})(?P<u>亿元|万元|元)"
RATE = rf"(?P<n>(?<![\d.,]){NUMBER})(?P<u>%)"
SOME = r".{0,80}?"  # longer words name nothing
YEAR = r"(?P<year>20\d\d)年度?"
WHICH = r"(?P<b>年初|全年|调整(?:后的?)?|当年|本年度?)?(?:全年)?"
BASE = (
    rf"(?P<compared>(?:与|比|较|同|和)(?:上年度?|上一年度?|去年|{YEAR})(?:的)?(?:决算数?|支出数?|同期数?)?(?:相比|比较|同期)?"
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
        rf"(?:上年同期|上一?年度?|去年|{YEAR})(?:的)?(?:支出|收入)?(?:决算|同期)?(?:数|额|支出|收入)?"
        rf"(?:共|为|是|达|计)?{AMOUNT}"
    ),
    "done": rf"(?:支出决算)?(?:完成|为|占)(?:了)?{WHICH}预算(?:数)?的?{RATE}",
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


class Clause(NamedTuple):
    """A stretch of text between two marks, and the mark that ends it."""

    start: int
    text: str
    mark: str


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a running text, in order."""
    start = 0
    for found in BREAKS.finditer(text):
        if found.start() > start:
            yield Clause(start, text[start : found.start()], found[0])
        start = found.end()
    if start < len(text):
        yield Clause(start, text[start:], "")


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
