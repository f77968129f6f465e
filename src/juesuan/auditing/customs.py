"""Customs: what practice keeps and no rule demands, and whether a document is bound to it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.auditing.tables.check import Amounts
from juesuan.model.number import Address, Facts
from juesuan.notation.equation import Ground
from juesuan.notation.speech.narrative import PRIOR, Assumption


def proved(custom: Assumption, facts: Facts) -> bool:
    """Whether the document's own numbers show that the custom holds in it."""
    if custom.sure is None:
        return False
    amounts = Amounts(facts)
    return all(_holds(ground, amounts) for ground in custom.sure.ground(facts))


def _holds(ground: Ground, amounts: Amounts) -> bool:
    """Whether an equality is true of known amounts that are not all nothing."""
    residual = room = Decimal(0)
    for factor, address in ground.terms:
        amount = amounts[address]
        if amount is None or not amount.value:
            return False
        residual += Decimal(factor) * amount.value
        room += abs(Decimal(factor)) * amount.half
    return abs(residual) <= room


def stands(assumption: Assumption, facts: Facts) -> bool:
    """Whether a custom may be reckoned with; not where last year's document tells the amount."""
    past = any(address.period == PRIOR and address in facts for address in _spoken_of(assumption))
    return not past and applies(assumption, facts)


def applies(assumption: Assumption, facts: Facts) -> bool:
    """Whether every cell that would void a custom is known to be zero."""
    exceptions = [facts.known(address) for address in assumption.unless]
    return all(fact is not None and not fact.value for fact in exceptions)


def _spoken_of(assumption: Assumption) -> Iterator[Address]:
    return (term.address for _, term in assumption.equation.terms())
