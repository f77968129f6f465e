"""Vouchers one by one: those whose debits are not their credits, a line of them missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

import ibis

from juesuan.model.accounts import Obstacle, yuan

LISTED = 20
KEYS = ("unit_code", "posted", "period", "voucher")


class UnevenVouchers(NamedTuple):
    """What to ask about, and by unit what the vouchers asked about lack together; 分."""

    obstacles: tuple[Obstacle, ...] = ()
    short: Mapping[str, int] = {}


def uneven_vouchers(ledger: ibis.Table, units: Collection[str]) -> UnevenVouchers:
    """The vouchers out of balance of some units, those that book both sides of every entry.

    Where lines of a unit bear no number, or most vouchers are out of balance, its numbers tell no
    vouchers apart, and nothing is asked.
    """
    if "voucher" not in ledger.columns or not units:
        return UnevenVouchers()
    debit, credit = ledger.debit.fill_null(0), ledger.credit.fill_null(0)
    rows = ledger.filter(ledger.unit_code.isin(sorted(units)) & ((debit != 0) | (credit != 0)))
    rows = rows.mutate(_debit=rows.debit.fill_null(0), _credit=rows.credit.fill_null(0))
    sums = rows.group_by(list(KEYS)).agg(
        debit=rows["_debit"].sum(),
        credit=rows["_credit"].sum(),
        line=rows["line"].min(),
        origin=rows["origin"].cast("string").min(),
        lines=rows.count(),
    )
    odd = sums["debit"] != sums["credit"]
    counted = sums.group_by("unit_code").agg(
        vouchers=sums.count(),
        odd=odd.sum(),
        loose=sums["voucher"].fill_null("").strip().isin([""]).sum(),
    )
    telling = [
        str(row["unit_code"])
        for row in counted.to_pyarrow().to_pylist()
        if row["odd"] and not row["loose"] and row["odd"] * 2 <= row["vouchers"]
    ]
    if not telling:
        return UnevenVouchers()
    listed = sums.filter(odd & sums["unit_code"].isin(telling)).order_by("origin", "line")
    return _asked(listed.to_pyarrow().to_pylist())


def _asked(rows: list[dict[str, Any]]) -> UnevenVouchers:
    short: dict[str, int] = defaultdict(int)
    for row in rows:
        short[str(row["unit_code"])] += int(row["debit"]) - int(row["credit"])
    return UnevenVouchers(tuple(_obstacles(rows)), short)


def _obstacles(rows: list[dict[str, Any]]) -> Iterator[Obstacle]:
    by_unit: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_unit[str(row["unit_code"])].append(row)
    for unit, vouchers in sorted(by_unit.items()):
        if len(vouchers) > LISTED:
            message = f"单位 {unit} 有 {len(vouchers)} 张凭证借贷不平，第一张是{_told(vouchers[0])}"
            yield Obstacle(f"凭证借贷:{unit}", message, unit=unit, cause=True)
            continue
        for row in vouchers:
            name = f"凭证借贷:{unit}:{row['posted'] or row['period'] or ''}:{row['voucher']}"
            yield Obstacle(name, f"单位 {unit} 的{_told(row)}", unit=unit, cause=True)


def _told(row: Mapping[str, Any]) -> str:
    debit, credit = int(row["debit"]), int(row["credit"])
    day = row["posted"] or row["period"]
    side = "贷方" if debit > credit else "借方"
    return (
        f"凭证 {row['voucher']}{f'（{day}）' if day else ''}借贷不平（“{row['origin']}”"
        f"第 {row['line']} 行起，共 {row['lines']} 行）：借方 {yuan(debit):,.2f} 元，"
        f"贷方 {yuan(credit):,.2f} 元，{side}少 {yuan(abs(debit - credit)):,.2f} 元："
        "请查这张凭证有无漏导、删去或改动过的行"
    )
