"""Sentences written from facts: slots with phrases that may refuse, optional parts, choices.

`{formula | phrase}` is a number and the way to say it, `[…]` may be left out, `<…|…>` is the first
that can be said. A phrase refuses when its words cannot say the number, and refusal alone
drives omission and choice: a template has no conditions. What is written is read back by the
declared measures of the narrative as the same claims.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from juesuan.model.number import UNITS, Address
from juesuan.notation import formula
from juesuan.notation.formula import Expression, FormulaError, Operation, Term

Lookup = Callable[[Address], Decimal | None]
HUNDRED = Decimal(100)
MARKS = re.compile(r"[\[\]<>|]|\{[^{}]*(?:\{\w+\}[^{}]*)*\}")


class Refused(Exception):
    """These words cannot say this number."""


class Manner(NamedTuple):
    """How an edition writes numbers in sentences."""

    thousands: bool = True
    trimmed: bool = True
    percent_trimmed: bool = True
    unit: str = "万元"


class Said(NamedTuple):
    """One number as a sentence says it: its formula, and the words."""

    says: str
    words: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A number and its phrase; a bare name (年, 科目名) is filled from the context."""

    expression: Expression | None
    phrase: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, the first that can be said is; an empty last one makes them optional."""

    options: tuple[tuple[Part, ...], ...]


Part = str | Slot | Choice


@dataclass(frozen=True, slots=True)
class Sentence:
    """One template of a section; `each` repeats it over codes of a level found in a form."""

    section: str
    parts: tuple[Part, ...]
    each: str = ""
    form: str = ""
    join: str = ""
    end: str = ""


def rounded(value: Decimal, unit: Decimal, *, thousands: bool, trimmed: bool) -> str:
    """A number in a unit with two decimals, half up, as a sentence writes it."""
    number = (value / unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{number:,f}" if thousands else f"{number:f}"
    return text.rstrip("0").rstrip(".") if trimmed and "." in text else text


def _amount(value: Decimal, manner: Manner) -> str:
    scale = UNITS[manner.unit]
    return rounded(value, scale, thousands=manner.thousands, trimmed=manner.trimmed)


def _percent(value: Decimal, manner: Manner) -> str:
    shown = rounded(value * HUNDRED, Decimal(1), thousands=False, trimmed=manner.percent_trimmed)
    return f"{shown}%"


def _signed(up: str, down: str, say: Callable[[Decimal, Manner], str]) -> Callable[..., str]:
    """Words for a change; they refuse what would be printed as no change."""

    def write(value: Decimal, manner: Manner) -> str:
        shown = say(abs(value), manner)
        if not shown.strip("0.%"):
            raise Refused
        return f"{up if value > 0 else down}{shown}"

    return write


def _level(value: Decimal, _: Manner) -> str:
    if value:
        raise Refused
    return "持平"


def _compared(value: Decimal, _: Manner) -> str:
    if not value:
        raise Refused
    return "大于" if value > 0 else "小于"


def _present(value: Decimal, manner: Manner) -> str:
    if not value:
        raise Refused
    return _amount(value, manner)


def _count(value: Decimal, _: Manner) -> str:
    if value != int(value):
        raise Refused
    return str(int(value))


PHRASES: Mapping[str, Callable[[Decimal, Manner], str]] = {
    "": _amount,
    "非零": _present,
    "%": _percent,
    "个": _count,
    "增减": _signed("增加", "减少", _amount),
    "升降%": _signed("增长", "下降", _percent),
    "持平": _level,
    "大小": _compared,
}


def parse(section: str, data: Mapping[str, str]) -> Sentence:
    """Read a declared sentence; raises FormulaError naming what is wrong in it."""
    reader = _Reader(data["text"])
    parts = reader.parts("")
    return Sentence(
        section,
        parts,
        data.get("each", ""),
        data.get("of", ""),
        data.get("join", ""),
        data.get("end", ""),
    )


class _Reader:
    """Recursive descent over the marks of one template."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def parts(self, until: str) -> tuple[Part, ...]:
        found: list[Part] = []
        while self.at < len(self.text):
            mark = MARKS.search(self.text, self.at)
            end = mark.start() if mark else len(self.text)
            if end > self.at:
                found.append(self.text[self.at : end])
                self.at = end
            if mark is None or mark[0] in until:
                break
            self.at = mark.end()
            found.append(self._part(mark[0]))
        return tuple(found)

    def _part(self, mark: str) -> Part:
        if mark.startswith("{"):
            return _slot(mark[1:-1])
        if mark == "[":
            option = self.parts("]")
            self._close("]")
            return Choice((option, ()))
        if mark == "<":
            options = [self.parts("|>")]
            while self.text[self.at : self.at + 1] == "|":
                self.at += 1
                options.append(self.parts("|>"))
            self._close(">")
            return Choice(tuple(options))
        message = f"句式“{self.text}”中的“{mark}”没有对应的开头"
        raise FormulaError(message)

    def _close(self, mark: str) -> None:
        if self.text[self.at : self.at + 1] != mark:
            message = f"句式“{self.text}”缺少“{mark}”"
            raise FormulaError(message)
        self.at += 1


def _slot(text: str) -> Slot:
    body, _, phrase = (part.strip() for part in text.partition("|"))
    if phrase not in PHRASES:
        message = f"没有名为“{phrase}”的说法；已有：{'、'.join(filter(None, PHRASES))}"
        raise FormulaError(message)
    if ":" not in body:
        return Slot(None, "", body)
    return Slot(formula.parse(body), phrase)


def write(
    sentence: Sentence, lookup: Lookup, context: Mapping[str, str], manner: Manner
) -> tuple[str, list[Said]]:
    """A sentence in words, and the numbers it says; raises Refused where it cannot be said."""
    said: list[Said] = []
    text = "".join(_write(sentence.parts, lookup, context, manner, said))
    return text.replace("；。", "。"), said


def write_each(
    sentence: Sentence,
    lookup: Lookup,
    contexts: Sequence[Mapping[str, str]],
    manner: Manner,
) -> tuple[str, list[Said]]:
    """A sentence said for each context, joined; those that refuse are left out."""
    texts: list[str] = []
    said: list[Said] = []
    for number, context in enumerate(contexts, start=1):
        try:
            text, numbers = write(sentence, lookup, {**context, "序": str(number)}, manner)
        except Refused:
            continue
        texts.append(text)
        said += numbers
    if not texts:
        raise Refused
    return sentence.join.join(texts) + sentence.end, said


def _write(
    parts: Sequence[Part],
    lookup: Lookup,
    context: Mapping[str, str],
    manner: Manner,
    said: list[Said],
) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Choice):
            yield _chosen(part, lookup, context, manner, said)
        elif part.expression is None:
            yield _filled(part.name, context)
        else:
            bound = bind(part.expression, context)
            value = formula.evaluate(bound, lookup)
            if value is None:
                raise Refused
            words = PHRASES[part.phrase](value, manner)
            said.append(Said(formula.write(bound), words))
            yield words


def _filled(name: str, context: Mapping[str, str]) -> str:
    if not context.get(name):
        raise Refused
    return context[name]


def _chosen(
    choice: Choice,
    lookup: Lookup,
    context: Mapping[str, str],
    manner: Manner,
    said: list[Said],
) -> str:
    for option in choice.options:
        own: list[Said] = []
        try:
            text = "".join(_write(option, lookup, context, manner, own))
        except Refused:
            continue
        said += own
        return text
    raise Refused


def bind(expression: Expression, context: Mapping[str, str]) -> Expression:
    """An expression with the variables of its rows (类, 项, 科目) put in."""
    if isinstance(expression, Term):
        row = expression.address.row
        if row.startswith("{") and row[1:-1] in context:
            return Term(expression.address._replace(row=context[row[1:-1]]), expression.each)
        return expression
    if isinstance(expression, Operation):
        left, right = bind(expression.left, context), bind(expression.right, context)
        return Operation(expression.sign, left, right)
    return expression
