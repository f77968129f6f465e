"""The folders of `editions/`: which years and regions a family declares, and what each says.

A region lies over a year, a year over its `base`; the files of one folder are one declaration.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache, reduce
from types import MappingProxyType
from typing import Any

from juesuan.notation.overlay import HOME, DeclarationError, overlaid, refuse_unknown, toml

ACCOUNTS = "accounts"  # 部门决算, the first family
Declared = Mapping[str, Any]


def families() -> tuple[str, ...]:
    """The families of documents that have declarations, each a folder."""
    return tuple(
        sorted(item.name for item in HOME.iterdir() if item.is_dir() and declared(item.name))
    )


@cache
def declared(family: str = ACCOUNTS) -> tuple[str, ...]:
    """The names of all folders of declarations: years and regions."""
    names = (item.name for item in HOME.joinpath(family).iterdir())
    return tuple(sorted(name for name in names if name.isdigit() and len(name) in (4, 6)))


def years(family: str = ACCOUNTS) -> tuple[int, ...]:
    """The years that have an edition of their own, ascending."""
    return tuple(int(name) for name in declared(family) if len(name) == 4)


def latest() -> str:
    """The edition of the last declared year."""
    return str(years()[-1])


@cache
def regions(family: str = ACCOUNTS) -> Mapping[str, tuple[str, ...]]:
    """Region code to the place names that a cover shows."""
    codes = (name for name in declared(family) if len(name) == 6)
    covers = {code: laid_over({}, family, code, ("cover",)).get("cover", {}) for code in codes}
    return MappingProxyType(
        {code: tuple(cover.get("places", ())) for code, cover in covers.items()}
    )


def edition_id(year: int | None, region: str = "") -> str:
    """The edition for a document's year and region: the last one declared not after the year."""
    bases = years()
    base = max((y for y in bases if year is None or y <= year), default=bases[0])
    return f"{base}-{region}" if region in regions() else str(base)


def said_of_year(family: str, name: str) -> Declared:
    """What a year declares, over what its base does."""
    data = laid_over({}, family, name)
    return laid_over(said_of_year(family, data["base"]), family, name) if "base" in data else data


def laid_over(base: Declared, family: str, name: str, of: Collection[str] = ()) -> Declared:
    """A base as the folder of a year or a region changes it; some keys only, where any is named."""
    files = _folder(family, name, of)
    if of:
        files = [{key: one[key] for key in one if key.removesuffix("+") in of} for one in files]
    return reduce(overlaid, files, base)


def _folder(family: str, name: str, of: Collection[str] = ()) -> Sequence[Declared]:
    """What the files of a folder say, those that do not name any of some keys left closed."""
    return [
        _file(text, f"{family}/{name}/{file}")
        for file, text in _texts(family, name)
        if not of or any(key in text for key in of)
    ]


@cache
def _texts(family: str, name: str) -> Sequence[tuple[str, str]]:
    """The name and the text of each file of a folder."""
    if name not in declared(family):
        raise undeclared(family, name)
    items = sorted(HOME.joinpath(family, name).iterdir(), key=lambda item: item.name)
    return [(item.name, item.read_text("utf-8")) for item in items if item.name.endswith(".toml")]


@cache
def _file(text: str, source: str) -> dict[str, Any]:
    data = toml(text, source)
    refuse_unknown(data, source)
    return data


def undeclared(family: str, name: str) -> DeclarationError:
    """That a family has no such year or region, and which it has."""
    return DeclarationError(f"没有名为“{name}”的版式声明；已有：{'、'.join(declared(family))}")
