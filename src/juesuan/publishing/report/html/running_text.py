"""The text of a document as HTML: every numeral an anchor, coloured by what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from juesuan.model.number import Address
from juesuan.model.page import Place
from juesuan.model.report import Audited, Compared, TextState
from juesuan.model.text import Paragraph
from juesuan.notation.numbers import NUMBER, SEALED, unseal
from juesuan.publishing.markup import Html, element, joined, lines
from juesuan.publishing.report.html.anchors import (
    cell_id,
    finding_id,
    href,
    numeral_id,
    section_id,
    word_id,
)
from juesuan.publishing.report.html.tables import LEGEND
from juesuan.publishing.report.html.words import wrong_words

NUMERAL = re.compile(rf"(?<![A-Za-z\d.]){NUMBER}%?|{SEALED.pattern}")
TEXT_LEGEND: Mapping[TextState, str] = {
    "checked": LEGEND["checked"],
    "contradicted": LEGEND["contradicted"],
    "unchecked": LEGEND["unchecked"],
    "none": "不是金额",
}
Numerals = dict[tuple[Place, str], list[int]]  # by place and text, the next one last


def mentions_of(record: Audited) -> Mapping[str, list[int]]:
    """The numerals that each finding contradicts, by its id."""
    mentions: dict[str, list[int]] = {}
    for index, outcome in enumerate(record.compared):
        if outcome.finding:
            mentions.setdefault(outcome.finding, []).append(index)
    return mentions


def folded(head: Sequence[str], items: Iterable[str], *, shown: bool = False) -> Html:
    """A list under a head that opens it; `shown` is open from the start."""
    entries = joined("", (element("li", item) for item in items))
    return element("details", element("summary", *head), element("ul", entries), open=shown)


def running_text(record: Audited, cells: frozenset[Address]) -> Html:
    """The text paragraph by paragraph; `cells` are those a numeral may lead to."""
    waiting: Numerals = {}
    numerals = record.reading.numerals[: len(record.compared)]
    for index in reversed(range(len(numerals))):
        numeral = numerals[index]
        waiting.setdefault((numeral.place, numeral.text), []).append(index)
    writer = _Writer(record, waiting, cells)
    blocks = groupby(record.reading.prose, key=lambda paragraph: paragraph.kind)
    parts = (part for kind, group in blocks for part in writer.block(kind, list(group)))
    return lines(chain(parts, writer.rest()))


def _row_of(place: Place) -> tuple[str, int | None, int | None, str, int | None]:
    """What the numerals of one row have in common: a line, or a row of a sheet."""
    row = place.cell[0] if place.cell else None
    return place.file, place.page, place.line, place.part, row


class _Writer:
    """Writes paragraphs in order; knows the page it is on and the numerals still to come."""

    def __init__(self, record: Audited, waiting: Numerals, cells: frozenset[Address]) -> None:
        self.record, self.waiting, self.cells = record, waiting, cells
        self.page: int | None = None
        self.sheet = ""
        self.opened: set[str] = set()
        self.marked: set[str] = set()

    def block(self, kind: str, paragraphs: list[Paragraph]) -> Iterator[Html]:
        """Paragraphs of one kind that follow one another."""
        if kind == "heading":
            yield from map(self._heading, paragraphs)
        elif kind == "text":
            for paragraph in paragraphs:
                yield element("p", self._place(paragraph), self._marked(paragraph))
        else:
            title = "目录" if kind == "contents" else "表格中的文字"
            head = (self._place(paragraphs[0]), f"{title}（{len(paragraphs)} 条）")
            yield folded(head, map(self._marked, paragraphs))

    def rest(self) -> Iterator[Html]:
        """The numerals that stand in no paragraph: the cells of cards, lists, rosters."""
        waiting = sorted(index for queue in self.waiting.values() for index in queue)
        if waiting:
            head = f"其他表格中的数（{len(waiting)} 个）"
            yield folded([head], self._rows(waiting), shown=True)

    def _rows(self, waiting: list[int]) -> Iterator[Html]:
        numerals = self.record.reading.numerals
        for _, group in groupby(waiting, key=lambda index: _row_of(numerals[index].place)):
            row = [(index, numerals[index]) for index in group]
            cells = [self._numeral(index, numeral.text) for index, numeral in row]
            yield joined(" ", [str(row[0][1].place), *cells])

    def _heading(self, paragraph: Paragraph) -> Html:
        name = None
        if paragraph.section and paragraph.section not in self.opened:
            self.opened.add(paragraph.section)
            name = section_id(paragraph.section)
        return element("h3", self._place(paragraph), self._marked(paragraph), id=name)

    def _place(self, paragraph: Paragraph) -> Html:
        """The page or the sheet, where a new one begins."""
        place = paragraph.at()
        sheet = place.part if place.cell else ""
        page, words = place.page, f"第{place.page}页" if place.page else f"“{sheet}”"
        if (page is None or page == self.page) and (not sheet or sheet == self.sheet):
            return Html()
        self.page, self.sheet = page, sheet
        return element("span", words, class_="page")

    def _marked(self, paragraph: Paragraph) -> str:
        """A paragraph with its numerals marked; where it has none, its mere text."""
        parts, last = [], 0
        for start, end, mark in sorted((*self._numerals(paragraph), *self._words(paragraph))):
            if start >= last:
                parts += [unseal(paragraph.text[last:start]), mark]
                last = end
        rest = unseal(paragraph.text[last:])
        return joined("", [*parts, rest]) if parts else rest

    def _numerals(self, paragraph: Paragraph) -> Iterator[tuple[int, int, Html]]:
        """The numerals of a paragraph, each where it stands."""
        for numeral in NUMERAL.finditer(paragraph.text):
            text = unseal(numeral[0])
            queue = self.waiting.get((paragraph.at(numeral.start()), text))
            if queue:
                yield numeral.start(), numeral.end(), self._numeral(queue.pop(), text)

    def _words(self, paragraph: Paragraph) -> Iterator[tuple[int, int, Html]]:
        """The words of a paragraph that are contradicted, each leading to its finding."""
        for start, end, name in wrong_words(paragraph, self.record):
            identity = None if name in self.marked else word_id(name)
            self.marked.add(name)
            look = {"id": identity, "class_": "contradicted", "href": href(finding_id(name))}
            yield start, end, element("a", paragraph.text[start:end], **look, title="与数字不符")

    def _numeral(self, index: int, text: str) -> Html:
        outcome = self.record.compared[index]
        state, words = outcome.state, outcome.words
        title = words if state == "none" else f"{TEXT_LEGEND[state]}：{words}"
        target = self._target(outcome)
        to = href(target) if target else None
        return element("a", text, id=numeral_id(index), class_=state, href=to, title=title)

    def _target(self, outcome: Compared) -> str:
        """The finding that contradicts a numeral, else the cell it was held against."""
        if outcome.finding:
            return finding_id(outcome.finding)
        return next((cell_id(a) for a in outcome.cells if a in self.cells), "")


def sections_shown(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """The sections that have a heading to lead to."""
    return frozenset(p.section for p in paragraphs if p.kind == "heading" and p.section)
