"""The paragraphs on project evaluation: synopses, enumerations, and what the report states."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from juesuan.model.page import Document, Line, Place
from juesuan.model.project import (
    Card,
    Figure,
    Grades,
    ProjectList,
    Projects,
    Quote,
    Scope,
    StatedNumber,
    Summary,
    Synopsis,
    Trips,
)
from juesuan.notation import numbers, spelling
from juesuan.notation.card import figure
from juesuan.notation.clue import Clues
from juesuan.notation.statement import Statements
from juesuan.reading.tables import NOISE

BEGINS = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]{1,3}[)]?[、.]?|[(]?\d{1,2}[)]?[、.)]|[(]\d{1,2}[)])"
)
SENTENCE = re.compile(r"[^。;；\n]+")
YEAR = re.compile(r"20\d\d(?=年)")
ENDS = "。:;；：！"
Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Prose:
    """The document's text without space and in half width, and where each letter stands."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def place(self, at: int) -> Place:
        """Where the letter at an offset stands."""
        return self.places[max(0, bisect_right(self.starts, at) - 1)] if self.places else Place()

    def figure(self, found: Found, group: str = "n") -> Figure | None:
        """The number a group matched."""
        if found.groupdict().get(group) is None:
            return None
        return figure(found[group], self.place(found.start(group)))

    def count(self, found: Found, group: str = "n") -> StatedNumber | None:
        """The count a group matched, with the words around it; None for what is no count."""
        said = numbers.whole(found[group])
        return (
            None if said is None else StatedNumber(said, found[0], self.place(found.start(group)))
        )


def prose(document: Document) -> Prose:
    """The paragraphs of a document, one a line; a line that breaks off goes on in the next."""
    text, starts, places = "", [], []
    before: Line | None = None
    for page in document.pages:
        for line in page.blocks:
            plain = numbers.seal(spelling.plain(line.text)) if isinstance(line, Line) else ""
            if NOISE.match(plain):
                continue
            if not isinstance(line, Line) or not plain:
                before = None if not isinstance(line, Line) else before
                continue
            if before is None or before.heading or line.heading or _begins(text, plain):
                text += "\n"
            starts.append(len(text))
            places.append(line.place)
            text += plain
            before = line
    return Prose(text, tuple(starts), tuple(places))


def _begins(text: str, plain: str) -> bool:
    return text[-1:] in ENDS or bool(BEGINS.match(plain))


def read_projects_text(
    text: Prose,
    cards: tuple[Card, ...],
    lists: tuple[ProjectList, ...],
    statements: Statements,
) -> Projects:
    """Cards and lists together with all that the text says of projects."""
    reader = _Reader(text, statements)
    projects = Projects(cards=cards, lists=lists, synopses=tuple(reader.synopses()))
    stated, names = reader.enumeration({spelling.key(name) for name in _names(projects)})
    return replace(
        projects,
        enumerated=names,
        stated=stated,
        coverage=reader.coverage(),
        grades=tuple(reader.grades()),
        average=reader.figure("平均"),
        report=reader.report(),
        trips=reader.trips(),
    )


def of_this_year(text: Prose, clues: Clues, year: int | None) -> Prose:
    """The text, letter by letter, with blanks for the sentences that speak of the year before."""

    def kept(sentence: re.Match[str]) -> str:
        words = clues.compared.sub("", sentence[0])
        years = {int(match) for match in YEAR.findall(words)}
        before = clues.last_said.search(words) or (year and years == {year - 1})
        return " " * len(sentence[0]) if before else sentence[0]

    return replace(text, text=SENTENCE.sub(kept, text.text))


def _names(projects: Projects) -> Iterator[str]:
    yield from (synopsis.name for synopsis in projects.synopses)
    yield from (card.name for card in projects.cards)
    yield from (row.name for listed in projects.lists for row in listed.rows)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The declared statements over one text."""

    prose: Prose
    statements: Statements

    def first(self, name: str, start: int = 0, end: int | None = None) -> Found | None:
        return self.statements.first(name, self.prose.text, start, end)

    def figure(self, name: str, start: int = 0, end: int | None = None) -> Figure | None:
        """The number of a statement."""
        match = self.first(name, start, end)
        return self.prose.figure(match) if match else None

    def synopses(self) -> Iterator[Synopsis]:
        """Every 综述 paragraph, up to the next one or the next heading."""
        text = self.prose.text
        heads = [*self.statements.all("综述", text)]
        ends = [*(head.start() for head in heads[1:]), len(text)][: len(heads)]
        for number, (head, end) in enumerate(zip(heads, ends, strict=True), 1):
            begin, last = head.end(), _ending(text, head.end(), end)
            yield Synopsis(
                self._name(head["name"], number),
                self.prose.place(head.start("name")),
                self.figure("综述得分", begin, last),
                self.figure("综述预算", begin, last),
                self.figure("综述执行", begin, last),
                self.figure("综述执行率", begin, last),
                text[begin:last],
                self.figure("综述执行得分", begin, last),
            )

    def _name(self, text: str, number: int) -> str:
        """A project's name without its ordinal, which may run into a name of digits."""
        ordinal = re.match(rf"^[(]?{number}[)]?[.、)]", text) or re.match(
            r"^[(]?\d{1,2}[)]?[.、)](?!\d)", text
        )
        bare = text[ordinal.end() :] if ordinal else spelling.unnumbered(text)
        tail = self.statements.first("名称之后", bare)
        return (bare[: tail.start()] if tail else bare).strip('“”"')

    def enumeration(self, known: set[str]) -> tuple[StatedNumber | None, tuple[Quote, ...]]:
        """The projects named in `…等6个项目的绩效自评表`, and how many it says they are."""
        for match in self.statements.all("列举", self.prose.text):
            parts = [*re.finditer(r"[^、]+", match["names"])]
            if len(parts) < 2 or len(parts) > int(match["n"]):
                continue
            first = parts[0]
            cut = self._after_lead(first[0], known)
            names = [(first.start() + cut, first[0][cut:]), *((p.start(), p[0]) for p in parts[1:])]
            at = match.start("names")
            return self.prose.count(match), tuple(
                Quote(name.strip('“”"'), self.prose.place(at + offset)) for offset, name in names
            )
        return None, ()

    def _after_lead(self, text: str, known: set[str]) -> int:
        """Where the first project's name begins: after what leads in, a known name if any."""
        leads = self.statements.all("列举之前", text)
        cuts = [lead.end() for lead in leads if lead.end() < len(text) - 1]
        for cut in (0, *cuts):
            if spelling.key(text[cut:]) in known:
                return cut
        return cuts[-1] if cuts else 0

    def coverage(self) -> Scope | None:
        """How many projects were evaluated, and how much money they are."""
        for match in self.statements.firsts("涵盖", self.prose.text):
            if count := self.prose.count(match):
                money, share = self.prose.figure(match, "sum"), self.prose.figure(match, "share")
                return Scope(count, money, share, match.groupdict().get("whole") or "")
        return None

    def grades(self) -> Iterator[Grades]:
        """How many projects are said to be of which grade."""
        for match in self.statements.all("等级", self.prose.text):
            if count := self.prose.count(match):
                yield Grades(match["grade"], count)

    def report(self) -> Summary:
        """What the report sums up: projects, money, its parts, the lowest score."""
        count, whole, floor = map(self.first, ("总结项数", "总结合计", "最低分"))
        return Summary(
            self.prose.count(count) if count else None,
            self.prose.figure(whole, "sum") if whole else None,
            whole["kind"] or "" if whole else "",
            tuple(self._items(whole)) if whole else (),
            self.prose.figure(floor) if floor else None,
            floor[0] if floor else "",
        )

    def _items(self, whole: Found) -> Iterator[tuple[Quote, Figure]]:
        for item in self.statements.all("总结分项", whole["items"]):
            at = self.prose.place(whole.start("items") + item.start("sum"))
            if amount := figure(item["sum"], at):
                yield Quote(item["name"], at), amount

    def trips(self) -> Trips | None:
        """Groups sent abroad, and people."""
        match = self.first("团组")
        count = self.prose.count(match) if match else None
        return Trips(count, numbers.whole(match["people"] or "")) if match and count else None


def _ending(text: str, start: int, end: int) -> int:
    """Where a paragraph ends: at the first line that ends a sentence, or where the next begins."""
    stop = text.find("\n", start)
    while 0 <= stop < end and text[stop - 1] not in ENDS:
        stop = text.find("\n", stop + 1)
    return min(end, stop if stop >= 0 else end)
