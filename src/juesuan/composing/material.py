"""What sentences are written from: amounts, names, reasons, and lists of names to repeat over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.composing.project_texts import project_names
from juesuan.model.accounts import Account, BooksTexts
from juesuan.model.disclosure import Gap
from juesuan.model.number import TEXT, ZERO, Address, Fact, Facts
from juesuan.notation.edition import Edition
from juesuan.notation.equation import LEVELS
from juesuan.notation.speech.phrasing import Material, Names
from juesuan.notation.speech.sentence import EACH_SUBJECT, Sentence


class Whose(NamedTuple):
    """Whose disclosure it is: 部门 or 单位, and its name."""

    kind: str
    name: str


def material(
    account: Account, facts: Facts, texts: BooksTexts, edition: Edition, whose: Whose
) -> Material:
    """The material of one account; `facts` are its numbers as printed and those of its projects."""
    purposes = texts.purposes or Gap(
        "三公:开支用途", "公务接待费主要用于什么（账套“三公计数”表的“开支用途”）"
    )
    names: Names = {
        "年": str(edition.year),
        "上年": str(edition.year - 1),
        "部门": account.name,
        "称": whose.kind,
        "码": f"{account.code} " if whose.kind == "单位" and account.code else "",
        "目的地": texts.destinations,
        "开支用途": purposes if _received(facts) else "",
        **project_names(texts.evaluated),
    }
    lookup, same = _lookup(facts, texts, edition), _same(edition)
    return Material(lookup, names, edition.manner, texts.reasons, same)


def _received(facts: Facts) -> bool:
    fact = facts.get(Address("09", "三公经费", "12"))
    return fact is not None and fact.value != 0


def _lookup(
    facts: Facts, texts: BooksTexts, edition: Edition
) -> Callable[[Address], Decimal | None]:
    """The amounts; what a table of counts, a form or a year that was given leaves out is zero."""
    given = {(address.form, address.period) for address in facts if address.period}
    feeds = edition.feeds()
    tables = {count.cell: count.table for count in feeds.counts}
    columns = {form.id: {column.id for column in form.columns} for form in edition.forms}

    def lookup(address: Address) -> Decimal | None:
        fact: Fact | None = facts.get(address)
        if fact is not None:
            return fact.value
        if address == feeds.running_note:
            return ZERO  # every unit's nature is known
        if address.form == TEXT:
            return ZERO if tables.get(address) in texts.counted else None
        if address.period:
            return ZERO if (address.form, address.period) in given else None
        return ZERO if address.column in columns.get(address.form, ()) else None

    return lookup


def _same(edition: Edition) -> Callable[[Address], Sequence[Address]]:
    """The cells that an equation of two terms says are the same number."""
    pairs: dict[Address, list[Address]] = defaultdict(list)
    for equation in edition.equations():
        terms = (*equation.left, *equation.right)
        one_each = len(equation.left) == len(equation.right) == 1
        plain = all(factor == 1 and not term.each for factor, term in terms)
        if equation.relation == "=" and one_each and plain and not equation.constant:
            first, second = (term.address for _, term in terms)
            pairs[first].append(second)
            pairs[second].append(first)

    def same(address: Address) -> Sequence[Address]:
        seen, todo = [address], [address]
        while todo:
            for other in pairs.get(todo.pop(), ()):
                if other not in seen:
                    seen.append(other)
                    todo.append(other)
        return seen[1:]

    return same


def contexts(
    sentence: Sentence, facts: Facts, edition: Edition, lists: Mapping[str, Sequence[Names]]
) -> Sequence[Names]:
    """What a sentence is repeated over: codes of a form, subjects, or a list of the books."""
    if sentence.each in LEVELS:
        return list(_codes(sentence, facts, edition))
    if sentence.each == EACH_SUBJECT:
        return [{EACH_SUBJECT: name, "名称": wide(name)} for name, _ in sentence.variants]
    return lists.get(sentence.each, ())


def _codes(sentence: Sentence, facts: Facts, edition: Edition) -> Iterator[Names]:
    """One context for each code of the level: the code and its names level by level."""
    form = edition.form(sentence.form)
    if form is None:
        return
    classification = edition.codes(form)
    levels = LEVELS if classification is edition.functional else {"类": 3, "款": 5}
    for code in sorted(filter(str.isdigit, facts.rows(sentence.form))):
        if len(code) != levels[sentence.each]:
            continue
        if sentence.classes and code[:3] not in sentence.classes:
            continue
        names = {
            f"{level}名": classification.name(code[:length], edition.year) or ""
            for level, length in levels.items()
            if length <= len(code)
        }
        names["类名"] = names["类名"].removesuffix("支出")
        yield {**names, sentence.each: code}


def wide(name: str) -> str:
    """A name as a page prints it: brackets of Chinese text."""
    return name.replace("(", "（").replace(")", "）")
