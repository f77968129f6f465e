"""Numbers of the lake at one address, as intervals, and what texts say of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from juesuan.archive.lake import Lake
from juesuan.archive.lake_rows import LakeFact
from juesuan.archive.publications import KeptDocument
from juesuan.model.number import Interval

NUMBERS = """SELECT {} FROM read_parquet(?, hive_partitioning = false)
WHERE address = ? AND list_contains(?, reading)"""
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
    columns = ", ".join(f'"{name}"' for name in LakeFact._fields)
    rows = _asked(lake, "facts", NUMBERS.format(columns), address, chosen)
    return {row[0]: LakeFact(*row) for row in rows}


def years_before(
    lake: Lake, address: str, chosen: Sequence[KeptDocument], numbers: Iterable[LakeFact]
) -> list[YearBefore]:
    """What publications say of an address in the year before their own."""
    if "@" in address:
        return []
    before = numbers_at(lake, f"{address}@{LAST}", chosen)
    amounts = [YearBefore(key, each) for key, row in before.items() if (each := interval_of(row))]
    now = {row.reading: interval_of(row) for row in numbers}
    change = f"{address} - {address}@{LAST}"
    for reading, value, half in _asked(lake, "claims", CLAIMS, change, chosen):
        amount = now.get(reading)
        if amount is not None:
            middle, wide = Decimal(value), Decimal(half)
            amounts.append(YearBefore(reading, amount - Interval(middle - wide, middle + wide)))
    return amounts


def _asked(
    lake: Lake, kind: str, words: str, value: str, chosen: Sequence[KeptDocument]
) -> list[tuple[Any, ...]]:
    """Rows with a value, of these publications only."""
    if not chosen:
        return []
    keys = [one.reading for one in chosen]
    return lake.query(words, [lake.paths([one.part for one in chosen], kind), value, keys])
