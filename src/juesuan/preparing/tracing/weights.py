"""How much a cell takes of each leaf it follows from, and how an amount of a leaf goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from juesuan.model.number import Address
from juesuan.preparing.forward import Step

Weights = Mapping[Address, int]


def weights(address: Address, steps: Sequence[Step]) -> dict[Address, int]:
    """By leaf, how often it is in a cell: 1, −1, or 0 where it comes in and goes out again."""
    shares = {address: 1}
    for cell, ground in reversed(steps):
        weight = shares.pop(cell, None)
        for factor, term in ground.terms[1:] if weight is not None else ():
            shares[term] = shares.get(term, 0) - int(factor) * (weight or 0)
    return shares


def carried_on(amounts: Mapping[Address, int], steps: Sequence[Step]) -> dict[Address, int]:
    """What some amounts of leaves come to in every cell that follows from them."""
    values = dict(amounts)
    for cell, ground in steps:
        total = -sum(int(factor) * values.get(term, 0) for factor, term in ground.terms[1:])
        if total:
            values[cell] = total
    return values
