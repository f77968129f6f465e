"""Which number is meant by what a reviewer has at hand: a name, its print, a page, a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from juesuan.auditing import Audit
from juesuan.auditing.finding_ids import finding_ids
from juesuan.auditing.messages.names import CellNames
from juesuan.model.number import Address, Fact
from juesuan.model.reading import Reading
from juesuan.notation import formula, spelling

LEAST_ID = 6
PAGE = re.compile(r"第?(\d{1,4})页")
PARTS = re.compile(r"[\s/·，、：]+")


def asked(text: str, reading: Reading, audit: Audit, words: CellNames) -> tuple[Address, ...]:
    """The addresses meant by a text: by the first of the ways in which it means any."""
    for meant in (
        _by_finding(text, audit),
        _by_page(text, reading, audit),
        _by_print(text, reading),
        _by_name(text, reading, words),
    ):
        if addresses := tuple(dict.fromkeys(meant)):
            return addresses
    return ()


def _by_finding(text: str, audit: Audit) -> Iterator[Address]:
    """The numbers of the finding whose id is, or begins with, the text."""
    if len(text) >= LEAST_ID:
        names = finding_ids(audit.findings)
        for name, finding in zip(names, audit.findings, strict=True):
            if name.startswith(text.lower()):
                yield from finding.addresses


def _by_page(text: str, reading: Reading, audit: Audit) -> Iterator[Address]:
    """What findings name on a page; where they name nothing there, all that is printed on it."""
    match = PAGE.fullmatch(text)
    if match is None:
        return
    page = match[1].lstrip("0")
    printed = [f.address for f in reading.facts.values() if str(f.place.page) == page and f.printed]
    named = {address for finding in audit.findings for address in finding.addresses}
    yield from [address for address in printed if address in named] or printed


def _by_print(text: str, reading: Reading) -> Iterator[Address]:
    """Cells and told numbers printed so, whatever commas and unit are written."""
    number = _number(text)
    if not number:
        return
    for fact in reading.facts.values():
        if _number(fact.printed) == number:
            yield fact.address
    for claim in reading.claims:
        if _number(claim.printed) == number:
            yield from (term.address for term in formula.terms(formula.parse(claim.says)))


def _number(text: str) -> str:
    """A number without commas, spaces and unit; nothing for what is no number."""
    plain = spelling.plain(text).replace(",", "").replace(" ", "")
    plain = plain.removesuffix("元").removesuffix("万").removesuffix("亿")
    return plain if re.fullmatch(r"-?\d+(?:\.\d+)?%?", plain) else ""


def _by_name(text: str, reading: Reading, words: CellNames) -> Iterator[Address]:
    """Cells whose names hold every part of the text, the closest names first."""
    parts = [part for part in PARTS.split(text) if part]
    if not parts:
        return
    named = [(fact, f"{fact.name} {words.full(fact.address)}") for fact in _cells(reading)]
    fitting = [(fact, name) for fact, name in named if all(part in name for part in parts)]
    exact = [fact for fact, _ in fitting if set(parts) <= set(PARTS.split(fact.name))]
    yield from (fact.address for fact in exact or [fact for fact, _ in fitting])


def _cells(reading: Reading) -> Iterable[Fact]:
    return (fact for fact in reading.facts.values() if fact.printed)
