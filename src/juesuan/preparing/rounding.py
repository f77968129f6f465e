"""Amounts as they will be printed: each cell on its own, or balanced so that sums still add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from juesuan.model.accounts import Moved, Obstacle, Unfit, yuan
from juesuan.model.number import UNITS, Address
from juesuan.notation.equation import Ground

if TYPE_CHECKING:
    import highspy

SECONDS = 300.0


class Rounded(NamedTuple):
    """Shown amounts in 分, the cells moved away from the nearest one, the sums still broken."""

    shown: dict[Address, int]
    moved: tuple[Moved, ...] = ()
    broken: tuple[str, ...] = ()


def printed_unit(unit: str) -> int:
    """What the last printed digit is worth, in 分: 0.01 万元 is 10,000."""
    return int(UNITS[unit])


def nearest(amount: int, step: int) -> int:
    """An amount in 分 rounded half away from zero to a multiple of `step`."""
    sign = -1 if amount < 0 else 1
    return sign * ((2 * abs(amount) + step) // (2 * step)) * step


def each(exact: Mapping[Address, int], step: int) -> Rounded:
    """Every cell rounded on its own, as practised."""
    return Rounded({cell: nearest(amount, step) for cell, amount in exact.items()})


def balanced(exact: Mapping[Address, int], grounds: Sequence[Ground], step: int) -> Rounded:
    """Every cell its floor or its ceiling, so that as many sums as possible hold as printed.

    Among those with the fewest units off, the one with the least movement; whole amounts stay.
    """
    cells = [cell for cell, amount in exact.items() if amount % step]
    rows = list(_rows(exact, grounds, step))
    ups = _Programme(exact, cells, rows, step).solve()
    shown = {
        cell: amount - amount % step + (step if cell in ups else 0)
        for cell, amount in exact.items()
    }
    moved = tuple(
        Moved(cell, yuan(exact[cell]), yuan(amount))
        for cell, amount in shown.items()
        if amount != nearest(exact[cell], step)
    )
    return Rounded(shown, moved, tuple(_broken(shown, grounds)))


@dataclass(frozen=True)
class _Row:
    """One equation over the cells that are not whole: Σ factor × up (= or ≥) right, in steps."""

    factors: Mapping[Address, int]
    equal: bool
    right: int


def _rows(exact: Mapping[Address, int], grounds: Sequence[Ground], step: int) -> Iterator[_Row]:
    """Equations in which something can move, each once."""
    seen = set()
    for ground in grounds:
        sign = -1 if ground.equation.relation == "<=" else 1
        factors: dict[Address, int] = {}
        floor = 0
        for factor, address in ground.terms:
            amount = exact.get(address, 0)
            floor += sign * int(factor) * (amount // step)
            if amount % step:
                factors[address] = factors.get(address, 0) + sign * int(factor)
        factors = {cell: factor for cell, factor in factors.items() if factor}
        key = (frozenset(factors.items()), ground.equation.relation, floor)
        if factors and key not in seen:
            seen.add(key)
            yield _Row(factors, ground.equation.relation == "=", -floor)


class _Programme:
    """The integer programme: a binary per cell, slacks per equation at a price above all else."""

    def __init__(
        self,
        exact: Mapping[Address, int],
        cells: Sequence[Address],
        rows: Sequence[_Row],
        step: int,
    ) -> None:
        self.cells, self.rows = cells, rows
        self.index = {cell: i for i, cell in enumerate(cells)}
        # The price of going up instead of down; sums are kept before movement is saved.
        self.prices = [1 - 2 * (exact[cell] % step) / step for cell in cells]
        self.penalty = float(len(cells) + 1)

    def solve(self) -> set[Address]:
        """The cells to be rounded up."""
        import highspy  # noqa: PLC0415 - costs a tenth of a second, and only balancing needs it
        from highspy._core import _Highs  # noqa: PLC0415 - highspy.Highs prints a banner

        if not self.cells:
            return set()
        solver = _Highs()
        solver.setOptionValue("output_flag", False)  # noqa: FBT003 - an option and its value
        solver.setOptionValue("random_seed", 1)
        solver.setOptionValue("parallel", "off")
        solver.setOptionValue("time_limit", SECONDS)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(self._model())
        if solver.run() == highspy.HighsStatus.kError:
            raise Unfit([Obstacle("舍入", "求解程序出错，没有得到平衡舍入的结果", final=True)])
        if solver.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
            raise Unfit([Obstacle("舍入", "平衡舍入在限时内没有找到解", final=True)])
        values = solver.getSolution().col_value
        return {cell for cell, value in zip(self.cells, values, strict=False) if value > 0.5}

    def _model(self) -> highspy.HighsLp:
        import highspy  # noqa: PLC0415 - as above

        slacks = sum(2 if row.equal else 1 for row in self.rows)
        width = len(self.cells) + slacks
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = width, len(self.rows)
        model.col_cost_ = np.array(self.prices + [self.penalty] * slacks)
        model.col_lower_ = np.zeros(width)
        model.col_upper_ = np.array([1.0] * len(self.cells) + [highspy.kHighsInf] * slacks)
        model.integrality_ = [highspy.HighsVarType.kInteger] * width
        right = np.array([float(row.right) for row in self.rows])
        free = [row.right if row.equal else highspy.kHighsInf for row in self.rows]
        model.row_lower_, model.row_upper_ = right, np.array(free, dtype=float)
        self._fill(model.a_matrix_)
        return model

    def _fill(self, matrix: highspy.HighsSparseMatrix) -> None:
        import highspy  # noqa: PLC0415 - as above

        starts, columns, values = [0], [], []
        slack = len(self.cells)
        for row in self.rows:
            for cell, factor in row.factors.items():
                columns.append(self.index[cell])
                values.append(float(factor))
            for sign in (1.0, -1.0) if row.equal else (1.0,):
                columns.append(slack)
                values.append(sign)
                slack += 1
            starts.append(len(columns))
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.array(starts)
        matrix.index_ = np.array(columns)
        matrix.value_ = np.array(values)


def _broken(shown: Mapping[Address, int], grounds: Sequence[Ground]) -> Iterator[str]:
    """The equations whose printed amounts do not add up."""
    for ground in grounds:
        residual = sum(int(factor) * shown.get(address, 0) for factor, address in ground.terms)
        relation = ground.equation.relation
        if (relation == "=" and residual) or (relation == ">=" and residual < 0):
            side = " + ".join(str(a) for _, a in ground.terms[: ground.split])
            off = Decimal(residual).scaleb(-2)
            yield f"{side}（{ground.equation.text}）：{off:,.2f} 元"
