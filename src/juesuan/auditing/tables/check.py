"""Each equation alone: it is broken only if no true amounts inside the printed intervals fit it.

Amounts are integers of 10⁻⁶ 元, so that residuals and bounds are exact and fast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.auditing.tables.left_out import NotShown
from juesuan.model.number import TEXT, Address, Fact, Facts, FormState
from juesuan.notation.edition import Edition
from juesuan.notation.equation import REST, Ground

Verdict = Literal["holds", "tail", "broken", "unchecked"]
Exact = int | Decimal

MICRO = 6
YUAN = 10**MICRO


class Amount(NamedTuple):
    """A true amount known to lie in value ± half, in 10⁻⁶ 元."""

    value: int
    half: int


NOTHING = Amount(0, 0)


def amount_of(fact: Fact) -> Amount:
    """A fact as integers; what is finer than 10⁻⁶ 元 widens the interval."""
    if not fact.value and not fact.half:
        return NOTHING
    value, half = fact.value.scaleb(MICRO), fact.half.scaleb(MICRO)
    whole, width = int(value), int(half)
    return Amount(whole, width + (whole != value or width != half))


class Amounts(dict[Address, Amount | None]):
    """The amount at every address asked for; None where it is unknown."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self.facts = facts
        self.partial = {form.id for form in facts.forms.values() if form.partial}
        self._not_shown: NotShown | None = None

    def __missing__(self, address: Address) -> Amount | None:
        fact = self.facts.known(address)
        amount = self[address] = None if fact is None else amount_of(fact)
        return amount

    def not_shown(self, edition: Edition) -> NotShown:
        """The numbers that are not shown and cannot be below nothing."""
        self._not_shown = self._not_shown or NotShown(self.facts, edition)
        return self._not_shown


@dataclass(frozen=True, slots=True)
class Check:
    """One instance of an equation and what came of it.

    `residual` is left − right, `bound` what rounding may add up to, both in 10⁻⁶ 元; `why` says
    why it was not checked, or what it was checked without; `hard` marks what the joint system may
    build upon.
    """

    ground: Ground
    verdict: Verdict
    residual: Exact = 0
    bound: Exact = 0
    why: str = ""
    hard: bool = False

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Its cells, as written."""
        return tuple([address for _, address in self.ground.terms])  # asked for very often


def check_all(facts: Facts, edition: Edition, amounts: Amounts | None = None) -> list[Check]:
    """Every instance of every equation of the edition on these facts, form by form."""
    amounts = Amounts(facts) if amounts is None else amounts
    return [
        check
        for equation in edition.equations()
        for ground in equation.ground(facts)
        if (check := check_one(ground, amounts, edition)) is not None
    ] + list(_beside(facts, edition, amounts))


def _beside(facts: Facts, edition: Edition, amounts: Amounts) -> Iterator[Check]:
    """The equations of the tables beside the forms, as far as these are there.

    One over rows or columns that more of them break than keep is not of that table; nothing is held
    to a row or a list of columns that is not there.
    """
    shown = [form for form in edition.additions if form.id in facts.forms]
    for equation in (equation for form in shown for equation in form.equations):
        grounds = [g for g in equation.ground(facts) if _has_parts(g, facts)]
        made = [check_one(ground, amounts, edition) for ground in grounds]
        checks = [c for c in made if c is not None and not _not_asked(c, facts)]
        failed = sum(check.verdict == "broken" for check in checks)
        kept = sum(check.verdict != "unchecked" and _shows(check, amounts) for check in checks)
        if equation.variables() and kept < 2 * failed:
            title = facts.forms[equation.form].title
            why = f"{title}的各行多数不合“{equation.text}”，口径可能不同"
            checks = [replace(c, verdict="unchecked", why=why, hard=False) for c in checks]
        yield from checks


def _shows(check: Check, amounts: Amounts) -> bool:
    """Whether a check is of amounts, and not of nothing on both sides."""
    return any(any(amount) for a in check.addresses if (amount := amounts[a]) is not None)


def _not_asked(check: Check, facts: Facts) -> bool:
    """Whether what a check lacks is a row that its table need not list, or a word of the text."""
    lacking = [a for a in check.addresses if facts.known(a) is None]
    unlisted = (a.form == TEXT or a.row not in facts.rows(a.form) for a in lacking)
    return check.verdict == "unchecked" and any(unlisted)


def _has_parts(ground: Ground, facts: Facts) -> bool:
    """Whether a table has any of the columns that make up a sum over its columns."""
    right = [address for _, address in ground.terms[ground.split :]]
    form = facts.forms[ground.equation.form]
    inside = {address.form for address in right} == {form.id}
    return not inside or any(address.column in form.columns for address in right)


def check_one(ground: Ground, amounts: Amounts, edition: Edition) -> Check | None:
    """One instance; None where the edition has no such column (a regional one, used elsewhere)."""
    residual: Exact = int(ground.constant * YUAN) if ground.constant else 0
    bound: Exact = 0
    for factor, address in ground.terms:
        amount = amounts[address]
        if amount is None and address.row == REST and address.form in amounts.partial:
            continue
        if amount is None:
            return overdrawn(ground, amounts, edition) or _unchecked(ground, amounts, edition)
        value, half = amount
        if value or half:
            residual += factor * value
            bound += factor * half if factor > 0 else -factor * half
    verdict = _verdict(ground, residual, bound + _slack(ground, amounts))
    sums = bool(amounts.partial) and _sums_rows(ground, amounts.partial)
    if verdict == "broken" and sums:
        if (more := overdrawn(ground, amounts, edition)) is not None:
            return more
        title = amounts.facts.forms[sums].title
        return Check(ground, "unchecked", residual, bound, f"{title}有未读懂的行，其合计无从核对")
    hard = ground.equation.severity == "错误" and not sums
    return Check(ground, verdict, residual, bound, hard=hard)


def overdrawn(ground: Ground, amounts: Amounts, edition: Edition) -> Check | None:
    """The failure of parts that come to more than their whole, whatever the parts left out are."""
    kept = amounts.not_shown(edition).kept(ground, amounts)
    if kept is None or ground.equation.severity != "错误":
        return None
    residual, bound = balance(kept, amounts)
    if _verdict(kept, residual, bound) != "broken":
        return None
    lacking = (a for _, a in ground.terms if amounts[a] is None)
    first = next((a for a in lacking if amounts.facts.forms[a.form].known), None)
    why = _why(first, amounts.facts, amounts.partial, edition) if first else ""
    return Check(kept, "broken", residual, bound, why, hard=True)


def balance(ground: Ground, amounts: Amounts) -> tuple[Exact, Exact]:
    """Left less right of an instance whose numbers are known, and what rounding may add up to."""
    residual: Exact = int(ground.constant * YUAN) if ground.constant else 0
    bound: Exact = 0
    for factor, address in ground.terms:
        if amount := amounts[address]:
            residual += factor * amount.value
            bound += factor * amount.half if factor > 0 else -factor * amount.half
    return residual, bound


def _verdict(ground: Ground, residual: Exact, bound: Exact) -> Verdict:
    relation = ground.equation.relation
    short = -residual if relation == ">=" or (relation == "=" and residual < 0) else residual
    if short <= 0:
        return "holds"
    return "tail" if short <= bound else "broken"


def _slack(ground: Ground, amounts: Amounts) -> Exact:
    """What an expectation allows beyond rounding: a share of its left side."""
    slack = ground.equation.slack
    if not slack:
        return 0
    value: Exact = 0
    for factor, address in ground.terms[: ground.split]:
        amount = amounts[address]
        value += factor * amount.value if amount else 0
    return abs(slack * value)


def _sums_rows(ground: Ground, partial: set[str]) -> str:
    """A form with rows not understood of which this adds up several rows; "" for none."""
    for form in partial:
        rows = {address.row for _, address in ground.terms if address.form == form}
        summed = any(t.each and t.address.form == form for _, t in ground.equation.terms())
        if len(rows) > 1 or summed:
            return form
    return ""


def _unchecked(ground: Ground, amounts: Amounts, edition: Edition) -> Check | None:
    """Why an instance cannot be checked."""
    address = next(address for _, address in ground.terms if amounts[address] is None)
    form = edition.form(address.form)
    if form is not None and form.column(address.column) is None:
        return None
    return Check(ground, "unchecked", why=_why(address, amounts.facts, amounts.partial, edition))


def _why(address: Address, facts: Facts, partial: set[str], edition: Edition) -> str:
    state = facts.forms.get(address.form) or FormState(address.form, address.form)
    if not state.known:
        return f"{state.title}{'缺失' if state.state == 'missing' else '未能读取'}"
    if address.period:
        return f"缺少{address.period}的数字"
    if address.column not in state.columns and state.state != "empty":
        form = edition.form(address.form)
        column = form.column(address.column) if form else None
        return f"{state.title}没有“{column.title if column else address.column}”一栏"
    if any(address in group.parts for group in state.omitted):
        return f"{state.title}有漏填的格"
    if state.id in partial:
        return f"{state.title}有未读懂的行"
    absent = address.row not in facts.rows(state.id)
    return f"{state.title}没有列出全部的行" if absent else f"{state.title}有未读懂的格"


def broken(checks: list[Check]) -> Iterator[Check]:
    """The equations that must hold and cannot."""
    return (c for c in checks if c.verdict == "broken" and c.ground.equation.severity == "错误")


def is_rare(check: Check, amounts: Amounts) -> bool:
    """Whether a tail inside its bound is beyond three standard deviations of rounding."""
    variance = 0.0
    for factor, address in check.ground.terms:
        amount = amounts[address]
        variance += (float(factor) * amount.half) ** 2 / 3 if amount else 0.0
    return float(check.residual) ** 2 > 9 * variance
