"""A form whose unit is wrong as a whole: 元 for 万元. One cause, not one for every cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from juesuan.auditing.messages.cells import places
from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.tables.check import Amounts, Check
from juesuan.model.finding import Finding
from juesuan.model.number import TEXT, UNITS, Address, Facts

POWERS = (0, 3, -3, 4, -4, 8, -8)
LEAST = 3
CLOSE = 0.02


def misscaled(checks: Sequence[Check], amounts: Amounts) -> dict[str, int]:
    """Forms whose amounts are a power of ten too large (or −, too small) as a whole.

    Copies between two forms say how far apart their scales are; the scale that most forms share
    is right. At least three copies must speak of a form; where no scale is the commonest, none
    is named.
    """
    votes: Counter[tuple[str, str, int]] = Counter()
    spoken: Counter[str] = Counter()
    for cell, other in _copies(checks):
        apart = _apart(cell, other, amounts)
        if apart is not None:
            votes[cell.form, other.form, apart] += 1
            spoken.update((cell.form, other.form))
    scales = _scales(votes)
    common = Counter(scales.values()).most_common(2)
    if len(common) < 2 or common[0][1] == common[1][1]:
        return {}
    right = common[0][0]
    off = {form: scale - right for form, scale in scales.items() if spoken[form] >= LEAST}
    return {form: 10**by if by > 0 else -(10**-by) for form, by in off.items() if by}


def _scales(votes: Counter[tuple[str, str, int]]) -> dict[str, int]:
    """The power of ten of each form beside the others; the most voted relations are believed."""
    scales: dict[str, int] = {}
    group: dict[str, str] = {}
    for (first, second, apart), _ in votes.most_common():
        for form in (first, second):
            scales.setdefault(form, 0)
            group.setdefault(form, form)
        if group[first] == group[second]:
            continue
        shift, joining = scales[first] - apart - scales[second], group[second]
        for form in [f for f in group if group[f] == joining]:
            scales[form] += shift
            group[form] = group[first]
    sizes = Counter(group.values())
    return {f: s for f, s in scales.items() if group[f] == max(sizes, key=lambda g: sizes[g])}


def _copies(checks: Sequence[Check]) -> Iterator[tuple[Address, Address]]:
    """The pairs of cells of two forms that must show the same amount."""
    for check in checks:
        terms = check.ground.terms
        spoken = any(a.form == TEXT for a in check.addresses)
        if check.hard and not spoken and check.ground.equation.relation == "=" and len(terms) == 2:
            (factor, first), (opposite, second) = terms
            if first.form != second.form and factor == -opposite:
                yield first, second


def _apart(cell: Address, other: Address, amounts: Amounts) -> int | None:
    """The power of ten between two amounts, 0 for equal ones; None for neither or a blank."""
    first, second = amounts[cell], amounts[other]
    if not first or not second or not first.value or not second.value:
        return None
    ratio = first.value / second.value
    return next((p for p in POWERS if abs(ratio / 10.0**p - 1) < CLOSE), None)


def rescaled(facts: Facts, powers: Mapping[str, int]) -> Facts:
    """The facts with these forms read in the unit that the other forms imply."""
    scaled = dict(facts)
    for address, fact in facts.items():
        if power := powers.get(address.form):
            size = Decimal(1) / power if power > 0 else Decimal(-power)
            unit = _meant(fact.unit, power) or fact.unit
            scaled[address] = fact._replace(
                value=fact.value * size, half=fact.half * size, unit=unit
            )
    return Facts(scaled, facts.forms, facts.unknown)


def _meant(unit: str, power: int) -> str:
    """The unit that a power of ten makes of another; "" where there is none."""
    true = UNITS[unit] / power if power > 0 else UNITS[unit] * -power
    return next((name for name, size in UNITS.items() if size == true), "")


def explain_scale(facts: Facts, powers: Mapping[str, int], words: CellNames) -> Iterator[Finding]:
    """One 错误 for each form in a wrong unit."""
    for form, power in powers.items():
        unit = facts.forms[form].unit or words.edition.unit
        meant = _meant(unit, power)
        message = f"{words.form(form)}的金额都是其他各表的{_times(power)}，金额单位有误"
        message += f"：按“{unit}”读取，应为“{meant}”" if meant else ""
        cells = tuple(fact.address for fact in facts.of(form) if fact.printed)[:1]
        yield Finding(
            "格式.单位", "错误", message, cells, places(cells, facts), meant, unit, key=form
        )


def _times(power: int) -> str:
    return f" {power:,} 倍" if power > 0 else f" {-power:,} 分之一"
