"""Tables without rules: their columns are believed where their own sums prove them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.model.number import Facts
from juesuan.notation.edition import Edition
from juesuan.notation.equation import Ground

FEWEST, TIMES = 2, 2
UNPROVEN = (
    "这张表没有框线，各栏按上下对齐认出，但表内合计与分项多数对不上（{}项相符，{}项不符），"
    "可能认错了栏，未采用"
)
UNPROVABLE = "这张表没有框线，各栏按上下对齐认出，表内没有可以验证的合计，未采用"


def doubt(form: str, facts: Facts, edition: Edition) -> str:
    """Why the columns of a form that has no rules are not believed; "" where its sums agree."""
    proofs = [*_proofs(form, facts, edition)]
    right = sum(proofs)
    wrong = len(proofs) - right
    if not any(fact.value for fact in facts.of(form)):
        return ""
    if right < FEWEST and not wrong:
        return UNPROVABLE
    return "" if right >= max(FEWEST, TIMES * wrong) else UNPROVEN.format(right, wrong)


def _proofs(form: str, facts: Facts, edition: Edition) -> Iterator[bool]:
    """For each sum within a form that says something, whether it comes out within the rounding."""
    for equation in edition.equations():
        if equation.forms() == {form} and equation.relation == "=":
            for ground in equation.ground(facts):
                outcome = _outcome(ground, facts)
                if outcome is not None:
                    yield outcome


def _outcome(ground: Ground, facts: Facts) -> bool | None:
    residual, bound, shown = Decimal(ground.constant), Decimal(0), 0
    for times, address in ground.terms:
        fact = facts.known(address)
        if fact is None:
            return None
        residual += times * fact.value
        bound += abs(Decimal(times)) * fact.half
        shown += bool(fact.value)
    return abs(residual) <= bound if shown > 1 else None
