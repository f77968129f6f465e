"""A text that stands without its tables, held to the equations of the tables as far as it goes.

Parts that come to more than their whole are wrong; that the parts named are all there are is a
custom, so that parts which come to less are a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.messages.sentences import named, wan
from juesuan.auditing.tables.check import YUAN, Amounts, Check, balance, check_one
from juesuan.auditing.tables.left_out import Unsaid, without_unknown
from juesuan.model.finding import Finding
from juesuan.model.number import Address
from juesuan.model.page import Place
from juesuan.model.text import Numeral
from juesuan.notation.edition import Edition
from juesuan.notation.equation import Ground

FEWEST = 2


def of_text(checks: Iterable[Check], amounts: Amounts, edition: Edition) -> list[Check]:
    """The equations between totals of several tables that a text fixes and no table checks."""
    taken = {frozenset(c.addresses) for c in checks if c.verdict != "unchecked"}
    wholes = (check_one(ground, amounts, edition) for ground in _grounds(amounts, edition))
    return [c for c in wholes if c and c.hard and frozenset(c.addresses) not in taken]


def short(
    amounts: Amounts, words: CellNames, numerals: Iterable[Numeral], edition: Edition
) -> Iterator[Finding]:
    """Every total that is more than the two or more parts of it that are told.

    Nothing is said where they are not the most of it or stand elsewhere, or where a number beside
    them was not understood, which may be the part.
    """
    unread = {_line(n.place) for n in numerals if n.claim is None and not n.not_amount}
    unsaid_at_all = Unsaid(amounts.facts, edition.narrative.signed)
    for ground in _grounds(amounts, edition):
        kept = without_unknown(ground, amounts, unsaid_at_all)
        if kept is None or ground.equation.relation != "=" or kept.split != 1 or ground.split != 1:
            continue
        whole, *parts = (fact for _, a in kept.terms if (fact := words.facts.known(a)))
        filled = [fact.address for fact in parts if fact.value]
        residual, bound = balance(kept, amounts)
        places = {_line(fact.place) for fact in (whole, *parts)}
        beside = any(_line(fact.place) == _line(whole.place) for fact in parts if fact.value)
        named_less = residual > bound and 2 * residual <= YUAN * whole.value
        if len(filled) >= FEWEST and named_less and beside and places.isdisjoint(unread):
            unsaid = [a for _, a in ground.terms if amounts[a] is None]
            yield _short(kept, filled, Decimal(residual) / YUAN, unsaid, words)


def _grounds(amounts: Amounts, edition: Edition) -> Iterator[Ground]:
    """The equations with numbers in them that only a text tells, each once."""
    missing = {form.id for form in amounts.facts.forms.values() if form.state == "missing"}
    for equation in edition.narrative.now if missing else ():
        for ground in equation.ground(amounts.facts):
            if any(a.form in missing and amounts[a] is not None for _, a in ground.terms):
                yield ground


def _line(place: Place) -> tuple[int | None, int | None, float | None]:
    return place.page, place.line, place.box[1] if place.box else None


def _short(
    kept: Ground, parts: list[Address], gap: Decimal, unsaid: Iterable[Address], words: CellNames
) -> Finding:
    whole, facts = kept.terms[0][1], words.facts
    addition = "、".join(f"{named(a, words)} {words.money(a)}" for a in parts)
    total = sum((-f * facts[a].value for f, a in kept.terms[1:]), Decimal(0))
    message = (
        f"{named(whole, words)} {words.money(whole)}，"
        f"而文中列出的{addition}之和是 {wan(total)} 万元，"
        f"少 {wan(gap)} 万元；没有说到的是{'、'.join(named(a, words) for a in unsaid)}"
        "。所依据的惯例：有金额的各项都应列出"
    )
    return Finding(
        "equation",
        "提示",
        message,
        addresses=(whole, *parts),
        places=tuple((facts[a].place, facts[a].printed) for a in (whole, *parts)),
        expected=wan(total),
        actual=wan(facts[whole].value),
    )
