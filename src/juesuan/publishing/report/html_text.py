"""The text of a document as HTML: every numeral an anchor, coloured by what became of it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from juesuan.model.number import Address
from juesuan.model.page import Place
from juesuan.model.report import Audited, Compared, TextState
from juesuan.model.text import Paragraph
from juesuan.notation.numbers import NUMBER, SEALED, unseal
from juesuan.publishing.markup import fragment, safe
from juesuan.publishing.report.html_tables import LEGEND, anchor

NUMERAL = re.compile(rf"(?<![A-Za-z\d.]){NUMBER}%?|{SEALED.pattern}")
NAMES: Mapping[TextState, str] = {
    "checked": LEGEND["checked"],
    "contradicted": LEGEND["contradicted"],
    "unchecked": LEGEND["unchecked"],
    "none": "不是金额",
}
Numerals = dict[tuple[Place, str], deque[int]]


def mention(index: int) -> str:
    """The id of a numeral of the text."""
    return f"n-{index}"


def mentions_of(record: Audited) -> Mapping[str, list[int]]:
    """The numerals that each finding contradicts, by its id."""
    found: dict[str, list[int]] = {}
    for index, held in enumerate(record.compared):
        if held.finding:
            found.setdefault(held.finding, []).append(index)
    return found


def text_legend() -> Iterator[str]:
    """What the look of a numeral means."""
    for state, words in NAMES.items():
        yield f'<span><b class="{state}">0.00</b>{words}</span>'


def running_text(record: Audited, shown: frozenset[Address]) -> str:
    """The text paragraph by paragraph; `shown` are the cells a numeral may lead to."""
    waiting: Numerals = {}
    for index, numeral in enumerate(record.reading.numerals[: len(record.compared)]):
        waiting.setdefault((numeral.place, numeral.text), deque()).append(index)
    writer = _Writer(record, waiting, shown)
    blocks = groupby(record.reading.prose, key=lambda paragraph: paragraph.kind)
    return "".join([*(writer.block(kind, list(group)) for kind, group in blocks), writer.rest()])


class _Writer:
    """Writes paragraphs in order; knows the page it is on and the numerals still to come."""

    def __init__(self, record: Audited, waiting: Numerals, shown: frozenset[Address]) -> None:
        self.record, self.waiting, self.shown = record, waiting, shown
        self.page: int | None = None
        self.opened: set[str] = set()

    def block(self, kind: str, paragraphs: list[Paragraph]) -> str:
        """Paragraphs of one kind that follow one another."""
        if kind == "heading":
            return "".join(map(self._heading, paragraphs))
        if kind == "text":
            return "".join(f"<p>{self._place(p)}{self._marked(p)}</p>\n" for p in paragraphs)
        title = "目录" if kind == "contents" else "表格中的文字"
        items = "".join(f"<li>{self._marked(paragraph)}</li>" for paragraph in paragraphs)
        head = f"<summary>{self._place(paragraphs[0])}{title}（{len(paragraphs)} 条）</summary>"
        return f"<details>{head}<ul>{items}</ul></details>\n"

    def rest(self) -> str:
        """The numerals that stand in no paragraph: the cells of cards, lists, rosters."""
        left = sorted(index for queue in self.waiting.values() for index in queue)
        if not left:
            return ""
        numerals = self.record.reading.numerals
        items = ""
        for row, group in groupby(left, key=lambda index: str(numerals[index].place)):
            marked = " ".join(self._numeral(index, numerals[index].text) for index in group)
            items += f"<li>{safe(row)} {marked}</li>"
        head = f"<summary>其他表格中的数（{len(left)} 个）</summary>"
        return f"<details open>{head}<ul>{items}</ul></details>\n"

    def _heading(self, paragraph: Paragraph) -> str:
        name = ""
        if paragraph.section and paragraph.section not in self.opened:
            self.opened.add(paragraph.section)
            name = f' id="{safe(section_id(paragraph.section))}"'
        return f"<h3{name}>{self._place(paragraph)}{self._marked(paragraph)}</h3>\n"

    def _place(self, paragraph: Paragraph) -> str:
        """The page, where a new one begins."""
        page = paragraph.at().page
        if page is None or page == self.page:
            return ""
        self.page = page
        return f'<span class="page">第{page}页</span>'

    def _marked(self, paragraph: Paragraph) -> str:
        parts, last = [], 0
        for found in NUMERAL.finditer(paragraph.text):
            text = unseal(found[0])
            queue = self.waiting.get((paragraph.at(found.start()), text))
            if not queue:
                continue
            parts += [safe(unseal(paragraph.text[last : found.start()]))]
            parts += [self._numeral(queue.popleft(), text)]
            last = found.end()
        return "".join([*parts, safe(unseal(paragraph.text[last:]))])

    def _numeral(self, index: int, text: str) -> str:
        held = self.record.compared[index]
        words = held.words if held.state == "none" else f"{NAMES[held.state]}：{held.words}"
        target = self._target(held)
        link = f' href="#{fragment(target)}"' if target else ""
        return (
            f'<a id="{mention(index)}" class="{held.state}"{link} title="{safe(words)}">'
            f"{safe(text)}</a>"
        )

    def _target(self, held: Compared) -> str:
        """The finding that contradicts a numeral, else the cell it was held against."""
        if held.finding:
            return f"f-{held.finding}"
        return next((anchor(a) for a in held.cells if a in self.shown), "")


def section_id(section: str) -> str:
    """The id of a section of the text."""
    return f"section-{section}"


def sections_shown(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """The sections that have a heading to lead to."""
    return frozenset(p.section for p in paragraphs if p.kind == "heading" and p.section)
