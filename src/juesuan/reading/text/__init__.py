"""The running text of a document, once: paragraphs, titles, and every letter with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple

from juesuan.model.page import Document, Grid, Line, Place
from juesuan.model.text import Kind, Paragraph
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.numbers import NUMBER
from juesuan.notation.speech.clue import Clues
from juesuan.notation.speech.cover_words import CoverWords
from juesuan.reading.text.evened import narrative_blocks, running
from juesuan.reading.text.hanging import goes_on
from juesuan.reading.text.section_titles import SectionTitles
from juesuan.reading.title_line import title_line

PART = re.compile(r"^第[一二三四五六七八九十]+部分")
NUMBERING = re.compile(
    r"^(?:([一二三四五六七八九十]{1,3}、)|([（(][一二三四五六七八九十]{1,3}[)）]))"
)
BARE = re.compile(r"、?[^，。；：]{2,40}。?$")
ITEM = re.compile(
    r"^(?:(?:\d{1,3}、|\d{1,2}\.)(?:(?!\d)|(?=20\d\d年))|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、)"
)
HEADED = re.compile(
    r"(?:\d{1,2}[、.](?!\d)|[(（]\d{1,2}[)）])[^，。；：\d]{2,40}(?:情况|说明|费|费用|支出|经费)"
)
LEADER = re.compile(r"(?<![.·])[.·]{2,}+\d*$|(?<=[\u4e00-\u9fff])\d{1,3}$")
NUMBER_ALONE = re.compile(
    rf"{NUMBER}%?(?:[万亿]?元)?"
)  # as a chart has them, no part of a sentence
CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
BULLETS = "-•·"
ENDS = "。；：！？"
DATED = re.compile(r"20\d\d年\d{1,2}月(?:\d{1,2}日)?$")  # when it was published: no entry
GLOSSARY = "名词解释"
LONGEST_ENTRY = 60
LONGEST_TITLE = 60
SHOWN = 8


class RunningText(NamedTuple):
    """What a document says outside its forms, in reading order.

    `paragraphs` are all of it, cells of other tables too; `passages` hold what stands under one
    title each (their `heading`), which is not among it. The `section` of a passage is "" under a
    title that is none of the declared ones; a paragraph there keeps that of the last one known.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    passages: tuple[Paragraph, ...] = ()

    @property
    def whole(self) -> Paragraph:
        """All of it but the cells, in one."""
        return joined(p for p in self.paragraphs if p.kind != "cell")

    @property
    def prose(self) -> tuple[Paragraph, ...]:
        """The paragraphs, entries of the contents without their page numbers."""
        return tuple(
            p._replace(text=_entry(p.text)) if p.kind == "contents" else p
            for p in self.paragraphs
            if p.kind != "contents" or _entry(p.text)
        )


def joined(paragraphs: Iterable[Paragraph], section: str = "", title: str = "") -> Paragraph:
    """Paragraphs as one, each on a line of its own."""
    texts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    size = 0
    for paragraph in paragraphs:
        starts += [size + start for start in paragraph.starts]
        places += paragraph.places
        texts.append(paragraph.text)
        size += len(paragraph.text) + 1
    return Paragraph(section, title, "\n".join(texts), tuple(starts), tuple(places))


def running_text(document: Document, edition: Edition, alone: str = "") -> RunningText:
    """The one walk over a document's lines and the tables between them.

    `alone` is the one section that a disclosure consists of: whatever is under no other's title.
    """
    titles = SectionTitles(edition.narrative.sections, edition.clues)
    scribe = _Scribe(titles, edition.clues, edition.cover, alone)
    for block in narrative_blocks(document):
        if isinstance(block, Grid):
            scribe.grid(block)
        else:
            for line in _apart(block):
                scribe.line(line)
    return scribe.done()


@dataclass(slots=True)
class _Passage:
    """What stands under a title, as it is written down."""

    section: str
    title: str
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Scribe:
    """Writes lines down as paragraphs; knows the section and the passage it stands in."""

    titles: SectionTitles
    clues: Clues
    cover: CoverWords
    alone: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    passages: list[_Passage] = field(default_factory=list)
    section: str = ""
    heading: str = ""
    first_entry: str | None = None
    lines: list[tuple[Line, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.section = self.alone
        self.passages.append(_Passage(self.alone, ""))

    def line(self, line: Line) -> None:
        """Take the next line: an entry of the contents, a heading, or text."""
        text = running(line.text)
        if not text:
            return
        section, rest = self._opened(text)
        here = self.passages[-1]
        within = bool(section) and section == here.section and _deeper(text, here.title)
        if not within and (section is not None or _same_level(text, here.title)):
            self._close()
            self.passages.append(_Passage(section or self.alone, text.removesuffix(rest)))
        if self.clues.contents.match(text):
            self.first_entry = ""
            self._alone("heading", line, text, title=True)
        elif self._in_contents(text):
            self._alone("contents", line, text, title=section is not None)
        elif section is not None:
            self.section = section or self.alone
            self._titled(line, text.removesuffix(rest), title=not within)
            self._add(line, rest)
        elif line.heading or (self.section != GLOSSARY and _is_heading(text)):
            self._titled(line, text)
        elif self.alone and title_line(text, self.cover.titles):
            self._titled(line, text, title=True)
        elif self._by_itself(text):
            self._alone("text", line, text)
        else:
            if self.lines and (self._ended(line) or ITEM.match(text) or self._headed(text)):
                self._close()
            self._add(line, text)

    def _by_itself(self, text: str) -> bool:
        """Whether a line is a paragraph: a caption, a number, a field of the page it stands on."""
        frame = self.alone and len(text) <= LONGEST_TITLE and self.cover.furniture.search(text)
        return bool(frame or self.clues.caption.match(text) or NUMBER_ALONE.fullmatch(text))

    def _ended(self, line: Line) -> bool:
        """Whether the paragraph ended with the line before this one."""
        above = [each for each, _ in self.lines]
        return self.lines[-1][1][-1] in ENDS and not goes_on(above, line)

    def _headed(self, text: str) -> bool:
        """Whether the line before is a heading of its own, 2.公务接待费, and a sentence begins."""
        above = self.lines[0][1] if len(self.lines) == 1 else ""
        return bool(HEADED.fullmatch(above) and self.clues.begins.match(text))

    def _opened(self, text: str) -> tuple[str | None, str]:
        """The section whose title a line begins with, and what follows the title; "" for a part."""
        head, mark, rest = _cut(text)
        if len(head) <= LONGEST_TITLE and mark != "：":
            bare = spelling.unnumbered(head)
            section = self.titles.opened(head, bare)
            if section is not None and (not mark or bare != head):
                return section, rest
        if part := PART.match(text):
            return self.titles.named(text[part.end() :]) or "", ""
        return "" if self.clues.contents.match(text) else None, ""

    def _in_contents(self, text: str) -> bool:
        """Whether the contents go on: no sentence yet, nor their first entry again."""
        if self.first_entry is None or DATED.search(text):
            return False
        bare = _entry(text)
        part = PART.match(bare)
        entry = part[0] if part else spelling.label(bare)
        if entry == self.first_entry or self._is_sentence(text):
            self.first_entry = None
            return False
        self.first_entry = self.first_entry or entry
        return True

    def _is_sentence(self, text: str) -> bool:
        """Whether a line is no entry of the contents: long, ended, broken off, or of amounts."""
        broken = text[-1:] in f"{ENDS}，" or len(_entry(text)) > LONGEST_ENTRY
        return broken or bool(self.clues.money.search(text) and not BARE.match(text))

    def grid(self, grid: Grid) -> None:
        """Take the words of a table that stands in a section of the text or the annexes."""
        self._close()
        for cell in grid.cells if self.section and not grid.aligned else ():
            if CHINESE.search(cell.text):
                self._alone("cell", Line(cell.text, cell.place), running(cell.text))

    def done(self) -> RunningText:
        """All that was taken."""
        self._close()
        passages = (joined(p.paragraphs, p.section, p.title) for p in self.passages if p.paragraphs)
        return RunningText(tuple(self.paragraphs), tuple(passages))

    def _titled(self, line: Line, text: str, *, title: bool = False) -> None:
        self._close()
        self.heading = text
        self._alone("heading", line, text, title=title)

    def _alone(self, kind: Kind, line: Line, text: str, *, title: bool = False) -> None:
        self._close()
        self._add(line, text)
        self._close(kind, title=title)

    def _add(self, line: Line, text: str) -> None:
        if text:
            self.lines.append((line, text))

    def _close(self, kind: Kind = "text", *, title: bool = False) -> None:
        """End a paragraph; the title of a passage is not among its paragraphs, nor are cells."""
        if not self.lines:
            return
        texts = [text for _, text in self.lines]
        starts = tuple(accumulate(map(len, texts[:-1]), initial=0))
        places = tuple(line.place for line, _ in self.lines)
        lead = self.lines[0][0].text[:SHOWN]
        paragraph = Paragraph(
            self.section, self.heading, "".join(texts), starts, places, kind, lead
        )
        self.lines = []
        self.paragraphs.append(paragraph)
        if not title and kind != "cell":
            self.passages[-1].paragraphs.append(paragraph)


def _apart(line: Line) -> list[Line]:
    """A line; one of nothing but numbers well apart, as over the columns of a chart, in pieces."""
    parts = [part for part in line.text.split("  ") if part.strip()]
    alone = len(parts) > 1 and all(NUMBER_ALONE.fullmatch(running(part)) for part in parts)
    return [replace(line, text=part) for part in parts] if alone else [line]


def _is_heading(text: str) -> bool:
    """Whether a line is short, numbered, and no sentence."""
    numbering = NUMBERING.match(text)
    return bool(numbering and BARE.match(text, numbering.end()))


def _deeper(text: str, title: str) -> bool:
    """Whether a title is of a part of what stands under another: （一）or 1. under 二、."""
    above, here = NUMBERING.match(title), NUMBERING.match(text)
    first = above is not None and above.lastindex == 1
    lower = here.lastindex == 2 if here else ITEM.match(text) is not None
    return (first and lower) or (above is not None and here is None and lower)


def _same_level(text: str, title: str) -> bool:
    """Whether a line is a heading numbered like the title above: 一、 both, or （一）."""
    here, above = NUMBERING.match(text), NUMBERING.match(title)
    return bool(here and above and here.lastindex == above.lastindex and _is_heading(text))


def _cut(text: str) -> tuple[str, str, str]:
    """What may be a title at the head of a line, the mark that ends it, and the rest."""
    mark = re.search(r"[。：]", text)
    return (text[: mark.start()], mark[0], text[mark.end() :]) if mark else (text, "", "")


def _entry(text: str) -> str:
    """An entry of the contents without its bullet and page number."""
    return LEADER.sub("", text).lstrip(BULLETS)
