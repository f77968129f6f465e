"""What is asked about before anything is made of the books: named, and accepted by name only."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.making.exported_books import HEAD, LINE, SIDES, exported, messages

from juesuan.books import Books, BooksError
from juesuan.books.other_years import year_said

TOP = ["凭证日期", "凭证号", *HEAD, *SIDES]
INCOME = ["6001", "财政拨款预算收入", LINE[0], "", LINE[2], ""]
FUNDS = ["8001", "资金结存", "", "", "", ""]
SPENT = ["7101", "行政支出", *LINE]


def voucher(day: str, number: str, amount: str) -> list[list[str]]:
    return [
        [day, number, *FUNDS, amount, ""],
        [day, number, *INCOME, "", amount],
        [day, number, *SPENT, amount, ""],
        [day, number, *FUNDS, "", amount],
    ]


def doubts(books: Books) -> dict[str, str]:
    return {doubt.name: doubt.message for doubt in books.doubts}


JUNE = [TOP, *voucher("2023-06-01", "记-1", "3.00"), *voucher("2023-06-02", "记-2", "4.00")]


def test_the_same_export_in_two_files_is_asked_about_and_names_both(tmp_path: Path) -> None:
    books = exported(tmp_path, {"101001凭证明细.csv": JUNE, "101001凭证明细(1).csv": JUNE})
    (name,) = doubts(books)
    assert name.startswith("重复文件:101001凭证明细")
    assert "“101001凭证明细(1).csv”和“101001凭证明细.csv”取用的各行完全相同" in doubts(books)[name]


def test_two_exports_with_some_vouchers_in_common_are_asked_about(tmp_path: Path) -> None:
    july = [TOP, *voucher("2023-06-02", "记-2", "4.00"), *voucher("2023-07-02", "记-1", "9.00")]
    books = exported(tmp_path, {"101001六月凭证明细.csv": JUNE, "101001七月凭证明细.csv": july})
    (name,) = doubts(books)
    assert "1 张凭证完全相同（如单位 101001 凭证 记-2（2023-06-02））" in doubts(books)[name]


def test_equal_vouchers_of_two_units_or_of_undated_months_are_no_copies(tmp_path: Path) -> None:
    other = {"101001凭证明细.csv": JUNE, "101002凭证明细.csv": JUNE}
    assert not exported(tmp_path, other).doubts
    undated = [row[1:] for row in JUNE]
    july = [*undated, *(row[1:] for row in voucher("", "记-3", "8.00"))]
    months = {"101001六月凭证明细.csv": undated, "101001七月凭证明细.csv": july}
    (tmp_path / "months").mkdir()
    assert not exported(tmp_path / "months", months).doubts


def test_dates_of_another_year_are_asked_about_with_their_rows(tmp_path: Path) -> None:
    late = [*JUNE, *voucher("2024/1/5", "记-3", "5.00")]
    (name,) = doubts(exported(tmp_path, {"101001凭证明细.csv": late}))
    assert name == "他年凭证:101001凭证明细.csv:2024"
    message = doubts(exported(tmp_path, {"101001凭证明细.csv": late}))[name]
    assert "有 4 行的凭证日期是 2024 年的，第一行在第 10 行（2024/1/5）" in message
    assert "借方合计 10.00 元、贷方合计 10.00 元，而账套是 2023 年度的" in message


def test_the_month_of_the_books_goes_before_the_day_of_writing(tmp_path: Path) -> None:
    rows = [["会计期间", *TOP], *(["2023-12", *row] for row in voucher("2024-01-05", "1", "5"))]
    assert not exported(tmp_path, {"101001凭证明细.csv": rows}).doubts


@pytest.mark.parametrize(
    "text, year",
    [
        ("2023-12-31", 2023),
        ("20240105", 2024),
        ("202312", 2023),
        ("2023年12月", 2023),
        ("45291", 2023),
        ("12", None),
        ("12月", None),
        ("记-2023", None),
        ("", None),
    ],
)
def test_a_year_is_read_where_a_date_says_one(text: str, year: int | None) -> None:
    assert year_said(text) == year


BALANCES = ["核算单位", *HEAD, *SIDES]
BLANK = [""] * 4


def test_an_account_unlike_the_sum_of_its_details_is_named_with_the_difference(
    tmp_path: Path,
) -> None:
    cells = [
        BALANCES,
        ["101001", "6001", "收入", *BLANK, "", "9.00"],
        ["101001", "6001.01", "收入", *INCOME[2:], "", "9.00"],
        ["101001", "7101", "行政支出", *BLANK, "8.00", ""],
        ["101001", "7101.01", "基本支出", *LINE, "3.00", ""],
    ]
    with pytest.raises(BooksError) as caught:
        exported(tmp_path, {"科目余额表.csv": cells})
    (problem,) = caught.value.problems
    assert str(problem).startswith("科目余额表.csv 第4行 “科目编码”：单位 101001 的这个上级科目，")
    assert "借方发生额写的是 8.00 元，而它的明细各行相加是 3.00 元，相差 5.00 元" in str(problem)


def test_a_balance_account_that_may_be_a_posting_itself_is_asked_about(tmp_path: Path) -> None:
    fund = ["", "", "一般公共", ""]
    cells = [
        BALANCES,
        ["101001", "7101", "行政支出", *BLANK, "3.00", ""],
        ["101001", "7101.01", "基本支出", *LINE, "3.00", ""],
        ["101001", "8001", "资金结存", *BLANK, "", "5.00"],
        ["101001", "8001.01", "零余额", *fund, "", "3.00"],
    ]
    (name,) = doubts(exported(tmp_path, {"科目余额表.csv": cells}))
    assert name == "上级科目:101001:8001"


def test_a_voucher_pasted_twice_in_one_file_is_only_told(tmp_path: Path) -> None:
    twice = [*JUNE, *voucher("2023-06-02", "记-2", "4.00")]
    books = exported(tmp_path, {"101001凭证明细.csv": twice})
    assert not books.doubts
    assert "疑似重复粘贴" in messages(books)


def test_a_row_that_stands_in_two_sheets_names_the_other(tmp_path: Path) -> None:
    head = ["科目编码", "资金性质", "年初余额", "借方", "贷方"]
    row = ["8101", "一般公共", "5.00", "", ""]
    files = {
        "101001余额表.csv": [head, row],
        "101001余额表(1).csv": [head, row, ["", "", "", "", ""]],
    }
    with pytest.raises(BooksError) as caught:
        exported(tmp_path, files)
    assert "与“101001余额表.csv”第 2 行重复" in str(caught.value.problems[0])
