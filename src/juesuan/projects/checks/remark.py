"""How these checks say what they found."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from juesuan.model.finding import Finding, Severity
from juesuan.model.number import Address
from juesuan.model.page import Place
from juesuan.model.project import Figure
from juesuan.notation.scoring import trimmed
from juesuan.projects.checks.catalogue import CHECKS

METHOD = "财预〔2020〕10号《项目支出绩效评价管理办法》"
TEMPLATE = "项目支出绩效自评表填报说明"


class Shown(NamedTuple):
    """One piece of evidence: its address, what stands there and where."""

    text: str
    place: Place = Place()
    address: Address | None = None


def remark(  # noqa: PLR0913 - the fields of a finding
    rule: str,
    severity: Severity,
    message: str,
    *evidence: Shown,
    expected: str = "",
    actual: str = "",
    because: tuple[str, ...] = (),
    basis: str = METHOD,
    key: str = "",
) -> Finding:
    """A finding of a check of the catalogue, its places and addresses taken from the evidence."""
    addresses = dict.fromkeys(one.address for one in evidence if one.address)
    return Finding(
        CHECKS[rule].id,
        severity,
        message,
        addresses=tuple(one for one in addresses if one),
        places=tuple(dict.fromkeys((one.place, one.text) for one in evidence)),
        expected=expected,
        actual=actual,
        because=because,
        basis=basis,
        key=key or "",
    )


def show(value: Figure | None, address: Address | None = None, label: str = "") -> Shown:
    """A printed number as evidence."""
    if value is None:
        return Shown(f"{label}空白", address=address)
    return Shown(f"{label}{value.printed}", value.place, address)


def points(value: Decimal) -> str:
    """A score as printed: 92.98."""
    return trimmed(value)


def wan(value: Decimal) -> str:
    """An amount in 元 as 万元 with two decimals: 3,329.50."""
    return f"{value / 10000:,.2f}"
