"""Cells left empty under an amount that they make up: unknown, where elsewhere empty is zero."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from juesuan.model.number import ZERO, Address, Fact, Facts, FormState, Omitted
from juesuan.notation.equation import Equation, Ground
from juesuan.notation.form import Form


class _Sum(NamedTuple):
    """A total of a form and the cells it is the sum of, as far as the form has them."""

    total: Address
    parts: tuple[Address, ...]


def omitted(
    form: Form, state: FormState, facts: Mapping[Address, Fact], empty: Collection[Address]
) -> tuple[Omitted, ...]:
    """The amounts of a form whose parts are left empty; `empty` cells show nothing at all.

    All parts are, or the whole rows of some, without which the others do not make up the amount.
    Elsewhere what is empty is zero, and so is a dash.
    """
    sums = list(_sums(form, Facts(facts, {form.id: state})))
    blank_rows = _blank_rows(form, facts, empty)
    unknown: set[Address] = set()
    groups: dict[Address, Omitted] = {}
    more = True
    while more:
        more = False
        for total, parts in sums:
            if total in groups or not (facts[total].value or total in unknown):
                continue
            blank = [part for part in parts if part in empty]
            rows = [part for part in blank if part.row in blank_rows]
            blank = rows if rows and len(rows) < len(parts) else blank
            if blank and (len(blank) == len(parts) or (rows and _short(total, parts, facts))):
                groups[total] = _omitted(total, blank, facts)
                unknown |= set(blank)
                more = True
    return tuple(groups.values())


def headings(form: Form, state: FormState, facts: Mapping[Address, Fact]) -> frozenset[Address]:
    """The cells of rows that show no number and head those that make them up: no amount is nil."""
    shown = {address.row for address, fact in facts.items() if fact.printed}
    cells = Facts(facts, {form.id: state})
    grounds = [g for e in form.equations if _adds_up(e, form.id) for g in e.ground(cells)]
    rows = {
        ground.terms[0][1].row
        for ground in grounds
        if any((fact := cells.known(part)) and fact.value for _, part in ground.terms[1:])
    }
    return frozenset(address for address in facts if address.row in rows - shown)


def _blank_rows(
    form: Form, facts: Mapping[Address, Fact], empty: Collection[Address]
) -> frozenset[str]:
    """The coded rows that a form names and of which it shows no amount."""
    if form.layout != "科目":
        return frozenset()
    shown = {address.row for address in facts if address not in empty}
    return frozenset(a.row for a in facts if a.row.isdigit() and a.row not in shown)


def _short(total: Address, parts: Iterable[Address], facts: Mapping[Address, Fact]) -> bool:
    """Whether the parts that are printed do not make up an amount, however it was rounded."""
    printed = [facts[part] for part in parts]
    room = facts[total].half + sum((fact.half for fact in printed), ZERO)
    return abs(facts[total].value - sum((fact.value for fact in printed), ZERO)) > room


def _omitted(total: Address, parts: Sequence[Address], facts: Mapping[Address, Fact]) -> Omitted:
    names = tuple(facts[part].name for part in parts)
    return Omitted(facts[total], tuple(parts), facts[total].name, names)


def _sums(form: Form, facts: Facts) -> Iterator[_Sum]:
    for equation in form.equations:
        if _adds_up(equation, form.id):
            for ground in equation.ground(facts):
                if (total := ground.terms[0][1]) in facts and _listed(ground, facts):
                    yield _Sum(total, _parts(ground, facts))


def _adds_up(equation: Equation, form: str) -> bool:
    """Whether it says that one cell is the sum of others of its form."""
    inside = equation.forms() == {form} and not equation.constant
    single = len(equation.left) == 1 and equation.left[0][0] == 1 and not equation.left[0][1].each
    adds = all(factor == 1 for factor, _ in equation.right)
    return inside and single and adds and equation.relation == "=" and equation.severity == "错误"


def _listed(ground: Ground, facts: Facts) -> bool:
    """Whether a form has every fixed row of a sum: one of another name may hold the amount."""
    rows = facts.rows(ground.equation.form)
    return all(a.row.isdigit() or a.row in rows for _, a in ground.terms[1:])


def _parts(ground: Ground, facts: Facts) -> tuple[Address, ...]:
    return tuple(address for _, address in ground.terms[1:] if address in facts)
