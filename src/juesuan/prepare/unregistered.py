"""Flows inside the department that nobody registered: found by their amounts, and asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from juesuan.notation.feed import Feeds, Pair
from juesuan.prepare.consolidate import Book
from juesuan.prepare.prepared import Problem, yuan

LEAST = 100_000  # 分; below this, equal amounts of other receipts and spending are chance
MOST = 8  # items of one account whose sums are tried
NEARLY = 100  # one part in this many apart

Rest = Mapping[str, Mapping[str, int]]


def unregistered(
    book: Book, inside: Collection[str], feeds: Feeds, registered: Collection[Pair]
) -> Iterator[Problem]:
    """Pairs of units whose remaining amounts on two accounts that meet are or may be one flow."""
    for pair in feeds.pairs:
        paid, received = (_rest(book, inside, account) for account in (pair.payer, pair.payee))
        for payer, out in paid.items():
            for payee, came in received.items():
                if payer == payee:
                    continue
                amounts = _meeting(out, came, nearly=pair.asks)
                if not amounts and pair.asks and pair not in registered:
                    amounts = sum(out.values()), sum(came.values())
                if amounts and (pair.asks or min(amounts) >= LEAST):
                    yield _asked(payer, payee, pair, amounts)


def _rest(book: Book, inside: Collection[str], account: str) -> Rest:
    """What is left of an account, by unit and item, where it comes to more than nothing."""
    found: dict[str, dict[str, int]] = {}
    for (unit, booked, func), row in sorted(book.items()):
        amount = sum(row.values())
        if booked == account and unit in inside and amount:
            found.setdefault(unit, {})[func] = amount
    return {unit: rest for unit, rest in found.items() if sum(rest.values()) > 0}


def _meeting(
    paid: Mapping[str, int], received: Mapping[str, int], *, nearly: bool
) -> tuple[int, int] | None:
    """Sums of some items of both sides that are equal, else nearly equal."""
    left, right = _sums(paid), _sums(received)
    if same := left & right:
        return max(same), max(same)
    near = [(a, b) for a in left for b in right if abs(a - b) * NEARLY <= max(a, b)]
    return max(near) if near and nearly else None


def _sums(rest: Mapping[str, int]) -> set[int]:
    """The positive sums of any items, of all of them where they are many."""
    amounts = list(rest.values())
    sizes = range(1, len(amounts) + 1) if len(amounts) <= MOST else (1, len(amounts))
    return {s for n in sizes for c in combinations(amounts, n) if (s := sum(c)) > 0}


def _asked(payer: str, payee: str, pair: Pair, amounts: tuple[int, int]) -> Problem:
    out, came = (f"{yuan(amount):,.2f}" for amount in amounts)
    message = (
        f"疑有未登记的内部往来：单位 {payer} 的 {pair.payer} 付出 {out} 元，"
        f"单位 {payee} 的 {pair.payee} 收到 {came} 元（{pair.why}），不抵销则总计虚增："
        f"是内部往来的，在“内部往来”表填一行：付方单位编码 {payer}、收方单位编码 {payee}、"
        f"付方科目 {pair.payer}、收方科目 {pair.payee}、金额；不是的，按名称接受"
    )
    return Problem(f"未登记往来:{payer}→{payee}:{pair.payer}", message)
