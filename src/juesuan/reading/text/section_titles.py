"""The section that a title opens: as it is declared, or but for 决算, 情况 and 说明."""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.notation import spelling
from juesuan.notation.speech.clue import Clues
from juesuan.notation.speech.narrative import Section

SAYING = re.compile(
    "决算|情况|说明|执行|公开|安排的"
)  # what regions add to a title and leave out of it
SAYS = re.compile("(?:情况|说明)$")
SHORTEST = 6  # characters of what is left: 收入情况 may be a paragraph of another section


class SectionTitles:
    """From the titles of a narrative to its sections."""

    def __init__(self, sections: Iterable[Section], clues: Clues) -> None:
        self.beside = clues.beside_title
        self.exact = {title: section.id for section in sections for title in section.titles}
        meant: dict[str, set[str]] = {}
        for title, section in self.exact.items():
            meant.setdefault(SAYING.sub("", title), set()).add(section)
        self.loose = {
            title: next(iter(ids))
            for title, ids in meant.items()
            if len(ids) == 1 and len(title) >= SHORTEST
        }

    def named(self, title: str) -> str | None:
        """The section of a declared title."""
        return self.exact.get(spelling.label(title))

    def opened(self, head: str, bare: str) -> str | None:
        """The section of a title as it stands, or without its number and what is beside it."""
        core = self._core(bare)
        exact = self.named(head) or self.exact.get(core)
        return exact or (self.loose.get(SAYING.sub("", core)) if SAYS.search(core) else None)

    def _core(self, title: str) -> str:
        """The key of a title without 关于, the year and 本部门: 关于机关运行经费支出情况的说明."""
        while (shorter := self.beside.sub("", title)) != title:
            title = shorter
        return spelling.key(title)
