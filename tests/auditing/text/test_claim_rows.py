"""Claims and equations as one system: a row each, last year an unknown that is not negative."""

from decimal import Decimal

import pytest

from juesuan.auditing.text.claim_rows import (
    SAID,
    Stated,
    budget_like,
    implied_amount,
    joint_system,
    subject_of,
)
from juesuan.auditing.text.verdict import ClaimCheck, check_claim
from juesuan.model.number import Address, Fact, Facts
from juesuan.model.text import Claim
from juesuan.notation.speech.narrative import INITIAL, PRIOR

NOW = Address("03", "合计", "1")
BEFORE = NOW._replace(period=PRIOR)
BUDGET = NOW._replace(period=INITIAL)
WAN, HALF = Decimal(10_000), Decimal(50)
GROWN, RISEN = "03:合计:1 - 03:合计:1@上年", "03:合计:1 / 03:合计:1@上年 - 1"


def facts_of(*more: Fact) -> Facts:
    found = [Fact(NOW, 100 * WAN, HALF, "100.00"), *more]
    return Facts({fact.address: fact for fact in found}, {})


def check(says: str, value: Decimal, half: Decimal, facts: Facts) -> ClaimCheck:
    return check_claim(Claim(says, value, half, str(value)), facts)


def stated(facts: Facts, *checks: ClaimCheck) -> Stated:
    return Stated(checks, facts, (), {}, frozenset())


def test_a_claim_is_a_row_with_a_variable_of_its_own() -> None:
    facts = facts_of()
    grown = check(GROWN, 20 * WAN, HALF, facts)
    system = joint_system(stated(facts, grown), ())
    claimed, unknown = system.rows
    assert claimed.terms == ((1, NOW), (-1, BEFORE), (-1, Address(SAID, "0", "1")))
    assert (claimed.lower, claimed.upper, claimed.origin) == (0, 0, grown)
    assert (unknown.terms, unknown.lower, unknown.upper) == (((1, BEFORE),), 0, None)
    assert subject_of(grown) == BEFORE
    assert implied_amount((grown,), BEFORE, facts) == 80 * WAN


@pytest.mark.parametrize("rate, fits", [("0.25", True), ("0.35", False)])
def test_a_growth_and_its_rate_imply_one_last_year(rate: str, *, fits: bool) -> None:
    facts = facts_of()
    grown = check(GROWN, 20 * WAN, HALF, facts)
    risen = check(RISEN, Decimal(rate), Decimal("0.00005"), facts)
    assert joint_system(stated(facts, grown, risen), ()).feasible() is fits


def test_last_year_cannot_be_less_than_nothing() -> None:
    facts = facts_of()
    grown = check(GROWN, 120 * WAN, HALF, facts)
    assert not joint_system(stated(facts, grown), ()).feasible()


def test_a_direction_is_no_row() -> None:
    facts = facts_of()
    more = check_claim(Claim(GROWN, Decimal(0), Decimal(0), "", relation=">"), facts)
    assert joint_system(stated(facts, more), ()).rows == ()


def test_a_claim_that_takes_the_budget_for_last_year_is_cheap_to_doubt() -> None:
    facts = facts_of(Fact(BUDGET, 80 * WAN, HALF, "80.00"))
    assert budget_like(80 * WAN, facts) == BUDGET
    assert budget_like(81 * WAN, facts) is None
    plain, doubted = (
        joint_system(stated(facts, check(GROWN, grown * WAN, HALF, facts)), ()).variables[0]
        for grown in (10, 20)
    )
    assert doubted.weight < plain.weight
