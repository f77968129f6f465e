"""The equations of an edition run forward: each unknown cell from the first equation ready."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from juesuan.model.number import ZERO, Address, Fact, Facts, FormState
from juesuan.notation.edition import Edition
from juesuan.notation.equation import TOTAL, Ground
from juesuan.notation.form import Form
from juesuan.preparing.ledger.groups import Integers

Values = Mapping[Address, Integers]


class Step(NamedTuple):
    """One cell and the equation that gives it."""

    cell: Address
    ground: Ground


@dataclass(frozen=True)
class Plan:
    """In which order the cells of an edition follow from its leaves, and what must hold then."""

    cells: tuple[Address, ...]
    steps: tuple[Step, ...]
    checks: tuple[Ground, ...]

    def run(self, leaves: Values, units: int) -> dict[Address, Integers]:
        """The amounts of all cells that are not zero everywhere; a vector over units each."""
        values = dict(leaves)
        for cell, ground in self.steps:
            total = _sum(ground.terms[1:], values, units)
            if total is not None:
                values[cell] = -total
        return values

    def broken(self, values: Values, units: int) -> Iterator[tuple[Ground, Integers]]:
        """The equations that do not hold, with their residuals; a vector over units each."""
        for ground in self.checks:
            residual = _sum(ground.terms, values, units)
            if residual is None:
                continue
            wrong = residual if ground.equation.relation == "=" else np.minimum(residual, 0)
            if ground.equation.relation == "<=":
                wrong = np.maximum(residual, 0)
            if wrong.any():
                yield ground, wrong


def _sum(
    terms: Iterable[tuple[int | Decimal, Address]], values: Values, units: int
) -> Integers | None:
    """Σ coefficient × amount; None where all of it is absent, which is zero."""
    total: Integers | None = None
    for factor, address in terms:
        value = values.get(address)
        if value is not None:
            total = np.zeros(units, dtype=np.int64) if total is None else total
            total += value if factor == 1 else int(factor) * value
    return total


def plan(edition: Edition, codes: Collection[str], fed: Collection[Address]) -> Plan:
    """The plan for some codes in use; an equality gives the cell that stands alone at its left."""
    skeleton = blank(edition, codes)
    cells = set(skeleton)
    grounds = [
        ground
        for equation in edition.equations()
        if equation.severity == "错误"
        for ground in equation.ground(skeleton)
        if all(exists(address, edition) for _, address in ground.terms)
    ]
    steps, used = _steps(grounds, cells, set(fed))
    checks = tuple(ground for ground in grounds if id(ground) not in used)
    return Plan(tuple(skeleton), tuple(steps), checks)


def exists(address: Address, edition: Edition) -> bool:
    """Whether the edition has the column; a row of codes that is absent counts as zero."""
    form = edition.form(address.form)
    return form is not None and form.column(address.column) is not None


def _steps(
    grounds: Sequence[Ground], cells: set[Address], fed: set[Address]
) -> tuple[list[Step], set[int]]:
    """Assignments in an order that works: round after round, whatever has become ready.

    Of several equations for a cell the first declared gives it, so that receipts are the sum of
    receipts and not of what they balance; a later one only where the first can never be ready.
    """
    waiting = [g for g in grounds if _assigns(g, fed)]
    open_cells = {g.terms[0][1] for g in waiting if g.terms[0][1] in cells}
    steps: list[Step] = []
    used: set[int] = set()
    patient = True
    while waiting:
        later: list[Ground] = []
        tried: set[Address] = set()
        before = len(steps)
        for ground in waiting:
            target = ground.terms[0][1]
            if target not in open_cells:
                continue
            unready = any(address in open_cells for _, address in ground.terms[1:])
            if unready or (target in tried and patient):
                tried.add(target)
                later.append(ground)
                continue
            steps.append(Step(target, ground))
            used.add(id(ground))
            open_cells.discard(target)
            patient = True
        if len(steps) == before and not patient:
            break
        patient = len(steps) > before
        waiting = later
    return steps, used


def _assigns(ground: Ground, fed: set[Address]) -> bool:
    """Whether an instance gives its left side: one cell alone, not taken from the books."""
    target = ground.terms[0][1]
    return (
        ground.equation.relation == "="
        and ground.split == 1
        and ground.terms[0][0] == 1
        and not ground.constant
        and target not in fed
        and all(address != target for _, address in ground.terms[1:])
    )


def blank(edition: Edition, codes: Collection[str]) -> Facts:
    """Every declared cell of the nine tables at zero: rows of `codes` with all their parents."""
    tree = sorted({code[:n] for code in codes for n in (3, 5, 7) if n <= len(code)})
    items = [code for code in tree if edition.functional.entries.get(code[:3])]
    kinds = [code for code in tree if edition.economic.entries.get(code[:3])]
    facts: dict[Address, Fact] = {}
    forms = {}
    for form in edition.forms:
        rows = kinds if form.classification == "economic" else items
        for address in cells(form, rows):
            facts[address] = Fact(address, ZERO)
        names = tuple(column.id for column in form.columns)
        unshown = form.unshown(names)
        forms[form.id] = FormState(form.id, form.title, "read", columns=names, unshown=unshown)
    return Facts(facts, forms)


def cells(form: Form, codes: Iterable[str]) -> Iterator[Address]:
    """The cells of one form, row by row, for some codes."""
    if form.layout == "科目":
        rows = [TOTAL, *codes]
        yield from (Address(form.id, row, c.id) for row in rows for c in form.columns)
        return
    for side in form.sides:
        inside = [code for code in codes if code[:3] in side.classes]
        rows = [*inside, *(row.id for row in side.rows)]
        yield from (Address(form.id, row, c.id) for row in rows for c in side.columns)
