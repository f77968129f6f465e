"""All claims together with the tables: last year's amounts, never printed, must exist for them all.

Every claim becomes a row `formula − t = 0` with a variable t in its printed interval, so that the
cheapest departures of the joint system are the claims at fault. What the text implies and no
table prints (last year, budgets, contracts) is an unknown that is not negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice
from math import isinf
from typing import NamedTuple

from juesuan.auditing.customs import proved, stands
from juesuan.auditing.roots import copied
from juesuan.auditing.system import Exhausted, System, SystemRow, Variable
from juesuan.auditing.tables.check import MICRO, Amounts
from juesuan.auditing.text.ratios import gathered, linear_terms, ratio_of, ratio_width, times
from juesuan.auditing.text.verdict import ClaimCheck
from juesuan.model.number import Address, Facts, Interval
from juesuan.notation import formula
from juesuan.notation.equation import Ground
from juesuan.notation.formula import FormulaError, Term
from juesuan.notation.speech.narrative import FULL, INITIAL, PRIOR, Assumption, Narrative

SAID = "说"
TABLE_WEIGHT, NOTHING_WEIGHT, CLAIM_WEIGHT, BUDGET_WEIGHT = 20.0, 5.0, 1.0, 0.8
NOTHING = Decimal(101)
NOTEWORTHY = Decimal(1_000_000)
HUNDREDTH = Decimal(100)
Statement = ClaimCheck | Ground | Assumption


class Usual(NamedTuple):
    """What a custom leaves a number to be, in 元."""

    custom: Assumption
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that cannot be true beside the others: what they imply, what the others leave.

    `subject` is the address the claims imply an amount of, `implied` that amount, `low` and `high`
    what the other statements allow it to be (元, None for unbounded); `against` are the other
    statements of the smallest conflicting set, `assumed` the customs among them that the
    document's own numbers do not prove.
    """

    claims: tuple[ClaimCheck, ...]
    subject: Address | None
    implied: Decimal | None
    low: Decimal | None
    high: Decimal | None
    against: tuple[Statement, ...]
    assumed: tuple[Assumption, ...]
    usual: Usual | None = None

    @property
    def sure(self) -> bool:
        """Whether it cannot be true by rule and definition, without any custom."""
        return not self.assumed


@dataclass(frozen=True)
class _Made:
    """What the joint system of a document is made of."""

    checks: Sequence[ClaimCheck]
    facts: Facts
    grounds: Sequence[Ground]
    doubtful: Mapping[Address, Interval]
    signed: frozenset[Address]

    @cached_property
    def claimed(self) -> Sequence[tuple[Variable, SystemRow[Statement]]]:
        """Every claim as a variable and a row, whatever customs come in."""
        rows = (_claim_rows(index, check, self) for index, check in enumerate(self.checks))
        return tuple(chain.from_iterable(rows))

    @cached_property
    def amounts(self) -> Amounts:
        """What is printed, as systems reckon with it."""
        return Amounts(self.facts)

    def widest(self, address: Address) -> Interval | None:
        """What is printed; of a number in doubt the most it may be: that gives a rate room."""
        printed, may = self.facts.interval(address), self.doubtful.get(address)
        if printed is None or may is None or isinf(may.high):
            return printed
        return Interval(may.high - (printed.high - printed.low), may.high)


@dataclass(slots=True)
class _Case:
    """One document: its checks, the system built of them, the claims held at fault so far."""

    checks: Sequence[ClaimCheck]
    facts: Facts
    system: System[Statement]
    freed: list[Address] = field(default_factory=list)


def conflicts(
    checks: Sequence[ClaimCheck],
    facts: Facts,
    narrative: Narrative,
    doubtful: Mapping[Address, Interval],
    broken: Iterable[Ground],
) -> tuple[Conflict, ...]:
    """The claims that no last year and no budgets can make true together, one group per subject.

    `doubtful` are numbers already found wrong, with all they may be; who repeats one of them
    proves nothing. Claims and equations (`broken`) that fail alone are left out. Assumptions come
    in only where the rest has been made to fit.
    """
    sound = [c for c in checks if c.verdict != "broken" and not copied(c, doubtful)]
    statements = [*narrative.equations, *narrative.prior]
    failed = set(broken)
    grounds = [g for equation in statements for g in equation.ground(facts) if g not in failed]
    made = _Made(sound, facts, grounds, doubtful, narrative.signed)
    case = _Case(sound, facts, _system(made, ()), [a for a in doubtful if isinf(doubtful[a].low)])
    clashes = list(_contradictions(case))
    assumed = [a for a in narrative.assumptions if stands(a, facts) and not _voided(a, made)]
    clashes = [replace(one, usual=_usual(one, made, assumed, case.freed)) for one in clashes]
    freed = list(case.freed)
    case.system = _system(made, assumed)
    more = (_by_custom(one, made, assumed, freed) for one in list(_contradictions(case)))
    return (*clashes, *more)


def _voided(custom: Assumption, made: _Made) -> bool:
    """Whether the text itself says that last year one of the cells was not zero."""
    cells = {address._replace(period=PRIOR) for address in custom.unless}
    spoken = ((check, _subject(check)) for check in made.checks)
    amounts = (_implied((c,), cell, made.facts) for c, cell in spoken if cell in cells and cell)
    return any(amount is not None and abs(amount) > HUNDREDTH for amount in amounts)


def _by_custom(
    conflict: Conflict, made: _Made, assumed: Sequence[Assumption], freed: Sequence[Address]
) -> Conflict:
    """A conflict that only customs bring about, with the one that does, else all of them."""
    sure = [custom for custom in assumed if proved(custom, made.facts)]
    needed = tuple(custom for custom in assumed if custom not in sure)
    try:
        if conflict.assumed or not _system(made, sure).feasible(freed):
            return conflict
        alone = (c for c in needed if not _system(made, (*sure, c)).feasible(freed))
        return replace(conflict, assumed=tuple(islice(alone, 1)) or needed)
    except Exhausted:
        return replace(conflict, assumed=needed)


def _usual(
    conflict: Conflict, made: _Made, assumed: Sequence[Assumption], freed: Sequence[Address]
) -> Usual | None:
    """What the first custom that settles it makes of a number which the rules leave open."""
    if conflict.subject is None:
        return None
    for custom in assumed:
        system = _system(made, (custom,))
        if conflict.subject in system.index:
            low, high = _ends(system, conflict.subject, freed)
            if _tighter(low, conflict.low) or _tighter(high, conflict.high):
                return Usual(custom, low, high)
    return None


def _ends(
    system: System[Statement], subject: Address, freed: Iterable[Address]
) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest a number may be in 元; None for unbounded."""
    low, high = (
        None if isinf(end) else Decimal(end).scaleb(-MICRO)
        for end in system.extremes(subject, freed)
    )
    return low, high


def _tighter(end: Decimal | None, before: Decimal | None) -> bool:
    """Whether a bound is another than it was, by more than a hundredth of 万元."""
    return end is not None and (before is None or abs(end - before) > HUNDREDTH)


def coincidences(
    checks: Sequence[ClaimCheck], facts: Facts, earlier: Iterable[Conflict]
) -> tuple[Conflict, ...]:
    """Claims that make last year exactly what this year's budget of something else is (PY-08)."""
    taken = {conflict.subject for conflict in earlier}
    groups: dict[Address, list[ClaimCheck]] = {}
    for check in checks:
        subject = _subject(check)
        if subject and subject.period == PRIOR and check.verdict == "unchecked":
            groups.setdefault(subject, []).append(check)
    alike = []
    for subject, group in groups.items():
        implied = _implied(group, subject, facts)
        if subject in taken or implied is None or implied < NOTEWORTHY:
            continue
        base = budget_like(implied, facts)
        if base is not None and base._replace(period="") != subject._replace(period=""):
            alike.append(Conflict(tuple(group), subject, implied, None, None, (), ()))
    return tuple(alike)


def _contradictions(case: _Case) -> Iterator[Conflict]:
    """The conflicts of one system, one for each subject its departing claims speak of."""
    try:
        if case.system.feasible(case.freed):
            return
        moved = case.system.suspects(case.freed)
        groups = _groups(case, moved)
        for subject, suspects in groups.items():
            others = [a for a in moved if a not in suspects and a != subject]
            _, rows = case.system.deviations([*case.freed, *others])
            smallest = case.system.conflict(rows, [*case.freed, *others])
            conflict = _conflict(case, subject, suspects, smallest, [*case.freed, *others])
            if not _of_nothing(conflict):
                yield conflict
        case.freed += [a for subject, suspects in groups.items() for a in (subject, *suspects)]
    except Exhausted:
        return


def _of_nothing(conflict: Conflict) -> bool:
    """Whether it is only a rate on a base of zero, which the rule 基数.为零 says better."""
    ratios = any(ratio_of(check.says, check.claim.value) for check in conflict.claims)
    return ratios and conflict.implied is not None and abs(conflict.implied) < NOTHING


def _groups(case: _Case, moved: Iterable[Address]) -> dict[Address, list[Address]]:
    """What the departing statements speak of, each with all the claims that reckon with it."""
    groups: dict[Address, list[Address]] = {}
    for suspect in moved:
        subject = _about(case, suspect) if suspect.form == SAID else suspect
        members = groups.setdefault(subject or suspect, [])
        if subject is None:
            members.append(suspect)
    for index, check in enumerate(case.checks):
        subject = _about(case, Address(SAID, str(index), "1"))
        if subject in groups and not isinstance(check.says, Term):
            groups[subject].append(Address(SAID, str(index), "1"))
    return groups


def _about(case: _Case, claim: Address) -> Address | None:
    """What a claim is about: a number no table prints, else one that no table here gave."""
    check = case.checks[int(claim.row)]
    unknown = (a for a in check.addresses if case.facts.known(a) is None)
    return _subject(check) or next(unknown, None)


def _subject(check: ClaimCheck) -> Address | None:
    """The unknown that a claim is about: the first address that no table prints."""
    unknowns = (a for a in check.addresses if a.period or a.form == "文")
    return next(unknowns, None)


def _conflict(
    case: _Case,
    subject: Address,
    suspects: Sequence[Address],
    rows: Sequence[int],
    others: Sequence[Address],
) -> Conflict:
    claims = tuple(case.checks[int(a.row)] for a in suspects)
    origins = [case.system.rows[row].origin for row in rows]
    against = tuple(o for o in origins if o is not None and o not in claims)
    customs = dict.fromkeys(o for o in against if isinstance(o, Assumption))
    assumed = tuple(custom for custom in customs if not proved(custom, case.facts))
    low = high = None
    if subject in case.system.index:
        low, high = _ends(case.system, subject, [*others, *suspects])
    if subject.form == SAID:
        return Conflict(claims, None, None, None, None, against, assumed)
    return Conflict(
        claims, subject, _implied(claims, subject, case.facts), low, high, against, assumed
    )


def _implied(claims: Sequence[ClaimCheck], subject: Address, facts: Facts) -> Decimal | None:
    """The amount the first of the claims gives its subject, the printed numbers being exact."""
    for check in claims:
        try:
            terms = formula.linear(check.says).terms
        except FormulaError:
            continue
        rest = check.claim.value
        coefficient = Decimal(0)
        for factor, term in terms:
            fact = facts.known(term.address)
            if term.address == subject:
                coefficient += factor
            elif fact is not None:
                rest -= factor * fact.value
        if coefficient:
            return rest / coefficient
    return None


def _system(made: _Made, assumed: Sequence[Assumption]) -> System[Statement]:
    claim_variables = [variable for variable, _ in made.claimed]
    rows = [row for _, row in made.claimed]
    rows += [_ground_row(ground, ground) for ground in made.grounds]
    for assumption in assumed:
        rows += [_ground_row(g, assumption) for g in assumption.equation.ground(made.facts)]
    used = {a for row in rows for _, a in row.terms if a.form != SAID}
    cell_variables = [_variable(address, made.amounts, made.doubtful) for address in sorted(used)]
    unknown = (v.address for v in cell_variables if v.half is None)
    rows += [
        SystemRow(((1, a),), 0, None) for a in unknown if a._replace(period="") not in made.signed
    ]
    return System([*claim_variables, *cell_variables], rows)


def _variable(address: Address, amounts: Amounts, doubtful: Mapping[Address, Interval]) -> Variable:
    amount = amounts[address]
    if amount is None:
        return Variable(address)
    may = doubtful.get(address)
    if may is not None and not isinf(may.low) and not isinf(may.high):
        middle, half = may.middle.scaleb(MICRO), (may.high - may.low).scaleb(MICRO) / 2
        return Variable(address, int(middle), int(half) + 1, TABLE_WEIGHT)
    return Variable(address, amount.value, amount.half, TABLE_WEIGHT)


def _ground_row(ground: Ground, origin: Statement) -> SystemRow[Statement]:
    relation = ground.equation.relation
    constant = -int(ground.constant * 10**MICRO)
    lower = None if relation == "<=" else constant
    upper = None if relation == ">=" else constant
    return SystemRow(ground.terms, lower, upper, origin)


def _claim_rows(
    index: int, check: ClaimCheck, made: _Made
) -> Iterator[tuple[Variable, SystemRow[Statement]]]:
    """A claim as a row; nothing for a mere mention, a direction, or a ratio without measure."""
    claim = check.claim
    if claim.relation != "=" or check.note == "only_mention":
        return
    name = Address(SAID, str(index), "1")
    ratio = ratio_of(check.says, claim.value)
    if ratio is None:
        terms = linear_terms(check.says)
        value, half = claim.value.scaleb(MICRO), claim.half.scaleb(MICRO)
        variable = Variable(name, int(value), int(half), _weight(check, made.facts))
    else:
        width = ratio_width(ratio, claim.half, made.widest)
        if width is None:
            return
        terms = (*linear_terms(ratio.top), *times(linear_terms(ratio.bottom), -ratio.value))
        variable = Variable(name, 0, int(width.scaleb(MICRO)) + 1, _weight(check, made.facts))
    yield variable, SystemRow((*gathered(terms), (-1, name)), 0, 0, check)


def _weight(check: ClaimCheck, facts: Facts) -> float:
    """A claim that implies this year's budget for last year is the likelier one to be wrong."""
    subject = _subject(check)
    if subject is None or subject.period != PRIOR:
        return CLAIM_WEIGHT
    now = facts.known(subject._replace(period=""))
    if not check.claim.value and now is not None and not now.value:
        return NOTHING_WEIGHT
    implied = _implied((check,), subject, facts)
    return BUDGET_WEIGHT if implied and budget_like(implied, facts) else CLAIM_WEIGHT


def budget_like(value: Decimal, facts: Facts) -> Address | None:
    """A budget told in the text that equals an amount to the printed unit."""
    budgets = (fact for period in (INITIAL, FULL) for fact in facts.at(period))
    like = (f.address for f in budgets if f.value and abs(f.value - value) <= 4 * f.half)
    return next(like, None)
