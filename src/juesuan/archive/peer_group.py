"""Peers of a number: its place among documents of one kind and year, robust; never a finding."""

from __future__ import annotations

from decimal import Decimal
from statistics import median, quantiles
from typing import NamedTuple

from juesuan.archive.door import Archive
from juesuan.archive.lake_rows import LakeFact
from juesuan.archive.publications import DepartmentNames, KeptDocument, publications
from juesuan.archive.stored_numbers import interval_of, numbers_at

FEWEST = 5  # peers below which nothing is said of them all


class Peer(NamedTuple):
    """One document with such a number."""

    unit: str
    region: str
    number: LakeFact


class Middle(NamedTuple):
    """The median and the quartiles of a group, in 元."""

    median: Decimal
    lower: Decimal
    upper: Decimal


class PeerGroup(NamedTuple):
    """Who is compared, largest first; without a middle where there are too few.

    `lacking` counts documents of the group that print no such number; `place` is the first and
    the last rank that the unit asked for may have, as far as printed digits tell.
    """

    peers: tuple[Peer, ...]
    lacking: int
    middle: Middle | None = None
    place: tuple[int, int] | None = None


def peers(  # noqa: PLR0913 - what the group is chosen by
    archive: Archive, address: str, *, year: int, kind: str, region: str = "", unit: str = ""
) -> PeerGroup:
    """The numbers at an address in all newest documents of a year and kind, and of a region."""
    chosen = [one for one in publications(archive.register) if one.newest]
    chosen = [one for one in chosen if (one.year, one.kind) == (year, kind)]
    chosen = [one for one in chosen if one.region.startswith(region)]
    numbers = numbers_at(archive.lake, address, chosen)
    group = sorted(
        (_peer(one, number) for one in chosen if (number := numbers.get(one.reading))),
        key=lambda peer: (-(peer.number.cents or 0), peer.unit, peer.region),
    )
    sound = tuple(peer for peer in group if peer.number.cents is not None)
    lacking = len(chosen) - len(sound)
    if len(sound) < FEWEST:
        return PeerGroup(sound, lacking)
    name = DepartmentNames(archive.register.rows("alias")).latest(unit)
    return PeerGroup(sound, lacking, _middle(sound), _place(sound, name))


def _peer(document: KeptDocument, number: LakeFact) -> Peer:
    return Peer(document.unit, document.region, number)


def _middle(group: tuple[Peer, ...]) -> Middle:
    amounts = [Decimal(peer.number.cents or 0) / 100 for peer in group]
    lower, _, upper = quantiles(amounts, n=4, method="inclusive")
    return Middle(median(amounts), lower, upper)


def _place(group: tuple[Peer, ...], name: str) -> tuple[int, int] | None:
    """The ranks, from the largest, that amounts within the printed digits allow."""
    mine = next((interval_of(peer.number) for peer in group if peer.unit == name), None)
    if mine is None:
        return None
    others = [interval_of(peer.number) for peer in group if peer.unit != name]
    amounts = [amount for amount in others if amount]
    first = sum(amount.low > mine.high for amount in amounts)
    last = sum(amount.high >= mine.low for amount in amounts)
    return first + 1, last + 1
