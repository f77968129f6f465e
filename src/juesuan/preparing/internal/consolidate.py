"""Consolidation: flows inside the department, matched in pairs and taken out on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from juesuan.model.accounts import Elimination, Obstacle, yuan
from juesuan.model.number import Address
from juesuan.notation.feed import Feeds, Pair, Take
from juesuan.preparing.ledger.groups import Groups
from juesuan.preparing.ledger.leaves import Leaf

Sides = dict[str, int]


class InternalFlow(NamedTuple):
    """What meets: who pays whom, on which accounts, for which item."""

    payer: str
    payee: str
    pair: Pair
    func: str


class Book(dict[tuple[str, str, str], dict[Address, int]]):
    """What a unit booked on an account for an item outside public funds, by cell, in 分."""

    @classmethod
    def of(cls, groups: Groups, feeds: Feeds) -> Book:
        """The amounts on the accounts that may meet inside a department."""
        book = cls()
        accounts = [(p.payer, "03") for p in feeds.pairs] + [(p.payee, "02") for p in feeds.pairs]
        funds = {kind.fund for kind in groups.kinds} - set(feeds.fiscal)
        for account, form in accounts:
            for feed in feeds.taking(account, form):
                outside = feed.take.funds - set(feeds.fiscal) or frozenset(funds)
                take = feed.take._replace(accounts=frozenset({account}), funds=outside)
                book.book(groups, take, account, feed.cell)
        return book

    def book(self, groups: Groups, take: Take, account: str, cell: Address) -> None:
        """Add what a declaration takes of one account."""
        mask = groups.taken(take)
        units, funcs = groups.keys["unit"][mask].tolist(), groups.keys["func"][mask].tolist()
        for unit, func, amount in zip(
            units, funcs, groups.amounts(take.side)[mask].tolist(), strict=True
        ):
            code = groups.labels["func"][func]
            row = self.setdefault((groups.labels["unit"][unit], account, code), {})
            address = cell._replace(row=code)
            row[address] = row.get(address, 0) + amount

    def draw(
        self, unit: str, account: str, func: str, amount: int, *, any_item: bool = False
    ) -> list[tuple[Address, int]]:
        """Take an amount out of what was booked, cell by cell; the rest of it stays undrawn.

        `any_item` says that the unit may have booked it under another item than the one registered.
        """
        drawn = []
        code = self._code(unit, account, func, amount, any_item=any_item) if func else ""
        for key in [(unit, account, code)] if func else sorted(self):
            row = self.get(key, {}) if key[:2] == (unit, account) else {}
            for cell in sorted(row, reverse=True):
                part = min(amount, row[cell]) if amount > 0 else max(amount, row[cell])
                if part * amount > 0:
                    row[cell] -= part
                    amount -= part
                    drawn.append((cell, part))
        return drawn

    def _code(self, unit: str, account: str, func: str, amount: int, *, any_item: bool) -> str:
        """The item a side booked a flow under: the one registered, else the only one that fits."""
        booked = self.rest(unit, account)
        equal = [code for code, rest in booked.items() if rest == amount]
        if any_item and len(equal) == 1:
            return equal[0]
        if booked.get(func):
            return func
        if len(equal) == 1:
            return equal[0]
        enough = [code for code, rest in booked.items() if rest * amount > 0]
        return enough[0] if len(enough) == 1 else func

    def rest(self, unit: str, account: str) -> dict[str, int]:
        """What is left of an account of a unit, by item."""
        sums = {k[2]: sum(row.values()) for k, row in self.items() if k[:2] == (unit, account)}
        return {code: amount for code, amount in sums.items() if amount}


def matched(
    register: Iterable[Mapping[str, Any]], inside: Collection[str], feeds: Feeds
) -> tuple[dict[InternalFlow, int], list[Obstacle]]:
    """The flows that both sides agree on, and what only one side says."""
    sides: dict[InternalFlow, Sides] = defaultdict(lambda: {"付": 0, "收": 0})
    problems = []
    for row in register:
        if not {row["payer_unit"], row["payee_unit"]} <= set(inside):
            continue
        pair = _pair(row, feeds)
        if pair is None:
            problems.append(_strange(row))
            continue
        flow = InternalFlow(row["payer_unit"], row["payee_unit"], pair, str(row.get("func") or ""))
        sides[flow]["付"] += int(row["amount"]) if row.get("payer_acct") else 0
        sides[flow]["收"] += int(row["amount"]) if row.get("payee_acct") else 0
    agreed = {}
    for flow in sorted(sides):
        paid, received = sides[flow]["付"], sides[flow]["收"]
        agreed[flow] = min(paid, received, key=abs) if paid * received > 0 else 0
        if paid != received:
            problems.append(_unmatched(flow, paid, received))
    return agreed, problems


def _pair(row: Mapping[str, Any], feeds: Feeds) -> Pair | None:
    payer, payee = str(row.get("payer_acct") or ""), str(row.get("payee_acct") or "")
    if not payer and not payee:
        return None
    for pair in feeds.pairs:
        if payer[:4] in ("", pair.payer) and payee[:4] in ("", pair.payee):
            return pair
    return None


def eliminate(
    agreed: Mapping[InternalFlow, int], book: Book
) -> tuple[list[Elimination], list[Obstacle]]:
    """Every agreed flow in pairs of cells; a problem where the ledger does not show it."""
    eliminations: list[Elimination] = []
    problems = []
    for flow, amount in agreed.items():
        paid = book.draw(flow.payer, flow.pair.payer, flow.func, amount)
        received = book.draw(flow.payee, flow.pair.payee, flow.func, amount, any_item=True)
        for unit, account, drawn in (
            (flow.payer, flow.pair.payer, paid),
            (flow.payee, flow.pair.payee, received),
        ):
            shown = sum(part for _, part in drawn)
            if shown != amount:
                problems.append(_not_booked(flow, unit, account, amount, shown))
        eliminations += _pairs(flow, paid, received)
    return eliminations, problems


def _pairs(
    flow: InternalFlow, paid: Sequence[tuple[Address, int]], received: Sequence[tuple[Address, int]]
) -> Iterator[Elimination]:
    """Both sides cut into pieces that stand on one cell each."""
    left, right = list(paid), list(received)
    while left and right:
        (cell, first), (other, second) = left[0], right[0]
        part = min(first, second, key=abs)
        yield Elimination(
            flow.payer, flow.payee, flow.pair.payer, flow.pair.payee, flow.func,
            yuan(part), cell, other, flow.pair.why,
        )  # fmt: skip
        left[0], right[0] = (cell, first - part), (other, second - part)
        left, right = left[left[0][1] == 0 :], right[right[0][1] == 0 :]


def elimination_leaves(eliminations: Iterable[Elimination]) -> Iterator[Leaf]:
    """The eliminations as leaf cells of one more unit, all negative, number 0."""
    sums: dict[Address, int] = defaultdict(int)
    for item in eliminations:
        for cell in (item.payer_cell, item.payee_cell):
            sums[cell] -= int(item.amount.scaleb(2))
    for cell, amount in sorted(sums.items()):
        yield Leaf(cell, np.zeros(1, dtype=np.int64), np.array([amount], dtype=np.int64))


def _strange(row: Mapping[str, Any]) -> Obstacle:
    accounts = f"{row.get('payer_acct') or '空'} ↔ {row.get('payee_acct') or '空'}"
    message = f"往来 {row['payer_unit']} → {row['payee_unit']} 的科目 {accounts} 不是可抵销的一对"
    return Obstacle(f"往来科目:{row['payer_unit']}→{row['payee_unit']}", message, final=True)


def _unmatched(flow: InternalFlow, paid: int, received: int) -> Obstacle:
    message = (
        f"往来 {flow.payer} → {flow.payee}（{flow.pair.payer} ↔ {flow.pair.payee}，"
        f"{flow.func}）：付方 {yuan(paid):,.2f} 元，收方 {yuan(received):,.2f} 元，"
        f"未抵销差异 {yuan(paid - received):,.2f} 元"
    )
    return Obstacle(f"往来:{flow.payer}→{flow.payee}:{flow.pair.payer}:{flow.func}", message)


def _not_booked(flow: InternalFlow, unit: str, account: str, amount: int, shown: int) -> Obstacle:
    message = (
        f"往来 {flow.payer} → {flow.payee} 登记 {yuan(amount):,.2f} 元，"
        f"而单位 {unit} 的 {account} 科目（{flow.func}）账上可抵销 {yuan(shown):,.2f} 元："
        f"请查这笔是否记在了别的科目（应记 {account}），或改正“内部往来”表这一行"
    )
    return Obstacle(f"往来账面:{unit}:{account}:{flow.func}", message, unit=unit)
