"""Sentences as they are declared: slots with measures that may refuse, optional parts, choices.

`{主体 | 说法}` is a number and the way to say it, `{主体 | 原因}` why it changed, `[…]` may be left
out, `<…|…>` is the first that can be said. A measure refuses when its words cannot say the number,
and refusal alone drives omission and choice: a template has no conditions. What is written is read
back by the same subjects and measures as the same claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

from juesuan.model.number import Address
from juesuan.notation.formula import Expression, FormulaError, Term
from juesuan.notation.speech.measure import Measure
from juesuan.notation.speech.narrative import ADJUSTED, FULL, INITIAL, PRIOR, Section, Subject, at

MARKS = re.compile(r"[\[\]<>|]|\{[^{}]*\}")
CONTEXT = (
    *("年", "上年", "部门", "称", "序", "类名", "款名", "项名", "名称", "条文", "单位名", "名词"),
    *("解释", "目的地", "开支用途", "项目名", "得分", "执行得分", "预算", "执行", "执行率"),
    *("完成情况", "偏差", "公开项目", "等级名", "等级数", "平均分"),
)
BUDGETS = (INITIAL, FULL, ADJUSTED)
ITEM, EACH_SUBJECT = "科目", "主体"
PLAIN = "金额"
REASON, PURPOSE = "原因", "用途"


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
class Because:
    """Why a number differs from its base, or what it was spent on where there is no base.

    `name` calls the number, `period` the base: 上年, a budget, or 用途.
    """

    now: Expression
    base: Expression | None
    name: str
    period: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, the first that can be said is; an empty last one makes them optional."""

    options: tuple[tuple[Part, ...], ...]


Part = str | Slot | Blank | Because | Choice


@dataclass(frozen=True, slots=True)
class Sentence:
    """One template of a section, said once or for each of something.

    `each` is a level of codes (类, 款, 项) found in a form, only of `classes` where they are given;
    or 主体, for every subject of `over`, whose templates are `variants`; or the name of a list
    (单位, 项目). `before` stands before all of them, `join` between, `end` behind; `none` is said
    where there are none. `heading` goes above; `need` is asked for where nothing can be said.
    """

    id: str
    section: str
    parts: tuple[Part, ...]
    each: str = ""
    form: str = ""
    classes: tuple[str, ...] = ()
    variants: tuple[tuple[str, tuple[Part, ...]], ...] = ()
    before: tuple[Part, ...] = ()
    none: tuple[Part, ...] = ()
    join: str = ""
    end: str = ""
    heading: str = ""
    need: str = ""


class SentenceWords(NamedTuple):
    """What a template may name: the measures, and the sections with their subjects."""

    measures: Mapping[str, Measure]
    sections: Sequence[Section]


def parse(section: Section, data: Mapping[str, Any], words: SentenceWords) -> Sentence:
    """Read a declared sentence; raises FormulaError naming what is wrong in it."""
    each = data.get("each", "")
    try:
        subjects, cell = _nameable(section, words.sections), _cell(section, data.get("of", ""))
        names = _Names(section, words.measures, subjects, each, cell)
        parts: tuple[Part, ...] = ()
        if "over" not in data:
            parts = _Reader(data["text"], names).parts("")
        variants = tuple(_variant(name, data["text"], names) for name in data.get("over", ()))
        before, none = (_Reader(data.get(key, ""), names).parts("") for key in ("before", "none"))
    except FormulaError as error:
        raise FormulaError(f"“{section.id}”的句子“{data['id']}”：{error}") from error
    return Sentence(
        f"{section.id}.{data['id']}",
        section.id,
        parts,
        EACH_SUBJECT if variants else each,
        cell.form if cell else "",
        tuple(data.get("classes", ())),
        variants,
        before,
        none,
        *(data.get(key, "") for key in ("join", "end", "heading", "need")),
    )


def worded(section: str, items: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The sentences of a section that are said, each with its words or those of the one it is like.

    Raises FormulaError for one that is like none.
    """
    texts = {item["id"]: item["text"] for item in items if "text" in item}
    for item in items:
        name = item["id"] if "text" in item else item.get("like", "")
        if name not in texts:
            raise FormulaError(f"“{section}”的句子“{item['id']}”：没有句式，也没有同哪一句")
        if texts[name]:
            yield {**item, "text": texts[name]}


def _cell(section: Section, of: str) -> Address | None:
    """The cell of an item: as the sentence says, else that of its section."""
    if ":" in of:
        return Address.parse(of)
    return section.rows.address if section.rows is not None else None


def _variant(name: str, text: str, names: _Names) -> tuple[str, tuple[Part, ...]]:
    """The template said of one subject, which it calls 主体."""
    if name not in names.subjects:
        raise _unknown("数", name, names.subjects)
    subject = names.subjects[name]
    inside = names._replace(subjects={**names.subjects, EACH_SUBJECT: subject})
    return name, _Reader(text, inside).parts("")


class _Names(NamedTuple):
    """What the names in one sentence mean."""

    section: Section
    measures: Mapping[str, Measure]
    subjects: Mapping[str, Subject]
    each: str
    cell: Address | None

    def part(self, text: str) -> Slot | Blank | Because:
        """The part that stands for what is between braces."""
        name, _, wording = (part.strip() for part in text.partition("|"))
        measure, _, of = wording.partition(" ")
        subject = self._subject(name)
        if subject is not None and measure in (REASON, PURPOSE):
            return self._because(subject, of.strip() if measure == REASON else PURPOSE)
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

    def _because(self, subject: Subject, period: str) -> Because:
        period = period or PRIOR
        base = at(subject.says, period)
        if period in BUDGETS:
            base = subject.budget or base
        name = "" if subject.id == ITEM else subject.id
        return Because(subject.says, None if period == PURPOSE else base, name, period)

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
        if name == ITEM and self.each and self.cell is not None:
            return Subject(ITEM, (), Term(self.cell._replace(row=f"{{{self.each}}}")))
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
