"""The numbers that Word prints before paragraphs and that their text does not hold: 一、 （二）."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from juesuan.sources.docx.counting import written
from juesuan.sources.docx.styles import NumberedBy
from juesuan.sources.docx.tags import attribute, child, every, number, switch, tag

LEVELS = 9
LONGEST = 255  # letters that Word allows before a number
LINKS = 10  # from a list to the style that defines it, and on; a loop ends here
PLACE = re.compile(r"%([1-9])")
BULLET = "•"
PRIVATE = re.compile("[\ue000-\uf8ff]")
WORD = re.compile(r"\w\Z")
DIGIT = re.compile(r"[\d.．]\Z")  # 1.2023年 would read as a number

Counts = dict[int, int | None]
"""How far each level has counted; None after one below it came first: programs differ then."""


class ListLevel(NamedTuple):
    """How one level of a list counts and what it prints."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    apart: bool = True
    legal: bool = False
    restarts: int | None = None
    hidden: bool = False
    paragraph_style: str = ""

    def shown(self, levels: dict[int, ListLevel], counts: Counts) -> str:
        """What is printed for the counts of this level and those above; "" if not understood."""
        if self.hidden or len(self.text) > LONGEST:
            return ""
        if self.style == "bullet":
            return PRIVATE.sub(BULLET, self.text)
        pieces = PLACE.split(self.text)
        for at in range(1, len(pieces), 2):
            level = int(pieces[at]) - 1
            count = counts.get(level)
            style = "decimal" if self.legal else levels.get(level, ListLevel()).style
            words = None if count is None else written(count, style)
            if words is None:
                return ""
            pieces[at] = words
        return "".join(pieces)


@dataclass
class _List:
    """One list in use: its levels, the definition it counts with, what it starts anew."""

    definition: str
    levels: dict[int, ListLevel]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """All lists of a document and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        nodes = [] if root is None else list(root)
        self.definitions = {
            attribute(node, "w:abstractNumId"): node
            for node in nodes
            if tag(node) == "w:abstractNum"
        }
        self.nodes = {attribute(node, "w:numId"): node for node in nodes if tag(node) == "w:num"}
        self.linked = {
            attribute(link): identity
            for identity, node in self.definitions.items()
            if (link := child(node, "w:styleLink")) is not None
        }
        self.lists: dict[str, _List | None] = {}
        self.counts: dict[str, Counts] = {}

    def label(self, numbered: NumberedBy) -> str:
        """What is printed before the next paragraph numbered so, the gap behind it included."""
        if numbered.list not in self.lists:
            self.lists[numbered.list] = self._list(numbered.list)
        listed = self.lists[numbered.list]
        at = 0 if listed is None else _level_at(listed, numbered)
        if listed is None or at not in listed.levels:
            return ""
        counts = self.counts.setdefault(listed.definition, {})
        _count(listed, at, counts)
        level = listed.levels[at]
        words = level.shown(listed.levels, counts)
        gap = DIGIT.search(words) or (level.apart and WORD.search(words))
        return f"{words} " if gap else words

    def _list(self, identity: str) -> _List | None:
        node = self.nodes.get(identity)
        definition = attribute(child(node, "w:abstractNumId"))
        for _ in range(LINKS):
            link = attribute(child(self.definitions.get(definition), "w:numStyleLink"))
            if not link:
                break
            definition = self.linked.get(link, definition)
        if node is None or definition not in self.definitions:
            return None
        listed = _List(definition, _levels(self.definitions[definition]))
        for over in node:
            if tag(over) == "w:lvlOverride":
                _override(listed, over)
        return listed


def _override(listed: _List, over: Element) -> None:
    at, start = number(over, "w:ilvl"), child(over, "w:startOverride")
    listed.levels.update(_levels(over))
    if start is not None:
        listed.starts[at] = number(start, otherwise=1)
        if at in listed.levels:
            listed.levels[at] = listed.levels[at]._replace(start=listed.starts[at])


def _count(listed: _List, at: int, counts: Counts) -> None:
    """Count on at a level; those below begin again, if they do not say otherwise."""
    before = counts.get(at, listed.levels[at].start - 1)
    counts[at] = listed.starts.pop(at, None if before is None else before + 1)
    for above in range(at):
        counts.setdefault(above, None)
    for below in range(at + 1, LEVELS):
        restarts = listed.levels.get(below, ListLevel()).restarts
        if restarts is None or at < restarts:
            counts.pop(below, None)


def _level_at(listed: _List, numbered: NumberedBy) -> int:
    """The level a paragraph counts on; one numbered by its style, that which the style names."""
    named = (at for at, level in listed.levels.items() if level.paragraph_style == numbered.style)
    return next(named if numbered.style else iter(()), numbered.level or 0)


def _levels(node: Element) -> dict[int, ListLevel]:
    levels = (inner for inner in node if tag(inner) == "w:lvl")
    return {number(level, "w:ilvl"): _level(level) for level in levels}


def _level(node: Element) -> ListLevel:
    start, restart = child(node, "w:start"), child(node, "w:lvlRestart")
    formats = list(every(node, "w:numFmt"))  # of alternatives the last is what all can read
    return ListLevel(
        start=number(start, otherwise=1) if start is not None else 0,
        style=attribute(formats[-1]) if formats else "decimal",
        text=attribute(child(node, "w:lvlText")),
        apart=attribute(child(node, "w:suff")) != "nothing",
        legal=bool(switch(child(node, "w:isLgl"))),
        restarts=None if restart is None else number(restart),
        hidden=bool(switch(child(node, "w:rPr", "w:vanish"))),
        paragraph_style=attribute(child(node, "w:pStyle")),
    )
