"""Reading × Audit -> Audited: the state of every number, by cell, by numeral, by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from juesuan.auditing import Audit
from juesuan.auditing.finding_ids import finding_ids
from juesuan.auditing.messages.compared import compared
from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.text.verdict import ClaimCheck, check_claim
from juesuan.model.finding import Coverage, Finding
from juesuan.model.number import Address, Fact
from juesuan.model.reading import Reading
from juesuan.model.report import Audited, CellState, Compared, Part, TextState
from juesuan.model.text import Numeral
from juesuan.model.versions import PROGRAM, Versions
from juesuan.notation.edition import Edition
from juesuan.notation.overlay import rules_version
from juesuan.notation.spelling import is_number

OTHER = "其他部分"
EVALUATED = "按绩效自评各表、各处的相互关系和评分办法核对"
UNREAD = "所在的语句未能理解，没有核对"
TOLD: Mapping[str, TextState] = {
    "checked": "checked",
    "contradicted": "contradicted",
    "unchecked": "unchecked",
}
Spots = Sequence[tuple[tuple[Address, ...], bool]]


def outcome(file: str, sha256: str, reading: Reading, audit: Audit, edition: Edition) -> Audited:
    """All that an audit of one reading came to."""
    looked_at = [
        (check.addresses, check.verdict == "tail")
        for check in audit.checks
        if check.verdict != "unchecked"
    ]
    states = cell_states(reading, audit.findings, looked_at)
    return Audited(
        file,
        sha256,
        reading,
        tuple(map(_plain, audit.findings)),
        finding_ids(audit.findings),
        audit.coverage,
        states,
        (*_forms(reading, states), *_sections(audit, edition)),
        tuple(_compared(reading, audit, edition)),
        Versions(PROGRAM, rules_version()),
    )


def _plain(finding: Finding) -> Finding:
    """A finding of values only: what is sent to the parent must not bring the audit with it."""
    return replace(finding, places=tuple((place, text) for place, text in finding.places))


def cell_states(
    reading: Reading, findings: Sequence[Finding], looked_at: Spots
) -> dict[Address, CellState]:
    """What became of each number read; an equation looked at may hold with a rounding difference.

    Such a difference is shown at the cell that receives the sum, the first one of the equation.
    """
    # A claim is contradicted where it stands, in the text; the cells it speaks of are not.
    errors = (f for f in findings if f.severity == "错误" and f.rule != "claim")
    wrong = {address for finding in errors for address in finding.addresses}
    tails = {addresses[0] for addresses, tail in looked_at if tail}
    doubted = {address for finding in findings if finding.scanned for address in finding.addresses}
    checked = {address for addresses, _ in looked_at for address in addresses} - doubted
    states: dict[Address, CellState] = {}
    for address, fact in reading.facts.items():
        state: CellState = "checked" if address in checked else "unchecked"
        state = "blank" if fact.blank else "tail" if address in tails else state
        states[address] = "contradicted" if address in wrong else state
    return states


def _forms(reading: Reading, states: Mapping[Address, CellState]) -> Iterator[Part]:
    """The printed cells of each form by state; what could not be read in it is unchecked."""
    strays = Counter(item.form for item in reading.unread if item.form and is_number(item.text))
    for form in reading.facts.forms.values():
        printed = [fact for fact in reading.facts.of(form.id) if not fact.blank]
        counted = Counter(_settled(fact, states) for fact in printed)
        unread = strays[form.id]
        yield Part(
            form.id,
            form.title,
            Coverage(
                len(printed) + unread,
                counted["checked"],
                counted["contradicted"],
                counted["unchecked"] + unread,
            ),
        )


def _settled(fact: Fact, states: Mapping[Address, CellState]) -> CellState:
    state = states[fact.address]
    return "checked" if state == "tail" else state


def _sections(audit: Audit, edition: Edition) -> Iterator[Part]:
    """The numerals of each section of the text by state, in the order of the declared sections."""
    titles = {
        section.id: section.titles[0] for section in edition.narrative.sections if section.titles
    }
    counted: dict[str, Counter[str]] = {}
    for numeral in audit.text.numerals:
        counted.setdefault(numeral.section, Counter())[audit.text.state(numeral)] += 1
    order = [
        *(name for name in titles if name in counted),
        *(n for n in counted if n not in titles),
    ]
    for name in order:
        checked, wrong, rest, none = (
            counted[name][s] for s in ("checked", "contradicted", "unchecked", "none")
        )
        title = titles.get(name, name or OTHER)
        yield Part(name, title, Coverage(checked + wrong + rest, checked, wrong, rest, none))


def _compared(reading: Reading, audit: Audit, edition: Edition) -> Iterator[Compared]:
    """What each numeral of the text was held against, and the finding that contradicts it."""
    words = CellNames(reading.facts, edition)
    checks = [check_claim(claim, reading.facts) for claim in reading.claims]
    comparisons = [compared(check, words) for check in checks]
    names = finding_ids(audit.findings)
    for numeral in reading.numerals:
        state = TOLD.get(audit.text.state(numeral), "none")
        if numeral.claim is None:
            yield _unbound(numeral, state, audit.findings, names)
            continue
        check = checks[numeral.claim]
        wrong = state == "contradicted"
        finding = _contradicting(check, audit.findings, names) if wrong else ""
        cells = tuple(a for a in check.addresses if _is_cell(a, reading))
        yield Compared(state, comparisons[numeral.claim], cells, finding)


def _unbound(
    numeral: Numeral, state: TextState, findings: Sequence[Finding], names: Sequence[str]
) -> Compared:
    """A numeral no sentence was understood for: of a card or list, unread, or no amount."""
    if state == "contradicted":
        spots = (
            (name, text)
            for name, finding in zip(names, findings, strict=True)
            for place, text in finding.places
            if place == numeral.place
        )
        quoting = (name for name, text in spots if numeral.text in text)
        return Compared(state, EVALUATED, (), next(quoting, ""))
    if state == "checked":
        return Compared(state, EVALUATED)
    if numeral.malformed:
        return Compared("unchecked", f"写法有误：{numeral.malformed}")
    if numeral.not_amount:
        return Compared("none", f"不是金额：{numeral.not_amount}")
    return Compared("unchecked", UNREAD)


def _is_cell(address: Address, reading: Reading) -> bool:
    return not address.period and address in reading.facts and address.form in reading.facts.forms


def _contradicting(check: ClaimCheck, findings: Sequence[Finding], names: Sequence[str]) -> str:
    """The finding that contradicts a claim: the one on it alone, else one that quotes it."""
    claim = check.claim
    grave = [f for f in findings if f.severity in ("错误", "提示")]
    quoting = [f for f in grave if (claim.place, claim.text) in f.places]
    alone = (f for f in quoting if f.rule == "claim" and f.actual == claim.printed)
    shared = (f for f in quoting if f.rule in ("system", "equation"))
    cells = set(check.addresses)
    near = (f for f in grave if f.rule in ("system", "equation") and cells & set(f.addresses))
    best = next(alone, None) or next(shared, None) or next(near, None)
    at = next((at for at, finding in enumerate(findings) if finding is best), None)
    return "" if at is None else names[at]
