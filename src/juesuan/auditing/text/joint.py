"""All claims together with the tables: last year's amounts, never printed, must exist for them all.

The system they make is that of `claim_rows`: its cheapest departures are the claims at fault.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from math import isinf
from typing import NamedTuple

from juesuan.auditing.customs import proved, stands
from juesuan.auditing.roots import copied
from juesuan.auditing.system import Exhausted, System
from juesuan.auditing.tables.check import MICRO
from juesuan.auditing.text.claim_rows import (
    SAID,
    Stated,
    Statement,
    budget_like,
    implied_amount,
    joint_system,
    subject_of,
)
from juesuan.auditing.text.ratios import ratio_of
from juesuan.auditing.text.verdict import ClaimCheck
from juesuan.model.number import Address, Facts, Interval
from juesuan.notation.equation import Ground
from juesuan.notation.formula import Term
from juesuan.notation.speech.narrative import PRIOR, Assumption, Narrative

NOTHING = Decimal(101)
NOTEWORTHY = Decimal(1_000_000)
HUNDREDTH = Decimal(100)
Ends = tuple[Decimal | None, Decimal | None]


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


@dataclass(slots=True)
class _Case:
    """One document: its checks, the system built of them, the claims held at fault so far."""

    checks: Sequence[ClaimCheck]
    facts: Facts
    system: System[Statement]
    freed: list[Address] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Customary:
    """One document with all customs, of which only some are to bind."""

    system: System[Statement]
    facts: Facts
    assumed: Sequence[Assumption]
    freed: Sequence[Address]

    def feasible(self, customs: Collection[Assumption]) -> bool:
        """Whether everything can be true beside these customs alone."""
        return self.system.feasible(self.freed, self._others(customs))

    def ends(self, subject: Address, customs: Collection[Assumption]) -> Ends:
        """The least and the greatest a number may be beside these customs alone, in 元."""
        others = self._others(customs)
        rows = (row for at, row in enumerate(self.system.rows) if row.origin and at not in others)
        if not any(subject == address for row in rows for _, address in row.terms):
            return None, None
        return _ends(self.system, subject, self.freed, others)

    def _others(self, customs: Collection[Assumption]) -> set[int]:
        """The rows of all other customs."""
        return {
            at
            for at, row in enumerate(self.system.rows)
            if isinstance(row.origin, Assumption) and row.origin not in customs
        }


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
    made = Stated(sound, facts, grounds, doubtful, narrative.signed)
    freed = [address for address in doubtful if isinf(doubtful[address].low)]
    assumed = [a for a in narrative.assumptions if stands(a, facts) and not _voided(a, made)]
    whole = joint_system(made, assumed)
    if whole.feasible(freed):
        return ()
    case = _Case(sound, facts, joint_system(made, ()), freed)
    clashes = list(_contradictions(case))
    customary = _Customary(joint_system(made, assumed), facts, assumed, list(case.freed))
    case.system = whole
    more = list(_contradictions(case))
    clashes = [replace(one, usual=_usual(one, customary)) for one in clashes]
    return (*clashes, *(_by_custom(one, customary) for one in more))


def _voided(custom: Assumption, made: Stated) -> bool:
    """Whether the text itself says that last year one of the cells was not zero."""
    cells = {address._replace(period=PRIOR) for address in custom.unless}
    if not cells:
        return False
    spoken = ((check, subject_of(check)) for check in made.checks)
    amounts = (
        implied_amount((c,), cell, made.facts) for c, cell in spoken if cell in cells and cell
    )
    return any(amount is not None and abs(amount) > HUNDREDTH for amount in amounts)


def _by_custom(conflict: Conflict, customary: _Customary) -> Conflict:
    """A conflict that only customs bring about, with the one that does, else all of them."""
    sure = [custom for custom in customary.assumed if proved(custom, customary.facts)]
    needed = tuple(custom for custom in customary.assumed if custom not in sure)
    try:
        if conflict.assumed or not customary.feasible(sure):
            return conflict
        alone = (custom for custom in needed if not customary.feasible((*sure, custom)))
        return replace(conflict, assumed=tuple(islice(alone, 1)) or needed)
    except Exhausted:
        return replace(conflict, assumed=needed)


def _usual(conflict: Conflict, customary: _Customary) -> Usual | None:
    """What the first custom that settles it makes of a number which the rules leave open."""
    subject = conflict.subject
    if subject is None:
        return None
    try:
        for custom in customary.assumed:
            low, high = customary.ends(subject, (custom,))
            if _tighter(low, conflict.low) or _tighter(high, conflict.high):
                return Usual(custom, low, high)
    except Exhausted:
        pass
    return None


def _ends(
    system: System[Statement],
    subject: Address,
    freed: Iterable[Address],
    without: Iterable[int] = (),
) -> Ends:
    """The least and the greatest a number may be in 元; None for unbounded."""
    low, high = (
        None if isinf(end) else Decimal(end).scaleb(-MICRO)
        for end in system.extremes(subject, freed, without)
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
        subject = subject_of(check)
        if subject and subject.period == PRIOR and check.verdict == "unchecked":
            groups.setdefault(subject, []).append(check)
    alike = []
    for subject, group in groups.items():
        implied = implied_amount(group, subject, facts)
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
    return subject_of(check) or next(unknown, None)


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
        claims, subject, implied_amount(claims, subject, case.facts), low, high, against, assumed
    )
