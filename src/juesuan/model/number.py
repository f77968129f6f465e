"""Numbers of an account: addresses, facts, forms and the states they were found in."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.model.page import Place

ZERO = Decimal(0)


WAN = Decimal(10000)


UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": WAN, "亿元": Decimal(10) ** 8}


UNITS_LONGEST = ("亿元", "万元", "元")  # as texts end in them, the longer ones first


def unit_behind(printed: str) -> str:
    """The unit of money that stands behind an amount; "" for none."""
    return next((unit for unit in UNITS_LONGEST if printed.endswith(unit)), "")


TEXT = "文"  # the form of all numbers that only the text tells: 文:车辆:1


ALL_OF_IT = "全表"


State = Literal["read", "empty", "missing", "unreadable"]


class Address(NamedTuple):
    """The name of one number: 表:行:栏@期, for example `03:2010301:1` or `01:收入总计:1@上年`."""

    form: str
    row: str
    column: str
    period: str = ""

    def __str__(self) -> str:
        name = f"{self.form}:{self.row}:{self.column}"
        return f"{name}@{self.period}" if self.period else name

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `表:行:栏@期`; ValueError says what is missing."""
        name, _, period = text.partition("@")
        form, _, rest = name.partition(":")
        row, _, column = rest.rpartition(":")
        if not (form and row and column):
            message = f"地址应写作“表:行:栏”，例如 03:2010301:1，而不是“{text}”"
            raise ValueError(message)
        return cls(form, row, column, period)


@dataclass(frozen=True, slots=True)
class Interval:
    """All amounts from low to high; reckons as its amounts do."""

    low: Decimal
    high: Decimal
    printed: Decimal | None = field(default=None, compare=False)
    """What the numbers come to as they are printed; the middle of an amount of its own."""

    @classmethod
    def exactly(cls, value: Decimal) -> Interval:
        """The one amount."""
        return cls(value, value)

    @property
    def middle(self) -> Decimal:
        """What the printed numbers themselves come to."""
        return (self.low + self.high) / 2 if self.printed is None else self.printed

    @property
    def may_be_zero(self) -> bool:
        """Whether nothing may be divided by it."""
        return self.low <= 0 <= self.high

    def _printed(
        self, operate: Callable[[Decimal, Decimal], Decimal], other: Interval
    ) -> Decimal | None:
        """What the printed numbers come to; nothing where one of them has no bound."""
        ends = (self.low, self.high, other.low, other.high)
        return operate(self.middle, other.middle) if all(e.is_finite() for e in ends) else None

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low, self.high + other.high, self._printed(operator.add, other)
        )

    def __sub__(self, other: Interval) -> Interval:
        return Interval(
            self.low - other.high, self.high - other.low, self._printed(operator.sub, other)
        )

    def __mul__(self, other: Interval) -> Interval:
        ends = [x * y for x in (self.low, self.high) for y in (other.low, other.high)]
        return Interval(min(ends), max(ends), self._printed(operator.mul, other))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError where the other may be 0."""
        if other.may_be_zero:
            raise ZeroDivisionError
        ends = [x / y for x in (self.low, self.high) for y in (other.low, other.high)]
        return Interval(min(ends), max(ends), self._printed(operator.truediv, other))


class Fact(NamedTuple):
    """One number and how exactly it is known: the true value lies in value ± half, both in 元.

    `printed` is the text as it stood in the cell ("" for a blank), `name` says the cell in words.
    """

    address: Address
    value: Decimal
    half: Decimal = ZERO
    printed: str = ""
    unit: str = "元"
    name: str = ""
    place: Place = Place()

    @property
    def blank(self) -> bool:
        """Whether nothing was printed: an exact zero."""
        return not self.printed

    @property
    def interval(self) -> Interval:
        """What the true value may be."""
        return Interval(self.value - self.half, self.value + self.half)

    def shown(self) -> str:
        """The amount as a reader saw it, or 空白."""
        return self.printed or "空白"

    def with_unit(self) -> str:
        """The amount as printed, its unit said once."""
        shown = self.shown()
        return shown if self.blank or shown.endswith(self.unit) else f"{shown} {self.unit}"


class Omitted(NamedTuple):
    """An amount whose parts are all left empty: the parts are unknown, not zero."""

    whole: Fact
    parts: tuple[Address, ...]
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormState:
    """What became of one form of the edition in one document.

    `unshown` are columns and rows that it may have besides and has not, of which nothing is known;
    `labels` are the rows as printed; `partial` says that rows of the form were not understood,
    so that sums over its rows prove nothing; `closed` that a column it does not have is nothing;
    `loose` that its rows may come to more than their total, one standing twice or what was not read
    being red; `omitted` are cells left empty under an amount that is made up of them; `budget` is
    which budget its 预算数 says it is, "" where it does not say; `heads` are the words printed over
    the table, the nearest first, and in its head; `expected` is false where a disclosure of its
    kind has no such form; `later` are rows, columns (栏5) or all of it (全表) that came after the
    year of the document: there is nothing in them, but what a code of later years holds stood
    elsewhere.
    """

    id: str
    title: str
    state: State = "missing"
    pages: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    unshown: tuple[str, ...] = ()
    place: Place = Place()
    reason: str = ""
    notes: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    partial: bool = False
    closed: bool = False
    loose: bool = False
    omitted: tuple[Omitted, ...] = ()
    budget: str = ""
    heads: tuple[str, ...] = ()
    expected: bool = True
    later: frozenset[str] = frozenset()

    def lacks(self, address: Address) -> bool:
        """Whether a cell of the form came after the year of the document."""
        names = {ALL_OF_IT, address.row, f"栏{address.column}"}
        return not self.later.isdisjoint(names)

    @property
    def known(self) -> bool:
        """Whether the form was read, as far as it could be."""
        return self.state in ("read", "empty")

    @property
    def whole(self) -> bool:
        """Whether the absence of a row in this form says that its amount is zero."""
        return self.known and not self.partial


class Facts(Mapping[Address, Fact]):
    """The numbers of one document or one set of books, by address; immutable."""

    def __init__(
        self,
        facts: Mapping[Address, Fact],
        forms: Mapping[str, FormState],
        unknown: Iterable[Address] = (),
    ) -> None:
        self._facts = dict(facts)
        self.forms = dict(forms)
        self.unknown = frozenset(unknown)
        self._rows: dict[str, dict[str, None]] = {}
        self._periods: dict[str, list[Fact]] = {}
        for address, fact in self._facts.items():
            if address.period:
                self._periods.setdefault(address.period, []).append(fact)
                continue
            self._rows.setdefault(address.form, {})[address.row] = None
        for address in sorted(self.unknown):
            if not address.period:
                self._rows.setdefault(address.form, {})[address.row] = None

    def __getitem__(self, address: Address) -> Fact:
        return self._facts[address]

    def __iter__(self) -> Iterator[Address]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def rows(self, form: str) -> tuple[str, ...]:
        """The rows of a form that were read, in order, then those whose amounts are unknown."""
        return tuple(self._rows.get(form, ()))

    def at(self, period: str) -> tuple[Fact, ...]:
        """The facts of another period: 上年, 年初预算, 全年预算, 调整预算."""
        return tuple(self._periods.get(period, ()))

    def of(self, form: str) -> Iterator[Fact]:
        """This year's facts of one form, in reading order."""
        pairs = self._facts.items()
        return (fact for address, fact in pairs if address.form == form and not address.period)

    def whole(self, form: str) -> bool:
        """Whether every row of a form is known; a form nothing is said of is not in doubt."""
        state = self.forms.get(form)
        return state is None or state.whole

    def without(self, cells: Iterable[Address]) -> Facts:
        """The facts with some cells unknown."""
        gone = frozenset(cells)
        kept = {address: fact for address, fact in self.items() if address not in gone}
        return Facts(kept, self.forms, self.unknown | gone)

    def interval(self, address: Address) -> Interval | None:
        """What an amount may truly be; None for one that is unknown."""
        fact = self.known(address)
        return None if fact is None else fact.interval

    def unshown(self, address: Address) -> bool:
        """Whether an address is in a column or row that its form may have besides and has not."""
        form = self.forms.get(address.form)
        unshown = () if form is None else form.unshown
        return address.column in unshown or address.row in unshown

    def known(self, address: Address) -> Fact | None:
        """The fact at an address; an exact zero where its form was read without that row of codes.

        Nor is there anything in what its form came to have in later years, but for codes.

        None means unknown: the form missing, unreadable or read in part, the column absent, the
        cell left empty where an amount belongs, or the row not one of codes.
        """
        fact = self._facts.get(address)
        if fact is not None:
            return fact
        form = self.forms.get(address.form)
        if form is not None and form.later and form.lacks(address):
            moved = address.row.isdigit() and address.row in form.later
            return None if moved else Fact(address, ZERO)
        if form is None or not form.whole or address.period or address in self.unknown:
            return None
        if self.unshown(address):
            return None
        if address.column not in form.columns and form.state != "empty":
            nothing = form.closed and address.row in self._rows.get(address.form, ())
            return Fact(address, ZERO) if nothing else None
        return Fact(address, ZERO) if form.state == "empty" or address.row.isdigit() else None
