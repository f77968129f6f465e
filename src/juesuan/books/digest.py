"""What was read of each sheet of the ledger: rows, sums by class of account, its own total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from juesuan.books.typed.line_sums import line_count
from juesuan.books.typed.page_lines import PAGE_LINE
from juesuan.books.typed.parents import PARENT_ROW
from juesuan.books.typed.periodic import PERIODIC_ROW
from juesuan.books.typed.rows import MARK_ROW, TOTAL_ROW
from juesuan.books.values import yuan
from juesuan.model.books import BooksTable, Closing, Doubt, Problem, SheetSums

if TYPE_CHECKING:
    import ibis

MOST = 5
MOST_TOTALS = 100_000
NO_LINES = (TOTAL_ROW, PARENT_ROW, MARK_ROW, PAGE_LINE)
SUMS = (*NO_LINES, PERIODIC_ROW)  # rows that are not part of a total
REPEATED = "疑似重复粘贴：请核对，多出的请删去"
ONE_ONLY = "请删去其中一份；确实是两份不同的，按名称接受"


def sheet_sums(
    t: ibis.Table, closing: Closing, periodic: Mapping[str, tuple[int, Sequence[Problem]]]
) -> list[SheetSums]:
    """By sheet and first digit of the account, what its rows come to; `_out` tells what is out.

    `periodic` are by sheet the lines that sum up a period, and those that are unlike.
    """
    grouped = t.group_by(
        origin=t["origin"], kind=t[closing.account].substr(0, 1).fill_null(""), out=t["_out"]
    ).agg(
        rows=line_count(t),
        debit=t[closing.debit].sum().cast("decimal(38, 0)"),
        credit=t[closing.credit].sum().cast("decimal(38, 0)"),
    )
    sheets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in grouped.to_pyarrow().to_pylist():
        sheets[row["origin"]].append(row)
    totals = _totals(t, closing)
    return [
        _summed(name, rows, totals.get(name, ()))._replace(
            periodic=periodic[name][0] if name in periodic else 0,
            unlike=bool(name in periodic and periodic[name][1]),
        )
        for name, rows in sorted(sheets.items())
    ]


def _summed(
    origin: str, rows: list[dict[str, Any]], totals: Iterable[tuple[int, int]]
) -> SheetSums:
    kinds: dict[str, tuple[int, int, int]] = {}
    for row in rows:
        if not row["out"]:
            count, debit, credit = kinds.get(row["kind"], (0, 0, 0))
            more = (row["rows"], _cents(row["debit"]), _cents(row["credit"]))
            kinds[row["kind"]] = (count + more[0], debit + more[1], credit + more[2])
    excluded: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["out"]:
            excluded[row["out"]] += row["rows"]
    every = sum(row["rows"] for row in rows)
    leaves = [r for r in rows if r["out"] not in SUMS]
    whole = tuple(sum(_cents(row[side]) for row in leaves) for side in ("debit", "credit"))
    return SheetSums(
        origin,
        every,
        tuple((kind, *sums) for kind, sums in sorted(kinds.items())),
        tuple(sorted(excluded.items())),
        (whole[0], whole[1]),
        tuple(sorted(set(totals))),
    )


def _totals(t: ibis.Table, closing: Closing) -> dict[str, list[tuple[int, int]]]:
    """By sheet, the debit and credit of its own lines of totals."""
    rows = t.filter(t["_out"] == TOTAL_ROW)
    rows = rows.select(
        origin=rows["origin"], debit=rows[closing.debit], credit=rows[closing.credit]
    )
    totals: dict[str, list[tuple[int, int]]] = defaultdict(list)
    distinct = rows.distinct().order_by("origin", "debit", "credit").limit(MOST_TOTALS)
    for row in distinct.to_pyarrow().to_pylist():
        totals[row["origin"]].append((_cents(row["debit"]), _cents(row["credit"])))
    return totals


def unlike(sums: Iterable[SheetSums]) -> Iterator[Problem]:
    """Sheets whose only line of totals says something else than their rows."""
    for sheet in sums:
        if len(sheet.totals) == 1 and sheet.whole != sheet.totals[0]:
            (debit, credit), (read, other) = sheet.totals[0], sheet.whole
            message = (
                f"文件的合计行是借方 {yuan(debit)}、贷方 {yuan(credit)}，读到的各行相加是借方 "
                f"{yuan(read)}、贷方 {yuan(other)}：请查有无漏导、重复或改动过的行"
            )
            yield Problem(sheet.origin, None, "", "", "", message)


def copied(t: ibis.Table, table: BooksTable, sums: Sequence[SheetSums]) -> Iterator[Doubt]:
    """Sheets that hold the very same rows: an export that was put there twice."""
    alike: dict[object, list[str]] = defaultdict(list)
    for sheet in sums:
        if sheet.kinds and any(debit or credit for _, _, debit, credit in sheet.kinds):
            alike[sheet.rows, sheet.kinds, sheet.excluded].append(sheet.origin)
    names = [column.name for column in table.columns]
    for origins in alike.values():
        for first, second in combinations(origins, 2):
            if _same_rows(t, names, first, second):
                message = f"“{first}”和“{second}”取用的各行完全相同，金额会记成两遍：{ONE_ONLY}"
                yield Doubt(f"重复文件:{second}", message, root=True)


def _same_rows(t: ibis.Table, names: Sequence[str], first: str, second: str) -> bool:
    """Whether two sheets have the same rows, each as often."""
    taken = t.filter((t["_out"] == "") & t["origin"].isin([first, second]))
    sides = taken.mutate(_side=(taken["origin"] == first).ifelse(1, -1))
    net = sides.group_by(names).agg(net=sides["_side"].sum())
    return int(net.filter(net["net"] != 0).count().to_pyarrow().as_py()) == 0


def repeated(
    t: ibis.Table, table: BooksTable, closing: Closing, copies: Collection[str]
) -> tuple[list[Problem], list[Doubt]]:
    """Vouchers whose every line stands there more than once: pasted twice, or in two exports.

    `copies` are sheets that hold what others do. In two exports the date or the month must be
    there to tell a voucher from that of the same number in another month.
    """
    rows = t.filter((t["_out"] == "") & t["voucher"].notnull() & (t["voucher"] != ""))
    rows = rows.filter(~rows["origin"].isin(sorted(copies))) if copies else rows
    names = [column.name for column in table.columns]
    keys = [closing.unit, "posted", "period", "voucher"]
    at = rows["origin"]
    alike = rows.group_by(names).agg(
        times=rows.count(), first=rows["line"].min(), low=at.min(), high=at.max()
    )
    whole = alike.group_by(keys).agg(
        lines=alike.count(),
        least=alike["times"].min(),
        first=alike["first"].min(),
        **{name: alike[name].min() for name in ("low", "high")},
        one=(alike["low"] == alike["high"]).sum(),
    )
    twice = whole.filter(whole["least"] > 1)
    dated = twice["posted"].notnull() | twice["period"].notnull()
    across = (twice["one"] == 0) & dated
    notes = twice.filter(~across & (twice["lines"] > 1)).order_by("first")
    pasted = [_pasted(row, table, closing) for row in notes.limit(MOST).to_pyarrow().to_pylist()]
    return pasted, list(_overlapping(twice.filter(across), closing))


def _pasted(row: Mapping[str, Any], table: BooksTable, closing: Closing) -> Problem:
    message = (
        f"单位 {row[closing.unit]} 凭证 {row['voucher']}{_day(row)}的 {row['lines']} 行"
        f"各出现 {row['least']} 次，{REPEATED}"
    )
    return Problem(table.title, row["first"], "凭证号", "", "", message)


def _overlapping(vouchers: ibis.Table, closing: Closing) -> Iterator[Doubt]:
    """Pairs of sheets that have vouchers in common."""
    pairs = vouchers.group_by("low", "high").agg(
        count=vouchers.count(),
        **{
            name: vouchers[name].first(order_by=[vouchers["first"]])
            for name in (closing.unit, "voucher", "posted", "period")
        },
    )
    for row in pairs.order_by("low", "high").to_pyarrow().to_pylist():
        message = (
            f"“{row['low']}”和“{row['high']}”有 {row['count']} 张凭证完全相同"
            f"（如单位 {row[closing.unit]} 凭证 {row['voucher']}{_day(row)}），金额会记成两遍："
            "请删去重叠的部分；确实是不同凭证的，按名称接受"
        )
        yield Doubt(f"重复凭证:{row['high']}", message, root=True)


def _day(row: Mapping[str, Any]) -> str:
    day = row["posted"] or row["period"]
    return f"（{day}）" if day else ""


def _cents(value: object) -> int:
    return int(str(value)) if value is not None else 0
