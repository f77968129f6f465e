"""Amounts in a wrong unit as a whole, 元 for 万元: one cause, not one for every number.

What must show the same amount tells how far apart the scales of two forms are, or of a form and
the text; a scale is believed where most of that agrees. Which side is wrong follows from the units
written: a form headed 元 whose digits are right for 万元 bears the wrong word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import permutations

from juesuan.auditing.tables.check import Amounts, Check, Exact
from juesuan.model.number import TEXT, UNITS, Address, Fact, Facts, unit_behind
from juesuan.model.reading import Reading
from juesuan.model.text import Claim
from juesuan.notation.formula import plain_address

POWERS = (0, 3, -3, 4, -4, 8, -8)
LEAST = 3
CLOSE = 0.02
WRONG_WORD, OTHER_UNIT = 1, 10  # how odd it is of a form: a wrong unit above it, other digits
WRONG_TEXT, OTHER_TEXT = 2, 100  # of a text, that repeats its unit with every number
Votes = Counter[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Misscaled:
    """Forms, or the text, whose amounts are a power of ten too large (−: too small) as a whole.

    `units` are what they are read in; `beside` are those that a form in the right unit speaks of,
    not only the text.
    """

    powers: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()

    def meant(self, form: str) -> str:
        """The unit in which the digits of a form are right; "" where there is none."""
        return _meant(self.units[form], self.powers[form])


def misscaled(
    checks: Sequence[Check], amounts: Amounts, claims: Sequence[Claim], usual: str
) -> Misscaled:
    """What is in a wrong unit as a whole, by copies between forms and by what the text repeats.

    Three amounts must speak of it, but one is enough where the unit written is not the usual one
    and the usual one would be right. Where both sides are as odd, none is named.
    """
    facts = amounts.facts
    repeated = _repeated(claims, facts)
    votes: Votes = Counter([*_copies(checks, amounts), *_told(repeated, facts)])
    scales = _scales(votes)
    units = {form: facts.forms[form].unit or usual for form in scales if form != TEXT}
    units[TEXT] = _commonest(claim for claim, _ in repeated)
    right = _right(scales, units, usual)
    if right is None:
        return Misscaled()
    off = {form: scale - right for form, scale in scales.items() if scale != right}
    powers = {
        form: _times(power)
        for form, power in off.items()
        if _spoken(form, votes, scales) >= _needed(form, units[form], power, usual)
    }
    pairs = {pair for first, second, _ in votes for pair in permutations((first, second))}
    beside = (form for form, other in pairs if other != TEXT and other not in powers)
    return Misscaled(powers, units, frozenset(beside))


def _needed(form: str, unit: str, power: int, usual: str) -> int:
    """How many amounts must speak of a wrong unit."""
    return 1 if form != TEXT and _meant(unit, _times(power)) == usual else LEAST


def _times(power: int) -> int:
    times: int = 10 ** abs(power)
    return times if power > 0 else -times


def _right(scales: Mapping[str, int], units: Mapping[str, str], usual: str) -> int | None:
    """The scale by which the least is odd; None where there is but one, or no telling."""
    candidates = sorted(set(scales.values()))
    if len(candidates) < 2:
        return None
    odd = {
        right: sum(
            _oddity(form, units[form], scale - right, usual)
            for form, scale in scales.items()
            if scale != right
        )
        for right in candidates
    }
    first, second, *_ = sorted(odd.values())
    return min(odd, key=lambda right: odd[right]) if first < second else None


def _oddity(form: str, unit: str, power: int, usual: str) -> int:
    """How odd it is that a form, or the text, is wrong by a power of ten."""
    wrong_word = _meant(unit, _times(power)) == usual
    if form == TEXT:
        return WRONG_TEXT if wrong_word else OTHER_TEXT
    return WRONG_WORD if wrong_word else OTHER_UNIT


def _spoken(form: str, votes: Votes, scales: Mapping[str, int]) -> int:
    """How many amounts say of a form that it has its scale."""
    return sum(
        number
        for (first, second, apart), number in votes.items()
        if form in (first, second) and {first, second} <= scales.keys()
        if scales[first] - scales[second] == apart
    )


def _scales(votes: Votes) -> dict[str, int]:
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


def _copies(checks: Sequence[Check], amounts: Amounts) -> Iterator[tuple[str, str, int]]:
    """How far apart two forms are, by each equation that holds amounts of no other form."""
    for check in checks:
        if not check.hard or check.ground.equation.relation != "=" or check.ground.constant:
            continue
        forms = sorted({address.form for address in check.addresses})
        if len(forms) == 2 and TEXT not in forms:
            left, right = (_sum(form, check, amounts) for form in forms)
            apart = _apart(left, -right)
            if apart is not None:
                yield forms[0], forms[1], apart


def _sum(form: str, check: Check, amounts: Amounts) -> Exact:
    """What an equation has of one form, in 10⁻⁶ 元; 0 where some of it is not known."""
    total: Exact = 0
    for factor, address in check.ground.terms:
        if address.form == form:
            amount = amounts[address]
            if amount is None:
                return 0
            total += factor * amount.value
    return total


def _repeated(claims: Iterable[Claim], facts: Facts) -> list[tuple[Claim, Address]]:
    """The claims that repeat an amount of a form that is there, and its cell."""
    cells: list[tuple[Claim, Address]] = []
    for claim in claims:
        address = plain_address(claim.says)
        if address is None or claim.relation != "=" or not unit_behind(claim.printed):
            continue
        state = facts.forms.get(address.form)
        if state is not None and state.known and not address.period:
            cells.append((claim, address))
    return cells


def _told(
    repeated: Iterable[tuple[Claim, Address]], facts: Facts
) -> Iterator[tuple[str, str, int]]:
    """How far apart a form and the text are, by each amount that the text repeats."""
    for claim, address in repeated:
        fact = facts.known(address)
        apart = _apart(fact.value, claim.value) if fact is not None else None
        if apart is not None:
            yield address.form, TEXT, apart


def _commonest(claims: Iterable[Claim]) -> str:
    """The unit that most claims are printed with."""
    units = Counter(unit_behind(claim.printed) for claim in claims).most_common(1)
    return units[0][0] if units else ""


def _apart(first: Exact, second: Exact) -> int | None:
    """The power of ten between two amounts, 0 for equal ones; None for neither or for nothing."""
    if not first or not second:
        return None
    ratio = Decimal(first) / Decimal(second)
    return next((p for p in POWERS if abs(ratio / Decimal(10) ** p - 1) < CLOSE), None)


def rescaled(reading: Reading, off: Misscaled) -> Reading:
    """What was read, with the forms or the text in the unit that the others imply."""
    facts = dict(reading.facts)
    for address, fact in reading.facts.items():
        if power := _power(fact, off):
            size, unit = _size(power), _meant(fact.unit, power) or fact.unit
            facts[address] = fact._replace(
                value=fact.value * size, half=fact.half * size, unit=unit
            )
    scaled = Facts(facts, reading.facts.forms, reading.facts.unknown)
    return replace(reading, facts=scaled, claims=_claims(reading.claims, off))


def _power(fact: Fact, off: Misscaled) -> int | None:
    """By how much an amount is too large: a cell as its form, one that the text tells as that."""
    if fact.address.form != TEXT and not fact.address.period:
        return off.powers.get(fact.address.form)
    return off.powers.get(TEXT) if unit_behind(fact.printed) == off.units.get(TEXT) else None


def _claims(claims: Sequence[Claim], off: Misscaled) -> tuple[Claim, ...]:
    """The claims, in the unit meant where the text is in a wrong one."""
    power = off.powers.get(TEXT)
    if power is None:
        return tuple(claims)
    size = _size(power)
    return tuple(
        replace(claim, value=claim.value * size, half=claim.half * size)
        if unit_behind(claim.printed) == off.units[TEXT]
        else claim
        for claim in claims
    )


def _size(power: int) -> Decimal:
    return Decimal(1) / power if power > 0 else Decimal(-power)


def _meant(unit: str, power: int) -> str:
    """The unit that a power of ten makes of another; "" where there is none."""
    if unit not in UNITS:
        return ""
    true = UNITS[unit] / power if power > 0 else UNITS[unit] * -power
    return next((name for name, size in UNITS.items() if size == true), "")
