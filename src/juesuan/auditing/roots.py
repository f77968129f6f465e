"""What is known to be wrong already, and what it should be: a root excuses what follows from it.

A finding is folded where its whole conflict goes away once another finding's number is corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import isinf
from typing import NamedTuple

from juesuan.auditing.tables.check import MICRO, YUAN, Check
from juesuan.auditing.tables.diagnosis import Cause
from juesuan.auditing.text.verdict import ClaimCheck, verdict_of
from juesuan.model.number import Address, Facts, Interval
from juesuan.notation import formula
from juesuan.notation.formula import Term

Correction = Mapping[Address, Interval]


class Blame(NamedTuple):
    """The one number of an equation at fault, what it should be, and the claims that say so."""

    address: Address
    should: Interval
    claims: tuple[ClaimCheck, ...]


@dataclass(slots=True)
class Roots:
    """The corrections of what was found wrong.

    `sure` are cells with what they should be, `either` corrections of which one is meant,
    `unknown` cells that are wrong by nobody knows how much.
    """

    facts: Facts
    sure: dict[Address, Interval] = field(default_factory=dict)
    either: list[Correction] = field(default_factory=list)
    unknown: set[Address] = field(default_factory=set)

    @classmethod
    def of(cls, causes: Iterable[Cause], broken: Iterable[Check], facts: Facts) -> Roots:
        """The roots that the tables, and equations between told numbers, have shown."""
        roots = cls(facts)
        for cause in causes:
            roots._take(cause)
        for check in broken:
            roots.either += [{a: _left_by(check, a, facts)} for a in check.addresses]
        return roots

    def _take(self, cause: Cause) -> None:
        ranges = dict(zip(cause.cells, map(_yuan, cause.ranges), strict=True))
        ranges |= dict.fromkeys(cause.copies, _yuan((cause.low, cause.high)))
        bounded = {a: r for a, r in ranges.items() if not (isinf(r.low) or isinf(r.high))}
        self.unknown |= ranges.keys() - bounded.keys()
        absent = all(cell not in self.facts for cell in cause.cells)
        if len(cause.cells) == 1 or absent:
            self.sure |= bounded
        else:
            self.either += [{cell: should} for cell, should in bounded.items()]

    def settles(self, check: Check) -> bool:
        """Whether an equation can hold once what the tables have shown is corrected."""
        if not self.unknown.isdisjoint(check.addresses):
            return True
        spans = [
            (factor, self.sure.get(address) or self.facts.interval(address))
            for factor, address in check.ground.terms
        ]
        if not any(address in self.sure for address in check.addresses):
            return False
        ends = [sorted((span.low * factor, span.high * factor)) for factor, span in spans if span]
        low, high = (sum(side, check.ground.constant) for side in zip(*ends, strict=True))
        relation = check.ground.equation.relation
        return (low <= 0 or relation == ">=") and (high >= 0 or relation == "<=")

    def say(self, check: ClaimCheck) -> None:
        """Take a number that the text copied wrongly as what its author may have reckoned with."""
        if check.copies:
            claim = check.claim
            stated = Interval(claim.value - claim.half, claim.value + claim.half)
            self.either.append({check.addresses[0]: stated})

    def excuse(self, check: ClaimCheck) -> bool:
        """Whether a broken claim is true once one root, or all of them, are corrected."""
        addresses = set(check.addresses)
        if addresses & self.unknown:
            return True
        return any(self._fits(check, correction) for correction in self._corrections(addresses))

    def blame(self, check: Check, claims: Iterable[ClaimCheck]) -> Blame | None:
        """The one number of a failing equation that broken claims are true of once it is right."""
        broken = [claim for claim in claims if claim.verdict == "broken" and not claim.copies]
        blames = []
        for address in check.addresses:
            should = _left_by(check, address, self.facts)
            mended = [c for c in broken if address in c.addresses]
            mended = [claim for claim in mended if self._fits(claim, {address: should})]
            if mended and check.ground.equation.relation != "<=" and should.high > 0:
                blames.append(Blame(address, should, tuple(mended)))
        return blames[0] if len(blames) == 1 else None

    def _corrections(self, addresses: set[Address]) -> Iterator[Correction]:
        mine = {a: r for a, r in self.sure.items() if a in addresses}
        if mine:
            yield mine
        for correction in self.either:
            if addresses & correction.keys():
                yield correction
                if mine:
                    yield {**mine, **correction}

    def _fits(self, check: ClaimCheck, correction: Correction) -> bool:
        computed = formula.evaluate(
            check.says,
            lambda a: correction.get(a) or self.facts.interval(a),
            Interval.exactly,
        )
        return computed is None or verdict_of(check.claim, check.says, computed) != "broken"

    def doubtful(self) -> dict[Address, Interval]:
        """Every cell in doubt with all it may be, its print included; infinite where unknown."""
        inf = Decimal("Infinity")
        ranges = {a: Interval(-inf, inf) for a in self.unknown}
        for correction in (self.sure, *self.either):
            for address, should in correction.items():
                span = ranges.get(address) or self.facts.interval(address) or should
                ranges[address] = Interval(min(span.low, should.low), max(span.high, should.high))
        return ranges


def _yuan(ends: tuple[float, float]) -> Interval:
    low, high = (Decimal(end).scaleb(-MICRO) for end in ends)
    return Interval(low, high)


def _left_by(check: Check, address: Address, facts: Facts) -> Interval:
    """What an equation leaves one of its numbers to be, the others being as printed."""
    factor = sum((f for f, a in check.ground.terms if a == address), Decimal(0))
    fact = facts.known(address)
    value = (fact.value if fact else Decimal(0)) - Decimal(check.residual) / YUAN / factor
    room = Decimal(check.bound) / YUAN / abs(factor)
    return Interval(value - room, value + room)


def copied(check: ClaimCheck, doubtful: Mapping[Address, Interval]) -> bool:
    """Whether a claim only repeats a number in doubt, so that it proves nothing of others."""
    return isinstance(check.says, Term) and check.says.address in doubtful
