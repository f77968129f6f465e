"""The paragraphs on project evaluation: synopses, enumerations, and what the report states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
from juesuan.model.text import Paragraph
from juesuan.notation import numbers, spelling
from juesuan.notation.card import figure
from juesuan.notation.speech.clue import Clues
from juesuan.notation.speech.statement import Statements

SENTENCE = re.compile(r"[^。;；\n]+")
YEAR = re.compile(r"20\d\d(?=年)")
ENDS = "。:;；：！"
HALF = str.maketrans("，；：！？", ",;:!?")
Match = re.Match[str]


def read_projects_text(
    text: Paragraph,
    cards: tuple[Card, ...],
    lists: tuple[ProjectList, ...],
    statements: Statements,
) -> Projects:
    """Cards and lists together with all that the text says of projects."""
    reader = _Reader(text._replace(text=text.text.translate(HALF)), statements)
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


def of_this_year(
    text: Paragraph, clues: Clues, year: int | None, names: Iterable[str]
) -> Paragraph:
    """The text, letter by letter, with blanks for the sentences that speak of the year before.

    A year in one of the names of projects is none of a sentence.
    """
    dated = sorted({spelling.plain(name) for name in names if YEAR.search(name)}, reverse=True)

    def kept(sentence: re.Match[str]) -> str:
        words = clues.compared.sub("", sentence[0])
        for name in dated:
            words = words.replace(name, "")
        years = {int(match) for match in YEAR.findall(words)}
        before = clues.last_said.search(words) or (year and years == {year - 1})
        return " " * len(sentence[0]) if before else sentence[0]

    return text._replace(text=SENTENCE.sub(kept, text.text))


def _names(projects: Projects) -> Iterator[str]:
    yield from (synopsis.name for synopsis in projects.synopses)
    yield from (card.name for card in projects.cards)
    yield from (row.name for listed in projects.lists for row in listed.rows)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The declared statements over one text."""

    whole: Paragraph
    statements: Statements

    def first(self, name: str, start: int = 0, end: int | None = None) -> Match | None:
        return self.statements.first(name, self.whole.text, start, end)

    def figure(self, name: str, start: int = 0, end: int | None = None) -> Figure | None:
        """The number of a statement."""
        match = self.first(name, start, end)
        return self._figure(match) if match else None

    def _figure(self, match: Match, group: str = "n") -> Figure | None:
        """The number a group matched."""
        if match.groupdict().get(group) is None:
            return None
        return figure(match[group], self.whole.at(match.start(group)))

    def _count(self, match: Match) -> StatedNumber | None:
        """The count of a statement, with the words around it; None for what is no count."""
        number, place = numbers.whole(match["n"]), self.whole.at(match.start("n"))
        return None if number is None else StatedNumber(number, match[0], place)

    def synopses(self) -> Iterator[Synopsis]:
        """Every 综述 paragraph, up to the next one or the next heading."""
        text = self.whole.text
        heads = [*self.statements.all("综述", text)]
        ends = [*(head.start() for head in heads[1:]), len(text)][: len(heads)]
        for number, (head, end) in enumerate(zip(heads, ends, strict=True), 1):
            begin, last = head.end(), self._end(head.end(), end)
            yield Synopsis(
                self._name(head["name"], number),
                self.whole.at(head.start("name")),
                self.figure("综述得分", begin, last),
                self.figure("综述预算", begin, last),
                self.figure("综述执行", begin, last),
                self.figure("综述执行率", begin, last),
                text[begin:last],
                self.figure("综述执行得分", begin, last),
            )

    def _end(self, start: int, end: int) -> int:
        """Where a 综述 ends: with its paragraph, which a line that ends in 。may have broken."""
        text, last = self.whole.text, _ending(self.whole.text, start, end)
        while last < end and not self.first("综述执行", start, last):
            further = _ending(text, last + 1, end)
            if not self.first("综述执行", last, further) and not self.first(
                "综述预算", last, further
            ):
                break
            last = further
        return last

    def _name(self, text: str, number: int) -> str:
        """A project's name without its ordinal, which may run into a name of digits."""
        ordinal = re.match(rf"^[(]?{number}[)]?[.、)]", text) or re.match(
            r"^[(]?\d{1,2}[)]?[.、)](?!\d)|^\d{1,2}[.、](?=20\d\d年)", text
        )
        bare = text[ordinal.end() :] if ordinal else spelling.unnumbered(text)
        tail = self.statements.first("名称之后", bare)
        return (bare[: tail.start()] if tail else bare).strip('“”"')

    def enumeration(self, projects: set[str]) -> tuple[StatedNumber | None, tuple[Quote, ...]]:
        """The projects named in `…等6个项目的绩效自评表`, and how many it says they are."""
        for match in self.statements.all("列举", self.whole.text):
            parts = [*re.finditer(r"[^、]+", match["names"])]
            if len(parts) < 2 or len(parts) > int(match["n"]):
                continue
            first = parts[0]
            cut = self._after_lead(first[0], projects)
            names = [(first.start() + cut, first[0][cut:]), *((p.start(), p[0]) for p in parts[1:])]
            at = match.start("names")
            return self._count(match), tuple(
                Quote(name.strip('“”"'), self.whole.at(at + offset)) for offset, name in names
            )
        return None, ()

    def _after_lead(self, text: str, projects: set[str]) -> int:
        """Where the first project's name begins: after what leads in, a known name if any."""
        leads = self.statements.all("列举之前", text)
        cuts = [lead.end() for lead in leads if lead.end() < len(text) - 1]
        for cut in (0, *cuts):
            if spelling.key(text[cut:]) in projects:
                return cut
        return cuts[-1] if cuts else 0

    def coverage(self) -> Scope | None:
        """How many projects were evaluated, and how much money they are."""
        for match in self.statements.firsts("涵盖", self.whole.text):
            if count := self._count(match):
                money, share = self._figure(match, "sum"), self._figure(match, "share")
                return Scope(count, money, share, match.groupdict().get("whole") or "")
        return None

    def grades(self) -> Iterator[Grades]:
        """How many projects are said to be of which grade."""
        for match in self.statements.all("等级", self.whole.text):
            if count := self._count(match):
                yield Grades(match["grade"], count)

    def report(self) -> Summary:
        """What the report sums up: projects, money, its parts, the lowest score."""
        count, whole, floor = map(self.first, ("总结项数", "总结合计", "最低分"))
        return Summary(
            self._count(count) if count else None,
            self._figure(whole, "sum") if whole else None,
            whole["kind"] or "" if whole else "",
            tuple(self._items(whole)) if whole else (),
            self._figure(floor) if floor else None,
            floor[0] if floor else "",
        )

    def _items(self, whole: Match) -> Iterator[tuple[Quote, Figure]]:
        for item in self.statements.all("总结分项", whole["items"]):
            at = self.whole.at(whole.start("items") + item.start("sum"))
            if amount := figure(item["sum"], at):
                yield Quote(item["name"], at), amount

    def trips(self) -> Trips | None:
        """Groups sent abroad, and people."""
        match = self.first("团组")
        count = self._count(match) if match else None
        return Trips(count, numbers.whole(match["people"] or "")) if match and count else None


def _ending(text: str, start: int, end: int) -> int:
    """Where a paragraph ends: at the first line that ends a sentence, or where the next begins."""
    stop = text.find("\n", start)
    while 0 <= stop < end and text[stop - 1] not in ENDS:
        stop = text.find("\n", stop + 1)
    return min(end, stop if stop >= 0 else end)
