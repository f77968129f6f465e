"""The running text as the rules on wording see it: paragraphs, items, and places in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from juesuan.model.finding import Severity
from juesuan.model.page import Place
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation.rule import Remark

SPOKEN = frozenset(
    "总体 收入 支出 财政拨款 一般公共预算 基本支出 政府性基金 国有资本经营 三公 机关运行经费"
    " 政府采购 国有资产 绩效 其他事项".split()
)
PLACEHOLDER = re.compile(r"[Xx×]{2,}")
NUMBERED = re.compile(r"^\d{1,2}[、.](?!\d)|^[(（]\d{1,2}[)）]")
REASON = re.compile(r"原因|主要(?:是|系|为)|因为|由于|系因|是因|因[^公此素为]")
FORM_MARKS = 20
AROUND = 12
SHOWN = 12


class Hit(NamedTuple):
    """Where something stands, and the words around it."""

    place: Place
    text: str


def blank_form(reading: Reading) -> bool:
    """Whether the document is a form nobody has filled in: no amount, and placeholders all over."""
    if any(f.value for a, f in reading.facts.items() if not a.period and a.form != "文"):
        return False
    return sum(len(PLACEHOLDER.findall(p.text)) for p in reading.prose) >= FORM_MARKS


def paragraphs(reading: Reading, *kinds: str) -> Sequence[Paragraph]:
    """The paragraphs of some kinds, else those of text; none of a blank form."""
    wanted = kinds or ("text",)
    return () if blank_form(reading) else [p for p in reading.prose if p.kind in wanted]


def narrative(reading: Reading) -> Sequence[Paragraph]:
    """The text of the sections that speak of the tables."""
    return [p for p in paragraphs(reading) if p.section in SPOKEN]


def items(reading: Reading) -> Iterator[Paragraph]:
    """The text of those sections, what belongs to one heading or one number taken together."""
    together: list[Paragraph] = []
    for paragraph in paragraphs(reading, "text", "heading", "cell"):
        apart = paragraph.kind != "text" or NUMBERED.match(paragraph.text)
        if together and (apart or paragraph.section != together[0].section):
            yield merged(together)
            together = []
        if paragraph.kind == "text" and paragraph.section in SPOKEN:
            together.append(paragraph)
    if together:
        yield merged(together)


def merged(together: Sequence[Paragraph]) -> Paragraph:
    """Paragraphs one after another as one."""
    if len(together) == 1:
        return together[0]
    starts: list[int] = []
    length = 0
    for paragraph in together:
        starts += [length + start for start in paragraph.starts]
        length += len(paragraph.text)
    places = tuple(place for paragraph in together for place in paragraph.places)
    text = "".join(paragraph.text for paragraph in together)
    return together[0]._replace(text=text, starts=tuple(starts), places=places)


def hit(paragraph: Paragraph, start: int, end: int, around: int = AROUND) -> Hit:
    """Words of a paragraph with some of their surroundings."""
    return Hit(paragraph.at(start), paragraph.text[max(0, start - around) : end + around])


def hits(paragraphs: Iterable[Paragraph], pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Every match of a pattern."""
    for paragraph in paragraphs:
        for match in pattern.finditer(paragraph.text):
            yield hit(paragraph, *match.span())


def gathered(severity: Severity, message: str, places: Sequence[Hit]) -> Iterator[Remark]:
    """One remark for all the places; none for no place."""
    if places:
        because = tuple(f"{place}：{text}" for place, text in places[:SHOWN])
        yield Remark(severity, message, (), tuple(places), because=because, gathered=True)


def quoted(texts: Iterable[str], most: int = 6) -> str:
    """Some words in quotation marks, 等 where there are more."""
    kept = list(dict.fromkeys(texts))
    return "、".join(f"“{text}”" for text in kept[:most]) + ("等" if len(kept) > most else "")
