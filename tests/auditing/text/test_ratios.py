"""A rate becomes a row: what is divided, by what, and how far rounding may carry it."""

from decimal import Decimal

import pytest

from juesuan.auditing.text.ratios import gathered, linear_terms, ratio_of, ratio_width, times
from juesuan.model.number import Address, Fact, Facts
from juesuan.notation.formula import parse

TOP, BOTTOM = Address("03", "合计", "2"), Address("03", "合计", "1")


@pytest.mark.parametrize(
    "says, value, ratio",
    [
        ("03:合计:2 / 03:合计:1", "0.25", Decimal("0.25")),
        ("03:合计:2 / 03:合计:1 - 1", "0.25", Decimal("1.25")),
    ],
)
def test_a_share_and_a_growth_are_ratios(says: str, value: str, ratio: Decimal) -> None:
    made = ratio_of(parse(says), Decimal(value))
    assert made is not None
    assert made.value == ratio


def test_an_amount_is_none() -> None:
    assert ratio_of(parse("03:合计:2 - 03:合计:1"), Decimal(1)) is None
    assert ratio_of(parse("03:合计:2"), Decimal(1)) is None


def test_rounding_goes_by_the_base_else_by_what_the_rate_makes_of_it() -> None:
    made = ratio_of(parse("03:合计:2 / 03:合计:1"), Decimal("0.5"))
    assert made is not None
    half = Decimal("0.005")
    base = Facts({BOTTOM: Fact(BOTTOM, Decimal(1000))}, {})
    assert ratio_width(made, half, base.interval) == half * 1000 * Decimal("1.001")
    top = Facts({TOP: Fact(TOP, Decimal(99))}, {})
    assert ratio_width(made, half, top.interval) == half * 99 / Decimal("0.495") * Decimal("1.001")
    assert ratio_width(made, half, Facts({}, {}).interval) is None


def test_a_rate_may_be_reckoned_from_the_numbers_as_printed() -> None:
    """28,293.22 of 972.68 is 2908.79% as printed, whatever the amounts were before rounding."""
    made = ratio_of(parse("03:合计:2 / 03:合计:1"), Decimal("29.0879"))
    assert made is not None
    fen = Decimal(50)
    top, bottom = Fact(TOP, Decimal(282932200), fen), Fact(BOTTOM, Decimal(9726800), fen)
    for printed in (Facts({TOP: top, BOTTOM: bottom}, {}), Facts({TOP: top}, {})):
        width = ratio_width(made, Decimal("0.00005"), printed.interval)
        assert width is not None
        furthest = (top.value + fen) - made.value * (bottom.value - fen)
        assert abs(furthest) <= width


def test_terms_are_added_up_by_address() -> None:
    terms = linear_terms(parse("03:合计:2 + 03:合计:1 - 03:合计:2"))
    assert gathered(times(terms, Decimal(2))) == ((0, TOP), (2, BOTTOM))
