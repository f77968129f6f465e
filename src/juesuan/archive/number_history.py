"""The history of one number: its years, under all names of a department; never a finding."""

from __future__ import annotations

from typing import NamedTuple

from juesuan.archive.door import Archive
from juesuan.archive.lake_rows import LakeFact
from juesuan.archive.publications import DepartmentNames, publications
from juesuan.archive.stored_numbers import interval_of, numbers_and_before
from juesuan.model.number import Interval


class YearOfNumber(NamedTuple):
    """One year: the number as printed (None where the document has none), and who else tells it.

    `older` counts publications of the same year that no longer count; `implied` is what the next
    year's document makes of this year, `disagrees` that the two cannot both be true.
    """

    department: str
    kind: str
    year: int
    file: str
    number: LakeFact | None
    older: int
    implied: Interval | None = None
    disagrees: bool = False


def history(archive: Archive, address: str, unit: str) -> list[YearOfNumber]:
    """The years of a number of one department, by kind of document and year."""
    name = DepartmentNames(archive.register.rows("alias")).latest(unit)
    every = [one for one in publications(archive.register) if one.unit == name]
    chosen = [one for one in every if one.newest]
    numbers, earlier = numbers_and_before(archive.lake, address, chosen)
    before: dict[str, list[Interval]] = {}
    for each in earlier:
        before.setdefault(each.reading, []).append(each.interval)
    following = {(one.kind, one.year - 1): before.get(one.reading, []) for one in chosen}
    years = []
    for document in chosen:
        kind, year = document.kind, document.year
        older = sum((other.kind, other.year) == (kind, year) for other in every) - 1
        number = numbers.get(document.reading)
        entry = YearOfNumber(document.department, kind, year, document.name, number, older)
        years.append(_beside(entry, following.get((kind, year), [])))
    return years


def _beside(year: YearOfNumber, implied: list[Interval]) -> YearOfNumber:
    """A year beside what the next one says of it: the first that cannot be true, else the first."""
    if not implied:
        return year
    printed = interval_of(year.number) if year.number else None
    apart = [each for each in implied if printed and not _meet(printed, each)]
    return year._replace(implied=(apart or implied)[0], disagrees=bool(apart))


def _meet(first: Interval, second: Interval) -> bool:
    return first.low <= second.high and second.low <= first.high
