"""An edition: the forms of a year and a region, resolved from a base file and its overlays."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from juesuan.notation import spelling
from juesuan.notation.classification import (
    Classification,
    Entry,
    classification,
    read_entries,
    read_tails,
)
from juesuan.notation.equation import Equation
from juesuan.notation.form import DeclarationError, Form, read_form

HOME = files("juesuan.editions")


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """The resolved declarations for one year and region, as the program uses them."""

    id: str
    name: str
    year: int
    region: str
    unit: str
    forms: tuple[Form, ...]
    others: tuple[str, ...]
    synonyms: Mapping[str, str]
    functional: Classification
    economic: Classification

    def form(self, name: str) -> Form | None:
        """The form of that id."""
        return next((form for form in self.forms if form.id == name), None)

    def equations(self) -> Iterable[Equation]:
        """Every declared equation and expectation, form by form."""
        return (equation for form in self.forms for equation in form.equations)

    def codes(self, form: Form) -> Classification:
        """The classification the rows of a form are taken from."""
        return self.economic if form.classification == "economic" else self.functional

    def with_functional(self, entries: Iterable[Entry]) -> Edition:
        """The edition with a user's own functional codes put first."""
        return replace(self, functional=self.functional.with_entries(entries))


@cache
def declared() -> tuple[str, ...]:
    """The names of all declaration files: years and regions."""
    found = (item.name.removesuffix(".toml") for item in HOME.iterdir())
    return tuple(sorted(name for name in found if name.isdigit() and len(name) in (4, 6)))


def years() -> tuple[int, ...]:
    """The years that have an edition of their own, ascending."""
    return tuple(int(name) for name in declared() if len(name) == 4)


@cache
def regions() -> Mapping[str, tuple[str, ...]]:
    """Region code to the place names that a cover shows."""
    found = {}
    for name in declared():
        if len(name) == 6:
            found[name] = tuple(_file(name).get("cover", {}).get("places", ()))
    return MappingProxyType(found)


def edition_id(year: int | None, region: str = "") -> str:
    """The edition for a document's year and region: the last one declared not after the year."""
    known = years()
    base = max((y for y in known if year is None or y <= year), default=known[0])
    return f"{base}-{region}" if region in regions() else str(base)


@cache
def load(name: str) -> Edition:
    """Resolve `2024` or `2024-310000`; raises DeclarationError for a name not declared."""
    year, _, region = name.partition("-")
    data = _year(year)
    if region:
        data = _merge(data, _file(region))
    synonyms = _synonyms(data.get("synonyms", {}))
    functional, economic = _codes("functional"), _codes("economic")
    named = {"functional": functional.current(data["year"]), "": {}}
    named["economic"] = economic.current(data["year"])
    declared_forms = data["form"]
    forms = tuple(
        read_form(key, declared_forms[key], named[declared_forms[key].get("classification", "")])
        for key in data["order"]
    )
    return Edition(
        id=name,
        name=data["name"],
        year=data["year"],
        region=region,
        unit=data["unit"],
        forms=forms,
        others=tuple(data.get("others", ())),
        synonyms=synonyms,
        functional=functional,
        economic=economic,
    )


def _year(name: str) -> dict[str, Any]:
    data = _file(name)
    return _merge(_year(data["base"]), data) if "base" in data else data


@cache
def _file(name: str) -> dict[str, Any]:
    if name not in declared():
        known = "、".join(declared())
        message = f"没有名为“{name}”的版式声明；已有：{known}"
        raise DeclarationError(message)
    return tomllib.loads(HOME.joinpath(f"{name}.toml").read_text("utf-8"))


def _merge(base: Any, over: Any) -> Any:  # noqa: ANN401 - TOML values
    """Tables merge key by key, lists of tables of equal length place by place; else replace."""
    if isinstance(base, dict) and isinstance(over, dict):
        kept = {key: _merge(base[key], over[key]) if key in over else base[key] for key in base}
        return kept | {key: value for key, value in over.items() if key not in base}
    tables = isinstance(base, list) and isinstance(over, list) and len(base) == len(over)
    if tables and all(isinstance(item, dict) for item in [*base, *over]):
        return [_merge(*pair) for pair in zip(base, over, strict=True)]
    return over


def _synonyms(data: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({spelling.key(one): spelling.key(other) for one, other in data.items()})


@cache
def _codes(kind: str) -> Classification:
    home = HOME.joinpath("codes")
    entries = read_entries(home.joinpath(f"{kind}.csv").read_text("utf-8"), f"{kind}.csv")
    tails = read_tails(home.joinpath("tails.csv").read_text("utf-8"))
    return classification(entries, tails)
