"""Of whom a change without a name is, behind the first part of a list: its rate tells.

合计792.36万元，其中年初结转25.05万元，较上年增加17.75万元，增长243.15%: of the part, for of the
whole it would be 2.29%. Nothing is told where the rate fits both, or neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from juesuan.model.number import UNITS
from juesuan.notation import numbers
from juesuan.notation.speech.measure import Measure
from juesuan.notation.speech.narrative import Subject

HUNDRED = Decimal(100)
UP, DOWN = "up", "down"


def rates(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The measures that say by how many percent something changed."""
    return tuple(m for m in measures if m.uses == {"now", "base"} and m.style == "百分数")


def told_by_rate(
    subjects: Iterable[Subject],
    amounts: Mapping[str, Decimal],
    change: Mapping[str, str],
    rate: re.Match[str] | None,
) -> Subject | None:
    """The one subject whose amount makes of the change, as said, the rate that follows it."""
    if rate is None or (UP in change) != (rate[UP] is not None):
        return None
    fitting = [s for s in subjects if s.id in amounts and _fits(amounts[s.id], change, rate)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(amount: Decimal, change: Mapping[str, str], rate: re.Match[str]) -> bool:
    by, about = _printed(change["n"])
    percent, half = _printed(rate["n"])
    unit = UNITS[change["u"]]
    by, about = by * unit, about * unit
    base = amount - by if UP in change else amount + by
    low, high = base - 2 * about, base + 2 * about
    if low <= 0:
        return False
    least, most = (by - about) / high, (by + about) / low
    return (percent - half) / HUNDRED <= most and least <= (percent + half) / HUNDRED


def _printed(number: str) -> tuple[Decimal, Decimal]:
    """A number and half a unit of its last digit."""
    read = numbers.parse(number)
    if not isinstance(read, numbers.Read):
        raise TypeError(number)
    return read.value, Decimal("0.5").scaleb(-read.decimals)
