"""The self-evaluated projects audited, and which printed numbers that accounts for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from typing import NamedTuple

from juesuan.auditing.card_sums import examine_cards
from juesuan.model.finding import Finding
from juesuan.model.page import Place
from juesuan.model.project import Figure, Indicator, Quote, StatedNumber
from juesuan.model.reading import Reading
from juesuan.model.text import Numeral
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.projects.checks import project_rules
from juesuan.stages import Stages

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Key(NamedTuple):
    """A printed number, by where it stands and its digits."""

    place: Place
    digits: str


@dataclass(frozen=True, slots=True)
class ProjectAudit:
    """The findings on projects; the numbers their checks are made of, and those that are wrong."""

    findings: tuple[Finding, ...] = ()
    used: frozenset[Key] = frozenset()
    wrong: frozenset[Key] = frozenset()

    def state(self, numeral: Numeral) -> str:
        """contradicted, checked, or "" for a number these checks do not use."""
        key = key_of(numeral.place, numeral.text)
        if key in self.wrong:
            return "contradicted"
        return "checked" if key in self.used else ""


def project_checks(
    reading: Reading, edition: Edition
) -> Iterator[tuple[str, Callable[[], Iterable[Finding]]]]:
    """Every check of self-evaluations by its name, each still to be run."""
    yield "自评表勾稽", partial(examine_cards, reading.projects.sound(), edition)
    for rule in project_rules():
        yield rule.id, partial(rule.check, reading, edition)


def examine_projects(reading: Reading, edition: Edition, stages: Stages) -> ProjectAudit:
    """Check every card, list, synopsis and statement; say which numbers they are made of."""
    checks = project_checks(reading, edition)
    findings = tuple(f for name, check in checks for f in stages.findings(name, check))
    used = frozenset(key for value in figures(reading.projects) for key in keys(value))
    errors = (finding for finding in findings if finding.severity == "错误")
    wrong = frozenset(key_of(place, text) for f in errors for place, text in f.places)
    return ProjectAudit(findings, used, wrong & used)


def keys(value: Figure | StatedNumber | Quote) -> Iterator[Key]:
    """The numbers that a printed figure, a stated count or an indicator's text shows."""
    text = value.printed if isinstance(value, Figure) else value.text
    if isinstance(value, Figure):
        yield key_of(value.place, text)
    else:
        for digits in NUMBER.findall(spelling.plain(text)):
            yield key_of(value.place, digits)


def figures(value: object) -> Iterator[Figure | StatedNumber | Quote]:
    """Everything in a value that shows numbers which the checks use, however deep."""
    if isinstance(value, Figure | StatedNumber):
        yield value
    elif isinstance(value, Indicator):
        yield from (value.target, value.actual)
        yield from (one for one in (value.weight, value.score) if one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from figures(getattr(value, field.name))
    elif isinstance(value, Iterable) and not isinstance(value, str | Place):
        for item in value:
            yield from figures(item)


def key_of(place: Place, text: str) -> Key:
    """The key of a number, whatever unit or comparison stands with it."""
    digits = "".join(char for char in spelling.plain(text) if char.isdigit() or char in ".-")
    return Key(place, digits.strip("-"))
