"""How tables end: not with a page of their note or of fewer than three rows, seldom of few rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

LOWEST = 0.72  # of the height of a row that is declared
HIGHER = (1.05, 1.1, 1.15, 1.0)  # tried where lower rows do not do; at last as declared
LOWER = 2  # how often lower rows are tried
MOST = LOWER + len(HIGHER)
FEW, TOO_FEW, LAST, NOTE = "few", "too few", "last", "note"
WATCHED = {8: FEW, 3: TOO_FEW}
"""Rows counted from the last one, and what their last page has where they stand before it."""
SPARE = 4.0  # pt more than what stands over


class Mark(NamedTuple):
    """Where something stands that was marked: its page as counted, how low, as printed."""

    kind: str
    name: str
    page: int
    y: float
    printed: int


class BadEnding(NamedTuple):
    """A table, by its number, that ends with a page of few rows, or of `too_few`.

    `excess` is how high what stands on that page is without its head, in pt.
    """

    number: int
    excess: float
    too_few: bool


def bad_endings(marks: Sequence[Mark], tables: Sequence[Mapping[str, Any]]) -> Iterator[BadEnding]:
    """The tables whose last page is not worth a page."""
    ends: dict[str, dict[str, Mark]] = defaultdict(dict)
    for mark in marks:
        if mark.kind in (*WATCHED.values(), LAST, NOTE):
            ends[mark.name][mark.kind] = mark
    for name, places in ends.items():
        last = max(places.values(), key=lambda mark: (mark.page, mark.y))
        early = {kind for kind, mark in places.items() if mark.page < last.page}
        if early:
            table = tables[int(name)]
            alone = early >= {LAST}  # the note: no head is repeated over it
            heads = 0 if alone else (table["heads"] - 1) * table["tall"]
            excess = last.y - table["top"] - heads
            yield BadEnding(int(name), excess, early != {FEW})


def another_height(table: Mapping[str, Any], ending: BadEnding, tries: int) -> tuple[float, int]:
    """The next height of the rows to try, as a part of what is declared; how many were tried."""
    height: float = table["factor"]
    lower = height - (ending.excess + SPARE) / (table["rows"] * table["tall"])
    if tries < LOWER and lower >= LOWEST:
        return lower, tries + 1
    if not ending.too_few:
        return height, MOST
    tries = max(tries, LOWER)
    return HIGHER[tries - LOWER], tries + 1
