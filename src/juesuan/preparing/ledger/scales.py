"""Budgets in 元 beside a ledger in 万元, or the other way: some ten thousand times the spending."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from juesuan.model.accounts import Obstacle, yuan
from juesuan.notation.feed import Feeds
from juesuan.preparing.ledger.groups import Groups

LEAST, MOST = 2_000, 50_000  # ten thousand times, where no more than a fifth or five times is spent
NAME = "预算金额单位"


def out_of_scale(
    groups: Groups, budget: Iterable[Mapping[str, Any]], feeds: Feeds
) -> Iterator[Obstacle]:
    """One question about all units whose public budget and spending are of different scale."""
    planned: dict[str, int] = defaultdict(int)
    origins: dict[str, str] = {}
    for row in budget:
        if row.get("fund_nature") in feeds.fiscal:
            unit = str(row["unit_code"])
            planned[unit] += int(row.get("adjusted") or row.get("initial") or 0)
            origins.setdefault(unit, str(row.get("origin") or ""))
    spent = _spent(groups, feeds)
    for times, word in ((True, "一万倍"), (False, "一万分之一")):
        units = [
            unit
            for unit, amount in sorted(planned.items())
            if _differs(*((amount, spent.get(unit, 0)) if times else (spent.get(unit, 0), amount)))
        ]
        if units:
            amounts = sum(planned[u] for u in units), sum(spent[u] for u in units)
            yield _asked(units, amounts, word, origins[units[0]])


def _differs(more: int, less: int) -> bool:
    return less > 0 and LEAST * less <= more <= MOST * less


def _spent(groups: Groups, feeds: Feeds) -> dict[str, int]:
    """By unit, the spending of public funds."""
    ours = [k.account[:1] == "7" and not k.closing and k.fund in feeds.fiscal for k in groups.kinds]
    mask = np.array(ours, dtype=np.bool_)[groups.kind]
    sums = np.zeros(len(groups.labels["unit"]), dtype=np.int64)
    np.add.at(sums, groups.keys["unit"][mask], groups.amounts("借-贷")[mask])
    return dict(zip(groups.labels["unit"], sums.tolist(), strict=True))


def _asked(units: list[str], amounts: tuple[int, int], word: str, origin: str) -> Obstacle:
    planned, spent = amounts
    message = (
        f"单位 {'、'.join(units)} 的财政拨款全年预算合计 {yuan(planned):,.2f} 元，账上支出合计 "
        f"{yuan(spent):,.2f} 元，预算是支出的{word}左右：“{origin}”或账簿的金额单位"
        "（元、万元）可能写错或没有写，请在表头上方写明“单位：元”或“单位：万元”"
    )
    return Obstacle(NAME, message)
