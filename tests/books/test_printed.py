"""Exports as they are printed: pages, heads again, vouchers numbered once, any workbook."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.making.books_written import SCHEMA
from tests.making.exported_books import HEAD, LINE, SIDES, exported, ledger, messages

from juesuan.books import BooksError, open_books
from juesuan.books.sheet import field_of
from juesuan.books.typed.page_lines import PAGE_LINE, is_page_line

SPENT = ["7101", "行政支出", *LINE]
VOUCHER = ["日期", "凭证字", "凭证号", "摘要", *HEAD, *SIDES]


def line(day: str, number: str, account: str, debit: str, credit: str) -> list[str]:
    items = LINE if account == "7101" else ["", "", "", ""]
    return [day, "付" if number else "", number, "付款", account, "", *items, debit, credit]


def test_lines_of_pages_are_left_out_and_counted(tmp_path: Path) -> None:
    head = [*HEAD, *SIDES]
    cells = [
        ["辅助余额表"],
        ["单位：示例局", "", "", "期间：2023.01-12"],
        head,
        [*SPENT, "3.00", ""],
        ["第 1 页，共 2 页", "", "", "", "打印日期：2024-01-08"],
        ["辅助余额表"],
        ["单位：示例局", "", "", "期间：2023.01-12"],
        head,
        [*SPENT, "4.00", ""],
        ["制单人：张", "", "审核：李", "", "", "", "", "记账：王"],
    ]
    books = exported(tmp_path, {"101001辅助余额表.csv": cells})
    assert [row["debit"] for row in ledger(books)] == [300, 400]
    (tally,) = [tally for tally in books.tally if tally.table == "ledger"]
    assert tally.balanced
    assert {why: count.rows for why, count in tally.excluded} == {PAGE_LINE: 5}


@pytest.mark.parametrize(
    "cells",
    [
        [("科目编码", "记账：王"), ("借方金额", "5.00")],
        [("科目编码", "记账：王"), ("借方金额", "5000")],
        [("科目编码", "行政支出"), ("资金性质", "一般公共预算资金")],
        [("科目编码", "")],
    ],
)
def test_a_row_with_an_amount_or_words_of_its_own_is_no_line_of_a_page(
    cells: list[tuple[str, str]],
) -> None:
    assert not is_page_line(cells, ("余额表",))


def test_a_line_of_a_page_with_an_amount_is_refused(tmp_path: Path) -> None:
    cells = [[*HEAD, *SIDES], [*SPENT, "3.00", ""], ["审核：李", *[""] * 5, "7.00", ""]]
    with pytest.raises(BooksError, match="审核"):
        exported(tmp_path, {"101001辅助余额表.csv": cells})


def test_lines_of_pages_are_left_out_of_budgets(tmp_path: Path) -> None:
    head = ["预算单位", "功能分类", "资金性质", "项目类别", "年初预算数", "全年预算数"]
    budget = [
        head,
        ["101001", "2010302", LINE[2], LINE[3], "5.00", "6.00"],
        ["制表：张", "", "审核：李"],
    ]
    lines = [[*HEAD, *SIDES], [*SPENT, "3.00", ""]]
    files = {"101001凭证明细.csv": lines, "2023年预算指标执行表.csv": budget}
    (tally,) = [one for one in exported(tmp_path, files).tally if one.table == "budget"]
    assert tally.balanced
    assert {why: count.rows for why, count in tally.excluded} == {PAGE_LINE: 1}


def test_a_voucher_numbered_on_its_first_line_alone_is_whole(tmp_path: Path) -> None:
    cells = [
        VOUCHER,
        line("2023-3-1", "1", "7101", "3.00", ""),
        line("", "", "8001", "", "3.00"),
        line("2023-3-2", "2", "7101", "4.00", ""),
        line("", "", "8001", "", "4.00"),
    ]
    books = exported(tmp_path, {"101001会计分录序时簿.csv": cells})
    found = sorted((row["voucher"], row["posted"], row["debit"]) for row in ledger(books))
    first, second = ("付-1", "2023-3-1"), ("付-2", "2023-3-2")
    assert found == [(*first, 0), (*first, 300), (*second, 0), (*second, 400)]
    assert "凭证号、日期只写在每张凭证的第一行" in messages(books)


def test_a_number_that_is_missing_once_is_not_made_up(tmp_path: Path) -> None:
    cells = [
        VOUCHER,
        line("2023-3-1", "1", "7101", "3.00", ""),
        line("2023-3-1", "1", "8001", "", "3.00"),
        line("2023-3-2", "2", "7101", "4.00", ""),
        line("", "", "8001", "", "4.00"),
    ]
    books = exported(tmp_path, {"101001凭证明细.csv": cells})
    found = sorted(str(row["voucher"]) for row in ledger(books))
    assert found == ["None", "付-1", "付-1", "付-2"]


@pytest.mark.parametrize(
    "head, name",
    [
        ("经济分类代码", "econ"),
        ("经济分类名称", "econ"),
        ("支出功能分类科目名称", "func"),
        ("部门预算支出经济分类科目编码", "econ"),
        ("项目类别名称", "exp_type"),
        ("财政预算项目编码", "project_code"),
        ("凭证号数", "voucher"),
        ("政府预算支出经济分类编码", ""),
        ("科目名称", "acct_name"),
        ("借方科目", ""),
    ],
)
def test_a_code_or_a_name_of_a_column_is_that_column(head: str, name: str) -> None:
    column = field_of(SCHEMA.table("ledger"), head).column
    assert (column.name if column else "") == name


def test_the_code_is_taken_where_code_and_name_stand_apart(tmp_path: Path) -> None:
    head = ["科目代码", "科目名称", "功能分类代码", "功能分类名称", "经济分类代码", "经济分类名称"]
    cells = [
        [*head, "资金性质代码", "资金性质名称", "支出类型", *SIDES],
        ["7101", "行政支出", "2010301", "行政运行", "30201", "办公费", "11", *LINE[2:], "3", ""],
    ]
    books = exported(tmp_path, {"101001辅助余额表.csv": cells})
    (row,) = ledger(books)
    assert (row["func"], row["econ"], row["fund_nature"]) == ("2010301", "30201", "一般公共")
    assert "不认识的列" not in messages(books)


def test_files_of_the_same_head_are_one_ledger_and_keep_their_names(tmp_path: Path) -> None:
    head = [*HEAD, "凭证号", *SIDES]
    files = {
        f"101001-{month}月凭证明细.csv": [head, [*SPENT, "记-1", f"{month}.00", ""]]
        for month in (1, 2, 3)
    }
    rows = exported(tmp_path, files).tables["ledger"].to_pyarrow().to_pylist()
    found = sorted((row["origin"], row["line"], row["debit"]) for row in rows)
    assert found == [(f"101001-{month}月凭证明细.csv", 2, month * 100) for month in (1, 2, 3)]


def test_sums_of_one_file_are_not_looked_for_in_another(tmp_path: Path) -> None:
    head = [*HEAD, *SIDES]
    blank = ["", "", "", ""]
    sums = [head, ["7101", "行政支出", *blank, "3.00", ""], ["7101.01", "", *LINE, "3.00", ""]]
    other = [head, ["7201", "事业支出", *LINE, "9.00", ""], ["7201.01", "", *LINE, "5.00", ""]]
    files = {"101001辅助余额表.csv": sums, "101002辅助余额表.csv": other}
    assert sorted(row["debit"] for row in ledger(exported(tmp_path, files))) == [300, 500, 900]


def test_an_export_under_another_name_is_known_by_its_head(tmp_path: Path) -> None:
    lines = [[*HEAD, *SIDES], [*SPENT, "3.00", ""]]
    books = exported(
        tmp_path, {"101001全年.csv": lines, "随手记.csv": [["日期", "事"], ["1", "会"]]}
    )
    assert [row["debit"] for row in ledger(books)] == [300]
    assert "101001全年.csv：名称不认识，按表头认作“账簿”" in messages(books)
    assert "随手记.csv：不认识的文件，未读" in messages(books)


def test_details_set_off_at_the_end_of_the_year_are_known(tmp_path: Path) -> None:
    fund = ["", "", LINE[2], ""]
    head = ["凭证号", *HEAD, *SIDES]
    cells = [
        head,
        ["1", "8001", "", "", "", "", "", "5.00", ""],
        ["1", "810101", "", *fund, "", "5.00"],
        ["2", "810203", "", *fund, "2.00", ""],
        ["2", "810105", "", *fund, "", "2.00"],
        ["3", "810101", "", *fund, "5.00", ""],
        ["3", "810107", "", *fund, "", "5.00"],
        ["4", "820105", "", "", "", "其他收入资金", "", "1.00", ""],
        ["4", "820203", "", "", "", "其他收入资金", "", "", "1.00"],
        ["5", *SPENT, "3.00", ""],
    ]
    books = exported(tmp_path, {"101001凭证明细.csv": cells})
    marked = {row["voucher"] for row in ledger(books) if row["is_closing_entry"]}
    assert marked == {"3"}
    assert "1 张凭证只在结转结余的明细科目与累计结转（结余）之间冲销" in messages(books)


def _zipped(name: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, "科目编码")
    return data.getvalue()


def test_an_archive_of_files_is_told_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "账.zip").write_bytes(_zipped("凭证明细.csv"))
    with pytest.raises(BooksError, match="是压缩包，不是工作簿：请先解压"):
        open_books(tmp_path / "账.zip", SCHEMA)


def test_a_workbook_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "101001余额表.xls").write_text("<table><tr><td>1</td></tr></table>")
    with pytest.raises(BooksError, match=r"“101001余额表\.xls”不是可读的工作簿"):
        open_books(tmp_path, SCHEMA)
