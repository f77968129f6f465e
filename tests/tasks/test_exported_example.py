"""The example in exports of two packages: vouchers in GBK, balances, budgets, projects."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from juesuan.model.number import Address
from juesuan.tasks.prepare import Choices, Made, make
from juesuan.tasks.trace import trace

BOOKS = Path(__file__).parents[2] / "examples" / "qinghe-2024" / "books"
REACHED = {  # reckoned by hand from what happened in the year
    "01:本年收入合计:1": "2756000.00",
    "01:年初结转和结余:1": "32000.00",
    "01:本年支出合计:1": "2712543.21",
    "01:结余分配:1": "20000.00",
    "01:年末结转和结余:1": "55456.79",
    "01:上级补助收入:1": "0",
    "03:合计:3": "846543.21",
    "05:合计:1": "2296000.00",
    "07:合计:6": "23456.79",
    "08:合计:1": "50000.00",
    "09:三公经费:1": "57000.00",
    "09:三公经费:7": "50000.00",
    "文:机关运行经费:1": "400000.00",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exported") / "out"


@pytest.fixture(scope="module")
def made(home: Path) -> Made:
    return make(BOOKS, home, Choices())


def test_the_exports_give_the_tables_of_the_year(made: Made) -> None:
    facts = made.prepared.department.facts
    reached = {cell: facts.get(Address.parse(cell)) for cell in REACHED}
    assert {cell: Decimal(fact.value) if fact else 0 for cell, fact in reached.items()} == {
        cell: Decimal(amount) for cell, amount in REACHED.items()
    }
    assert not [finding for one in made.receipt.audited for finding in one.findings]


@pytest.mark.usefixtures("made")
def test_the_receipt_tells_what_was_left_out_and_that_totals_agree(home: Path) -> None:
    text = (home / "回执.txt").read_text("utf-8")
    assert "不取 92 行（8,513,086.42 元）：财务会计科目（1 至 5 类）" in text
    assert "张凭证只在收支科目与结转结余科目之间结转，认作年末结转分录" in text
    assert "各行相加与文件的合计行一致" in text
    assert "三公预算数：全年预算（版本 2024 的默认）" in text
    assert "不认识的列" not in text


@pytest.mark.usefixtures("made")
def test_a_figure_leads_to_vouchers_with_their_number_and_day(home: Path) -> None:
    basis = trace(home, Address.parse("07:合计:3"))
    rows = basis.postings.to_pylist()
    assert basis.total == basis.value == Decimal("276543.21")
    assert [(row["posted"], row["summary"], row["counts"]) for row in rows] == [
        ("2024-03-22", "供水管网施工", 110617_28),
        ("2024-09-22", "供水管网施工", 165925_93),
    ]
    assert all(row["voucher"].startswith("记-") for row in rows)
