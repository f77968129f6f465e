"""A share or a rate as a row of a system: top − value × bottom, and how far that is from 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from juesuan.auditing.system import Exact
from juesuan.model.number import Address, Interval
from juesuan.notation import formula
from juesuan.notation.formula import Expression, Number, Operation

ROOM = Decimal("1.001")
Known = Callable[[Address], Interval | None]


class Ratio(NamedTuple):
    """top / bottom = value."""

    top: Expression
    bottom: Expression
    value: Decimal


def ratio_of(says: Expression, value: Decimal) -> Ratio | None:
    """A share or a growth rate as a ratio; None for a formula without division."""
    if not isinstance(says, Operation):
        return None
    if says.sign == "-" and isinstance(says.right, Number):
        return ratio_of(says.left, value + says.right.value)
    return Ratio(says.left, says.right, value) if says.sign == "/" else None


def ratio_width(ratio: Ratio, half: Decimal, interval: Known) -> Decimal | None:
    """How far top − value × bottom may be from zero: half a printed unit of the ratio's base.

    The ratio may be reckoned from numbers as printed, so their rounding is room as well; a base
    that no one prints here was printed elsewhere as the top is.
    """
    top = formula.evaluate(ratio.top, interval, Interval.exactly)
    bottom = formula.evaluate(ratio.bottom, interval, Interval.exactly)
    rounding = _half(top) + abs(ratio.value) * _half(bottom or top)
    if bottom is not None:
        return (half * bottom.high + rounding) * ROOM
    least = ratio.value - half
    if top is None or least <= 0:
        return None
    return (half * top.high / least + rounding) * ROOM


def _half(quantity: Interval | None) -> Decimal:
    return (quantity.high - quantity.low) / 2 if quantity else Decimal(0)


def linear_terms(says: Expression) -> tuple[tuple[Exact, Address], ...]:
    """The factors and addresses of a sum."""
    return tuple((factor, term.address) for factor, term in formula.linear(says).terms)


def times(
    terms: Iterable[tuple[Exact, Address]], factor: Decimal
) -> tuple[tuple[Exact, Address], ...]:
    """The terms, each so many times."""
    return tuple((coefficient * factor, address) for coefficient, address in terms)


def gathered(terms: Iterable[tuple[Exact, Address]]) -> tuple[tuple[Exact, Address], ...]:
    """Each address once."""
    sums: dict[Address, Exact] = {}
    for factor, address in terms:
        sums[address] = sums.get(address, 0) + factor
    return tuple((factor, address) for address, factor in sums.items())
