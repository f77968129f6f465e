"""Two years of a small department and its budgets: postings a reader would believe, in 分."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.making.accounts import (
    CAPITAL,
    FUND,
    GENERAL,
    OTHER,
    Ledger,
    Receipt,
    Spending,
    closing,
    tables,
)

from juesuan.model.number import Address, Fact, Facts
from juesuan.notation.edition import Edition

RUNNING = {
    "30101": 620, "30102": 410, "30103": 380, "30112": 9, "30201": 31,
    "30207": 12, "30211": 18, "30217": 1, "30228": 16, "30229": 22, "30231": 6, "30239": 44,
    "30299": 7, "30305": 3, "31002": 5,
}  # fmt: skip
INSURED = (
    ("2080505", "30108", 150), ("2080506", "30109", 75), ("2101101", "30110", 66),
    ("2101103", "30111", 21), ("2210201", "30113", 118),
)  # fmt: skip
Opening = dict[tuple[str, str], int]


class Kind:
    """What a department lives on besides the general budget."""

    def __init__(
        self, lead: str = "20103", *, fund: str = "", capital: str = "", trade: bool = False
    ) -> None:
        self.lead, self.fund, self.capital, self.trade = lead, fund, capital, trade


def year(kind: Kind, random: Random, opening: Opening) -> Ledger:
    """One year's postings; what is left over of each fund goes on to the next."""

    def wan(about: float) -> int:
        return int(about * random.uniform(0.8, 1.2) * 1_000_000) + random.randint(0, 99)

    lead = kind.lead
    found = [Spending(f"{lead}01", GENERAL, "2", code, wan(size)) for code, size in RUNNING.items()]
    pension = wan(150)
    for item, code, size in INSURED:
        value = {"2080505": pension, "2080506": pension // 2}.get(item) or wan(size)
        found.append(Spending(item, GENERAL, "2", code, value))
    found += [Spending(f"{lead}02", GENERAL, "3", "30227", wan(size)) for size in (230, 71)]
    found.append(Spending(f"{lead}99", GENERAL, "3", "30299", wan(38)))
    if kind.fund:
        found.append(Spending(kind.fund, FUND, "3", "30299", wan(91)))
    if kind.capital:
        found.append(Spending(kind.capital, CAPITAL, "3", "30299", wan(17)))
    if kind.trade:
        found.append(Spending(f"{lead}01", OTHER, "2", "30201", wan(26)))
        found.append(Spending(f"{lead}02", OTHER, "3", "30299", wan(11)))
    receipts = _receipts(found, opening, random)
    paid = {one.economic: one.amount for one in found}
    received, driven = paid["30217"], paid["30231"]
    parts = [0, 0, driven + wan(9), received + wan(2), 0, 0, driven + wan(1), received]
    return Ledger(found, receipts, opening, 0, 0, parts)


def _receipts(found: list[Spending], opening: Opening, random: Random) -> list[Receipt]:
    """Income that covers each item, here and there a little more or less than was spent."""
    spent: dict[tuple[str, str], int] = {}
    for one in found:
        spent[one.item, one.fund] = spent.get((one.item, one.fund), 0) + one.amount
    receipts = []
    for (item, fund), value in spent.items():
        column = "2" if fund != OTHER else random.choice("47")
        left = opening.get((item, fund), 0)
        carried = random.randint(0, value // 9) if item.endswith("02") else 0
        receipts.append(Receipt(item, fund, column, max(value + carried - left, 1)))
    return receipts


def accounts(edition: Edition, kind: Kind, seed: int) -> Facts:
    """This year's tables, last year's as @上年, and the budgets of the year."""
    random = Random(seed)  # noqa: S311 - accounts, not secrets
    opening = {(f"{kind.lead}02", GENERAL): random.randint(10**6, 10**7)}
    if kind.trade:
        opening[f"{kind.lead}02", OTHER] = random.randint(10**6, 10**7)
    before = year(kind, random, opening)
    this = tables(edition, year(kind, random, closing(before)))
    found = dict(this.items())
    for address, fact in tables(edition, before).items():
        moved = address._replace(period="上年")
        found[moved] = Fact(moved, fact.value)
    total = Decimal(0)
    for row in this.rows("05"):
        if len(row) == 7:
            spent = found[Address("05", row, "1")].value
            share = Decimal(random.choice(("0.91", "1", "1.07", "1.2")))
            value = (spent * share).quantize(Decimal(100))
            total += value
            budget = Address("05", row, "1", "年初预算")
            found[budget] = Fact(budget, value)
    budget = Address("05", "合计", "1", "年初预算")
    found[budget] = Fact(budget, total)
    return Facts(found, this.forms)
