"""What a document says, claims and equations, as the variables and rows of one joint system.

Every claim becomes a row `formula − t = 0` with a variable t in its printed interval, so that the
cheapest departures of the joint system are the claims at fault. What the text implies and no
table prints (last year, budgets, contracts) is an unknown that is not negative.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain
from math import isinf

from juesuan.auditing.system import System, SystemRow, Variable
from juesuan.auditing.tables.check import MICRO, Amounts
from juesuan.auditing.text.ratios import gathered, linear_terms, ratio_of, ratio_width, times
from juesuan.auditing.text.verdict import ClaimCheck
from juesuan.model.number import Address, Facts, Interval
from juesuan.notation import formula
from juesuan.notation.equation import Ground
from juesuan.notation.formula import FormulaError
from juesuan.notation.speech.narrative import FULL, INITIAL, PRIOR, Assumption

SAID = "说"
TABLE_WEIGHT, NOTHING_WEIGHT, CLAIM_WEIGHT, BUDGET_WEIGHT = 20.0, 5.0, 1.0, 0.8
Statement = ClaimCheck | Ground | Assumption


@dataclass(frozen=True)
class Stated:
    """What the joint system of a document is made of."""

    checks: Sequence[ClaimCheck]
    facts: Facts
    grounds: Sequence[Ground]
    doubtful: Mapping[Address, Interval]
    signed: frozenset[Address]

    @cached_property
    def claimed(self) -> Sequence[tuple[Variable, SystemRow[Statement]]]:
        """Every claim as a variable and a row, whatever customs come in."""
        rows = (_claim_rows(index, check, self) for index, check in enumerate(self.checks))
        return tuple(chain.from_iterable(rows))

    @cached_property
    def amounts(self) -> Amounts:
        """What is printed, as systems reckon with it."""
        return Amounts(self.facts)

    def widest(self, address: Address) -> Interval | None:
        """What is printed; of a number in doubt the most it may be: that gives a rate room."""
        printed, may = self.facts.interval(address), self.doubtful.get(address)
        if printed is None or may is None:
            return printed
        if isinf(may.high):
            return None
        return Interval(may.high - (printed.high - printed.low), may.high)


def subject_of(check: ClaimCheck) -> Address | None:
    """The unknown that a claim is about: the first address that no table prints."""
    unknowns = (a for a in check.addresses if a.period or a.form == "文")
    return next(unknowns, None)


def implied_amount(claims: Sequence[ClaimCheck], subject: Address, facts: Facts) -> Decimal | None:
    """The amount the first of the claims gives its subject, the printed numbers being exact."""
    for check in claims:
        if check.claim.relation != "=":
            continue
        try:
            terms = formula.linear(check.says).terms
        except FormulaError:
            continue
        rest = check.claim.value
        coefficient = Decimal(0)
        for factor, term in terms:
            fact = facts.known(term.address)
            if term.address == subject:
                coefficient += factor
            elif fact is not None:
                rest -= factor * fact.value
        if coefficient:
            return rest / coefficient
    return None


def implied_by_rate(claims: Sequence[ClaimCheck], subject: Address, facts: Facts) -> Decimal | None:
    """The amount that the first rate among the claims gives its subject, the print being exact."""
    for check in claims:
        ratio = ratio_of(check.says, check.claim.value)
        if ratio is None or check.claim.relation != "=":
            continue
        terms = (*linear_terms(ratio.top), *times(linear_terms(ratio.bottom), -ratio.value))
        factor = sum((Decimal(f) for f, a in terms if a == subject), Decimal(0))
        others = [(f, facts.known(a)) for f, a in terms if a != subject]
        if factor and all(fact is not None for _, fact in others):
            rest = sum((Decimal(f) * fact.value for f, fact in others if fact), Decimal(0))
            return -rest / factor
    return None


def joint_system(made: Stated, assumed: Sequence[Assumption]) -> System[Statement]:
    """All of it and some customs as one system."""
    claim_variables = [variable for variable, _ in made.claimed]
    rows = [row for _, row in made.claimed]
    rows += [_ground_row(ground, ground) for ground in made.grounds]
    for assumption in assumed:
        rows += [_ground_row(g, assumption) for g in assumption.equation.ground(made.facts)]
    used = {a for row in rows for _, a in row.terms if a.form != SAID}
    cell_variables = [_variable(address, made.amounts, made.doubtful) for address in sorted(used)]
    unknown = (v.address for v in cell_variables if v.half is None)
    rows += [
        SystemRow(((1, a),), 0, None) for a in unknown if a._replace(period="") not in made.signed
    ]
    return System([*claim_variables, *cell_variables], rows)


def _variable(address: Address, amounts: Amounts, doubtful: Mapping[Address, Interval]) -> Variable:
    amount = amounts[address]
    if amount is None:
        return Variable(address)
    may = doubtful.get(address)
    if may is not None and not isinf(may.low) and not isinf(may.high):
        middle, half = may.middle.scaleb(MICRO), (may.high - may.low).scaleb(MICRO) / 2
        return Variable(address, int(middle), int(half) + 1, TABLE_WEIGHT)
    return Variable(address, amount.value, amount.half, TABLE_WEIGHT)


def _ground_row(ground: Ground, origin: Statement) -> SystemRow[Statement]:
    relation = ground.equation.relation
    constant = -int(ground.constant * 10**MICRO)
    lower = None if relation == "<=" else constant
    upper = None if relation == ">=" else constant
    return SystemRow(ground.terms, lower, upper, origin)


def _claim_rows(
    index: int, check: ClaimCheck, made: Stated
) -> Iterator[tuple[Variable, SystemRow[Statement]]]:
    """A claim as a row; nothing for a mere mention, a direction, or a ratio without measure."""
    claim = check.claim
    if claim.relation != "=" or check.note == "only_mention":
        return
    name = Address(SAID, str(index), "1")
    ratio = ratio_of(check.says, claim.value)
    if ratio is None:
        terms = linear_terms(check.says)
        value, half = claim.value.scaleb(MICRO), claim.half.scaleb(MICRO)
        variable = Variable(name, int(value), int(half), _weight(check, made.facts))
    else:
        width = ratio_width(ratio, claim.half, made.widest)
        if width is None:
            return
        terms = (*linear_terms(ratio.top), *times(linear_terms(ratio.bottom), -ratio.value))
        variable = Variable(name, 0, int(width.scaleb(MICRO)) + 1, _weight(check, made.facts))
    yield variable, SystemRow((*gathered(terms), (-1, name)), 0, 0, check)


def _weight(check: ClaimCheck, facts: Facts) -> float:
    """A claim that implies this year's budget for last year is the likelier one to be wrong."""
    subject = subject_of(check)
    if subject is None or subject.period != PRIOR:
        return CLAIM_WEIGHT
    now = facts.known(subject._replace(period=""))
    if not check.claim.value and now is not None and not now.value:
        return NOTHING_WEIGHT
    implied = implied_amount((check,), subject, facts)
    return BUDGET_WEIGHT if implied and budget_like(implied, facts) else CLAIM_WEIGHT


def budget_like(value: Decimal, facts: Facts) -> Address | None:
    """A budget told in the text that equals an amount to the printed unit."""
    budgets = (fact for period in (INITIAL, FULL) for fact in facts.at(period))
    like = (f.address for f in budgets if f.value and abs(f.value - value) <= 4 * f.half)
    return next(like, None)
