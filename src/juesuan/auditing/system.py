"""All equations together: is there one set of true amounts that fits every row?

A `System` is variables and rows, and knows nothing of forms or sentences. A variable is an amount
known to lie in value ± half, or a free one (half None: last year's amounts, budgets, whatever the
document implies and never prints). A row is lower ≤ Σ coefficient × variable ≤ upper with the
statement it came from; a ratio claim x / y = r ± h makes two rows, x − (r−h)·y ≥ 0 and
x − (r+h)·y ≤ 0. All amounts are integers of 10⁻⁶ 元.

HiGHS sees how far each amount lies from its printed value, in half units: numbers near 1 whatever
the size of the amounts. Intervals are widened by 10⁻⁶ of a half unit, so that intervals which
touch in one point (326.71 and 326.72) agree. Where 元 stand beside 亿元, no amount is
measured finer than a millionth of the coarsest one: HiGHS reckons with sixteen digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

import highspy
import numpy as np
from highspy._core import _Highs as Highs  # highspy.Highs prints a banner when it is made
from numpy.typing import NDArray

from juesuan.model.number import Address

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]
Exact = int | Decimal

WIDER = 1 + 1e-6
INF = highspy.kHighsInf
NOTICED = 1e-4
FINEST = 1e-6
LIMIT = 1500


Origin = TypeVar("Origin")  # the statement that a row comes from


class Variable(NamedTuple):
    """A true amount in value ± half; half None is unknown; `weight` is the cost of moving it."""

    address: Address
    value: int = 0
    half: int | None = None
    weight: float = 1.0


class SystemRow(NamedTuple, Generic[Origin]):
    """lower ≤ Σ coefficient × variable ≤ upper, and the statement that says so."""

    terms: tuple[tuple[Exact | float, Address], ...]
    lower: Exact | None
    upper: Exact | None
    origin: Origin | None = None


class Exhausted(RuntimeError):
    """The linear programs allowed for one document are used up, or HiGHS gave no answer."""


class System(Generic[Origin]):
    """Variables and rows, solved as often as a diagnosis needs, at most LIMIT times."""

    def __init__(self, variables: Sequence[Variable], rows: Sequence[SystemRow[Origin]]) -> None:
        self.variables, self.rows = tuple(variables), tuple(rows)
        self.index = {variable.address: i for i, variable in enumerate(self.variables)}
        halves = [variable.half for variable in self.variables if variable.half]
        self.unit = 2 * max(set(halves), key=halves.count) if halves else 1
        self.solved = 0
        floor = int(max(halves, default=0) * FINEST)
        self.step = max(self.unit / 2, floor)
        self._scales = [max(v.half or self.unit // 2 or 1, floor) for v in self.variables]
        wide = ((v.half, scale) for v, scale in zip(self.variables, self._scales, strict=True))
        bound = [INF if half is None else WIDER * half / scale for half, scale in wide]
        self._bounds: Floats = np.array(bound, np.float64)
        self._matrix = _matrix(self)
        self._plain: Highs | None = None
        self._elastic: Highs | None = None

    def feasible(self, freed: Iterable[Address] = (), without: Iterable[int] = ()) -> bool:
        """Whether every row but some can hold, the amounts in `freed` being anything."""
        with self._loosened(freed, without) as model:
            return self._solve(model) == highspy.HighsModelStatus.kOptimal

    def deviations(
        self, freed: Iterable[Address] = (), costs: Floats | None = None
    ) -> tuple[dict[Address, int], tuple[int, ...]]:
        """The cheapest departures from the intervals, and the rows that force them.

        Departures are in 10⁻⁶ 元, free amounts left out; the rows are those with a price.
        """
        self._elastic = self._elastic or self._model(elastic=True)
        self._free(self._elastic, freed)
        weights = self._weights() if costs is None else costs
        count = len(self.variables)
        columns = np.arange(count, 3 * count, dtype=np.int32)
        self._elastic.changeColsCost(2 * count, columns, np.concatenate([weights, weights]))
        if self._solve(self._elastic) != highspy.HighsModelStatus.kOptimal:
            raise Exhausted
        solution = self._elastic.getSolution()
        values: Floats = np.asarray(solution.col_value, np.float64)
        moved: Floats = values[count : 2 * count] - values[2 * count :]
        departures = {self.variables[i].address: round(moved[i] * self.step) for i in _large(moved)}
        prices: Floats = np.asarray(solution.row_dual, np.float64)
        return departures, tuple(int(i) for i in np.flatnonzero(np.abs(prices) > NOTICED))

    def suspects(self, freed: Sequence[Address] = ()) -> dict[Address, float]:
        """The sparsest departures found: L1, then again with small ones made dear."""
        moved, _ = self.deviations(freed)
        for _ in range(2):
            if len(moved) <= 1:
                break
            again, _ = self.deviations(freed, self.costs(moved))
            if len(again) >= len(moved):
                break
            moved = again
        return {address: float(distance) for address, distance in moved.items()}

    def costs(self, moved: dict[Address, int]) -> Floats:
        """Weights under which what moved little last time is dear to move again."""
        weights = self._weights()
        far = np.zeros(len(self.variables))
        for address, distance in moved.items():
            far[self.index[address]] = abs(distance) / self.step / 2
        reweighted: Floats = weights / (far + 0.1)
        return reweighted

    def extremes(
        self, address: Address, freed: Iterable[Address] = (), without: Iterable[int] = ()
    ) -> tuple[float, float]:
        """The least and the greatest amount that fits every row but some; may be infinite.

        Its own interval is no bound.
        """
        column = self.index[address]
        with self._loosened((*freed, address), without) as model:
            extremes = [self._extreme(model, column, sign) for sign in (1.0, -1.0)]
            model.changeColCost(column, 0.0)
        return extremes[0], extremes[1]

    def _extreme(self, model: Highs, column: int, sign: float) -> float:
        model.changeColCost(column, sign)
        if self._solve(model) != highspy.HighsModelStatus.kOptimal:
            return -sign * float("inf")
        distance = float(model.getSolution().col_value[column])
        return self.variables[column].value + distance * self._scales[column]

    def conflict(self, rows: Sequence[int], freed: Sequence[Address] = ()) -> tuple[int, ...]:
        """A smallest set of these rows that cannot all hold, by leaving out one after another."""
        part, needless = self._part(rows), list[int]()
        for place in range(len(rows)):
            self.solved += 1
            if not part.feasible(freed, (*needless, place)):
                needless.append(place)
        return tuple(row for place, row in enumerate(rows) if place not in needless)

    def _part(self, rows: Sequence[int]) -> System[Origin]:
        """The system of some of its rows and their variables."""
        chosen = [self.rows[row] for row in rows]
        used = {address for row in chosen for _, address in row.terms}
        return System([v for v in self.variables if v.address in used], chosen)

    def _weights(self) -> Floats:
        return np.array([variable.weight for variable in self.variables], np.float64)

    @contextmanager
    def _loosened(self, freed: Iterable[Address], without: Iterable[int]) -> Iterator[Highs]:
        """The model without departures, in which some amounts and some rows are not bound."""
        model = self._plain = self._plain or self._model(elastic=False)
        *_, lower, upper = self._matrix
        loose = list(without)
        self._free(model, freed)
        for row in loose:
            model.changeRowBounds(row, -INF, INF)
        yield model
        for row in loose:
            model.changeRowBounds(row, lower[row], upper[row])

    def _free(self, model: Highs, freed: Iterable[Address]) -> None:
        bounds = self._bounds.copy()
        bounds[[self.index[address] for address in freed if address in self.index]] = INF
        count = len(bounds)
        model.changeColsBounds(count, np.arange(count, dtype=np.int32), -bounds, bounds)

    def _solve(self, model: Highs) -> highspy.HighsModelStatus:
        self.solved += 1
        if self.solved > LIMIT:
            raise Exhausted
        if model.run() == highspy.HighsStatus.kError:
            raise Exhausted
        return model.getModelStatus()

    def _model(self, *, elastic: bool) -> Highs:
        """One HiGHS model: a column for each amount, with `elastic` two more to depart by."""
        starts, columns, values, shares, lower, upper = self._matrix
        count, bounds = len(self.variables), self._bounds
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = len(self.rows), count * (3 if elastic else 1)
        lp.row_lower_, lp.row_upper_ = lower, upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        departing = np.where(np.isinf(bounds), 0.0, INF) if elastic else np.zeros(0)
        beyond = np.concatenate([departing, departing]) if elastic else departing
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_ = np.concatenate([-bounds, np.zeros(len(beyond))])
        lp.col_upper_ = np.concatenate([bounds, beyond])
        if elastic:
            starts, columns, values = _widened(starts, columns, values, shares, count)
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, columns, values
        model = Highs()
        model.setOptionValue("output_flag", False)  # noqa: FBT003
        model.passModel(lp)
        return model


def _large(moved: Floats) -> list[int]:
    return [int(i) for i in np.flatnonzero(np.abs(moved) > NOTICED)]


def _matrix(system: System[Origin]) -> tuple[Indices, Indices, Floats, Floats, Floats, Floats]:
    """Row starts, columns, coefficients, coefficients of departures, and the rows' bounds."""
    terms = [term for row in system.rows for term in row.terms]
    where = [system.index[address] for _, address in terms]
    sizes = np.array([len(row.terms) for row in system.rows], np.int32)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    columns = np.array(where, np.int32)
    factors = np.array([factor for factor, _ in terms], np.float64)
    weighed = factors * np.array(system._scales, np.float64)[columns]  # noqa: SLF001
    largest = _largest(weighed, starts)
    each = np.repeat(largest, sizes)
    lower, upper = _bounds(system, where, starts)
    shares = factors * system.step / each
    return starts, columns, weighed / each, shares, lower / largest, upper / largest


def _largest(weighed: Floats, starts: Indices) -> Floats:
    """The largest coefficient of each row by its size; 1 for a row without any."""
    sizes = np.append(np.abs(weighed), 0.0)
    largest: Floats = np.maximum.reduceat(sizes, starts)[:-1]
    return np.where((largest == 0) | (starts[:-1] == starts[1:]), 1.0, largest)


def _bounds(system: System[Origin], where: Sequence[int], starts: Indices) -> tuple[Floats, Floats]:
    """What each row's bounds leave beside what it adds up to at the printed values, exactly."""
    terms = (factor for row in system.rows for factor, _ in row.terms)
    exact = (Decimal(factor) if isinstance(factor, float) else factor for factor in terms)
    stands = [factor * system.variables[i].value for factor, i in zip(exact, where, strict=True)]
    lower, upper = list[float](), list[float]()
    for row, (start, end) in zip(system.rows, pairwise(starts.tolist()), strict=True):
        total = sum(stands[start:end])
        lower.append(-INF if row.lower is None else float(row.lower - total))
        upper.append(INF if row.upper is None else float(row.upper - total))
    return np.array(lower, np.float64), np.array(upper, np.float64)


def _widened(
    starts: Indices, columns: Indices, values: Floats, shares: Floats, count: int
) -> tuple[Indices, Indices, Floats]:
    """The matrix with a column upward and a column downward beside each amount."""
    indices = np.stack([columns, columns + count, columns + 2 * count], axis=1).ravel()
    entries = np.stack([values, shares, -shares], axis=1).ravel()
    return (3 * starts).astype(np.int32), indices.astype(np.int32), entries
