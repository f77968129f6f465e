"""The editions that a command line may name."""
# ruff: noqa: PLC0415 - declarations are read only where an edition is named

from __future__ import annotations

from typing import TYPE_CHECKING

from juesuan.cli.streams import Trouble

if TYPE_CHECKING:
    from juesuan.notation.edition import Edition


def edition_names() -> list[str]:
    """Every edition: the years, then each year of each region."""
    from juesuan.notation.edition_folders import regions, years

    pairs = ((str(year), region) for region in ("", *regions()) for year in years())
    return sorted("-".join(filter(None, pair)) for pair in pairs)


def edition_named(name: str | None) -> Edition:
    """The edition named, the latest where none is; Trouble where there is no such."""
    from juesuan.notation.edition import load
    from juesuan.notation.edition_folders import latest

    names = edition_names()
    if name and name not in names:
        raise Trouble(f"没有版本“{name}”；有：{'、'.join(names)}")
    return load(name or latest())


def edition_id(name: str | None) -> str:
    """The id of the edition named, "" where none is; Trouble where there is no such."""
    return edition_named(name).id if name else ""
