"""Evaluated projects, as a document or the books have them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.model.finding import Severity
from juesuan.model.number import UNITS
from juesuan.model.page import Place


class Evaluated(NamedTuple):
    """What is published of the evaluated projects; `kinds` belong to `cards` one by one."""

    year: int
    department: str
    cards: tuple[Card, ...]
    kinds: tuple[Kind, ...]
    lists: tuple[ProjectList, ...]
    average: Decimal | None
    grades: tuple[tuple[str, int], ...]

    def of(self, kind: Kind) -> list[tuple[int, Card]]:
        """The cards of one kind, each with its number."""
        both = enumerate(zip(self.cards, self.kinds, strict=True), 1)
        return [(number, card) for number, (card, its) in both if its == kind]


class Point(NamedTuple):
    """One project in the order of execution, as shown; money in 元."""

    project: str
    rate: str
    score: str
    budget: Decimal
    executed: Decimal


class Note(NamedTuple):
    """Something about one project that has to be put right (错误) or looked at (提示).

    `project` is empty where the message names it.
    """

    severity: Severity
    project: str
    message: str


class Rescored(NamedTuple):
    """One line of claimed against recomputed; `recomputed` is "" where only a person can judge."""

    project: str
    item: str
    printed: str
    recomputed: str
    why: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A portfolio evaluated: what is published, what it comes to, what is wrong.

    `points` are the lowest execution first, `excluded` the projects that are not evaluated.
    """

    evaluated: Evaluated
    rows: tuple[Rescored, ...]
    points: tuple[Point, ...]
    notes: tuple[Note, ...]
    excluded: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing has to be put right before the cards are published."""
        return not any(note.severity == "错误" for note in self.notes)


FORM = "绩效"  # the form of all numbers of projects: 绩效:<项目>:<行>:<栏>
HALF = Decimal("0.5")
HUNDRED = Decimal(100)
WHOLE = "年度资金总额"
SOURCES = ("当年财政拨款", "上年结转资金", "其他资金")
MONEY = ("年初预算数", "全年预算数", "全年执行数")


class Quote(NamedTuple):
    """A text and where it stands."""

    text: str = ""
    place: Place = Place()


NOTHING = Quote()


class Figure(NamedTuple):
    """A printed number: its value in the unit it is printed in, its text, its place."""

    value: Decimal
    printed: str
    place: Place = Place()

    @property
    def decimals(self) -> int:
        """How many decimals were printed, in full width or half."""
        plain = self.printed.isascii()
        printed = self.printed if plain else unicodedata.normalize("NFKC", self.printed)
        after = printed.partition(".")[2]
        if not after or after.isdecimal():
            return len(after)
        return sum(char.isdecimal() or char == "." for char in after)

    def half(self, decimals: int | None = None) -> Decimal:
        """Half a printed unit; `decimals` where the table's precision is known to be finer."""
        return HALF.scaleb(-max(self.decimals, decimals or 0))


class Funds(NamedTuple):
    """One row of money: its source and the amounts of MONEY, in the card's unit."""

    source: str
    initial: Figure | None = None
    budget: Figure | None = None
    executed: Figure | None = None

    def amounts(self) -> tuple[Figure | None, ...]:
        """年初预算数, 全年预算数 A, 全年执行数 B."""
        return self[1:]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One 三级指标 as printed."""

    level1: str
    level2: str
    level3: str
    target: Quote = NOTHING
    actual: Quote = NOTHING
    weight: Figure | None = None
    score: Figure | None = None
    reason: str = ""
    place: Place = Place()

    @property
    def name(self) -> str:
        """The indicator's own name."""
        return self.level3 or self.level2

    @property
    def full(self) -> bool:
        """Whether it has all of its points."""
        return bool(self.weight and self.score and self.score.value == self.weight.value)


@dataclass(frozen=True, slots=True)
class Card:
    """One 项目支出绩效自评表; money in `unit`, `weight`, `rate`, `points` of 预算执行.

    `heading` is the weight that stands in the heading: 项目预算执行情况（10分）.
    """

    project: Quote
    department: str = ""
    implementer: str = ""
    unit: str = "万元"
    funds: tuple[Funds, ...] = ()
    weight: Figure | None = None
    rate: Figure | None = None
    points: Figure | None = None
    goal: Quote = NOTHING
    done: Quote = NOTHING
    indicators: tuple[Indicator, ...] = ()
    whole: Figure | None = None
    total: Figure | None = None
    low_reason: str = ""
    notes: tuple[Quote, ...] = ()
    unread: tuple[Quote, ...] = ()
    malformed: tuple[Quote, ...] = ()
    heading: Figure | None = None
    place: Place = Place()

    @property
    def name(self) -> str:
        """The project's name."""
        return self.project.text

    def fund(self, source: str = WHOLE) -> Funds:
        """The money of one source; an empty row where it was not printed."""
        return next((row for row in self.funds if row.source == source), Funds(source))

    @property
    def scale(self) -> Decimal:
        """How many 元 the card's unit is."""
        return UNITS.get(self.unit, UNITS["万元"])

    @property
    def decimals(self) -> int:
        """The most decimals any amount of money was printed with."""
        return most_decimals(amount for row in self.funds for amount in row.amounts())


def most_decimals(figures: Iterable[Figure | None]) -> int:
    """The most decimals any of these numbers was printed with."""
    return max((one.decimals for one in figures if one), default=0)


Kind = Literal["部门预算", "转移支付"]


class Listed(NamedTuple):
    """One row of a summary table."""

    name: str
    place: Place = Place()
    owner: str = ""
    year: str = ""
    initial: Figure | None = None
    budget: Figure | None = None
    executed: Figure | None = None
    rate: Figure | None = None
    score: Figure | None = None
    grade: str = ""


@dataclass(frozen=True, slots=True)
class ProjectList:
    """A summary table: its title, what kind of projects it lists, its rows, its money's unit.

    `totals` are the rows of 合计 or 总计.
    """

    title: str
    kind: Kind = "部门预算"
    rows: tuple[Listed, ...] = ()
    unit: str = "万元"
    place: Place = Place()
    malformed: tuple[Quote, ...] = ()
    totals: tuple[Listed, ...] = ()

    @property
    def decimals(self) -> int:
        """The most decimals any amount was printed with."""
        return most_decimals(
            one for row in self.rows for one in (row.initial, row.budget, row.executed)
        )

    @property
    def scored(self) -> bool:
        """Whether every row has a score."""
        return bool(self.rows) and all(row.score for row in self.rows)


class Synopsis(NamedTuple):
    """One 综述 paragraph: score, budget A, executed amount B, rate in per cent, its points."""

    name: str
    place: Place = Place()
    score: Figure | None = None
    budget: Figure | None = None
    executed: Figure | None = None
    rate: Figure | None = None
    text: str = ""
    points: Figure | None = None


class StatedNumber(NamedTuple):
    """A stated number of things, and the sentence that states it."""

    number: int
    text: str
    place: Place = Place()


class Scope(NamedTuple):
    """涵盖项目N个，涉及预算资金X万元，占…的P%."""

    projects: StatedNumber
    budget: Figure | None = None
    share: Figure | None = None
    of: str = ""


class Grades(NamedTuple):
    """A stated number of projects of one grade."""

    grade: str
    stated: StatedNumber


class Trips(NamedTuple):
    """因公出国（境）团组N个，累计M人次, as the narrative states it."""

    groups: StatedNumber
    persons: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The report: how many projects, their sum, what it is called, its items."""

    projects: StatedNumber | None = None
    sum: Figure | None = None
    called: str = ""
    items: tuple[tuple[Quote, Figure], ...] = ()
    floor: Figure | None = None
    floor_text: str = ""


@dataclass(frozen=True, slots=True)
class Projects:
    """Everything about evaluated projects that was read from one document."""

    cards: tuple[Card, ...] = ()
    lists: tuple[ProjectList, ...] = ()
    synopses: tuple[Synopsis, ...] = ()
    enumerated: tuple[Quote, ...] = ()
    stated: StatedNumber | None = None
    coverage: Scope | None = None
    grades: tuple[Grades, ...] = ()
    average: Figure | None = None
    report: Summary = Summary()
    trips: Trips | None = None

    def malformed(self) -> Iterator[Quote]:
        """Every cell of numbers in cards and lists that is not the spelling of one."""
        yield from (cell for card in self.cards for cell in card.malformed)
        yield from (cell for listed in self.lists for cell in listed.malformed)

    def legible(self) -> bool:
        """Whether every number of the lists is the spelling of one; of the cards, without lists."""
        return not any(one.malformed for one in self.lists or self.cards)

    def sound(self) -> tuple[Card, ...]:
        """The cards all of whose numbers are the spelling of one."""
        return tuple(card for card in self.cards if not card.malformed)

    def departmental(self) -> tuple[ProjectList, ...]:
        """The summary tables of the department's own projects that have rows."""
        return tuple(one for one in self.lists if one.rows and one.kind == "部门预算")

    def named(self) -> Iterator[tuple[str, ProjectList]]:
        """The summary tables with rows as addresses name them: 汇总表, 汇总表2."""
        for number, listed in enumerate((one for one in self.lists if one.rows), 1):
            yield ("汇总表" if number == 1 else f"汇总表{number}"), listed

    def fullest(self) -> ProjectList | None:
        """The summary table with the most projects."""
        return max(self.departmental(), key=lambda listed: len(listed.rows), default=None)

    def scores(self) -> Iterator[tuple[str, Decimal, Place]]:
        """Every printed total score: project, score, place."""
        for card in self.cards:
            if card.total:
                yield card.name, card.total.value, card.total.place
        for listed in self.lists:
            for row in listed.rows:
                if row.score:
                    yield row.name, row.score.value, row.score.place
