"""The lines 本月合计, 本年累计, 承前页 of an account book, beside what the lines above come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from juesuan.books.typed.periodic import PERIODIC_ROW
from juesuan.books.values import yuan
from juesuan.model.books import Closing, Problem

if TYPE_CHECKING:
    import ibis

MOST = 300_000  # lines of a book that is looked at line by line
Pair = tuple[int, int]


@dataclass(slots=True)
class RunningSums:
    """What the lines of one account came to at each line that sums up, the start first."""

    reached: list[Pair] = field(default_factory=lambda: [(0, 0)])
    now: Pair = (0, 0)

    def moved(self, amounts: Pair) -> None:
        """A line of the account."""
        self.now = (self.now[0] + amounts[0], self.now[1] + amounts[1])

    def says(self, amounts: Pair) -> bool:
        """Whether a sum is that of the lines since a sum before it, or since the start."""
        wanted = (self.now[0] - amounts[0], self.now[1] - amounts[1])
        right = wanted in self.reached
        if self.now != self.reached[-1]:
            self.reached.append(self.now)
        return right


def running_totals(
    t: ibis.Table, closing: Closing, left_out: Sequence[str]
) -> dict[str, tuple[int, list[Problem]]]:
    """By sheet, how many lines sum up a period, and the first that says another sum.

    `left_out` are reasons of other lines that are no part of a sum.
    """
    sheets: dict[str, tuple[int, list[Problem]]] = {}
    for origin in _origins(t):
        unlike, count = [], 0
        for right, row in _compared(_lines(t, closing, origin, left_out)):
            count += 1
            unlike += [] if right else [row]
        if count:
            sheets[origin] = (count, [_unlike(origin, unlike)] if unlike else [])
    return sheets


def _origins(t: ibis.Table) -> list[str]:
    periodic = t.filter(t["_out"] == PERIODIC_ROW).select("origin").distinct()
    return sorted(row["origin"] for row in periodic.to_pyarrow().to_pylist())


def _lines(
    t: ibis.Table, closing: Closing, origin: str, left_out: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    rows = t.filter((t["origin"] == origin) & ~t["_out"].isin([*left_out]))
    rows = rows.select(
        "line",
        periodic=rows["_out"] == PERIODIC_ROW,
        account=rows[closing.account].fill_null(""),
        debit=rows[closing.debit].fill_null(0),
        credit=rows[closing.credit].fill_null(0),
    )
    listed = rows.order_by("line").limit(MOST + 1).to_pyarrow().to_pylist()
    return iter(listed if len(listed) <= MOST else ())


def _compared(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[bool, Mapping[str, Any]]]:
    """Each line that sums up, and whether the lines of its account, or of all, say the same."""
    sums: dict[str, RunningSums] = defaultdict(RunningSums)
    last = ""
    for row in rows:
        amounts = (int(row["debit"]), int(row["credit"]))
        if row["periodic"]:
            within = row["account"] or last
            right = [sums[name].says(amounts) for name in dict.fromkeys((within, ""))]
            if amounts != (0, 0):
                yield any(right), row
        else:
            last = row["account"]
            for name in dict.fromkeys((last, "")):
                sums[name].moved(amounts)


def _unlike(origin: str, rows: Sequence[Mapping[str, Any]]) -> Problem:
    first, more = rows[0], f"，这样的共 {len(rows)} 行" if len(rows) > 1 else ""
    message = (
        f"这一行是合计，借方 {yuan(first['debit'])}、贷方 {yuan(first['credit'])}，"
        f"同它上面的各行相加不符{more}：请查有无漏导、重复或改动过的行"
    )
    return Problem(origin, first["line"], "", "", "", message)
