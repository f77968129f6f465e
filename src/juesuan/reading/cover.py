"""What a document says of itself on its first lines: year, department, region, kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from juesuan.model.page import Document, Grid, Unreadable
from juesuan.model.reading import Meta
from juesuan.notation import spelling
from juesuan.notation.speech.cover_words import CoverWords, DocumentKind
from juesuan.reading import kind as kinds
from juesuan.reading.title_line import name_of, title_line, whole_name
from juesuan.reading.title_page import TitlePage, parted, title_page, without_furniture

COVER_LINES = 60
YEAR = re.compile(r"(20[0-3]\d)年(度)?")
TITLED_YEAR = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|第.部分)?(20[0-3]\d)年度?[^，。]{0,30}?决算"
)
APART = re.compile(r"[-_|—–]+")
PARTS = 6


@dataclass(frozen=True, slots=True)
class Cover:
    """Year, department, region and kind as the document states them; unknown ones are empty.

    `document` is what its kind is expected to have, `supposed` what the name was taken from where
    the document itself does not tell it.
    """

    department: str = ""
    year: int | None = None
    region: str = ""
    kind: str = ""
    document: DocumentKind = DocumentKind()  # noqa: RUF009 - an immutable tuple
    supposed: str = ""

    def meta(self, edition: str) -> Meta:
        """What a report says of the document."""
        return Meta(self.department, self.year, edition, self.document.id)


def read_cover(document: Document, words: CoverWords) -> Cover:
    """Read the first lines; raises Unreadable for what is no department's final accounts."""
    texts = [spelling.plain(part) for text in _texts(document) for part in parted(text, words)]
    lines = [line for line in texts if line]
    page = title_page(texts, words)
    clean = [line for line in without_furniture(lines[:COVER_LINES], words) if line]
    top = _until_contents(clean, words)
    kind = kinds.kind(top, lines, words.kinds)
    kind = kind or kinds.of_all_departments(page.title, lines, words)
    if kind in kinds.REFUSED:
        raise Unreadable(kinds.refusal(document.name, kind))
    department, supposed = _department(page, document, lines, words)
    return Cover(
        _as_printed(department, document),
        page.year or _year(lines),
        _region((department, "".join(top), "".join(lines[:COVER_LINES])), words),
        kind,
        words.of_level(page.title.level if page.title else ""),
        supposed,
    )


def _texts(document: Document) -> Iterator[str]:
    """The lines of a document and the first cells of its tables, which an empty line parts."""
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Grid):
                yield from ("", *(cell.text for cell in block.cells[:4]), "")
            else:
                yield block.text


def _until_contents(lines: Sequence[str], words: CoverWords) -> Sequence[str]:
    """The lines before 目录; without one, the first lines up to the word 决算."""
    for index, line in enumerate(lines):
        if words.contents.match(line):
            return lines[:index] or lines[:3]
    end = next((i for i, line in enumerate(lines[:12]) if "决算" in line), 2)
    return lines[: end + 1]


def _year(lines: Sequence[str]) -> int | None:
    """The year that most headings name, else most lines: never the day of publication."""
    for pattern in (TITLED_YEAR, YEAR):
        matches = (match for line in lines for match in pattern.finditer(line))
        counts = Counter(match[1] for match in matches if pattern is TITLED_YEAR or match[2])
        if counts:
            return int(counts.most_common(1)[0][0])
    return None


def _department(
    page: TitlePage, document: Document, lines: Sequence[str], words: CoverWords
) -> tuple[str, str]:
    """The name, and what it was taken from where no line of the document tells it.

    The title tells it; what stands above tables or in the contents makes a short one whole.
    """
    others = [*_owners(lines, words), *_outlined(lines, words)]
    if page.name:
        fuller = (other for other in others if other.endswith(page.name))
        short = not whole_name(page.name, words.titles)
        return (next(fuller, page.name) if short else page.name), ""
    if others:
        return others[0], ""
    return next(_beside(document, words), ("", ""))


def _as_printed(name: str, document: Document) -> str:
    """A name with the brackets it is printed in."""
    if "(" not in name:
        return name
    wide = name.replace("(", "（").replace(")", "）")
    return wide if wide in "".join("".join(text.split()) for text in _texts(document)) else name


def _owners(lines: Iterable[str], words: CoverWords) -> list[str]:
    """Whose tables these are by the words above them, the most frequent name first."""
    owners = Counter(match[1] for line in lines if (match := words.owner.match(line)))
    return [words.titles.aside.sub("", name) for name, _ in owners.most_common()]


def _outlined(lines: Iterable[str], words: CoverWords) -> Iterator[str]:
    """Whose first part the contents name: 第一部分 青禾县档案局概况."""
    for line in islice(lines, 2 * COVER_LINES):
        match = words.outline.match(line)
        name = name_of(match[1], words.titles) if match else ""
        if name and whole_name(name, words.titles):
            yield name


def _beside(document: Document, words: CoverWords) -> Iterator[tuple[str, str]]:
    """What the title of the file, then its name, says of whose accounts these are."""
    stem = document.name.rpartition(".")[0] or document.name
    for text, source in (
        *((title, "文件的标题") for title in document.aside.titles),
        (stem, "文件名"),
    ):
        for part in APART.split(spelling.plain(text))[:PARTS]:
            title = title_line(part, words.titles)
            name = title.name if title else name_of(part, words.titles)
            if name and whole_name(name, words.titles):
                yield name, source


def _region(texts: Sequence[str], words: CoverWords) -> str:
    """The region whose place stands first in the name, else on the title page, else above it."""
    for text in texts:
        placed = [
            (text.find(place), region)
            for region, places in words.places.items()
            for place in places
            if place in text
        ]
        if placed:
            return min(placed)[1]
    return ""
