"""The narrative of a document as sections of running text, every character with its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from juesuan.model.page import Document, Grid, Line, Page, Place
from juesuan.notation import numbers, spelling
from juesuan.notation.narrative import Narrative

PART = re.compile(r"^第[一二三四五六七八九十]+部分|^目录$|^目次$")
HEADING = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[)）]?、?(?=[^，。；])[^，。；：]{2,40}$")
CAPTION = re.compile(r"^[（(]?(?:图|表)\s*\d|^[（(]单位")
PAGE_NUMBER = re.compile(
    r"^[-—–~·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*/\s*\d+|\s*共\s*\d+\s*页)?[-—–~·\s]*$"
)
REPEATED = 4
LISTED = re.compile(r"^\s*(\d{1,2})[.．]\s+(?=\S)")
LEADS = re.compile(r"^关于|^20\d\d年度?|^(?:本|我)?(?:部门|单位)(?=.{4})|(?<=情况)的(?=说明)")
NUMBERING = re.compile(
    r"^(?:([一二三四五六七八九十]{1,3}、)|([（(][一二三四五六七八九十]{1,3}[)）]))"
)
ENDS = "。；：！？"
WIDE = str.maketrans(";:!?", "；：！？")
PRIVATE = "\ue000\ue001\ue002\ue003\ue004\ue005\ue006"
HIDDEN = str.maketrans("，；：。、！？", PRIVATE)
SHOWN = str.maketrans(PRIVATE, "，；：。、！？")
LONGEST_HEADING = 60


@dataclass(slots=True)
class SectionText:
    """The running text of one section; `section` is its id, "" where none was recognised."""

    section: str
    title: str
    starts: list[int] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _size: int = 0

    @property
    def text(self) -> str:
        """All of it; put together once, and not with each line, which may be very many."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    def add(self, line: Line, text: str, *, apart: bool) -> None:
        """Go on with a line; a break stands before it where the last sentence has ended."""
        if self._parts and (apart or self._parts[-1][-1] in ENDS + "\n"):
            self._put("\n")
        self.starts.append(self._size)
        self.lines.append(line)
        self._put(text)

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._size += len(text)

    def line(self, offset: int) -> Line:
        """The line that the character at an offset stands on."""
        return self.lines[max(bisect_right(self.starts, offset) - 1, 0)]

    def place(self, offset: int) -> Place:
        """Where the character at an offset stands."""
        return self.line(offset).place


def passages(document: Document, narrative: Narrative) -> list[SectionText]:
    """The sections of a document in order, the text before and between them too."""
    titles = {title: section.id for section in narrative.sections for title in section.titles}
    found = [SectionText("", "")]
    apart = True
    for line in narrative_lines(document):
        text = running(line.text)
        heading, rest = section_opened(text, titles)
        if heading is not None or PART.match(text):
            found.append(
                SectionText(heading or titles.get(spelling.label(part_title(text)), ""), text)
            )
            apart = True
            if rest:
                found[-1].add(line, rest, apart=True)
            continue
        alone = bool(line.heading or CAPTION.match(text) or HEADING.match(text))
        if _level(text) and HEADING.match(text) and _level(text) == _level(found[-1].title):
            found.append(SectionText("", text))
        found[-1].add(line, text, apart=apart or alone)
        apart = alone
    return [passage for passage in found if passage.text]


def _level(text: str) -> int:
    """How a title is numbered: 1 for 一、, 2 for （一）, 0 for neither."""
    found = NUMBERING.match(text)
    return found.lastindex or 0 if found else 0


def part_title(text: str) -> str:
    """A line that opens a part (第四部分 名词解释) without its number."""
    return re.sub(r"^第[一二三四五六七八九十]+部分", "", text)


def narrative_lines(document: Document) -> Iterator[Line]:
    """The lines of the narrative, without page numbers and running heads and feet."""
    edges = Counter(edge for page in document.pages for edge in _edges(page))
    for page in document.pages:
        lines = [b for b in page.blocks if not isinstance(b, Grid) and b.text.strip()]
        for index, line in enumerate(lines):
            edge = page.number is not None and index in (0, 1, len(lines) - 2, len(lines) - 1)
            if edge and (PAGE_NUMBER.match(line.text) or edges[_unpaged(line.text)] >= REPEATED):
                continue
            yield line


def _edges(page: Page) -> set[str]:
    """The first and last lines of a page, the number of the page left out."""
    if page.number is None:
        return set()
    lines = [b.text for b in page.blocks if not isinstance(b, Grid) and b.text.strip()]
    return {_unpaged(text) for text in (*lines[:2], *lines[-2:])}


def _unpaged(text: str) -> str:
    return re.sub(r"\d+", "#", spelling.plain(text))


def section_opened(text: str, titles: Mapping[str, str]) -> tuple[str | None, str]:
    """The section a line opens, and what follows the title on the same line."""
    head, mark, rest = _cut(text)
    if len(head) > LONGEST_HEADING:
        return None, ""
    section = titles.get(spelling.label(head)) or titles.get(spelling.key(_without_lead(head)))
    numbered = spelling.unnumbered(head) != head
    if section is None or mark == "：" or (mark and not numbered):
        return None, ""
    return section, rest


def _without_lead(head: str) -> str:
    """A title without its number, 关于, the year and 本部门: 关于机关运行经费支出情况的说明."""
    bare = spelling.unnumbered(head)
    while (shorter := LEADS.sub("", bare)) != bare:
        bare = shorter
    return bare


def _cut(text: str) -> tuple[str, str, str]:
    found = re.search(r"[。：]", text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def running(text: str) -> str:
    """A line for reading: no white space, half-width letters, full-width punctuation.

    The comma inside a number stays what it is; a numeral that is malformed is sealed.
    """
    text = LISTED.sub(r"\1、", text)
    kept = unicodedata.normalize("NFKC", text.translate(HIDDEN)).translate(SHOWN)
    plain = "".join(kept.split())
    plain = re.sub(r"^[-•·](?=\d{1,2}[、.])", "", plain)
    return numbers.seal(numbers.with_commas(plain).translate(WIDE))
