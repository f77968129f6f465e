"""The section that a title opens: as it is declared, but for 决算 and 说明, or by what it is about.

What a title is about is left when all words are taken out that regions add to any: 政府性基金 of
政府性基金预算收支决算情况说明. Of titles on 收入 and 支出 nothing is left, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from juesuan.notation import spelling
from juesuan.notation.speech.clue import Clues
from juesuan.notation.speech.narrative import Section

SAYING = re.compile(
    "决算|情况|说明|执行|公开|安排的"
)  # what regions add to a title and leave out of it
SAYS = re.compile("(?:情况|说明)$")
ANY = re.compile(
    f'{SAYING.pattern}|一般公共|预算|财政拨款|收入|支出|收支|总体|具体|分项|结构|数量|[“”"]'
)
SHORTEST = 6  # characters of what is left: 收入情况 may be a paragraph of another section
ABOUT = 4  # 政府采购, but not 基本, which may be 基本支出 of any money


class SectionTitles:
    """From the titles of a narrative to its sections."""

    def __init__(self, sections: Iterable[Section], clues: Clues) -> None:
        self.beside = clues.beside_title
        self.exact = {title: section.id for section in sections for title in section.titles}
        self.loose = self._but_for(SAYING, SHORTEST)
        self.about = self._but_for(ANY, ABOUT)

    def _but_for(self, left_out: re.Pattern[str], shortest: int) -> Mapping[str, str]:
        """What is left of titles without some words, where that is long and of one section."""
        meant: dict[str, set[str]] = {}
        for title, section in self.exact.items():
            meant.setdefault(left_out.sub("", title), set()).add(section)
        return {
            title: next(iter(ids))
            for title, ids in meant.items()
            if len(ids) == 1 and len(title) >= shortest
        }

    def named(self, title: str) -> str | None:
        """The section of a declared title."""
        return self.exact.get(spelling.label(title))

    def opened(self, head: str, bare: str) -> str | None:
        """The section of a title as it stands, or without its number and what is beside it."""
        core = self._core(bare)
        exact = self.named(head) or self.exact.get(core)
        if exact or not SAYS.search(core):
            return exact
        return self.loose.get(SAYING.sub("", core)) or self.about.get(ANY.sub("", core))

    def _core(self, title: str) -> str:
        """The key of a title without 关于, the year and 本部门: 关于机关运行经费支出情况的说明."""
        while (shorter := self.beside.sub("", title)) != title:
            title = shorter
        return spelling.key(title)
