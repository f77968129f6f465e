"""The paragraphs on project evaluation: synopses, enumerations, and what the report states."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from juesuan.model.page import Document, Line, Place
from juesuan.model.project import (
    Card,
    Count,
    Coverage,
    Figure,
    Grades,
    Passage,
    ProjectList,
    Projects,
    Report,
    Synopsis,
    Trips,
)
from juesuan.notation import numbers, spelling
from juesuan.notation.card import figure
from juesuan.reading.tables import NOISE

N = r"((?<![\d.])(?<!\d,)\d[\d,]*+(?:\.\d+)?)"
BEGINS = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]{1,3}[)]?[、.]?|[(]?\d{1,2}[)]?[、.)]|[(]\d{1,2}[)])"
)
ENDS = "。:;；：！"
SYNOPSIS = re.compile(r"(?:^|[\n。])([^\n。]{2,70}?)(?:绩效)?自评综述[:。,]?", re.MULTILINE)
SCORE = re.compile(rf"(?<!执行率)(?<!执行)(?:得分|评分|总分)(?:为|是)?{N}分")
POINTS = re.compile(rf"执行率?得(?:分(?:为)?)?{N}分")
BUDGET = re.compile(rf"(?:全年预算数?|预算数)(?:为|是)?{N}(万?元)")
EXECUTED = re.compile(rf"执行数(?:为|是)?{N}(万?元)")
RATE = re.compile(rf"(?:完成(?:全年|年度)?预算的?|执行率(?:为|是)?){N}%")
COVERAGE = re.compile(
    rf"(?:涵盖|覆盖|涉及|共)项目{N}个,(?:共)?涉及(?:预算)?资金{N}万元(?:,占([^,。;%]{{0,40}}?)的{N}%)?"
)
EVALUATED = re.compile(rf"绩效自评的(?:\d{{4}}年度)?项目{N}个,涉及预算金额{N}万元")
GRADE = re.compile(
    rf"{N}个项目(?:的)?(?:绩效)?(?:自评|评价)?(?:等级|结果|评级)?为[“\"]?(优|良|中|差|合格|不合格)[”\"]?"
)
SHANGHAI = re.compile(rf"评级为[“\"](优|良|合格|不合格)[”\"]的项目{N}个")
AVERAGE = re.compile(rf"平均(?:得分|分)(?:为)?{N}分")
ENUMERATED = re.compile(
    r"(?:(?<![^\n。;])|(?<=自评表)|(?<=自评结果)|(?<=自评情况))"
    r"([^\n。;]{4,3000}?)(?:等)?(\d{1,3})个项目的?(?:绩效)?自评(?:表|结果|情况)"
)
LEAD = re.compile(r"以及|公开了?|反映了?|选择了?|选取了?|列示了?|其中,?|包括|分别为|分别是|,")
REPORT_COUNT = re.compile(r"共?(?:开展)?(?:绩效)?自评(?:项目)?(\d+)(?:项|个)")
REPORT_SUM = re.compile(
    rf"共计(支出|执行|使用|预算|资金|安排)?(?:资金|金额)?{N}万元,?分别(?:为|是):?([^\n。]+)"
)
REPORT_ITEM = re.compile(rf"(?<![^;,、\n])([^;,、\n]+?){N}万元(?:[;,、]|$)")
FLOOR = re.compile(
    rf"(?:绩效成绩|自评得分|绩效得分|成绩|得分|评分)(?:均|都)?(?:在|达到|为)?{N}分(?:及|\(含\))?以上(?=[。,;]|$)"
)
TRIPS = re.compile(r"出国\(境\)团组(\d+)(?:个|批次?|次)(?:,?(?:累计|共)?(\d+)人次)?")
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

    def figure(self, found: Found, group: int = 1) -> Figure | None:
        """The number a group matched."""
        if found[group] is None:
            return None
        return figure(found[group], self.place(found.start(group)))

    def count(self, found: Found, group: int = 1) -> Count | None:
        """The count a group matched, with the words around it; None for what is no count."""
        said = numbers.whole(found[group])
        return None if said is None else Count(said, found[0], self.place(found.start(group)))


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


def read_statements(
    document: Document, cards: tuple[Card, ...], lists: tuple[ProjectList, ...]
) -> Projects:
    """Cards and lists together with all that the text says of projects."""
    text = prose(document)
    found = Projects(cards=cards, lists=lists, synopses=tuple(synopses(text)))
    known = {spelling.key(name) for name in _names(found)}
    stated, names = _enumeration(text, known)
    return replace(
        found,
        enumerated=names,
        stated=stated,
        coverage=_coverage(text),
        grades=tuple(_grades(text)),
        average=_first(text, AVERAGE),
        report=_report(text),
        trips=_trips(text),
    )


def _names(projects: Projects) -> Iterator[str]:
    yield from (one.name for one in projects.synopses)
    yield from (one.name for one in projects.cards)
    yield from (row.name for one in projects.lists for row in one.rows)


def synopses(text: Prose) -> Iterator[Synopsis]:
    """Every 综述 paragraph, up to the next one or the next heading."""
    heads = [*SYNOPSIS.finditer(text.text)]
    ends = [*(head.start() for head in heads[1:]), len(text.text)][: len(heads)]
    for number, (head, end) in enumerate(zip(heads, ends, strict=True), 1):
        stop = text.text.find("\n", head.end())
        while 0 <= stop < end and text.text[stop - 1] not in ENDS:
            stop = text.text.find("\n", stop + 1)
        last = min(end, stop if stop >= 0 else end)

        def within(
            pattern: re.Pattern[str], begin: int = head.end(), end: int = last
        ) -> Figure | None:
            found = pattern.search(text.text, begin, end)
            return text.figure(found) if found else None

        yield Synopsis(
            _name(head[1], number),
            text.place(head.start(1)),
            within(SCORE),
            within(BUDGET),
            within(EXECUTED),
            within(RATE),
            text.text[head.end() : last],
            within(POINTS),
        )


def _name(text: str, number: int) -> str:
    """A project's name without its ordinal, which may run into a name that begins with digits."""
    ordinal = re.match(rf"^[(]?{number}[)]?[.、)]", text) or re.match(
        r"^[(]?\d{1,2}[)]?[.、)](?!\d)", text
    )
    bare = text[ordinal.end() :] if ordinal else spelling.unnumbered(text)
    return re.sub(r"项目(?:支出)?$", "", bare).strip('“”"')


def _enumeration(text: Prose, known: set[str]) -> tuple[Count | None, tuple[Passage, ...]]:
    """The projects named in `…等6个项目的绩效自评表`, and how many it says they are."""
    for found in ENUMERATED.finditer(text.text):
        parts = [*re.finditer(r"[^、]+", found[1])]
        if len(parts) < 2 or len(parts) > int(found[2]):
            continue
        first = parts[0]
        cut = _after_lead(first[0], known)
        names = [(first.start() + cut, first[0][cut:]), *((p.start(), p[0]) for p in parts[1:])]
        at = found.start(1)
        return text.count(found, 2), tuple(
            Passage(name.strip('“”"'), text.place(at + offset)) for offset, name in names
        )
    return None, ()


def _after_lead(text: str, known: set[str]) -> int:
    """Where the first project's name begins: after a word that leads in, a known name if any."""
    cuts = [found.end() for found in LEAD.finditer(text) if found.end() < len(text) - 1]
    for cut in (0, *cuts):
        if spelling.key(text[cut:]) in known:
            return cut
    return cuts[-1] if cuts else 0


def _first(text: Prose, pattern: re.Pattern[str]) -> Figure | None:
    found = pattern.search(text.text)
    return text.figure(found) if found else None


def _coverage(text: Prose) -> Coverage | None:
    found = COVERAGE.search(text.text)
    if found and (count := text.count(found)):
        return Coverage(count, text.figure(found, 2), text.figure(found, 4), found[3] or "")
    found = EVALUATED.search(text.text)
    count = text.count(found) if found else None
    return Coverage(count, text.figure(found, 2)) if found and count else None


def _grades(text: Prose) -> Iterator[Grades]:
    for found in GRADE.finditer(text.text):
        if count := text.count(found):
            yield Grades(found[2], count)
    for found in SHANGHAI.finditer(text.text):
        if count := text.count(found, 2):
            yield Grades(found[1], count)


def _report(text: Prose) -> Report:
    count, whole, floor = (p.search(text.text) for p in (REPORT_COUNT, REPORT_SUM, FLOOR))
    items = []
    if whole:
        for one in REPORT_ITEM.finditer(whole[3]):
            at = whole.start(3) + one.start(2)
            amount = figure(one[2], text.place(at))
            if amount:
                items.append((Passage(one[1], text.place(at)), amount))
    return Report(
        text.count(count) if count else None,
        text.figure(whole, 2) if whole else None,
        whole[1] or "" if whole else "",
        tuple(items),
        text.figure(floor) if floor else None,
        floor[0] if floor else "",
    )


def _trips(text: Prose) -> Trips | None:
    found = TRIPS.search(text.text)
    count = text.count(found) if found else None
    return Trips(count, numbers.whole(found[2] or "")) if found and count else None
