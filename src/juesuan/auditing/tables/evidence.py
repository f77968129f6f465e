"""How well a correction of one cell fits every equation it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from juesuan.auditing.tables.check import NOTHING, Amounts, Check
from juesuan.model.number import Address

Shifts = Mapping[Address, float]

SOFT = 8.0


class Evidence:
    """The equations by cell; a misfit is Σ (residual / σ)², σ being what rounding explains.

    An expectation that holds speaks against moving its cells, as strongly as SOFT, no more.
    """

    def __init__(self, checks: Sequence[Check], amounts: Amounts, unit: int) -> None:
        self.amounts = amounts
        self.floor = unit**2 / 12
        self.of: dict[Address, list[Check]] = {}
        for check in checks:
            for address in set(check.addresses) if _speaks(check) else ():
                self.of.setdefault(address, []).append(check)

    def residual(self, check: Check, shifts: Shifts) -> float:
        """Left − right once some cells are corrected."""
        moved = sum(float(f) * shifts[a] for f, a in check.ground.terms if a in shifts)
        return float(check.residual) + moved

    def is_broken(self, check: Check, shifts: Shifts) -> bool:
        """Whether an equation cannot hold once some cells are corrected."""
        return _short(check, self.residual(check, shifts)) > float(check.bound) * (1 + 1e-9)

    def correction(self, address: Address, shifts: Shifts) -> float:
        """The shift of one cell that fits its equations best, other cells being corrected."""
        above = below = 0.0
        for check in self.of.get(address, ()):
            residual = self.residual(check, shifts)
            if check.hard and _short(check, residual) > 0:
                factor, variance = _factor(check, address), self._variance(check)
                above -= factor * residual / variance
                below += factor * factor / variance
        return above / below if below else 0.0

    def gain(self, address: Address, shift: float, shifts: Shifts) -> float:
        """How much smaller the misfit becomes when the cell is shifted."""
        gained = 0.0
        for check in self.of.get(address, ()):
            before = self.residual(check, shifts)
            after = before + _factor(check, address) * shift
            gained += self._misfit(check, before) - self._misfit(check, after)
        return gained

    def _misfit(self, check: Check, residual: float) -> float:
        short = max(_short(check, residual), 0.0)
        if not check.hard:
            return SOFT if short > float(check.bound) else 0.0
        return short * short / self._variance(check)

    def _variance(self, check: Check) -> float:
        halves = ((f, self.amounts[a] or NOTHING) for f, a in check.ground.terms)
        return max(sum((float(f) * amount.half) ** 2 for f, amount in halves) / 3, self.floor)


def _speaks(check: Check) -> bool:
    soft = check.ground.equation.relation == "=" and check.verdict in ("holds", "tail")
    return check.hard or (soft and check.verdict != "unchecked")


def _short(check: Check, residual: float) -> float:
    """By how much a relation fails; below zero it holds with room to spare."""
    relation = check.ground.equation.relation
    return abs(residual) if relation == "=" else residual if relation == "<=" else -residual


def _factor(check: Check, address: Address) -> float:
    return float(sum(factor for factor, cell in check.ground.terms if cell == address))


def printed(addresses: Iterable[Address], amounts: Amounts) -> list[Address]:
    """Those of some cells in which an amount is printed, each once."""
    cells = ((address, amounts[address]) for address in dict.fromkeys(addresses))
    return [address for address, amount in cells if amount and (amount.half or amount.value)]
