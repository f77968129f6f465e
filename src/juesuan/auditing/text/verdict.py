"""Each claim of the text alone: can it be true of the numbers the tables print?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from juesuan.model.number import UNITS, Address, Facts, Interval
from juesuan.model.text import Claim
from juesuan.notation import formula, spelling
from juesuan.notation.formula import Expression, Term

Verdict = Literal["holds", "tail", "broken", "unchecked"]
UNIT_MARKS = ("%", "亿元", "万元", "元")
LEAST_DECIMALS = 2
MINUS = ("-", "−", "–")
ClaimNote = Literal["", "no_number", "no_prior", "only_mention", "no_base", "follows", "failed"]


@dataclass(frozen=True)
class ClaimCheck:
    """One claim, its formula, what the facts make of it, the verdict, and a note on it."""

    claim: Claim
    says: Expression
    verdict: Verdict
    computed: Interval | None = None
    note: ClaimNote = ""

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """The cells the claim speaks of; asked for many times."""
        return tuple(term.address for term in formula.terms(self.says))

    @property
    def copies(self) -> bool:
        """Whether the claim repeats one number and reckons nothing."""
        return isinstance(self.says, Term)


def check_claims(claims: Sequence[Claim], facts: Facts) -> list[ClaimCheck]:
    """Every claim checked against the facts, in order."""
    return [check_claim(claim, facts) for claim in claims]


def check_claim(claim: Claim, facts: Facts) -> ClaimCheck:
    """One claim against the intervals of the facts it speaks of."""
    says = formula.parse(claim.says)
    unknown = [term.address for term in formula.terms(says) if facts.known(term.address) is None]
    if unknown:
        return ClaimCheck(claim, says, "unchecked", note=_missing(unknown[0]))
    if isinstance(says, Term) and _is_source(claim, facts, says.address):
        return ClaimCheck(claim, says, "unchecked", note="only_mention")
    computed = formula.evaluate(says, facts.interval, Interval.exactly)
    if computed is None:
        return ClaimCheck(claim, says, "unchecked", note="no_base")
    return ClaimCheck(claim, says, verdict_of(claim, says, computed), computed)


def _is_source(claim: Claim, facts: Facts, address: Address) -> bool:
    """Whether the fact is this very mention."""
    fact = facts.get(address)
    if fact is None or (fact.place, fact.printed) != (claim.place, claim.printed):
        return False
    state = facts.forms.get(address.form)
    return bool(address.period) or state is None or not state.known


def _missing(address: Address) -> ClaimNote:
    return "no_prior" if address.period == "上年" else "no_number"


def verdict_of(claim: Claim, says: Expression, computed: Interval) -> Verdict:
    """What a claim is worth beside what its formula may come to."""
    if claim.relation == ">=":
        return "holds" if computed.high >= claim.value else "broken"
    if claim.relation == "<=":
        return "holds" if computed.low <= claim.value else "broken"
    exact = computed.middle == claim.value
    if not computed.low - claim.half <= claim.value <= computed.high + claim.half:
        return "broken"
    return "holds" if exact or not isinstance(says, Term) else "tail"


def as_printed(value: Decimal, like: Claim) -> str:
    """A value in the unit of a claim, two decimals (more where it shows more).

    No zeros stand behind but those that the claim itself would show, and no sign before it but
    where the claim has one: 减少 says it in words.
    """
    unit = next((mark for mark in UNIT_MARKS if like.printed.endswith(mark)), "")
    scale = UNITS.get(unit, Decimal("0.01") if unit else Decimal(1))
    places = max(LEAST_DECIMALS, spelling.decimals(like.printed)) if unit else 0
    signed = value if like.printed.startswith(MINUS) else abs(value)
    number = round(signed / scale, places)
    text = f"{number:,.{places}f}" if unit and unit != "%" else f"{number:f}"
    least = spelling.decimals(like.printed) if unit else 0
    while "." in text and text[-1] in "0." and len(text.partition(".")[2]) > least:
        text = text[:-1].removesuffix(".")
    return f"{text}{unit}"


def alike(value: Decimal, half: Decimal, facts: Facts) -> Iterator[Address]:
    """The printed amounts that equal a value: where it may have been copied from."""
    for address, fact in facts.items():
        if fact.value and abs(fact.value - abs(value)) <= half / 10:
            yield address
