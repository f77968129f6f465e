"""Sentences written from facts: slots with measures that may refuse, optional parts, choices.

`{主体 | 说法}` is a number and the way to say it, `[…]` may be left out, `<…|…>` is the first that
can be said. A measure refuses when its words cannot say the number, and refusal alone drives
omission and choice: a template has no conditions. What is written is read back by the same
subjects and measures as the same claims.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

from juesuan.model.number import Address
from juesuan.notation import formula
from juesuan.notation.formula import Expression, FormulaError, Operation, Term
from juesuan.notation.speech.measure import Manner, Measure, Refused
from juesuan.notation.speech.narrative import ADJUSTED, FULL, INITIAL, PRIOR, Section, Subject, at

Lookup = Callable[[Address], Decimal | None]
MARKS = re.compile(r"[\[\]<>|]|\{[^{}]*\}")
CONTEXT = ("年", "上年", "部门", "原因", "用途", "序", "类名", "款名", "项名")
BUDGETS = (INITIAL, FULL, ADJUSTED)
ITEM = "科目"
PLAIN = "金额"


class Written(NamedTuple):
    """One number as a sentence says it: its formula, and the words."""

    says: str
    words: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A number, its measure, and what the measure's words name: which budget, whose part."""

    expression: Expression
    measure: Measure
    named: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Blank:
    """A name (年, 项名) that is filled from the context."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, the first that can be said is; an empty last one makes them optional."""

    options: tuple[tuple[Part, ...], ...]


Part = str | Slot | Blank | Choice


@dataclass(frozen=True, slots=True)
class Sentence:
    """One template of a section; `each` repeats it over codes of a level found in a form."""

    id: str
    section: str
    parts: tuple[Part, ...]
    each: str = ""
    form: str = ""
    join: str = ""
    end: str = ""


class SentenceWords(NamedTuple):
    """What a template may name: the measures, and the sections with their subjects."""

    measures: Mapping[str, Measure]
    sections: Sequence[Section]


def parse(section: Section, data: Mapping[str, str], words: SentenceWords) -> Sentence:
    """Read a declared sentence; raises FormulaError naming what is wrong in it."""
    each = data.get("each", "")
    try:
        names = _Names(section, words.measures, _nameable(section, words.sections), each)
        parts = _Reader(data["text"], names).parts("")
    except FormulaError as error:
        raise FormulaError(f"“{section.id}”的句子“{data['id']}”：{error}") from error
    more = (data.get(key, "") for key in ("of", "join", "end"))
    return Sentence(f"{section.id}.{data['id']}", section.id, parts, each, *more)


class _Names(NamedTuple):
    """What the names in one sentence mean."""

    section: Section
    measures: Mapping[str, Measure]
    subjects: Mapping[str, Subject]
    each: str

    def part(self, text: str) -> Slot | Blank:
        """The part that stands for what is between braces."""
        name, _, wording = (part.strip() for part in text.partition("|"))
        measure, _, of = wording.partition(" ")
        subject = self._subject(name)
        if subject is not None:
            return self._slot(subject, measure or PLAIN, of.strip())
        if name not in CONTEXT or wording:
            raise _unknown("数", name, [*self.subjects, *CONTEXT])
        return Blank(name)

    def _slot(self, subject: Subject, name: str, of: str) -> Slot:
        if name not in self.measures:
            raise _unknown("说法", name, self.measures)
        measure = self.measures[name]
        meant = self._meant(measure, subject, of)
        named = {"预算": of or INITIAL, "分母": f"{of}的" if of else ""}
        return Slot(measure.of(meant), measure, named)

    def _meant(self, measure: Measure, subject: Subject, of: str) -> Mapping[str, Expression]:
        period = of if of in BUDGETS else INITIAL
        budget = subject.budget or at(subject.says, period)
        last = at(subject.says, PRIOR)
        meant = {
            "now": subject.says,
            "prior": last,
            "budget": budget,
            "base": budget if of in BUDGETS else last,
        }
        if "whole" in measure.uses:
            meant["whole"] = self._whole(subject, of)
        return meant

    def _whole(self, subject: Subject, of: str) -> Expression:
        """What a share is a part of: what is named, else the subject's or the section's own."""
        if of:
            named = self._subject(of)
            if named is None:
                raise _unknown("数", of, self.subjects)
            return named.says
        whole = subject.whole or (None if subject.shared else self.section.whole)
        if whole is None:
            raise FormulaError(f"“{subject.id}”没有说占谁")
        return whole

    def _subject(self, name: str) -> Subject | None:
        if name == ITEM and self.each and self.section.rows is not None:
            row = self.section.rows.address._replace(row=f"{{{self.each}}}")
            return Subject(ITEM, (), Term(row))
        return self.subjects.get(name)


def _nameable(section: Section, sections: Sequence[Section]) -> dict[str, Subject]:
    """The numbers that a sentence may name: its section's first, then those of the others."""
    subjects: dict[str, Subject] = {}
    for place in (section, *(other for other in sections if other is not section)):
        for subject in place.subjects:
            subjects.setdefault(subject.id, subject)
        for count in place.counts:
            name = count.address.row
            subjects.setdefault(name, Subject(name, (name,), Term(count.address)))
    return subjects


def _unknown(kind: str, name: str, names: Sequence[str] | Mapping[str, object]) -> FormulaError:
    near = get_close_matches(name, list(names), 1, 0.4)
    return FormulaError(f"没有名为“{name}”的{kind}" + (f"，是否应为“{near[0]}”？" if near else ""))


class _Reader:
    """Recursive descent over the marks of one template."""

    def __init__(self, text: str, names: _Names) -> None:
        self.text, self.names, self.at = text, names, 0

    def parts(self, until: str) -> tuple[Part, ...]:
        read: list[Part] = []
        while self.at < len(self.text):
            mark = MARKS.search(self.text, self.at)
            end = mark.start() if mark else len(self.text)
            if end > self.at:
                read.append(self.text[self.at : end])
                self.at = end
            if mark is None or mark[0] in until:
                break
            self.at = mark.end()
            read.append(self._part(mark[0]))
        return tuple(read)

    def _part(self, mark: str) -> Part:
        if mark.startswith("{"):
            return self.names.part(mark[1:-1])
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


def write(
    sentence: Sentence, lookup: Lookup, context: Mapping[str, str], manner: Manner
) -> tuple[str, list[Written]]:
    """A sentence in words, and the numbers it says; raises Refused where it cannot be said."""
    numbers: list[Written] = []
    text = "".join(_write(sentence.parts, lookup, context, manner, numbers))
    return text.replace("；。", "。"), numbers


def write_each(
    sentence: Sentence,
    lookup: Lookup,
    contexts: Sequence[Mapping[str, str]],
    manner: Manner,
) -> tuple[str, list[Written]]:
    """A sentence said for each context, joined; those that refuse are left out and not counted."""
    texts: list[str] = []
    numbers: list[Written] = []
    for context in contexts:
        numbered = {**context, "序": str(len(texts) + 1)}
        try:
            text, written = write(sentence, lookup, numbered, manner)
        except Refused:
            continue
        texts.append(text)
        numbers += written
    if not texts:
        raise Refused
    return sentence.join.join(texts) + sentence.end, numbers


def _write(
    parts: Sequence[Part],
    lookup: Lookup,
    context: Mapping[str, str],
    manner: Manner,
    numbers: list[Written],
) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Choice):
            yield _chosen(part, lookup, context, manner, numbers)
        elif isinstance(part, Blank):
            yield _filled(part.name, context)
        else:
            bound = bind(part.expression, context)
            value = formula.evaluate(bound, lookup, Decimal)
            if value is None:
                raise Refused
            words = part.measure.write(value, manner, part.named)
            numbers.append(Written(formula.write(bound), words))
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
    numbers: list[Written],
) -> str:
    for option in choice.options:
        written: list[Written] = []
        try:
            text = "".join(_write(option, lookup, context, manner, written))
        except Refused:
            continue
        numbers += written
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
