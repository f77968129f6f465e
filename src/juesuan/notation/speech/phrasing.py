"""Sentences written from facts: words, the numbers in them, what is still wanted.

What a template cannot say is left out or refused; a reason that nobody gave is a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.disclosure import Gap, LinkedNumber, Run
from juesuan.model.number import Address
from juesuan.notation import formula
from juesuan.notation.formula import Expression, Operation, Term
from juesuan.notation.speech.measure import Manner, Refused
from juesuan.notation.speech.narrative import PRIOR
from juesuan.notation.speech.sentence import (
    EACH_SUBJECT,
    PURPOSE,
    Because,
    Blank,
    Choice,
    Part,
    Sentence,
    Slot,
)

LINE = "\n"
REFUSING = (Choice(()),)  # nothing can be said
Lookup = Callable[[Address], Decimal | None]
Names = Mapping[str, str | Run]


class Material(NamedTuple):
    """What sentences are written from: amounts, names (年, 部门 …), reasons by what they explain.

    `same` gives the other addresses that name the same number, under which a reason may be given.
    """

    lookup: Lookup
    names: Names
    manner: Manner
    reasons: Mapping[str, str] = {}
    same: Callable[[Address], Sequence[Address]] = lambda _: ()


def paragraphs(
    sentence: Sentence, material: Material, contexts: Sequence[Names] = ()
) -> tuple[tuple[Run, ...], ...]:
    """The paragraphs of a sentence, said once or for each of the contexts.

    Raises Refused where nothing of it can be said. Contexts that refuse are left out and not
    counted; joined by a line end, each is a paragraph of its own.
    """
    if not sentence.each:
        return (_ended(tuple(_write(sentence.parts, material))),)
    texts = _each(sentence, material, contexts)
    if not texts:
        return (_ended(tuple(_write(sentence.none or REFUSING, material))),)
    before = tuple(_write(sentence.before, material))
    if sentence.join != LINE:
        joined = [run for text in texts for run in (sentence.join, *text)][1:]
        return (_ended((*before, *joined, sentence.end)),)
    return ((_ended(before),) if before else ()) + tuple(map(_ended, texts))


def _each(
    sentence: Sentence, material: Material, contexts: Sequence[Names]
) -> list[tuple[Run, ...]]:
    variants = dict(sentence.variants)
    texts: list[tuple[Run, ...]] = []
    for context in contexts:
        names = {**material.names, "序": str(len(texts) + 1), **context}
        parts = variants.get(str(context.get(EACH_SUBJECT, "")), sentence.parts)
        try:
            texts.append(tuple(_write(parts, material._replace(names=names))))
        except Refused:
            continue
    return texts


def _ended(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs with neighbouring words joined; a list that ends in ；ends with its sentence."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if isinstance(run, str) and isinstance(last, str):
            joined[-1] = last + run
        elif run:
            joined.append(run)
    return tuple(r.replace("；。", "。") if isinstance(r, str) else r for r in joined)


def _write(parts: Sequence[Part], material: Material) -> Iterator[Run]:
    for part in parts:
        match part:
            case str():
                yield part
            case Choice():
                yield from _chosen(part, material)
            case Blank():
                yield _filled(part.name, material.names)
            case Because():
                yield _because(part, material)
            case Slot():
                yield from _number(part, material)


def _number(slot: Slot, material: Material) -> Iterator[Run]:
    """The words of a measure, the number in them linked to what it says."""
    bound = bind(slot.expression, material.names)
    value = formula.evaluate(bound, material.lookup, Decimal)
    if value is None:
        raise Refused
    words = slot.measure.write(value, material.manner, slot.named)
    if words:
        address = bound.address if isinstance(bound, Term) else None
        yield LinkedNumber(words, formula.write(bound), address)


def _filled(name: str, names: Names) -> str | Run:
    if not names.get(name):
        raise Refused
    return names[name]


def _chosen(choice: Choice, material: Material) -> tuple[Run, ...]:
    for option in choice.options:
        try:
            return tuple(_write(option, material))
        except Refused:
            continue
    raise Refused


def _because(part: Because, material: Material) -> Run:
    """Why a number changed; a gap where it did and nobody says why; refused where it did not."""
    now = bind(part.now, material.names)
    if part.base is not None:
        base = bind(part.base, material.names)
        value, before = (formula.evaluate(one, material.lookup, Decimal) for one in (now, base))
        if value is None or before is None or value == before:
            raise Refused
    for anchor in _anchors(now, part.period, material):
        if reason := material.reasons.get(anchor):
            return reason
    name = part.name or str(material.names.get("项名") or material.names.get("类名") or "")
    return Gap(next(_anchors(now, part.period, material)), _need(name, part.period))


def _need(name: str, period: str) -> str:
    if period == PURPOSE:
        return f"{name}的主要用途"
    if period == PRIOR:
        return f"{name}比上年增减的原因"
    return f"{name}与{period}差异的原因"


def _anchors(now: Expression, period: str, material: Material) -> Iterator[str]:
    """Under which names a reason may be given: the formula's, then those of the same number."""
    yield f"{formula.write(now)}@{period}"
    if isinstance(now, Term):
        for address in material.same(now.address):
            yield str(address._replace(period=period))


def bind(expression: Expression, names: Names) -> Expression:
    """An expression with the variables of its rows (类, 项, 科目) put in."""
    if isinstance(expression, Term):
        row = expression.address.row
        if row.startswith("{") and row[1:-1] in names:
            bound = str(names[row[1:-1]])
            return Term(expression.address._replace(row=bound), expression.each)
        return expression
    if isinstance(expression, Operation):
        left, right = bind(expression.left, names), bind(expression.right, names)
        return Operation(expression.sign, left, right)
    return expression
