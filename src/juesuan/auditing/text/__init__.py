"""The text audited: its claims alone, its own equations, and all of it together with the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from juesuan.auditing.customs import applies, proved
from juesuan.auditing.evaluations import ProjectAudit, examine_projects
from juesuan.auditing.messages.conflicts import tell_conflicts
from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.messages.sentences import named, tell_claim, tell_equation
from juesuan.auditing.roots import Blame, Roots
from juesuan.auditing.scans import rests_on_scan
from juesuan.auditing.tables.check import Amounts, Check, check_one
from juesuan.auditing.tables.diagnosis import Cause
from juesuan.auditing.text.joint import Conflict, coincidences, conflicts
from juesuan.auditing.text.verdict import ClaimCheck, check_claim
from juesuan.model.finding import Coverage, Finding
from juesuan.model.number import TEXT, ZERO, Address, Facts
from juesuan.model.reading import Reading
from juesuan.model.text import Claim, Numeral
from juesuan.notation.edition import Edition
from juesuan.notation.equation import Equation
from juesuan.notation.formula import Number, Term
from juesuan.notation.speech.narrative import Assumption, Narrative
from juesuan.stages import Stages

SHOWN = 30
States = Sequence[str]


@dataclass(frozen=True, slots=True)
class TextAudit:
    """The findings on the text and the state of every claim: checked, contradicted, unchecked."""

    findings: tuple[Finding, ...]
    states: States
    numerals: tuple[Numeral, ...]
    projects: ProjectAudit

    @classmethod
    def unaudited(cls, reading: Reading) -> TextAudit:
        """Nothing found and nothing checked: what is left where the audit of a text broke down."""
        states = tuple("unchecked" for _ in reading.claims)
        return cls((), states, reading.numerals, ProjectAudit())

    def coverage(self) -> Coverage:
        """The states of the numerals of the text."""
        counts = Counter(self.state(numeral) for numeral in self.numerals)
        numbers = sum(counts[state] for state in ("checked", "contradicted", "unchecked"))
        return Coverage(
            numbers, counts["checked"], counts["contradicted"], counts["unchecked"], counts["none"]
        )

    def state(self, numeral: Numeral) -> str:
        """checked, contradicted, unchecked, or none for what is not an amount."""
        if numeral.claim is not None:
            return self.states[numeral.claim]
        if numeral.malformed:
            return "unchecked"
        state = self.projects.state(numeral)
        if state == "contradicted" and numeral.place.scanned:
            return "unchecked"
        return state or ("none" if numeral.not_amount else "unchecked")


def examine_text(
    reading: Reading,
    edition: Edition,
    causes: Iterable[Cause],
    amounts: Amounts,
    stages: Stages,
) -> TextAudit:
    """Every finding on the narrative; cells that the tables' own audit faulted bind nothing."""
    declared = edition.narrative
    facts, words = reading.facts, CellNames(reading.facts, edition)
    proofs = {a.equation: proved(a, facts) for a in _customs(declared, facts)}
    equations = _held_equations((*declared.equations, *proofs), facts, amounts, edition)
    failing = [check for check in equations if check.verdict == "broken"]
    roots = Roots.of(causes, failing, facts)
    alone = [_checked(claim, facts, stages) for claim in reading.claims]
    checks = _folded(alone, roots)
    failed = [check.ground for check in failing]
    none: tuple[Conflict, ...] = ()
    joint = stages.run(
        "图文综合核对",
        lambda: conflicts(_based(checks), facts, declared, roots.doubtful(), failed),
        none,
    )
    alike = stages.run("上年与预算相同", lambda: coincidences(checks, facts, joint), none)
    findings: list[Finding] = []
    for broken in (check for check in checks if check.verdict == "broken"):
        findings += stages.findings("文字与表格", partial(_contradicted, broken, words))
    for equation in (one for one in failing if _told(one, facts) and not roots.settles(one)):
        sure, blame = proofs.get(equation.ground.equation, True), roots.blame(equation, alone)
        findings += stages.findings("文字内部", partial(_wrong, equation, words, blame, sure=sure))
    findings += stages.findings("综合核对说明", lambda: tell_conflicts((*joint, *alike), words))
    wrong = {spot for finding in findings if finding.severity == "错误" for spot in finding.places}
    rest = [c for c in checks if (c.claim.place, c.claim.text) not in wrong]
    findings += stages.findings("文字尾差", lambda: _tails(rest, words))
    projects = _projects(reading, edition, stages)
    findings += _unread(n for n in reading.numerals if not projects.state(n))
    judged = {a for check in equations for a in check.addresses} | declared.judged
    judged |= _tied(declared, checks, facts)
    states = _sure(_states(checks, failing, joint, judged), checks, facts)
    return TextAudit((*findings, *projects.findings), states, reading.numerals, projects)


def _projects(reading: Reading, edition: Edition, stages: Stages) -> ProjectAudit:
    """The self-evaluation cards examined; nothing of them where that breaks down."""
    nothing = ProjectAudit()
    return stages.run("绩效自评", lambda: examine_projects(reading, edition, stages), nothing)


def _sure(states: Iterable[str], checks: Iterable[ClaimCheck], facts: Facts) -> list[str]:
    """The states; no claim is contradicted that rests on what was recognised in a scan."""
    return [
        "unchecked"
        if state == "contradicted"
        and (check.claim.place.scanned or rests_on_scan(check.addresses, facts))
        else state
        for state, check in zip(states, checks, strict=True)
    ]


def _held_equations(
    equations: Iterable[Equation], facts: Facts, amounts: Amounts, edition: Edition
) -> list[Check]:
    """Every instance of these equations that can be checked."""
    checks = (
        check_one(ground, amounts, edition)
        for equation in equations
        for ground in equation.ground(facts)
    )
    return [check for check in checks if check and check.verdict != "unchecked"]


def _told(check: Check, facts: Facts) -> bool:
    """Whether the text alone tells a number of an equation; else the tables' own audit has it."""
    states = {form: state.state for form, state in facts.forms.items()}
    return any(a.period or states.get(a.form) != "read" for a in check.addresses)


def _customs(declared: Narrative, facts: Facts) -> Iterable[Assumption]:
    """The customs to which known numbers are held."""
    return (a for a in declared.assumptions if a.compares and applies(a, facts))


def _checked(claim: Claim, facts: Facts, stages: Stages) -> ClaimCheck:
    """One claim held against the facts; unchecked where that breaks down."""
    failed = ClaimCheck(claim, Number(ZERO), "unchecked", note="failed")
    return stages.run("文字与表格", lambda: check_claim(claim, facts), failed)


def _contradicted(check: ClaimCheck, words: CellNames) -> list[Finding]:
    return [tell_claim(check, words)]


def _wrong(check: Check, words: CellNames, blame: Blame | None, *, sure: bool) -> list[Finding]:
    return [tell_equation(check, words, blame, sure=sure)]


def _based(checks: Iterable[ClaimCheck]) -> list[ClaimCheck]:
    """The checks without rates on a base of zero, of which a rule speaks."""
    return [check for check in checks if check.note != "no_base"]


def _tied(declared: Narrative, checks: Sequence[ClaimCheck], facts: Facts) -> set[Address]:
    """Numbers that no table prints, in equations all of whose other numbers are known or said."""
    spoken = {address for check in checks for address in check.addresses}
    tied: set[Address] = set()
    for equation in declared.compared:
        for ground in equation.ground(facts):
            addresses = {address for _, address in ground.terms}
            if all(a in spoken or facts.known(a) is not None for a in addresses):
                tied |= addresses
    return tied


def _folded(checks: Sequence[ClaimCheck], roots: Roots) -> list[ClaimCheck]:
    """The checks, those that follow from what is wrong already no longer called broken.

    Copies are looked at first: who reckons with a number he copied wrongly makes one mistake.
    """
    folded = [_without_base(check, checks) for check in checks]
    order = sorted(range(len(checks)), key=lambda at: not checks[at].copies)
    for at in order:
        if folded[at].verdict != "broken":
            continue
        if roots.excuse(checks[at]):
            folded[at] = replace(checks[at], verdict="holds", note="follows")
        else:
            roots.say(checks[at])
    return folded


def _without_base(check: ClaimCheck, checks: Iterable[ClaimCheck]) -> ClaimCheck:
    """A comparison with nothing, no mistake of its own beside a rate on that nothing."""
    if check.verdict != "broken" or check.claim.value or check.copies:
        return check
    rates = (set(c.addresses) for c in checks if c.note == "no_base")
    has_rate = set(check.addresses) in rates
    return replace(check, verdict="unchecked", note="no_base") if has_rate else check


def _tails(checks: Sequence[ClaimCheck], words: CellNames) -> list[Finding]:
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
            because=tuple(f"{c.claim.text}（{_shown(c, words)}）" for c in tails),
            key="文字尾差",
        )
    ]


def _shown(check: ClaimCheck, words: CellNames) -> str:
    """The cells a claim speaks of, with what they show."""
    return "、".join(f"{named(a, words)} {words.shown(a)}" for a in dict.fromkeys(check.addresses))


def _unread(numerals: Iterable[Numeral]) -> list[Finding]:
    """The numerals no sentence was understood for, as one line."""
    unread = [n for n in numerals if n.claim is None and not n.not_amount and not n.malformed]
    if not unread:
        return []
    return [
        Finding(
            "claim",
            "未核",
            f"文字中有 {len(unread)} 个数所在的语句未能理解，没有核对",
            places=tuple((n.place, n.text) for n in unread[:SHOWN]),
            because=tuple(f"{n.place} {n.text}" for n in unread[:SHOWN]),
            key="文字未核",
        )
    ]


def _states(
    checks: Sequence[ClaimCheck],
    failing: Sequence[Check],
    joint: Sequence[Conflict],
    judged: Collection[Address],
) -> list[str]:
    """Whether each claim was held against something else, and whether it stood."""
    spoken = Counter(a for check in checks for a in set(check.addresses))
    wrong = {id(check) for conflict in joint for check in conflict.claims}
    faulted = {address for check in failing for address in check.addresses}
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
    unprinted = [a for a in check.addresses if a.period or a.form == TEXT]
    return "checked" if unprinted and all(spoken[a] > 1 for a in unprinted) else "unchecked"
