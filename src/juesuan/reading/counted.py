"""Counts told in a sentence, where they count what the section speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.model.number import Address
from juesuan.notation.narrative import Section
from juesuan.reading.roles import OUTTURN, year_role

LOOK_BACK = 400
OWNED, MOVED, THIS, LAST = "有", "动", "今", "昔"
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
COMPARED = re.compile(r"[与比较同和](?:上一?年度?|去年|20\d\d年(?:度|末|底)?)[^，。；]*")
WORDS = re.compile(
    rf"(?P<{OWNED}>共有|保有|现有|拥有|实有|年末|年底|期末|12月31日)"
    rf"|(?P<{MOVED}>新增|新购|购置|购入|购买|采购|添置|更新|报废|处置|调入|调出|划入|划出|转让|拟|计划|安排"
    r"|(?:增加|减少)(?=车辆|公务用车|设备|单价|单位价值))"
)
YEARS = re.compile(rf"(?P<{LAST}>上一?年|去年)|(?P<{THIS}>本年|今年|当年)|(?P<year>20\d\d)年")


def counted(
    section: Section, text: str, this: int | None
) -> Iterator[tuple[Address, re.Match[str]]]:
    """Every count of a section: not last year's, not of what was bought where owned is meant."""
    for count in section.counts:
        for found in count.pattern.finditer(text):
            start = found.start()
            paragraph = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2]
            sentence = paragraph.rpartition("。")[2]
            before = sentence[-40:]
            if count.unless is not None and count.unless.search(before + found[0]):
                continue
            words = text[found.start() : found.start("number")]
            if section.stock and _moved(paragraph + words):
                continue
            if section.dated and _of_other_year(sentence, this):
                continue
            yield count.address, found


def _moved(text: str) -> bool:
    """Whether the last word on it says that things came or went, not that they are there."""
    said = [found.lastgroup for found in WORDS.finditer(BRACKETS.sub("", text))]
    return bool(said) and said[-1] == MOVED


def _of_other_year(text: str, this: int | None) -> bool:
    """Whether the last year named, comparisons left out, is another than this."""
    said = list(YEARS.finditer(COMPARED.sub("", BRACKETS.sub("", text))))
    if not said or said[-1][THIS]:
        return False
    last = said[-1]
    return bool(last[LAST]) or year_role(last["year"], this) != OUTTURN
