"""The text audited: its claims alone, its own equations, and all of it together with the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from juesuan.audit.claims import NO_BASE, ClaimCheck, check_claims
from juesuan.audit.coverage import Coverage
from juesuan.audit.customs import applies, proved
from juesuan.audit.diagnosis import Cause
from juesuan.audit.equations import Amounts, Check, check_one
from juesuan.audit.evaluated import ProjectAudit, examine_projects
from juesuan.audit.joint import Conflict, coincidences, conflicts
from juesuan.audit.naming import Words
from juesuan.audit.roots import Roots
from juesuan.audit.telling import named, tell_claim, tell_conflicts, tell_equation
from juesuan.model import Address, Facts, Finding, Numeral, Reading
from juesuan.notation import narrative
from juesuan.notation.edition import Edition
from juesuan.notation.formula import Term
from juesuan.notation.narrative import Assumption, Narrative

TOLD = "文"
SHOWN = 30
FOLLOWS = "与另一处有误的数改正之后一致"
States = Sequence[str]


@dataclass(frozen=True, slots=True)
class TextAudit:
    """The findings on the text and the state of every claim: checked, contradicted, unchecked."""

    findings: tuple[Finding, ...]
    states: States
    numerals: tuple[Numeral, ...]
    projects: ProjectAudit

    def coverage(self) -> Coverage:
        """The states of the numerals of the text."""
        found = Counter(self.state(numeral) for numeral in self.numerals)
        numbers = sum(found[state] for state in ("checked", "contradicted", "unchecked"))
        return Coverage(
            numbers, found["checked"], found["contradicted"], found["unchecked"], found["none"]
        )

    def state(self, numeral: Numeral) -> str:
        """checked, contradicted, unchecked, or none for what is not an amount."""
        if numeral.claim is not None:
            return self.states[numeral.claim]
        held = self.projects.state(numeral)
        return held or ("none" if numeral.not_amount else "unchecked")


def examine_text(
    reading: Reading, edition: Edition, causes: Iterable[Cause], amounts: Amounts
) -> TextAudit:
    """Every finding on the narrative; cells that the tables' own audit faulted bind nothing."""
    declared = narrative.load()
    facts, words = reading.facts, Words(reading.facts, edition)
    proofs = {a.equation: proved(a, facts) for a in _customs(declared, facts)}
    held = [
        check
        for equation in (*declared.equations, *proofs)
        for ground in equation.ground(facts)
        if (check := check_one(ground, amounts, edition)) and check.verdict != "unchecked"
    ]
    own = [check for check in held if check.verdict == "broken"]
    roots = Roots.of(causes, own, facts)
    checks = _folded(check_claims(reading.claims, facts), roots)
    broken = [check for check in checks if check.verdict == "broken"]
    failed = [check.ground for check in own]
    based = [check for check in checks if check.why != NO_BASE]
    joint = conflicts(based, facts, declared, roots.doubtful(), failed)
    found = [tell_claim(check, words) for check in broken]
    found += [tell_equation(c, words, sure=proofs.get(c.ground.equation, True)) for c in own]
    found += tell_conflicts((*joint, *coincidences(checks, facts, joint)), words)
    wrong = {spot for finding in found if finding.severity == "错误" for spot in finding.places}
    found += _tails([c for c in checks if (c.claim.place, c.claim.text) not in wrong], words)
    projects = examine_projects(reading)
    found += _unread(n for n in reading.numerals if not projects.state(n))
    judged = {a for check in held for a in check.addresses} | declared.judged
    judged |= _tied(declared, checks, facts)
    states = _states(checks, own, joint, judged)
    return TextAudit((*found, *projects.findings), states, reading.numerals, projects)


def _customs(declared: Narrative, facts: Facts) -> Iterable[Assumption]:
    """The customs to which known numbers are held."""
    return (a for a in declared.assumptions if a.compares and applies(a, facts))


def _tied(declared: Narrative, checks: Sequence[ClaimCheck], facts: Facts) -> set[Address]:
    """Numbers that no table prints, in equations all of whose other numbers are known or said."""
    said = {address for check in checks for address in check.addresses}
    found: set[Address] = set()
    for equation in declared.compared:
        for ground in equation.ground(facts):
            addresses = {address for _, address in ground.terms}
            if all(a in said or facts.known(a) is not None for a in addresses):
                found |= addresses
    return found


def _folded(checks: Sequence[ClaimCheck], roots: Roots) -> list[ClaimCheck]:
    """The checks, those that follow from what is wrong already no longer called broken.

    Copies are looked at first: who reckons with a number he copied wrongly makes one mistake.
    """
    found = list(checks)
    order = sorted(range(len(checks)), key=lambda at: not checks[at].copies)
    for at in order:
        if checks[at].verdict != "broken":
            continue
        if roots.excuse(checks[at]):
            found[at] = replace(checks[at], verdict="holds", why=FOLLOWS)
        else:
            roots.say(checks[at])
    return found


def _tails(checks: Sequence[ClaimCheck], words: Words) -> list[Finding]:
    """Copies that differ within rounding, as one line."""
    tails = [check for check in checks if check.verdict == "tail"]
    if not tails:
        return []
    return [
        Finding(
            "claim",
            "尾差",
            f"文字与表格有 {len(tails)} 处尾差，在舍入允许的范围内",
            places=tuple((check.claim.place, check.claim.text) for check in tails),
            because=tuple(f"{c.claim.text}（{_held(c, words)}）" for c in tails),
            key="文字尾差",
        )
    ]


def _held(check: ClaimCheck, words: Words) -> str:
    """The cells a claim speaks of, with what they show."""
    return "、".join(f"{named(a, words)} {words.shown(a)}" for a in dict.fromkeys(check.addresses))


def _unread(numerals: Iterable[Numeral]) -> list[Finding]:
    """The numerals no sentence was understood for, as one line."""
    left = [n for n in numerals if n.claim is None and not n.not_amount]
    if not left:
        return []
    return [
        Finding(
            "claim",
            "未核",
            f"文字中有 {len(left)} 个数所在的语句未能理解，没有核对",
            places=tuple((n.place, n.text) for n in left[:SHOWN]),
            because=tuple(f"{n.place} {n.text}" for n in left[:SHOWN]),
            key="文字未核",
        )
    ]


def _states(
    checks: Sequence[ClaimCheck],
    own: Sequence[Check],
    joint: Sequence[Conflict],
    judged: Collection[Address],
) -> list[str]:
    """Whether each claim was held against something else, and whether it stood."""
    spoken = Counter(a for check in checks for a in set(check.addresses))
    wrong = {id(check) for conflict in joint for check in conflict.claims}
    faulted = {address for check in own for address in check.addresses}
    spoken.update(judged)
    return [_state(check, spoken, wrong, faulted) for check in checks]


def _state(
    check: ClaimCheck, spoken: Counter[Address], wrong: set[int], faulted: set[Address]
) -> str:
    if check.verdict == "broken" or id(check) in wrong:
        return "contradicted"
    if isinstance(check.says, Term) and check.says.address in faulted:
        return "contradicted"
    if check.verdict != "unchecked":
        return "checked"
    told = [a for a in check.addresses if a.period or a.form == TOLD]
    return "checked" if told and all(spoken[a] > 1 for a in told) else "unchecked"
