"""A form whose unit is wrong as a whole: 元 for 万元. One cause, not one for every cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from juesuan.audit.equations import Amounts, Check
from juesuan.audit.explain import places
from juesuan.audit.naming import Words
from juesuan.model import UNITS, Address, Facts, Finding

POWERS = (10**3, 10**4, 10**8)
LEAST = 3
CLOSE = 0.02


def misscaled(checks: Sequence[Check], amounts: Amounts) -> dict[str, int]:
    """Forms of which every copied number is the same power of ten too large (or −, too small).

    At least three copies must say so and none agree; where both forms of a pair could be the one,
    neither is named.
    """
    agree: Counter[str] = Counter()
    differ: Counter[tuple[str, int]] = Counter()
    for one, other in _copies(checks):
        power = _power(one, other, amounts)
        if power == 1:
            agree.update((one.form, other.form))
        elif power:
            differ.update({(one.form, power): 1, (other.form, -power): 1})
    return {f: p for (f, p), votes in differ.items() if votes >= LEAST and not agree[f]}


def _copies(checks: Sequence[Check]) -> Iterator[tuple[Address, Address]]:
    """The pairs of cells of two forms that must show the same amount."""
    for check in checks:
        terms = check.ground.terms
        if check.hard and check.ground.equation.relation == "=" and len(terms) == 2:
            (one, first), (other, second) = terms
            if first.form != second.form and one == -other:
                yield first, second


def _power(one: Address, other: Address, amounts: Amounts) -> int:
    """1 for equal amounts, ±1000 … for a power of ten between them, 0 for neither or a blank."""
    first, second = amounts[one], amounts[other]
    if not first or not second or not first.value or not second.value:
        return 0
    ratio = first.value / second.value
    if abs(ratio - 1) < CLOSE:
        return 1
    larger = next((p for p in POWERS if abs(ratio / p - 1) < CLOSE), 0)
    return larger or -next((p for p in POWERS if abs(ratio * p - 1) < CLOSE), 0)


def rescaled(facts: Facts, powers: Mapping[str, int]) -> Facts:
    """The facts with these forms read in the unit that the other forms imply."""
    found = dict(facts)
    for address, fact in facts.items():
        if power := powers.get(address.form):
            size = Decimal(1) / power if power > 0 else Decimal(-power)
            unit = _meant(fact.unit, power) or fact.unit
            found[address] = fact._replace(
                value=fact.value * size, half=fact.half * size, unit=unit
            )
    return Facts(found, facts.forms, facts.unknown)


def _meant(unit: str, power: int) -> str:
    """The unit that a power of ten makes of another; "" where there is none."""
    true = UNITS[unit] / power if power > 0 else UNITS[unit] * -power
    return next((name for name, size in UNITS.items() if size == true), "")


def explain_scale(facts: Facts, powers: Mapping[str, int], words: Words) -> Iterator[Finding]:
    """One 错误 for each form in a wrong unit."""
    for form, power in powers.items():
        unit = facts.forms[form].unit or words.edition.unit
        meant = _meant(unit, power)
        message = f"{words.form(form)}的金额都是其他各表的 {_times(power)} 倍，金额单位有误"
        message += f"：按“{unit}”读取，应为“{meant}”" if meant else ""
        cells = tuple(fact.address for fact in facts.of(form) if fact.printed)[:1]
        yield Finding(
            "格式.单位", "错误", message, cells, places(cells, facts), meant, unit, key=form
        )


def _times(power: int) -> str:
    return f"{power:,}" if power > 0 else f"{-power:,} 分之一"
