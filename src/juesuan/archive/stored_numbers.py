"""Numbers of the lake at one address, as intervals, and what texts say of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from juesuan.archive.lake import Lake
from juesuan.archive.lake_rows import LakeFact
from juesuan.archive.publications import KeptDocument
from juesuan.model.number import Interval

NUMBERS = """SELECT {} FROM read_parquet(?, hive_partitioning = false)
WHERE address IN (?, ?) AND list_contains(?, reading)"""
CLAIMS = """SELECT reading, value, half FROM read_parquet(?, hive_partitioning = false)
WHERE says = ? AND list_contains(?, reading) AND relation = '=' ORDER BY reading, value, half"""
LAST = "上年"


class YearBefore(NamedTuple):
    """What a document says of the year before: in a table or by the change that its text tells."""

    reading: str
    interval: Interval


def interval_of(row: LakeFact) -> Interval | None:
    """What the true amount may be, in 元; None where it is too large to be kept."""
    if row.cents is None or row.half_cents is None:
        return None
    middle, half = Decimal(row.cents) / 100, Decimal(row.half_cents) / 200
    return Interval(middle - half, middle + half)


def numbers_at(lake: Lake, address: str, chosen: Sequence[KeptDocument]) -> dict[str, LakeFact]:
    """The number at an address in each of these publications that has one, by reading."""
    return {row.reading: row for row in _numbers(lake, (address, address), chosen)}


def numbers_and_before(
    lake: Lake, address: str, chosen: Sequence[KeptDocument]
) -> tuple[dict[str, LakeFact], list[YearBefore]]:
    """The same, and what these publications say of the number in the year before their own."""
    earlier = address if "@" in address else f"{address}@{LAST}"
    rows = _numbers(lake, (address, earlier), chosen)
    numbers = {row.reading: row for row in rows if row.address == address}
    if earlier == address:
        return numbers, []
    before = [row for row in rows if row.address == earlier]
    return numbers, [*_printed(before), *_implied(lake, address, chosen, numbers)]


def _printed(rows: Iterable[LakeFact]) -> Iterator[YearBefore]:
    """Numbers of last year that tables print."""
    for row in rows:
        if (amount := interval_of(row)) is not None:
            yield YearBefore(row.reading, amount)


def _implied(
    lake: Lake, address: str, chosen: Sequence[KeptDocument], numbers: Mapping[str, LakeFact]
) -> Iterator[YearBefore]:
    """Numbers of last year that follow from a change which a text tells."""
    change = f"{address} - {address}@{LAST}"
    for reading, value, half in _asked(lake, "claims", CLAIMS, [change], chosen):
        row = numbers.get(reading)
        amount = interval_of(row) if row else None
        if amount is not None:
            middle, wide = Decimal(value), Decimal(half)
            yield YearBefore(reading, amount - Interval(middle - wide, middle + wide))


def _numbers(
    lake: Lake, addresses: tuple[str, str], chosen: Sequence[KeptDocument]
) -> list[LakeFact]:
    columns = ", ".join(f'"{name}"' for name in LakeFact._fields)
    rows = _asked(lake, "facts", NUMBERS.format(columns), addresses, chosen)
    return [LakeFact(*row) for row in rows]


def _asked(
    lake: Lake, kind: str, words: str, values: Iterable[str], chosen: Sequence[KeptDocument]
) -> list[tuple[Any, ...]]:
    """Rows with these values, of these publications only."""
    if not chosen:
        return []
    keys = [one.reading for one in chosen]
    return lake.query(words, [lake.paths([one.part for one in chosen], kind), *values, keys])
