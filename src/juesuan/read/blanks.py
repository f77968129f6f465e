"""Cells left empty under an amount that they make up: unknown, where elsewhere empty is zero."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from juesuan.model import Address, Fact, Facts, FormState, Omitted
from juesuan.notation.equation import Equation, Ground
from juesuan.notation.form import Form


class _Sum(NamedTuple):
    """A total of a form and the cells it is the sum of, as far as the form has them."""

    total: Address
    parts: tuple[Address, ...]


def omitted(
    form: Form, state: FormState, facts: Mapping[Address, Fact], empty: Collection[Address]
) -> tuple[Omitted, ...]:
    """The amounts of a form all of whose parts are left empty; `empty` cells show nothing at all.

    Where a part is printed, or a dash or a zero stands in its place, the rest are zeros. What a
    single part should be is known.
    """
    sums = list(_sums(form, Facts(facts, {form.id: state})))
    unknown: set[Address] = set()
    found: dict[Address, Omitted] = {}
    more = True
    while more:
        more = False
        for total, parts in sums:
            said = total in unknown or (facts[total].value and len(parts) > 1)
            if not said or not parts or total in found or not set(parts) <= set(empty):
                continue
            names = tuple(facts[part].name for part in parts)
            found[total] = Omitted(facts[total], parts, facts[total].name, names)
            unknown |= set(parts)
            more = True
    return tuple(found.values())


def _sums(form: Form, facts: Facts) -> Iterator[_Sum]:
    for equation in form.equations:
        if _adds_up(equation, form.id):
            for ground in equation.ground(facts):
                if (total := ground.terms[0][1]) in facts:
                    yield _Sum(total, _parts(ground, facts))


def _adds_up(equation: Equation, form: str) -> bool:
    """Whether it says that one cell is the sum of others of its form."""
    own = equation.forms() == {form} and not equation.constant
    single = len(equation.left) == 1 and equation.left[0][0] == 1 and not equation.left[0][1].each
    adds = all(factor == 1 for factor, _ in equation.right)
    return own and single and adds and equation.relation == "=" and equation.severity == "错误"


def _parts(ground: Ground, facts: Facts) -> tuple[Address, ...]:
    return tuple(address for _, address in ground.terms[1:] if address in facts)
