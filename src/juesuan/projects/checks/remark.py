"""How these rules say what is wrong, and on what evidence."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import NamedTuple

from juesuan.model.finding import Severity
from juesuan.model.number import Address
from juesuan.model.page import Place
from juesuan.model.project import Figure, Quote
from juesuan.notation.rule import EVALUATION, Remark, rule

GUIDE = "项目支出绩效自评表填报说明"

project_rule = partial(rule, basis=EVALUATION, kind="project")


class Shown(NamedTuple):
    """One piece of evidence: its address, what stands there and where."""

    text: str
    place: Place = Place()
    address: Address | None = None


def remark(  # noqa: PLR0913 - the fields of a remark
    severity: Severity,
    message: str,
    *evidence: Shown,
    expected: str = "",
    actual: str = "",
    because: tuple[str, ...] = (),
    basis: str = "",
    key: str = "",
) -> Remark:
    """A remark, its places and addresses taken from the evidence."""
    addresses = dict.fromkeys(one.address for one in evidence if one.address)
    places = dict.fromkeys((one.place, one.text) for one in evidence)
    return Remark(
        severity,
        message,
        tuple(address for address in addresses if address),
        tuple(places),
        key,
        because,
        expected=expected,
        actual=actual,
        basis=basis,
    )


def show(value: Figure | None, address: Address | None = None, label: str = "") -> Shown:
    """A printed number as evidence."""
    if value is None:
        return Shown(f"{label}空白", address=address)
    return Shown(f"{label}{value.printed}", value.place, address)


def quoted(passage: Quote, address: Address | None = None) -> Shown:
    """A passage as evidence."""
    return Shown(passage.text, passage.place, address)


def wan(value: Decimal) -> str:
    """An amount in 元 as 万元 with two decimals: 3,329.50."""
    return f"{value / 10000:,.2f}"
