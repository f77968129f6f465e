"""What a self-evaluation card says: funds, goals, indicators and scores, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.number import UNITS
from juesuan.model.page import Place
from juesuan.notation import spelling

HALF = Decimal("0.5")
HUNDRED = Decimal(100)
UNIT_OF_FIGURE = re.compile(r"(?:%|分|万元|元)$")
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
MARKUP = re.compile(r"</?[a-zA-Z]+>|\*\*")
WHOLE = "年度资金总额"
SOURCES = ("当年财政拨款", "上年结转资金", "其他资金")
MONEY = ("年初预算数", "全年预算数", "全年执行数")


def clean(text: str) -> str:
    """A cell's text without marks of emphasis and outer space."""
    return MARKUP.sub("", text).strip()


class Passage(NamedTuple):
    """A text and where it stands."""

    text: str = ""
    place: Place = Place()


NOTHING = Passage()


class Figure(NamedTuple):
    """A printed number: its value in the unit it is printed in, its text, its place."""

    value: Decimal
    printed: str
    place: Place = Place()

    @property
    def decimals(self) -> int:
        """How many decimals were printed."""
        return len(re.sub(r"[^\d.]", "", self.printed).partition(".")[2])

    def half(self, decimals: int | None = None) -> Decimal:
        """Half a printed unit; `decimals` where the table's precision is known to be finer."""
        return HALF.scaleb(-max(self.decimals, decimals or 0))


def figure(text: str, place: Place = Place(), *, dash: bool = False) -> Figure | None:
    """The number in a cell, its % or 分 aside; None for a blank or words.

    With `dash`, a lone dash is the zero it means in a column of money.
    """
    printed = clean(text)
    bare = spelling.plain(printed)
    if dash and bare in ("-", "—", "--", "——", "–"):
        return Figure(Decimal(0), printed, place)
    try:
        found = spelling.amount(UNIT_OF_FIGURE.sub("", bare))
    except spelling.NotAnAmount:
        return None
    return None if found is None else Figure(found[0], printed, place)


def malformed(text: str, place: Place) -> Passage | None:
    """A cell of numbers that shows digits and is not the spelling of one number."""
    printed = clean(text)
    wrong = spelling.is_number(spelling.plain(printed)) and figure(printed) is None
    return Passage(printed, place) if wrong else None


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
    target: Passage = NOTHING
    actual: Passage = NOTHING
    weight: Figure | None = None
    score: Figure | None = None
    reason: str = ""
    place: Place = Place()

    @property
    def family(self) -> str:
        """The first level in one word: 成本, 产出, 效益, 满意度."""
        return BRACKETS.sub("", spelling.plain(self.level1)).removesuffix("指标")

    @property
    def name(self) -> str:
        """The indicator's own name."""
        return self.level3 or self.level2

    def path(self) -> str:
        """The indicator in addresses: 一级/二级/三级."""
        return "/".join(addressable(part) for part in (self.level1, self.level2, self.level3))


@dataclass(frozen=True, slots=True)
class Card:
    """One 项目支出绩效自评表; money in `unit`, `weight`, `rate`, `points` of 预算执行.

    `heading` is the weight that stands in the heading: 项目预算执行情况（10分）.
    """

    project: Passage
    department: str = ""
    implementer: str = ""
    unit: str = "万元"
    funds: tuple[Funds, ...] = ()
    weight: Figure | None = None
    rate: Figure | None = None
    points: Figure | None = None
    goal: Passage = NOTHING
    done: Passage = NOTHING
    indicators: tuple[Indicator, ...] = ()
    whole: Figure | None = None
    total: Figure | None = None
    low_reason: str = ""
    notes: tuple[Passage, ...] = ()
    unread: tuple[Passage, ...] = ()
    malformed: tuple[Passage, ...] = ()
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

    def paths(self) -> tuple[str, ...]:
        """The indicators' paths, a repeated one numbered."""
        return unique(one.path() for one in self.indicators)


def most_decimals(figures: Iterable[Figure | None]) -> int:
    """The most decimals any of these numbers was printed with."""
    return max((one.decimals for one in figures if one), default=0)


def addressable(text: str) -> str:
    """A name as it stands in an address: in half width, without : / @."""
    found = spelling.plain(clean(text))
    return found.replace(":", "：").replace("/", "／").replace("@", "＠")


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names in order, the second of a kind followed by #2."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(f"{name}#{seen[name]}" if seen[name] > 1 else name)
    return tuple(found)
