"""How a narrative speaks: its sections, the names of the numbers it mentions, what must hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from juesuan.model.number import Address
from juesuan.notation import formula, spelling
from juesuan.notation.equation import Equation
from juesuan.notation.formula import Expression, Operation, Term
from juesuan.notation.numbers import NUMBER
from juesuan.notation.speech.measure import compiled

PRIOR, INITIAL, FULL, ADJUSTED = "上年", "年初预算", "全年预算", "调整预算"
OPTION = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{([^{}]+:[^{}]+)\}")


class Subject(NamedTuple):
    """Something a sentence speaks of: its names, its formula, its budget, what it is a part of.

    The names mean this only where the amounts of `unless` are zero; where `shared`, what it is a
    part of has to be said. Where `led` they mean it only behind this year or the department's name,
    with `beside` only in a passage that has all these words too, with `among` only in a list of
    that subject.
    """

    id: str
    names: tuple[str, ...]
    says: Expression
    budget: Expression | None = None
    whole: Expression | None = None
    unless: tuple[Address, ...] = ()
    shared: bool = False
    led: bool = False
    beside: tuple[str, ...] = ()
    among: str = ""


class CountedThing(NamedTuple):
    """A number of things: where it stands in a sentence, its address, what must not stand by."""

    pattern: re.Pattern[str]
    address: Address
    unless: re.Pattern[str] | None = None


class Section(NamedTuple):
    """One section of the narrative; `rows` is the cell that a mention of a code speaks of.

    Titles that are `loose` mean this section only where the amounts of `unless` are zero, and else
    the section `otherwise`. Counts are this year's where `dated`, of what is owned at its end where
    `stock`.
    """

    id: str
    titles: tuple[str, ...]
    subjects: tuple[Subject, ...] = ()
    counts: tuple[CountedThing, ...] = ()
    whole: Expression | None = None
    rows: Term | None = None
    loose: tuple[str, ...] = ()
    unless: tuple[Address, ...] = ()
    stock: bool = False
    dated: bool = False
    otherwise: str = ""


class Assumption(NamedTuple):
    """A custom: an equation that practice keeps and no rule demands; void where a cell is not 0.

    What cannot be seen without it is a remark at most, unless the document's own numbers prove the
    custom: where `sure` holds.
    """

    equation: Equation
    unless: tuple[Address, ...]
    why: str
    sure: Equation | None = None

    @property
    def compares(self) -> bool:
        """Whether it holds numbers against each other, rather than taking one to be zero."""
        return len(self.equation.terms()) > 1


@dataclass(frozen=True, slots=True, eq=False)
class Narrative:
    """All that is declared of the narrative; `now` are this year's of the equations `prior`."""

    sections: tuple[Section, ...]
    equations: tuple[Equation, ...]
    prior: tuple[Equation, ...]
    now: tuple[Equation, ...]
    assumptions: tuple[Assumption, ...]
    signed: frozenset[Address]
    judged: frozenset[Address]

    @property
    def compared(self) -> tuple[Equation, ...]:
        """Every equation, by rule or by custom, that holds numbers against each other."""
        customs = (a.equation for a in self.assumptions if a.compares)
        return (*self.equations, *self.prior, *customs)


def at(expression: Expression, period: str) -> Expression:
    """The same expression for another period: last year, or a budget."""
    if isinstance(expression, Term):
        return Term(expression.address._replace(period=period), expression.each)
    if isinstance(expression, Operation):
        sides = at(expression.left, period), at(expression.right, period)
        return Operation(expression.sign, *sides)
    return expression


def read_narrative(data: Mapping[str, Any]) -> Narrative:
    """The declared narrative; raises FormulaError where a formula or a pattern is wrong."""
    return Narrative(
        tuple(_section(item) for item in data["section"]),
        tuple(Equation.parse(text, "") for text in data["equations"]),
        tuple(prior(Equation.parse(text, "")) for text in data["prior"]),
        tuple(Equation.parse(text, "") for text in data["prior"]),
        tuple(_assumption(item) for item in data["assumption"]),
        frozenset(Address.parse(text) for text in data["signed"]),
        frozenset(Address.parse(text) for text in data["judged"]),
    )


def prior(equation: Equation) -> Equation:
    """The same equation said of last year."""

    def moved(terms: Iterable[tuple[Any, Term]]) -> tuple[tuple[Any, Term], ...]:
        return tuple(
            (factor, Term(t.address._replace(period=PRIOR), t.each)) for factor, t in terms
        )

    return Equation(
        f"上年 {equation.text}",
        equation.form,
        equation.relation,
        moved(equation.left),
        moved(equation.right),
        equation.constant,
    )


def spelt(texts: Iterable[str]) -> tuple[str, ...]:
    """All that names come to, each once: of [甲|乙] one or none is said."""
    return tuple(dict.fromkeys(one for text in texts for one in _spelt(text)))


def _spelt(text: str) -> Iterator[str]:
    option = OPTION.search(text)
    if option is None:
        yield text
        return
    for words in ("", *option[1].split("|")):
        yield from _spelt(text[: option.start()] + words + text[option.end() :])


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        data["id"],
        tuple(spelling.key(one) for one in spelt((*data["titles"], *data.get("loose", ())))),
        tuple(_subject(item) for item in data.get("subject", ())),
        tuple(_count(item) for item in data.get("count", ())),
        _optional(data.get("whole")),
        Term(Address.parse(data["rows"])) if "rows" in data else None,
        tuple(spelling.key(title) for title in data.get("loose", ())),
        _addresses(data),
        bool(data.get("stock")),
        bool(data.get("dated")),
        data.get("otherwise", ""),
    )


def _addresses(data: Mapping[str, Any]) -> tuple[Address, ...]:
    return tuple(Address.parse(text) for text in data.get("unless", ()))


def _subject(data: Mapping[str, Any]) -> Subject:
    says = formula.parse(data["is"])
    names = tuple(spelling.plain(name) for name in spelt(data["names"]))
    budget, whole = _optional(data.get("budget")), _optional(data.get("whole"))
    shared, led = bool(data.get("shared")), bool(data.get("led"))
    beside = tuple(map(spelling.plain, data.get("beside", ())))
    unless, among = _addresses(data), data.get("among", "")
    return Subject(data["id"], names, says, budget, whole, unless, shared, led, beside, among)


def _optional(text: str | None) -> Expression | None:
    return formula.parse(text) if text else None


def _count(data: Mapping[str, Any]) -> CountedThing:
    slot = SLOT.search(data["text"])
    if slot is None:
        message = f"count 中没有写明数的名字：{data['text']}"
        raise formula.FormulaError(message)
    pattern = data["text"].replace(slot[0], f"(?P<number>{NUMBER})")
    unless = compiled(data["not"], {}) if "not" in data else None
    return CountedThing(compiled(pattern, {}), Address.parse(slot[1]), unless)


def _assumption(data: Mapping[str, Any]) -> Assumption:
    unless = _addresses(data)
    sure = Equation.parse(data["sure"], "") if "sure" in data else None
    custom = Equation.parse(data["says"], "", "提示", data["why"])
    return Assumption(custom, unless, data["why"], sure)
