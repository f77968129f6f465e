"""What a document says of its evaluated projects: lists, synopses and statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.model.page import Place
from juesuan.notation.card.values import Card, Figure, Passage, most_decimals

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
    """A summary table: its title, what kind of projects it lists, its rows, its money's unit."""

    title: str
    kind: Kind = "部门预算"
    rows: tuple[Listed, ...] = ()
    unit: str = "万元"
    place: Place = Place()
    malformed: tuple[Passage, ...] = ()

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


class Count(NamedTuple):
    """A stated number of things, and the sentence that states it."""

    number: int
    text: str
    place: Place = Place()


class Coverage(NamedTuple):
    """涵盖项目N个，涉及预算资金X万元，占…的P%."""

    projects: Count
    budget: Figure | None = None
    share: Figure | None = None
    of: str = ""


class Grades(NamedTuple):
    """A stated number of projects of one grade."""

    grade: str
    said: Count


class Trips(NamedTuple):
    """因公出国（境）团组N个，累计M人次, as the narrative states it."""

    groups: Count
    persons: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The report: how many projects, their sum, what it is called, its items."""

    projects: Count | None = None
    sum: Figure | None = None
    called: str = ""
    items: tuple[tuple[Passage, Figure], ...] = ()
    floor: Figure | None = None
    floor_text: str = ""


@dataclass(frozen=True, slots=True)
class Projects:
    """Everything about evaluated projects that was read from one document."""

    cards: tuple[Card, ...] = ()
    lists: tuple[ProjectList, ...] = ()
    synopses: tuple[Synopsis, ...] = ()
    enumerated: tuple[Passage, ...] = ()
    stated: Count | None = None
    coverage: Coverage | None = None
    grades: tuple[Grades, ...] = ()
    average: Figure | None = None
    report: Report = Report()
    trips: Trips | None = None

    def malformed(self) -> Iterator[Passage]:
        """Every cell of numbers in cards and lists that is not the spelling of one."""
        yield from (cell for card in self.cards for cell in card.malformed)
        yield from (cell for listed in self.lists for cell in listed.malformed)

    def own(self) -> tuple[ProjectList, ...]:
        """The summary tables of the department's own projects that have rows."""
        return tuple(one for one in self.lists if one.rows and one.kind == "部门预算")

    def named(self) -> Iterator[tuple[str, ProjectList]]:
        """The summary tables with rows as addresses name them: 汇总表, 汇总表2."""
        for number, one in enumerate((one for one in self.lists if one.rows), 1):
            yield ("汇总表" if number == 1 else f"汇总表{number}"), one

    def fullest(self) -> ProjectList | None:
        """The summary table with the most projects."""
        return max(self.own(), key=lambda one: len(one.rows), default=None)

    def scores(self) -> Iterator[tuple[str, Decimal, Place]]:
        """Every printed total score: project, score, place."""
        for card in self.cards:
            if card.total:
                yield card.name, card.total.value, card.total.place
        for one in self.lists:
            for row in one.rows:
                if row.score:
                    yield row.name, row.score.value, row.score.place
