"""The running text as paragraphs in order: contents, headings, text, cells outside the forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from juesuan.model.page import Document, Grid, Line, Place
from juesuan.model.text import Kind, Paragraph
from juesuan.notation import spelling
from juesuan.notation.narrative import Narrative
from juesuan.reading.sections import (
    CAPTION,
    ENDS,
    PART,
    narrative_lines,
    part_title,
    running,
    section_opened,
)

CONTENTS = re.compile(r"^目[录次]$")
NUMBERED = re.compile(
    r"^(?:[(（][一二三四五六七八九十]{1,3}[)）]、?|[一二三四五六七八九十]{1,3}、)[^，。；：]{2,40}。?$"
)
LEADER = re.compile(r"(?<![.·])[.·]{2,}+\d*$|(?<=[\u4e00-\u9fff])\d{1,3}$")
STARTS = re.compile(r"^(?:\d{1,2}[、.](?!\d)|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、)")
CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
BULLETS = "-•·"
GLOSSARY = "名词解释"
LONGEST_ENTRY = 60
LEAD = 8


def prose(document: Document, narrative: Narrative) -> tuple[Paragraph, ...]:
    """Every paragraph of a document outside its nine forms, in reading order."""
    titles = {title: section.id for section in narrative.sections for title in section.titles}
    scribe = _Scribe(titles)
    kept = {id(line) for line in narrative_lines(document)}
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Grid):
                scribe.grid(block)
            elif id(block) in kept:
                scribe.line(block)
    return scribe.done()


@dataclass(slots=True)
class _Scribe:
    """Writes lines down as paragraphs; knows which section it stands in."""

    titles: Mapping[str, str]
    found: list[Paragraph] = field(default_factory=list)
    section: str = ""
    heading: str = ""
    first_entry: str | None = None
    parts: list[str] = field(default_factory=list)
    size: int = 0
    lead: str = ""
    starts: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def line(self, line: Line) -> None:
        """Take the next line: an entry of the contents, a heading, or text."""
        text = running(line.text)
        if CONTENTS.match(text):
            self.first_entry = ""
            self._alone("heading", line, text)
        elif self.first_entry is not None and self._in_contents(text):
            self._alone("contents", line, LEADER.sub("", text).lstrip(BULLETS))
        else:
            self._body(line, text)

    def _in_contents(self, text: str) -> bool:
        """Whether the contents go on; they end where their first entry stands again."""
        part = PART.match(text)
        entry = part[0] if part else spelling.label(LEADER.sub("", text).lstrip(BULLETS))
        if text[-1:] in ENDS or len(text) > LONGEST_ENTRY or entry == self.first_entry:
            self.first_entry = None
            return False
        self.first_entry = self.first_entry or entry
        return True

    def _body(self, line: Line, text: str) -> None:
        section, rest = section_opened(text, self.titles)
        if section is not None or PART.match(text):
            self._close("text")
            self.section = section or self.titles.get(spelling.label(part_title(text)), "")
            self._titled(line, text.removesuffix(rest) if rest else text)
            if rest:
                self._add(line, rest)
        elif line.heading or (self.section != GLOSSARY and NUMBERED.match(text)):
            self._titled(line, text)
        elif CAPTION.match(text):
            self._alone("text", line, text)
        else:
            if self.parts and (self.parts[-1][-1] in ENDS or STARTS.match(text)):
                self._close("text")
            self._add(line, text)

    def _titled(self, line: Line, text: str) -> None:
        self._close("text")
        self.heading = text
        self._alone("heading", line, text)

    def _alone(self, kind: Kind, line: Line, text: str) -> None:
        self._close("text")
        self._add(line, text)
        self._close(kind)

    def _add(self, line: Line, text: str) -> None:
        self.lead = self.lead or line.text[:LEAD]
        self.starts.append(self.size)
        self.places.append(line.place)
        if text:
            self.parts.append(text)
            self.size += len(text)

    def _close(self, kind: Kind) -> None:
        if self.parts:
            text = "".join(self.parts)
            lines = tuple(self.starts), tuple(self.places)
            self.found.append(Paragraph(self.section, self.heading, text, *lines, kind, self.lead))
        self.parts, self.size, self.lead, self.starts, self.places = [], 0, "", [], []

    def grid(self, grid: Grid) -> None:
        """Take the words of a table that stands in a section of the text or the annexes."""
        self._close("text")
        for cell in grid.cells if self.section else ():
            if CHINESE.search(cell.text):
                self._add(Line(cell.text, cell.place), running(cell.text))
                self._close("cell")

    def done(self) -> tuple[Paragraph, ...]:
        """All that was taken."""
        self._close("text")
        return tuple(self.found)
