"""How these documents are wrongly worded: slips of the pen, leftovers of a form, mistaken uses."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Slip(NamedTuple):
    """Something wrongly worded: `sign` is a part of every instance, `right` what is meant."""

    sign: str
    wrong: re.Pattern[str]
    right: str = ""


class Use(NamedTuple):
    """Words that cannot tell what an item of expenditure is for."""

    item: str
    wrong: re.Pattern[str]


@cache
def typos() -> tuple[Slip, ...]:
    """The slips of the pen usual in these documents."""
    return _slips("typos")


@cache
def leftovers() -> tuple[Slip, ...]:
    """What belongs to the instructions of a form, not to the document made with it."""
    return _slips("leftovers")


@cache
def uses() -> tuple[Use, ...]:
    """The items whose stated use can be seen to be another's."""
    return tuple(Use(row["item"], re.compile(row["wrong"])) for row in _rows("uses"))


def _slips(name: str) -> tuple[Slip, ...]:
    return tuple(
        Slip(row["sign"], re.compile(row["wrong"]), row.get("right", "")) for row in _rows(name)
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = files("juesuan.editions").joinpath(f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
