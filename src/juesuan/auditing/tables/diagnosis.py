"""Which cells are wrong: the fewest departures that let all equations hold, one cause each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from juesuan.auditing.system import Exhausted, System, SystemRow, Variable
from juesuan.auditing.tables.check import YUAN, Amounts, Check, broken
from juesuan.auditing.tables.evidence import Evidence, printed
from juesuan.auditing.tables.slips import is_slip
from juesuan.auditing.tables.told import NOTHING_TOLD, Told
from juesuan.model.number import Address

BLANK_WEIGHT, ABSENT_WEIGHT = 1.02, 1.05
SHOWN_WEIGHT = 0.9  # of a row left out of one form that another shows
CLOSE = 6.0
TRIED = 24
FEW = 8
TELLING = 100
ANY = (-float("inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class Cause:
    """One root cause: the cell at fault (several where nothing tells which) and what it breaks.

    `joint` says that each equation could hold alone; `low`, `high` bound what it should be,
    in 10⁻⁶ 元; `several` bounds each of the cells, were it the one at fault; `copies` are cells
    of other tables with the same wrong number, where the same right one belongs.
    """

    cells: tuple[Address, ...]
    checks: tuple[Check, ...]
    joint: bool = False
    low: float = ANY[0]
    high: float = ANY[1]
    several: tuple[tuple[float, float], ...] = ()
    copies: tuple[Address, ...] = ()

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """The bounds of each of the cells; infinite where nothing bounds them."""
        if len(self.several) == len(self.cells):
            return self.several
        return ((self.low, self.high),) if len(self.cells) == 1 else (ANY,) * len(self.cells)


class Diagnosis(NamedTuple):
    """The causes of all contradictions, and the cells that rounding may excuse."""

    causes: tuple[Cause, ...] = ()
    slight: tuple[Address, ...] = ()


@dataclass(slots=True)
class _Case:
    """One document under diagnosis: the cells held at fault so far and by how much."""

    system: System[Check]
    evidence: Evidence
    amounts: Amounts
    checks: list[Check]
    witness: Told
    shifts: dict[Address, float] = field(default_factory=dict)


def build(checks: Sequence[Check], amounts: Amounts) -> System[Check]:
    """The joint system of all equations that must hold and whose cells are all known."""
    hard = [check for check in checks if check.hard]
    used = dict.fromkeys(address for check in hard for _, address in check.ground.terms)
    shown = _shown_elsewhere(hard, amounts)
    return System([_variable(a, amounts, shown) for a in used], [_row(c) for c in hard])


def _shown_elsewhere(checks: Sequence[Check], amounts: Amounts) -> set[Address]:
    """The cells of rows that a form lacks, and that show an amount in the form it is within."""
    shown: set[Address] = set()
    for check in checks:
        if within := check.ground.equation.within:
            absent = (a for a in check.addresses if a not in amounts.facts)
            shown |= {a for a in absent if _filled(within, a.row, amounts)}
    return shown


def _filled(form: str, row: str, amounts: Amounts) -> bool:
    state = amounts.facts.forms.get(form)
    cells = (Address(form, row, column) for column in (state.columns if state else ()))
    return any(fact.value for cell in cells if (fact := amounts.facts.get(cell)) is not None)


def _variable(address: Address, amounts: Amounts, shown: Collection[Address]) -> Variable:
    amount = amounts[address]
    if amount is None:
        return Variable(address)
    absent = address not in amounts.facts
    weight = 1.0 if any(amount) else ABSENT_WEIGHT if absent else BLANK_WEIGHT
    weight = SHOWN_WEIGHT if absent and address in shown else weight
    return Variable(address, amount.value, amount.half, weight)


def _row(check: Check) -> SystemRow[Check]:
    """An equation as a row; a cell it names twice has one coefficient, as HiGHS demands."""
    relation, terms = check.ground.equation.relation, check.ground.terms
    if len({address for _, address in terms}) != len(terms):
        each = dict.fromkeys(address for _, address in terms)
        terms = tuple((sum(f for f, a in terms if a == address), address) for address in each)
    constant = -int(check.ground.constant * YUAN)
    lower = None if relation == "<=" else constant
    return SystemRow(terms, lower, None if relation == ">=" else constant, check)


def diagnose(checks: list[Check], amounts: Amounts, witness: Told = NOTHING_TOLD) -> Diagnosis:
    """The causes of every contradiction between the printed numbers; none where all can be true.

    A cell that stands in no broken equation and need depart from its interval by at most one
    printed unit is a tail, not an error: published tables sum rounded numbers. What the allowed
    number of linear programs does not reach is one cause per broken equation. What the text
    tells of the cells speaks between those that explain a contradiction equally well. Where every
    equation holds for the numbers just as they are printed, they are such amounts themselves.
    """
    if all(check.verdict == "holds" for check in checks if check.hard):
        return Diagnosis()
    system = build(checks, amounts)
    causes: list[Cause] = []
    slight: list[Address] = []
    try:
        if system.feasible():
            return Diagnosis()
        case = _Case(system, Evidence(checks, amounts, system.unit), amounts, checks, witness)
        case.shifts = system.suspects()
        slight = _slight(case)
        suspects = sorted(case.shifts, key=lambda a: -abs(case.shifts[a]))
        causes.extend(_cause(case, suspect) for suspect in suspects if suspect not in slight)
    except Exhausted:
        pass
    named = {cell for cause in causes for cell in cause.cells}
    unexplained = [c for c in broken(checks) if c.hard and named.isdisjoint(c.addresses)]
    together = _copied(_together(causes, amounts), amounts)
    apart = (*together, *(Cause((), (check,)) for check in unexplained))
    return Diagnosis(apart, tuple(slight))


def _slight(case: _Case) -> list[Address]:
    """Suspects that are off by a rounding of the whole, and break nothing by themselves."""
    involved = {a for c in broken(case.checks) if c.hard for a in c.addresses}
    most = case.system.unit * (1 + 1e-3)
    return [a for a, d in case.shifts.items() if abs(d) <= most and a not in involved]


def _cause(case: _Case, suspect: Address) -> Cause:
    """The cause behind one departure; the cell held at fault takes its place among the shifts."""
    departure = case.shifts.pop(suspect)
    alone = [c for c in broken(case.checks) if c.hard and suspect in c.addresses]
    checks = [c for c in alone if case.evidence.is_broken(c, case.shifts)] or alone
    if not checks:
        checks = _conflict(case)
    cells = _culprits(case, suspect, departure, checks)
    at_fault = cells[0] if len(cells) == 1 else suspect
    shift = departure if at_fault == suspect else case.evidence.correction(at_fault, case.shifts)
    low, high = ANY
    if len(cells) == 1:
        low, high = case.system.extremes(at_fault, case.shifts)
        mine = [c for c in broken(case.checks) if c.hard and at_fault in c.addresses]
        checks = [c for c in mine if case.evidence.is_broken(c, case.shifts)] or mine or checks
    several = [case.system.extremes(a, case.shifts) for a in cells] if 1 < len(cells) <= FEW else ()
    case.shifts[at_fault] = shift
    return Cause(cells, tuple(checks), not alone, low, high, tuple(several))


def _conflict(case: _Case) -> list[Check]:
    """A smallest set of equations that cannot all hold, the other suspects being free."""
    freed = list(case.shifts)
    _, rows = case.system.deviations(freed)
    smallest = case.system.conflict(rows, freed)
    checks = [case.system.rows[row].origin for row in smallest]
    return [check for check in checks if check is not None]


def _culprits(
    case: _Case, suspect: Address, departure: float, checks: Sequence[Check]
) -> tuple[Address, ...]:
    """The one cell that explains a conflict best, or all that explain it equally well."""
    evidence, shifts = case.evidence, case.shifts
    cells = printed((address for c in checks for address in c.addresses), case.amounts)
    moves = {a: evidence.correction(a, shifts) for a in cells if a not in shifts}
    moves.setdefault(suspect, departure)
    gains = {a: evidence.gain(a, move, shifts) for a, move in moves.items()}
    ranked = sorted(gains, key=lambda a: -gains[a])
    near = [a for a in ranked if gains[a] > gains[ranked[0]] - CLOSE]
    close = near[:TRIED]
    if len(close) > 1:
        close = [a for a in close if a == suspect or case.system.feasible((*shifts, a))]
    if len(close) <= 1:
        return (close[0] if close else suspect,)
    otherwise = [a for a in close if case.witness.says_otherwise(a, moves[a], case.amounts)]
    if len(otherwise) == 1:
        return (otherwise[0],)
    likely = [a for a in near if _is_slip(case, a, moves[a], checks)]
    sole = len(likely) == 1 and not case.witness.confirms(likely[0], case.amounts)
    return (likely[0],) if sole and likely[0] in close else tuple(close)


def _is_slip(case: _Case, address: Address, move: float, checks: Sequence[Check]) -> bool:
    """Whether a cell's printed number is plainly a slip of what the equations make it.

    A difference in the last two digits alone is a slip of too many numbers to tell one.
    """
    amount = case.amounts[address]
    unit = 2 * amount.half if amount else 0
    if amount is None or not unit or abs(move) < TELLING * unit:
        return False
    room = min(3, max((round(float(c.bound) / unit / 2) for c in checks), default=0))
    meant = round((amount.value + move) / unit)
    return is_slip(amount.value // unit, range(meant - room, meant + room + 1))


def _together(causes: Sequence[Cause], amounts: Amounts) -> list[Cause]:
    """Cells of one row that the form does not print at all are one cause."""
    by_row: dict[object, Cause] = {}
    for cause in causes:
        cell = cause.cells[0] if len(cause.cells) == 1 else None
        absent = cell is not None and cell not in amounts.facts
        name = (cell.form, cell.row) if cell and absent else (id(cause),)
        first = by_row.get(name)
        if first is None:
            by_row[name] = cause
        else:
            checks = tuple(dict.fromkeys((*first.checks, *cause.checks)))
            joint, ranges = first.joint and cause.joint, first.ranges + cause.ranges
            by_row[name] = Cause(first.cells + cause.cells, checks, joint, several=ranges)
    return list(by_row.values())


def _copied(causes: Sequence[Cause], amounts: Amounts) -> list[Cause]:
    """One wrong number in several tables, where all of them want the same other one, is one cause.

    The first table that prints it is named as the cause, the others as its copies.
    """
    distinct: list[Cause] = []
    for cause in causes:
        same = next((i for i, one in enumerate(distinct) if _is_copy(cause, one, amounts)), None)
        if same is None:
            distinct.append(cause)
        else:
            first = distinct[same]
            checks = tuple(dict.fromkeys((*first.checks, *cause.checks)))
            joint = first.joint and cause.joint
            low, high = max(first.low, cause.low), min(first.high, cause.high)
            cell, *copies = sorted((*first.cells, *first.copies, *cause.cells))
            distinct[same] = Cause((cell,), checks, joint, low, high, copies=tuple(copies))
    return distinct


def _is_copy(cause: Cause, first: Cause, amounts: Amounts) -> bool:
    if len(cause.cells) != 1 or len(first.cells) != 1:
        return False
    amount, other = amounts[cause.cells[0]], amounts[first.cells[0]]
    if amount is None or other is None or amount.value != other.value or not amount.value:
        return False
    wanted = max(cause.low, first.low), min(cause.high, first.high)
    bounded = all(abs(end) != ANY[1] for end in wanted)
    return bounded and wanted[0] <= wanted[1] + amount.half + other.half
