"""The self-evaluated projects audited, and which printed numbers that accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import NamedTuple

from juesuan.model.finding import Finding
from juesuan.model.page import Place
from juesuan.model.project import Figure, Indicator, Quote, StatedNumber
from juesuan.model.reading import Reading
from juesuan.model.text import Numeral
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.projects.checks import check_cards
from juesuan.stages import Stages

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Key(NamedTuple):
    """A printed number, by where it stands and its digits."""

    place: Place
    digits: str


@dataclass(frozen=True, slots=True)
class ProjectAudit:
    """The findings on projects; the numbers their checks are made of, and those found wrong."""

    findings: tuple[Finding, ...] = ()
    held: frozenset[Key] = frozenset()
    wrong: frozenset[Key] = frozenset()

    def state(self, numeral: Numeral) -> str:
        """contradicted, checked, or "" for a number these checks do not know."""
        key = key_of(numeral.place, numeral.text)
        if key in self.wrong:
            return "contradicted"
        return "checked" if key in self.held else ""


def examine_projects(reading: Reading, edition: Edition, stages: Stages) -> ProjectAudit:
    """Check every card, list, synopsis and statement; say which numbers they are made of."""
    projects = reading.projects
    found = tuple(check_cards(projects, edition, reading.facts, stages))
    held = frozenset(key for value in figures(projects) for key in keys(value))
    errors = (finding for finding in found if finding.severity == "错误")
    wrong = frozenset(key_of(place, text) for f in errors for place, text in f.places)
    return ProjectAudit(found, held, wrong & held)


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
        for one in fields(value):
            yield from figures(getattr(value, one.name))
    elif isinstance(value, Iterable) and not isinstance(value, str | Place):
        for item in value:
            yield from figures(item)


def key_of(place: Place, text: str) -> Key:
    """The key of a number, whatever unit or comparison stands with it."""
    digits = "".join(char for char in spelling.plain(text) if char.isdigit() or char in ".-")
    return Key(place, digits.strip("-"))
