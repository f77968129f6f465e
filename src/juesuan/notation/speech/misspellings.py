"""How these documents are wrongly worded: slips of the pen, leftovers of a form, mistaken uses."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from juesuan.notation.overlay import HOME, declaration
from juesuan.notation.speech.measure import compiled


class Slip(NamedTuple):
    """Something wrongly worded: `sign` is a part of every instance, `right` what is meant."""

    sign: str
    wrong: re.Pattern[str]
    right: str = ""


class Use(NamedTuple):
    """Words that cannot tell what an item of expenditure is for."""

    item: str
    wrong: re.Pattern[str]


class IndicatorWords(NamedTuple):
    """How values of indicators are written, and what of a project's name tells nothing."""

    value: re.Pattern[str]
    between: re.Pattern[str]
    date: re.Pattern[str]
    generic: re.Pattern[str]
    closing: re.Pattern[str]


class Wording(NamedTuple):
    """Slips of the pen, leftovers of a form, and items whose stated use can only be another's."""

    typos: tuple[Slip, ...]
    leftovers: tuple[Slip, ...]
    uses: tuple[Use, ...]


@cache
def wording() -> Wording:
    """What is wrongly worded whatever the family, year and region."""
    uses = tuple(Use(row["item"], re.compile(row["wrong"])) for row in _rows("uses"))
    return Wording(_slips("typos"), _slips("leftovers"), uses)


@cache
def units() -> Mapping[str, str]:
    """Every spelling of a unit of measurement to the usual one."""
    declared: Mapping[str, list[str]] = _language()["units"]
    return MappingProxyType({o: name for name, others in declared.items() for o in (name, *others)})


@cache
def outcomes() -> Mapping[str, tuple[str, ...]]:
    """How a goal is said to be reached, partly reached and missed."""
    return MappingProxyType({name: tuple(words) for name, words in _language()["outcomes"].items()})


@cache
def indicator_words() -> IndicatorWords:
    """The patterns of values and names, whatever the region."""
    declared: Mapping[str, str] = _language()["indicator"]
    return IndicatorWords(**{name: compiled(text, {}) for name, text in declared.items()})


def _language() -> Mapping[str, Any]:
    return declaration("wording", "evaluation.toml")


def _slips(name: str) -> tuple[Slip, ...]:
    return tuple(
        Slip(row["sign"], re.compile(row["wrong"]), row.get("right", "")) for row in _rows(name)
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = HOME.joinpath("wording", f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
