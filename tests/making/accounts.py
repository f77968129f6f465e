"""True accounts made at random: postings in 分, and the nine tables they add up to.

The tables are summed here straight from the postings, without the declared equations, so that
the equations are checked against an independent reckoning.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from random import Random
from typing import NamedTuple

from juesuan.model.number import Address, Fact, Facts, FormState
from juesuan.notation.edition import Edition

GENERAL, FUND, CAPITAL, OTHER = "一般公共", "政府性基金", "国有资本", "非财政"
FISCAL = (GENERAL, FUND, CAPITAL)
INCOME_ROWS = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
BALANCE_ROWS = {
    GENERAL: "年初一般公共预算财政拨款",
    FUND: "年初政府性基金预算财政拨款",
    CAPITAL: "年初国有资本经营预算财政拨款",
}
PERSONNEL, PUBLIC = ("301", "303"), ("302", "307", "310", "312", "399")


class Spending(NamedTuple):
    """One expenditure: item code, fund, column of form 03 it belongs to, economic code, 分."""

    item: str
    fund: str
    column: str
    economic: str
    amount: int


class Receipt(NamedTuple):
    """One receipt: item code, fund or kind of income (column of form 02), 分."""

    item: str
    fund: str
    column: str
    amount: int


class Ledger(NamedTuple):
    """A year's postings and the balances before it."""

    spendings: list[Spending]
    receipts: list[Receipt]
    opening: dict[tuple[str, str], int]
    used: int
    distributed: int
    sangong: list[int]


def amount(random: Random) -> int:
    """An amount in 分: mostly ordinary, sometimes a few 元, sometimes huge or round."""
    kind = random.random()
    if kind < 0.15:
        return random.randint(1, 9_999)
    if kind < 0.25:
        return random.randint(1, 500) * 1_000_000
    return random.randint(10_000, 10 ** random.randint(6, 11))


def ledger(
    random: Random, edition: Edition, opening: dict[tuple[str, str], int] | None = None
) -> Ledger:
    """A random year of a department, after the year before if its balances are given."""
    year = edition.year
    items = [c for c in edition.functional.current(year) if len(c) == 7 and c[:3] not in EXCLUDED]
    economic = [c for c in edition.economic.current(year) if len(c) == 5]
    allowed = {name for side in _form06(edition) for name in side}
    economic = [code for code in economic if code[:3] in allowed]
    chosen = random.sample(items, random.randint(1, 9))
    spendings: list[Spending] = []
    receipts: list[Receipt] = []
    before = {} if opening is None else dict(opening)
    for item in chosen:
        spendings += _spend(random, item, economic)
        for fund in (*FISCAL, OTHER):
            if opening is None and random.random() < 0.3:
                before[item, fund] = amount(random)
        receipts += _receive(random, item, spendings, before)
    used = amount(random) if random.random() < 0.2 else 0
    distributed = amount(random) if random.random() < 0.2 else 0
    parts = [amount(random) if random.random() < 0.5 else 0 for _ in range(8)]
    return Ledger(spendings, receipts, before, used, distributed, parts)


def closing(books: Ledger) -> dict[tuple[str, str], int]:
    """The balances after a year, by item and fund."""
    found = dict(books.opening)
    for receipt in books.receipts:
        key = receipt.item, receipt.fund
        found[key] = found.get(key, 0) + receipt.amount
    for spending in books.spendings:
        key = spending.item, spending.fund
        found[key] = found.get(key, 0) - spending.amount
    key = books.spendings[0].item if books.spendings else "2010101", OTHER
    found[key] = found.get(key, 0) + books.used - books.distributed
    return found


EXCLUDED = frozenset({"209", "218", "227", "230", "233"})


def _form06(edition: Edition) -> list[tuple[str, ...]]:
    form = edition.form("06")
    assert form is not None
    return [side.classes for side in form.sides]


def _spend(random: Random, item: str, economic: list[str]) -> list[Spending]:
    found = []
    for fund in (GENERAL, GENERAL, FUND, CAPITAL, OTHER):
        if random.random() < (0.9 if fund == GENERAL else 0.15):
            for code in random.sample(economic, random.randint(1, 5)):
                basic = fund in (GENERAL, OTHER) and random.random() < 0.6
                column = "2" if basic else "3"
                found.append(Spending(item, fund, column, code, amount(random)))
    columns = [column for column in "456" if random.random() < 0.08]
    return [*found, *(Spending(item, OTHER, column, "", amount(random)) for column in columns)]


def _receive(
    random: Random,
    item: str,
    spendings: list[Spending],
    opening: dict[tuple[str, str], int],
) -> list[Receipt]:
    """Income that covers what was spent, so that no balance falls below zero."""
    found = []
    for fund in (*FISCAL, OTHER):
        spent = sum(s.amount for s in spendings if s.item == item and s.fund == fund)
        need = max(0, spent - opening.get((item, fund), 0))
        extra = amount(random) if random.random() < 0.3 else 0
        if need + extra:
            column = "2" if fund in FISCAL else random.choice("34567")
            found.append(Receipt(item, fund, column, need + extra))
    return found


class _Sums:
    """Amounts by address, added up the tree of codes."""

    def __init__(self) -> None:
        self.cells: defaultdict[tuple[str, str, str], int] = defaultdict(int)

    def add(self, form: str, row: str, column: str, value: int) -> None:
        self.cells[form, row, column] += value

    def tree(self, form: str, code: str, column: str, value: int, *, total: bool = True) -> None:
        for length in (3, 5, 7):
            if length <= len(code):
                self.add(form, code[:length], column, value)
        if total:
            self.add(form, "合计", column, value)


def tables(edition: Edition, books: Ledger) -> Facts:
    """The nine tables of a ledger, exact in 元."""
    sums = _Sums()
    for spending in books.spendings:
        _post_spending(sums, spending)
    for receipt in books.receipts:
        _post_receipt(sums, receipt)
    _post_balances(sums, books)
    _post_sangong(sums, books.sangong)
    forms = {
        form.id: FormState(
            form.id,
            form.title,
            "read",
            columns=tuple(column.id for column in form.columns),
            unshown=form.unshown([column.id for column in form.columns]),
        )
        for form in edition.forms
    }
    declared = {form.id: {column.id for column in form.columns} for form in edition.forms}
    facts = {}
    for (form, row, column), value in sorted(sums.cells.items()):
        if column in declared[form]:
            address = Address(form, row, column)
            facts[address] = Fact(address, Decimal(value) / 100)
    return Facts(facts, forms)


def _post_spending(sums: _Sums, spending: Spending) -> None:
    item, fund, column, economic, value = spending
    sums.tree("03", item, "1", value)
    sums.tree("03", item, column, value)
    sums.add("01", item[:3], "1", value)
    sums.add("01", "本年支出合计", "1", value)
    if fund in FISCAL:
        place = str(3 + FISCAL.index(fund))
        for row in (item[:3], "本年支出合计"):
            sums.add("04", row, "2", value)
            sums.add("04", row, place, value)
    if fund in (GENERAL, CAPITAL):
        form = "05" if fund == GENERAL else "08"
        sums.tree(form, item, "1", value)
        sums.tree(form, item, column, value)
    if fund == FUND:
        sums.tree("07", item, "3", value)
        sums.tree("07", item, "4" if column == "2" else "5", value)
    if fund == GENERAL and column == "2":
        sums.tree("06", economic, "1", value, total=False)
        sums.add("06", "人员经费合计" if economic[:3] in PERSONNEL else "公用经费合计", "1", value)


def _post_receipt(sums: _Sums, receipt: Receipt) -> None:
    item, fund, column, value = receipt
    sums.tree("02", item, "1", value)
    sums.tree("02", item, column, value)
    names = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    if fund in FISCAL:
        name = names[FISCAL.index(fund)]
        sums.add("01", f"{name}收入", "1", value)
        sums.add("04", name, "1", value)
        sums.add("04", "本年收入合计", "1", value)
    else:
        sums.add("01", INCOME_ROWS[int(column) - 3], "1", value)
    sums.add("01", "本年收入合计", "1", value)
    if fund == FUND:
        sums.tree("07", item, "2", value)
    if fund == CAPITAL:
        sums.tree("08", item, "收入", value)


def _post_balances(sums: _Sums, books: Ledger) -> None:
    for balances, row, column, capital in (
        (books.opening, "年初", "1", "年初"),
        (closing(books), "年末", "6", "年末"),
    ):
        for (item, fund), value in balances.items():
            sums.add("01", f"{row}结转和结余", "1", value)
            if fund in FISCAL:
                place = "1" if row == "年初" else "2"
                sums.add("04", f"{row}财政拨款结转和结余", place, value)
                if row == "年初":
                    sums.add("04", BALANCE_ROWS[fund], "1", value)
                else:
                    sums.add("04", "年末财政拨款结转和结余", str(3 + FISCAL.index(fund)), value)
            if fund == FUND:
                sums.tree("07", item, column, value)
            if fund == CAPITAL:
                sums.tree("08", item, capital, value)
    _post_totals(sums, books)


def _post_totals(sums: _Sums, books: Ledger) -> None:
    cells = sums.cells
    sums.add("01", "使用非财政拨款结余", "1", books.used)
    sums.add("01", "结余分配", "1", books.distributed)
    for name, rows in {
        "收入总计": ("本年收入合计", "使用非财政拨款结余", "年初结转和结余"),
        "支出总计": ("本年支出合计", "结余分配", "年末结转和结余"),
    }.items():
        sums.add("01", name, "1", sum(cells["01", row, "1"] for row in rows))
    income = cells["04", "本年收入合计", "1"] + cells["04", "年初财政拨款结转和结余", "1"]
    sums.add("04", "收入总计", "1", income)
    for column in "2345":
        spent = cells["04", "本年支出合计", column]
        left = cells["04", "年末财政拨款结转和结余", column]
        sums.add("04", "支出总计", column, spent + left)


def _post_sangong(sums: _Sums, parts: list[int]) -> None:
    for first, (abroad, bought, run, received) in ((1, parts[:4]), (7, parts[4:])):
        values = (abroad + bought + run + received, abroad, bought + run, bought, run, received)
        for offset, value in enumerate(values):
            sums.add("09", "三公经费", str(first + offset), value)
