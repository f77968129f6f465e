"""Last year's published document supplies last year's true amounts to this year's reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from juesuan.auditing import Audit
from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.messages.sentences import named
from juesuan.model.finding import Finding
from juesuan.model.number import Address, Fact, Facts
from juesuan.model.page import Place, Unreadable
from juesuan.model.reading import Meta, Reading
from juesuan.notation.edition import Edition
from juesuan.notation.speech.narrative import PRIOR
from juesuan.reading.text.spoken import with_prior
from juesuan.tasks.pairing import unlike

RULE = "上年文件"
NOWHERE = Place()
FEW = 6


def joined(reading: Reading, before: Reading, audited: Audit, name: str) -> Reading:
    """This year's reading with last year's published amounts.

    What last year's document contradicts itself in is not taken. Its places are left out: a page
    number always means this year's document.
    """
    errors = (f for f in audited.findings if f.severity == "错误" and f.rule != "claim")
    wrong = frozenset(address for finding in errors for address in finding.addresses)
    taken = {
        address: fact._replace(place=NOWHERE)
        for address, fact in before.facts.items()
        if address.form in before.facts.forms and not address.period and address not in wrong
    }
    published = {address._replace(period=PRIOR) for address in taken}
    current = {a: fact for a, fact in reading.facts.items() if a not in published}
    facts = Facts(current, reading.facts.forms, reading.facts.unknown)
    moved = with_prior(facts, Facts(taken, before.facts.forms))
    remarks = (*reading.remarks, *_remarks(reading, before, wrong, name))
    return replace(reading, facts=moved, remarks=remarks)


def refuse_another(current: Meta, former: Meta, name: str, *, renamed: bool) -> None:
    """Raise Unreadable where the other document is not of this department's year before."""
    year, last = current.year, former.year
    if year is None or last is None:
        which = "审核的文件" if year is None else f"上年文件“{name}”"
        raise Unreadable(f"{which}没有写明年度，不能确认两者是相邻的两年：请核对 --prior 的文件")
    if last != year - 1:
        raise Unreadable(
            f"上年文件“{name}”是 {last} 年度，审核的文件是 {year} 年度："
            f"--prior 应指定 {year - 1} 年度的决算公开文件"
        )
    if not renamed and (why := unlike(current, former)):
        raise Unreadable(
            f"上年文件“{name}”{why}，没有用它核对：请换成“{current.department}” {last} 年度的"
            "决算公开文件；确是更名前的同一部门、同一范围的，加 --renamed"
        )


def _remarks(
    reading: Reading, before: Reading, wrong: frozenset[Address], name: str
) -> Iterator[Finding]:
    """What to bear in mind about the other document."""
    current, former = reading.meta.department, before.meta.department
    if not current or not former:
        which = f"上年文件“{name}”" if current else "本文件"
        message = f"{which}没有写明部门名称，未能确认两份是同一部门的；请核对"
        yield Finding(RULE, "提示", message, key="部门")
    elif unlike(reading.meta, before.meta):
        message = f"上年文件“{name}”的部门是“{former}”，按更名前的“{current}”使用"
        yield Finding(RULE, "提示", message, key="部门")
    if wrong:
        message = f"上年文件“{name}”自身有矛盾，所涉的 {len(wrong)} 个数没有用作上年数"
        yield Finding(RULE, "提示", message, key="矛盾")


def sourced(
    audited: Audit, reading: Reading, before: Reading, edition: Edition, name: str
) -> Audit:
    """The audit with, for each finding, where last year's amounts in it were taken from."""
    words = CellNames(reading.facts, edition)
    findings = tuple(_sourced(f, words, before, name) for f in audited.findings)
    return replace(audited, findings=findings)


def _sourced(finding: Finding, words: CellNames, before: Reading, name: str) -> Finding:
    taken = [
        (address, fact)
        for address in dict.fromkeys(finding.addresses)
        if address.period == PRIOR
        and (fact := before.facts.get(address._replace(period=""))) is not None
        and words.facts.get(address) is not None
        and words.facts[address].place == NOWHERE
    ]
    if not taken:
        return finding
    lines = tuple(_line(address, fact, words, name) for address, fact in taken[:FEW])
    places = tuple((place, text) for place, text in finding.places if place != NOWHERE)
    return replace(finding, places=places, because=(*lines, *finding.because))


def _line(address: Address, fact: Fact, words: CellNames, name: str) -> str:
    return f"{named(address, words)} {fact.shown()} 取自上年文件“{name}”{fact.place}"
