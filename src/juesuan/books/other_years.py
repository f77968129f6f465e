"""Vouchers whose date is of another year than the books: asked about, with their rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from juesuan.books.typed.columns import Typed
from juesuan.books.typed.texts import Expression, among
from juesuan.books.values import EPOCH, SERIAL, plain
from juesuan.model.books import Closing, Doubt, Problem

if TYPE_CHECKING:
    import ibis

YEAR = re.compile(r"((?:19|20)\d\d)(?:(?:[-/.年][^\n]{0,40})?|\d\d(?:\d\d)?)")
DAY = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
DATES = {"period": "会计期间", "posted": "凭证日期"}  # the month of the books before the day


def year_said(text: str) -> int | None:
    """The year of a date or a month as packages write them; None where none is said."""
    written = plain(text)
    match = YEAR.fullmatch(written)
    if match:
        return int(match[1])
    if SERIAL.fullmatch(written):
        return (EPOCH + timedelta(days=int(float(written)))).year
    return None


def impossible_days(parts: Sequence[Typed]) -> Iterator[Problem]:
    """Vouchers on days that no calendar has, as 2024-13-05, with the first row of each."""
    for part in parts:
        strange = [word for word in part.words.get("posted", ()) if _impossible(word)]
        rows = part.table.filter((part.table["_out"] == "") & among(part.table["posted"], strange))
        rows = rows.group_by("origin", "posted").agg(first=rows["line"].min(), times=rows.count())
        for row in rows.order_by("first").to_pyarrow().to_pylist() if strange else ():
            more = f"，这样的共 {row['times']} 行" if row["times"] > 1 else ""
            place = (row["origin"], row["first"], DATES["posted"], row["posted"])
            yield Problem(*place, "日期，例如 2024-03-01", f"没有这一天{more}")


def _impossible(text: str) -> bool:
    match = DAY.fullmatch(plain(text))
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return True
    return False


def other_years(parts: Sequence[Typed], closing: Closing, year: int) -> Iterator[Doubt]:
    """A question for each sheet and year that is not the books' own."""
    for part in parts:
        for name, title in DATES.items():
            years = _years(part.words.get(name, ()))
            if years:
                yield from _asked(part.table, (name, title), years, closing, year)
                break


def _years(words: Iterable[str]) -> dict[str, int]:
    years = ((word, year_said(word)) for word in words)
    return {word: year for word, year in years if year is not None}


def _asked(
    t: ibis.Table, column: tuple[str, str], years: Mapping[str, int], closing: Closing, year: int
) -> Iterator[Doubt]:
    name, title = column
    strange = [word for word, said in years.items() if said != year]
    if not strange:
        return
    moving: Expression = (t[closing.debit].fill_null(0) != 0) | (
        t[closing.credit].fill_null(0) != 0
    )
    rows = t.filter((t["_out"] == "") & moving & among(t[name], strange))
    grouped = rows.group_by("origin", word=rows[name]).agg(
        times=rows.count(),
        first=rows["line"].min(),
        debit=rows[closing.debit].sum().cast("decimal(38, 0)"),
        credit=rows[closing.credit].sum().cast("decimal(38, 0)"),
    )
    groups: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in grouped.order_by("origin", "first").to_pyarrow().to_pylist():
        groups.setdefault((row["origin"], years[row["word"]]), []).append(row)
    for (origin, other), words in sorted(groups.items()):
        yield _doubt(origin, title, words, (other, year))


def _doubt(
    origin: str, title: str, words: Sequence[Mapping[str, Any]], years: tuple[int, int]
) -> Doubt:
    count, (other, year) = sum(row["times"] for row in words), years
    debit, credit = (
        f"{Decimal(int(sum(row[side] or 0 for row in words))).scaleb(-2):,.2f}"
        for side in ("debit", "credit")
    )
    first = words[0]
    message = (
        f"“{origin}”有 {count} 行的{title}是 {other} 年的，第一行在第 {first['first']} 行"
        f"（{first['word']}），借方合计 {debit} 元、贷方合计 {credit} 元，而账套是 {year} 年度的："
        "不是本年的请从导出中删去；是本年的（如次年补记的十二月凭证），按名称接受"
    )
    return Doubt(f"他年凭证:{origin}:{other}", message)
