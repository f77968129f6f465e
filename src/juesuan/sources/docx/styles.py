"""The styles of a Word document, as far as they tell headings, numbering and what is hidden."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from juesuan.sources.docx.tags import attribute, child, number, switch, tag

DEEPEST = 50  # styles that one is based on; a loop ends here
BODY = 9  # outline level of text
HEADING = re.compile(r"heading ([1-9])")  # the name Word stores, whatever language it shows


class NumberedBy(NamedTuple):
    """Which list a paragraph counts in, on which level; "" and "0" are none."""

    list: str
    level: int | None = None
    style: str = ""
    """The style that says so, where no paragraph does."""


class TextStyles:
    """Every style by its identity, properties taken from those it is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else [node for node in root if tag(node) == "w:style"]
        self.by_id = {attribute(node, "w:styleId"): node for node in styles}
        self.usual = next(
            (
                attribute(node, "w:styleId")
                for node in styles
                if attribute(node, "w:type") == "paragraph"
                and attribute(node, "w:default") in ("1", "true", "on")
            ),
            "",
        )
        self.level_of = lru_cache(1024)(self._level)
        self.hides = lru_cache(1024)(self._hides)
        self.numbered_by = lru_cache(1024)(self._numbered_by)
        self.raises = lru_cache(1024)(self._raises)

    def chain(self, style: str) -> list[Element]:
        """A style and what it is based on, nearest first."""
        chain: list[Element] = []
        node = self.by_id.get(style)
        while node is not None and len(chain) < DEEPEST:
            chain.append(node)
            node = self.by_id.get(attribute(child(node, "w:basedOn")))
        return chain

    def heading(self, properties: Element | None) -> int:
        """The level of the heading that a paragraph with these properties is; 0 for text."""
        outline = child(properties, "w:outlineLvl")
        level = number(outline, otherwise=BODY) + 1
        if outline is None:
            level = self.level_of(self.style(properties))
        return level if 0 < level <= BODY else 0

    def style(self, properties: Element | None) -> str:
        """The style of a paragraph: that it names, or the usual one."""
        return attribute(child(properties, "w:pStyle")) or self.usual

    def _level(self, style: str) -> int:
        for node in self.chain(style):
            outline = child(node, "w:pPr", "w:outlineLvl")
            if outline is not None:
                return number(outline, otherwise=BODY) + 1
            if match := HEADING.fullmatch(attribute(child(node, "w:name")).casefold()):
                return int(match[1])
        return 0

    def _hides(self, style: str) -> bool:
        switches = (switch(child(node, "w:rPr", "w:vanish")) for node in self.chain(style))
        return next((state for state in switches if state is not None), False)

    def _raises(self, style: str) -> bool:
        nodes = (child(node, "w:rPr", "w:vertAlign") for node in self.chain(style))
        return next((raised(node) for node in nodes if node is not None), False)

    def _numbered_by(self, style: str) -> NumberedBy:
        level = None
        for node in self.chain(style):
            properties = child(node, "w:pPr", "w:numPr")
            if level is None and child(properties, "w:ilvl") is not None:
                level = number(child(properties, "w:ilvl"))
            if identity := attribute(child(properties, "w:numId")):
                return NumberedBy(identity, level, attribute(node, "w:styleId"))
        return NumberedBy("", level)

    def numbering(self, properties: Element | None) -> NumberedBy:
        """What a paragraph with these properties says of its numbering, or its style."""
        node = child(properties, "w:numPr")
        by_style = self.numbered_by(self.style(properties))
        level = child(node, "w:ilvl")
        at = None if level is None else number(level)
        if identity := attribute(child(node, "w:numId")):
            return NumberedBy(identity, 0 if at is None else at)
        return by_style if at is None else by_style._replace(level=at)


def raised(node: Element | None) -> bool:
    """Whether a w:vertAlign sets letters higher or lower than their line."""
    return attribute(node) in ("superscript", "subscript")
