"""What was read of each sheet of the ledger: rows, sums by class of account, its own total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from juesuan.books.typed.parents import PARENT_ROW
from juesuan.books.typed.rows import MARK_ROW, TOTAL_ROW
from juesuan.model.books import BooksTable, Closing, Problem, SheetSums

if TYPE_CHECKING:
    import ibis

MOST = 5
SUMS = (TOTAL_ROW, PARENT_ROW, MARK_ROW)  # rows that are not part of a total
REPEATED = "疑似重复粘贴：请核对，多出的请删去"


def sheet_sums(t: ibis.Table, closing: Closing) -> list[SheetSums]:
    """By sheet and first digit of the account, what its rows come to; `_out` tells what is out."""
    grouped = t.group_by(
        origin=t["origin"], kind=t[closing.account].substr(0, 1).fill_null(""), out=t["_out"]
    ).agg(
        rows=t.count(),
        debit=t[closing.debit].sum().cast("decimal(38, 0)"),
        credit=t[closing.credit].sum().cast("decimal(38, 0)"),
    )
    sheets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in grouped.to_pyarrow().to_pylist():
        sheets[row["origin"]].append(row)
    totals = _totals(t, closing)
    return [_summed(name, rows, totals.get(name, ())) for name, rows in sorted(sheets.items())]


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
    for row in rows.limit(1000).to_pyarrow().to_pylist():
        totals[row["origin"]].append((_cents(row["debit"]), _cents(row["credit"])))
    return totals


def unlike(sums: Iterable[SheetSums]) -> Iterator[Problem]:
    """Sheets whose only line of totals says something else than their rows."""
    for sheet in sums:
        if len(sheet.totals) == 1 and sheet.whole != sheet.totals[0]:
            (debit, credit), (read, other) = sheet.totals[0], sheet.whole
            message = (
                f"文件的合计行是借方 {_yuan(debit)}、贷方 {_yuan(credit)}，读到的各行相加是借方 "
                f"{_yuan(read)}、贷方 {_yuan(other)}：请查有无漏导、重复或改动过的行"
            )
            yield Problem(sheet.origin, None, "", "", "", message)


def repeated(t: ibis.Table, table: BooksTable, closing: Closing) -> Iterator[Problem]:
    """Vouchers whose every line stands there more than once: pasted or exported twice."""
    rows = t.filter((t["_out"] == "") & t["voucher"].notnull() & (t["voucher"] != ""))
    names = [column.name for column in table.columns]
    keys = [closing.unit, "posted", "period", "voucher"]
    alike = rows.group_by(names).agg(times=rows.count(), first=rows["line"].min())
    whole = alike.group_by(keys).agg(
        lines=alike.count(), least=alike["times"].min(), first=alike["first"].min()
    )
    vouchers = whole.filter((whole["least"] > 1) & (whole["lines"] > 1)).order_by("first")
    for row in vouchers.limit(MOST).to_pyarrow().to_pylist():
        day = f"（{row['posted'] or row['period']}）" if row["posted"] or row["period"] else ""
        message = (
            f"单位 {row[closing.unit]} 凭证 {row['voucher']}{day}的 {row['lines']} 行"
            f"各出现 {row['least']} 次，{REPEATED}"
        )
        yield Problem(table.title, row["first"], "凭证号", "", "", message)


def _cents(value: object) -> int:
    return int(str(value)) if value is not None else 0


def _yuan(cents: int) -> str:
    return f"{Decimal(cents).scaleb(-2):,.2f} 元"
