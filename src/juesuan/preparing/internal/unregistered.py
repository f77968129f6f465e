"""Flows inside the department that nobody registered: found by their amounts, and asked about."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, islice

from juesuan.model.accounts import Obstacle, yuan
from juesuan.notation.feed import Feeds, Pair
from juesuan.preparing.internal.consolidate import Book

LEAST = 100_000  # 分; below this, equal amounts of other receipts and spending are chance
MOST = 8  # items of one account whose sums are tried
CROWD = 16  # pairs of units with the same amount; more are one question
LISTED = 5

Rest = Mapping[str, Mapping[str, int]]


def unregistered(book: Book, inside: Collection[str], feeds: Feeds) -> Iterator[Obstacle]:
    """Units whose remaining amounts on two accounts that meet are or may be one flow.

    Equal sums are asked about; where the accounts are for flows between superior and subordinate,
    whatever is left on both is, each payer beside the payee that received most nearly as much.
    """
    for pair in feeds.pairs:
        paid, received = (_rest(book, inside, account) for account in (pair.payer, pair.payee))
        least = 1 if pair.asks else LEAST
        met: set[str] = set()
        for amount, payers, payees in _meeting(paid, received, least, met):
            yield from _questions(pair, amount, payers, payees)
        if pair.asks:
            yield from _nearest(pair, {u: r for u, r in paid.items() if u not in met}, received)


def _rest(book: Book, inside: Collection[str], account: str) -> Rest:
    """What is left of an account, by unit and item, where it comes to more than nothing."""
    rests: dict[str, dict[str, int]] = {}
    for (unit, booked, func), row in sorted(book.items()):
        amount = sum(row.values())
        if booked == account and unit in inside and amount:
            rests.setdefault(unit, {})[func] = amount
    return {unit: rest for unit, rest in rests.items() if sum(rest.values()) > 0}


def _meeting(
    paid: Rest, received: Rest, least: int, met: set[str]
) -> Iterator[tuple[int, list[str], list[str]]]:
    """Equal sums of both sides, the largest first; two units meet once. Fills who paid them."""
    left, right = _by_sum(paid, least), _by_sum(received, least)
    seen: set[tuple[str, str]] = set()
    for amount in sorted(left.keys() & right.keys(), reverse=True):
        payers, payees = left[amount], right[amount]
        if len(payers) * len(payees) <= CROWD:
            pairs = {(a, b) for a in payers for b in payees if a != b} - seen
            payers, payees = sorted({a for a, _ in pairs}), sorted({b for _, b in pairs})
            seen |= pairs
        met.update(payers if payees else ())
        if payers and payees:
            yield amount, payers, payees


def _by_sum(rests: Rest, least: int) -> dict[int, list[str]]:
    """Who has which sum of any items, of all of them where they are many."""
    by_sum: dict[int, list[str]] = defaultdict(list)
    for unit, rest in rests.items():
        amounts = list(rest.values())
        sizes = range(1, len(amounts) + 1) if len(amounts) <= MOST else (1, len(amounts))
        for total in {sum(c) for n in sizes for c in combinations(amounts, n)}:
            if total >= least:
                by_sum[total].append(unit)
    return by_sum


def _questions(
    pair: Pair, amount: int, payers: Sequence[str], payees: Sequence[str]
) -> Iterator[Obstacle]:
    """A question for every two units, one for all where the same amount stands in many."""
    if len(payers) * len(payees) > CROWD:
        sides = (
            f"{'、'.join(islice(units, LISTED))}{'等' if len(units) > LISTED else ''}"
            for units in (payers, payees)
        )
        yield _crowd(pair, amount, *sides)
        return
    for payer in payers:
        for payee in payees:
            if payer != payee:
                yield _asked(payer, payee, pair, (amount, amount))


def _nearest(pair: Pair, paid: Rest, received: Rest) -> Iterator[Obstacle]:
    """Every payer with money left beside the payee that has most nearly as much left."""
    totals = sorted((sum(rest.values()), unit) for unit, rest in received.items())
    for payer, rest in paid.items():
        out = sum(rest.values())
        at = bisect_left(totals, (out, ""))
        near = [item for item in totals[max(at - 2, 0) : at + 2] if item[1] != payer]
        if near:
            came, payee = min(near, key=lambda item: abs(item[0] - out))
            yield _asked(payer, payee, pair, (out, came))


def _crowd(pair: Pair, amount: int, payers: str, payees: str) -> Obstacle:
    message = (
        f"疑有未登记的内部往来：单位 {payers} 的 {pair.payer} 各付出 {yuan(amount):,.2f} 元，"
        f"单位 {payees} 的 {pair.payee} 各收到同样的数（{pair.why}），不抵销则总计虚增："
        "是内部往来的，在“内部往来”表逐笔登记；不是的，按名称接受"
    )
    return Obstacle(f"未登记往来:{pair.payer}:{yuan(amount):.2f}", message)


def _asked(payer: str, payee: str, pair: Pair, amounts: tuple[int, int]) -> Obstacle:
    out, came = (f"{yuan(amount):,.2f}" for amount in amounts)
    message = (
        f"疑有未登记的内部往来：单位 {payer} 的 {pair.payer} 付出 {out} 元，"
        f"单位 {payee} 的 {pair.payee} 收到 {came} 元（{pair.why}），不抵销则总计虚增："
        f"是内部往来的，在“内部往来”表填一行：付方单位编码 {payer}、收方单位编码 {payee}、"
        f"付方科目 {pair.payer}、收方科目 {pair.payee}、金额；不是的，按名称接受"
    )
    return Obstacle(f"未登记往来:{payer}→{payee}:{pair.payer}", message)
