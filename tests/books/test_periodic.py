"""Account books with 本月合计, 本年累计 and pages: left out, and held against the lines above."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.making.books_written import SCHEMA
from tests.making.exported_books import HEAD, LINE, SIDES, exported, ledger, messages

from juesuan.books.typed.periodic import PERIODIC_ROW, is_periodic
from juesuan.model.books import Books
from juesuan.publishing.prepared.receipt import Receipt, whole

TITLES = {table.name: table.title for table in SCHEMA.tables}
BOOK = ["日期", "凭证号", "摘要", *HEAD, *SIDES]


def line(number: str, debit: str, month: str = "01") -> list[str]:
    return [f"2023-{month}-05", number, "付款", "7101", "行政支出", *LINE, debit, ""]


def summed(words: str, debit: str, day: str = "") -> list[str]:
    return [day, "", words, "7101", "行政支出", "", "", "", "", debit, ""]


def book(*rows: list[str]) -> list[list[str]]:
    return [["明细账"], BOOK, *rows]


def receipt_of(books: Books) -> str:
    notes = tuple(map(str, books.notes))
    return whole(Receipt(books.tally, TITLES, sums=books.sums, notes=notes), "")


@pytest.mark.parametrize(
    "words",
    [
        *(
            "本月合计",
            "本年累计",
            "本 期 合 计",
            "12月合计",
            "当前累计",
            "承前页",
            "过次页",
            "转下页",
        ),
        *("结转下页", "承上页", "结转下年", "结转下年度", "期末余额"),
    ],
)
def test_words_that_sum_up_a_period_or_a_page(words: str) -> None:
    assert is_periodic(words)


@pytest.mark.parametrize(
    "words", ["合计", "付本月合计水电费", "上年结转", "结转下年项目款", "计提"]
)
def test_other_words_do_not(words: str) -> None:
    assert not is_periodic(words)


def test_lines_that_sum_up_take_no_number_of_the_voucher_above(tmp_path: Path) -> None:
    """Every line of an account has its own voucher; what sums them up has none."""
    cells = book(
        line("记-1", "3.00"),
        summed("本月合计", "3.00", "2023-01-31"),
        summed("本年累计", "3.00"),
        line("记-9", "4.00", "02"),
        summed("过次页", "7.00"),
        summed("承前页", "7.00"),
        line("记-12", "5.00", "02"),
        summed("本月合计", "9.00", "2023-02-28"),
        summed("本年累计", "12.00"),
    )
    books = exported(tmp_path, {"101001明细账.csv": cells})
    assert [row["debit"] for row in ledger(books)] == [300, 400, 500]
    (tally,) = [tally for tally in books.tally if tally.table == "ledger"]
    assert {why: count.rows for why, count in tally.excluded} == {PERIODIC_ROW: 6}
    assert "相加不符" not in messages(books)
    assert "6 行按月、按页的合计：都与它上面的各行相加一致" in receipt_of(books)


def test_one_total_of_a_month_is_not_the_total_of_the_sheet(tmp_path: Path) -> None:
    cells = book(line("记-1", "3.00"), summed("本月合计", "3.00"), line("记-2", "4.00", "02"))
    books = exported(tmp_path, {"101001明细账.csv": cells})
    assert "合计行是借方" not in messages(books)
    assert "相加不符" not in messages(books)


def test_a_total_of_a_month_that_is_not_that_of_its_lines_is_told(tmp_path: Path) -> None:
    cells = book(
        line("记-1", "3.00"),
        line("记-2", "4.00"),
        summed("本月合计", "8.00"),
        summed("本年累计", "7.00"),
    )
    books = exported(tmp_path, {"101001明细账.csv": cells})
    assert "101001明细账.csv 第5行：这一行是合计，借方 8.00 元" in messages(books)
    assert "有的不符，见第三部分" in receipt_of(books)
