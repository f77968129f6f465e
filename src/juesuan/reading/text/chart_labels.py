"""The numbers of a chart's labels: what a claim prints, or last year's as its change implies it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.text import Claim
from juesuan.notation import formula, numbers
from juesuan.notation.formula import Operation, Term
from juesuan.notation.speech.narrative import PRIOR


class ImpliedAmount(NamedTuple):
    """An amount that no sentence prints, known to a half; `claim` is the one that implies it."""

    value: Decimal
    half: Decimal
    claim: int


class ChartLabels(NamedTuple):
    """The numbers that labels may show: claims by their print, amounts of last year in units."""

    printed: Mapping[str, int]
    implied: Sequence[ImpliedAmount] = ()
    unit: Decimal = Decimal(1)

    def claim(self, label: str) -> int | None:
        """The claim whose number a label shows, if any."""
        if label in self.printed:
            return self.printed[label]
        number = numbers.parse(label)
        if not isinstance(number, numbers.Read):
            return None
        value, half = number.value * self.unit, self.unit.scaleb(-number.decimals) / 2
        fitting = (a.claim for a in self.implied if abs(a.value - value) <= a.half + half)
        return next(fitting, None)


def implied_amounts(claims: Sequence[Claim]) -> Iterator[ImpliedAmount]:
    """The amounts of last year: what is told of this year less what it has grown by."""
    amounts = {claim.says: claim for claim in reversed(claims) if claim.relation == "="}
    for index, claim in enumerate(claims):
        now = _grown(claim)
        if amount := amounts.get(now):
            yield ImpliedAmount(amount.value - claim.value, amount.half + claim.half, index)


def _grown(claim: Claim) -> str:
    """The amount whose change since last year a claim tells; "" where it tells no such change."""
    if claim.relation != "=" or not claim.says.endswith(f"@{PRIOR}"):
        return ""
    match formula.parse(claim.says):
        case Operation("-", Term(now) as amount, Term(before)):
            return formula.write(amount) if before == now._replace(period=PRIOR) else ""
    return ""
