"""What is odd about the vouchers of a unit: a month without any, vouchers that are there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import ibis

KEYS = ("posted", "period", "voucher")
MONTH = re.compile(
    r"(?:(?:19|20)\d\d[-/.年]?)?(\d{1,2})(?:[-/.月]?\d{0,2}日?(?: [\d:.]{0,15})?)?月?"
)
MONTHS = {str(month): month for month in range(1, 13)}
LISTED = 3


def month_of(text: str) -> int | None:
    """The month of a date or of a period as packages write it; None where none can be told."""
    match = MONTH.fullmatch(text.strip())
    return MONTHS.get(match[1].lstrip("0")) if match else None


def irregular(ledger: ibis.Table, unit: str) -> str:
    """What to look at first in the vouchers of a unit; "" where nothing is odd."""
    if "voucher" not in ledger.columns:
        return ""
    rows = ledger.filter(ledger.unit_code == unit)
    parts = [*_missing(rows), *_twice(rows)]
    return f"{'；'.join(parts)}，请查有无漏导或重复导出的凭证" if parts else ""


def _missing(rows: ibis.Table) -> Iterator[str]:
    """The months before the last one that have no voucher, where every date can be told."""
    days = rows.select(day=ibis.coalesce(rows["period"], rows["posted"])).distinct()
    texts = [row["day"] for row in days.to_pyarrow().to_pylist() if row["day"]]
    months = {month_of(str(text)) for text in texts}
    if None not in months and months:
        gaps = sorted({*range(1, max(filter(None, months)) + 1)} - months)
        if gaps:
            yield f"{'、'.join(map(str, gaps))} 月没有一张凭证"


def _twice(rows: ibis.Table) -> Iterator[str]:
    """Vouchers whose every line stands there more than once."""
    names = [name for name in rows.columns if name not in ("line", "origin")]
    alike = rows.group_by(names).agg(times=rows.count(), first=rows["line"].min())
    whole = alike.group_by(list(KEYS)).agg(
        least=alike["times"].min(), lines=alike.count(), first=alike["first"].min()
    )
    twice = whole.filter((whole["least"] > 1) & (whole["lines"] > 1) & whole["voucher"].notnull())
    listed: list[dict[str, Any]] = twice.order_by("first").to_pyarrow().to_pylist()
    if listed:
        numbers = "、".join(
            f"{row['voucher']}（{row['posted'] or row['period'] or ''}）" for row in listed[:LISTED]
        )
        more = f"等 {len(listed)} 张" if len(listed) > LISTED else ""
        yield f"凭证 {numbers}{more}的各行都有两遍"
