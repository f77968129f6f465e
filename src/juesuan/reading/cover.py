"""What a document says of itself on its first lines: year, department, region, kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from juesuan.model.page import Document, Grid, Unreadable
from juesuan.model.reading import Meta
from juesuan.notation import spelling
from juesuan.notation.speech.cover_words import CoverWords
from juesuan.reading import kind as kinds

COVER_LINES = 40
YEAR = re.compile(r"(20[0-3]\d)年(度)?")
REFUSED = (kinds.BUDGET, kinds.PROGRESS, kinds.GOVERNMENT)


@dataclass(frozen=True, slots=True)
class Cover:
    """Year, department, region and kind as the document states them; unknown ones are empty."""

    department: str = ""
    year: int | None = None
    region: str = ""
    kind: str = ""

    def meta(self, edition: str) -> Meta:
        """What a report says of the document."""
        return Meta(self.department, self.year, edition)


def read_cover(document: Document, words: CoverWords) -> Cover:
    """Read the first lines; raises Unreadable for a budget or the accounts of a government."""
    lines = [spelling.plain(text) for text in _texts(document)]
    first = list(islice((line for line in lines if line), COVER_LINES))
    top = _until_contents(first, words)
    title = "".join(top)
    kind = kinds.kind(top, lines, words.kinds)
    if kind in REFUSED:
        message = f"“{document.name}”是{kind}，不是部门决算；本程序只读取和审核部门决算公开文件"
        raise Unreadable(message)
    department = _department(title, lines, words)
    return Cover(department, _year(title, lines), _region(department, title, words), kind)


def _texts(document: Document) -> Iterator[str]:
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Grid):
                yield from (cell.text for cell in block.cells[:4])
            else:
                yield block.text


def _until_contents(lines: list[str], words: CoverWords) -> list[str]:
    """The lines before 目录; without one, the first lines up to the word 决算."""
    for index, line in enumerate(lines):
        if words.contents.match(line):
            return lines[:index] or lines[:3]
    end = next((i for i, line in enumerate(lines[:12]) if "决算" in line), 2)
    return lines[: end + 1]


def _year(title: str, lines: list[str]) -> int | None:
    if match := YEAR.search(title):
        return int(match[1])
    counts = Counter(match[1] for line in lines for match in YEAR.finditer(line) if match[2])
    return int(counts.most_common(1)[0][0]) if counts else None


def _department(title: str, lines: list[str], words: CoverWords) -> str:
    owners = Counter(match[1] for line in lines if (match := words.owner.match(line)))
    if owners:
        return owners.most_common(1)[0][0]
    match = words.department.search(title)
    return match[1].removesuffix("部门") if match else ""


def _region(department: str, title: str, words: CoverWords) -> str:
    named = [
        (len(place), region)  # 马鞍山市 is not 鞍山市
        for region, places in words.places.items()
        for place in places
        if place in department or place in title
    ]
    return max(named)[1] if named else ""
