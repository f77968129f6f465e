"""Sums that are live in a workbook: which equation gives which cell, and the formula for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from juesuan.model.number import Address, Facts
from juesuan.notation.edition import Edition
from juesuan.notation.equation import Ground
from juesuan.publishing.sheets.sheet_names import CellPlace, reference

LONGEST = 8000  # letters of a formula; a workbook takes 8192
Terms = Iterable[tuple[int | Decimal, Address]]


def live_sums(facts: Facts, edition: Edition) -> dict[Address, Ground]:
    """The equation that gives each cell: the first that holds exactly and closes no circle."""
    chosen: dict[Address, Ground] = {}
    for equation in edition.equations():
        if equation.relation != "=" or equation.severity != "错误":
            continue
        for ground in equation.ground(facts):
            target = ground.terms[0][1]
            gives = ground.split == 1 and ground.terms[0][0] == 1 and not ground.constant
            whole = len(ground.terms) > 1 and all(abs(factor) == 1 for factor, _ in ground.terms)
            fresh = gives and whole and target not in chosen and _holds(ground, facts)
            if fresh and not _reaches(ground, target, chosen):
                chosen[target] = ground
    return chosen


def sum_of(ground: Ground, places: Mapping[Address, CellPlace], home: str) -> str:
    """The right side of an equation as a formula of the sheet `home`; "" where it has none.

    Cells that stand nowhere are zero: an equation that holds without them.
    """
    terms = ((-factor, address) for factor, address in ground.terms[1:])
    total = total_of(terms, places, home)
    return f"=ROUND({total},2)" if total and len(total) < LONGEST else ""


def total_of(terms: Terms, places: Mapping[Address, CellPlace], home: str) -> str:
    """A sum of cells, each with the factor 1 or -1, as part of a formula."""
    parts = [
        f"{'+' if factor > 0 else '-'}{reference(places[address], home)}"
        for factor, address in terms
        if address in places
    ]
    return "".join(parts).removeprefix("+")


def _holds(ground: Ground, facts: Facts) -> bool:
    total = Decimal(0)
    for factor, address in ground.terms:
        fact = facts.known(address)
        if fact is None:
            return False
        total += factor * fact.value
    return not total


def _reaches(ground: Ground, target: Address, chosen: Mapping[Address, Ground]) -> bool:
    todo, seen = [address for _, address in ground.terms[1:]], set[Address]()
    while todo:
        address = todo.pop()
        if address == target:
            return True
        if address in chosen and address not in seen:
            seen.add(address)
            todo += [other for _, other in chosen[address].terms[1:]]
    return False
