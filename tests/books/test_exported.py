"""Exports of packages: what heads, names and rows of sums come to, and what is refused."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.exported_books import HEAD, LINE, SIDES, exported, ledger, messages

from juesuan.books import BooksError
from juesuan.books.typed.parents import PARENT_ROW


def test_a_file_named_after_a_unit_is_its_whatever_the_order_of_name_and_code(
    tmp_path: Path,
) -> None:
    lines = [[*HEAD, *SIDES], ["7101", "行政支出", *LINE, "3.00", ""]]
    other = [[*HEAD, *SIDES], ["7201", "事业支出", *LINE, "4.00", ""]]
    books = exported(tmp_path, {"101001凭证明细.csv": lines, "示例中心 科目余额表.csv": other})
    found = {(row["unit_code"], row["debit"], row["func"], row["econ"]) for row in ledger(books)}
    assert found == {("101001", 300, "2010301", "30201"), ("101002", 400, "2010301", "30201")}
    assert "没有“同级财政”一列" in messages(books)
    assert all(row["fiscal_same_level"] for row in ledger(books))


@pytest.mark.parametrize("debit, credit", [("借方", "贷方"), ("借", "贷"), ("D", "C")])
def test_the_words_of_a_direction_are_no_second_row_of_the_head(
    tmp_path: Path, debit: str, credit: str
) -> None:
    head = [*HEAD, "方向", "金额"]
    lines = [
        head,
        ["7101", "行政支出", *LINE, debit, "120,000.50"],
        ["7101", "行政支出", *LINE, credit, "20.50"],
    ]
    found = ledger(exported(tmp_path, {"101001凭证明细.csv": lines}))
    assert {(row["debit"], row["credit"]) for row in found} == {(12_000_050, 0), (0, 2050)}


def test_a_file_that_names_no_unit_is_refused(tmp_path: Path) -> None:
    lines = [[*HEAD, *SIDES], ["7101", "行政支出", *LINE, "3.00", ""]]
    with pytest.raises(BooksError, match="单位编码"):
        exported(tmp_path, {"科目余额表.csv": lines})


def test_accounts_above_and_subtotals_are_left_out_and_counted(tmp_path: Path) -> None:
    head = ["核算单位", *HEAD, "期初借方", "期初贷方", *SIDES, "期末借方", "期末贷方"]
    blank = ["", "", "", ""]
    cells = [
        ["101001", "7101", "行政支出", *blank, "", "", "7.00", "", "7.00", ""],
        ["101001", "7101.01", "基本支出", *blank, "", "", "7.00", "", "7.00", ""],
        ["101001", "7101.01", "基本支出", *LINE, "", "", "3.00", "", "3.00", ""],
        ["101001", "7101.01", "基本支出", LINE[0], "30202", *LINE[2:], "", "", "4", "", "4", ""],
        ["101001", "7101.01", "小计", "小计", *blank[1:], "", "", "7.00", "", "7.00", ""],
        ["合计", "", "", *blank, "", "", "7.00", "", "7.00", ""],
    ]
    books = exported(tmp_path, {"科目余额表.csv": [["余额表"], head, *cells]})
    assert [row["debit"] for row in ledger(books)] == [300, 400]
    (tally,) = [tally for tally in books.tally if tally.table == "ledger"]
    assert tally.balanced
    assert {why: count.rows for why, count in tally.excluded} == {PARENT_ROW: 2, "合计行": 2}
    (sums,) = books.sums
    assert sums.whole == (700, 0)
    assert sums.whole in sums.totals


def test_an_account_above_that_is_not_the_sum_of_its_details_is_not_left_out(
    tmp_path: Path,
) -> None:
    head = ["核算单位", *HEAD, "期初余额", *SIDES, "期末余额"]
    cells = [
        ["101001", "7101", "行政支出", "", "", "", "", "0", "8.00", "", "8.00"],
        ["101001", "7101.01", "基本支出", *LINE, "0", "3.00", "", "3.00"],
    ]
    with pytest.raises(BooksError, match="功能分类"):
        exported(tmp_path, {"科目余额表.csv": [head, *cells]})


def test_an_account_and_its_detail_in_one_file_are_both_postings_where_they_are_no_sums(
    tmp_path: Path,
) -> None:
    head = ["核算单位", *HEAD, *SIDES]
    cells = [
        ["101001", "7101", "行政支出", *LINE, "8.00", ""],
        ["101001", "7101.01", "基本支出", *LINE, "3.00", ""],
    ]
    books = exported(tmp_path, {"科目余额表.csv": [head, *cells]})
    assert sorted(row["debit"] for row in ledger(books)) == [300, 800]


def test_a_total_of_the_file_that_says_something_else_is_told(tmp_path: Path) -> None:
    cells = [
        ["核算单位", *HEAD, *SIDES],
        ["101001", "7101", "行政支出", *LINE, "8.00", ""],
        ["合计", "", "", "", "", "", "", "9.00", ""],
    ]
    books = exported(tmp_path, {"科目余额表.csv": cells})
    assert "文件的合计行是借方 9.00 元" in messages(books)


def voucher(number: str, account: str, debit: str, credit: str, summary: str = "报销") -> list[str]:
    items = LINE if account[0] in "67" else ["", "", LINE[2], ""]
    items = [items[0], "", items[2], ""] if account[0] == "6" else items
    return ["101001", "2023-12-31", number, summary, account, "", *items, debit, credit]


VOUCHERS = ["核算单位", "凭证日期", "凭证字号", "摘要", *HEAD, *SIDES]


def test_year_end_vouchers_are_known_by_what_they_close(tmp_path: Path) -> None:
    cells = [
        voucher("1", "6001", "", "9.00"),
        voucher("1", "8001", "9.00", ""),
        voucher("2", "6001", "9.00", "", "结转"),
        voucher("2", "810106", "", "9.00", "结转"),
        ["", "2023-12-31", "", "本年累计", "", "", "", "", "", "", "18.00", "18.00"],
    ]
    books = exported(tmp_path, {"凭证明细.csv": [VOUCHERS, *cells]})
    assert {row["voucher"]: row["is_closing_entry"] for row in ledger(books)} == {
        "1": False,
        "2": True,
    }
    assert "1 张凭证只在收支科目与结转结余科目之间结转" in messages(books)


def test_a_voucher_pasted_twice_is_pointed_out(tmp_path: Path) -> None:
    once = [voucher("1", "6001", "", "9.00"), voucher("1", "8001", "9.00", "")]
    single = [voucher("2", "6001", "", "5.00"), voucher("2", "8001", "5.00", "")]
    books = exported(tmp_path, {"凭证明细.csv": [VOUCHERS, *once, *single, *once]})
    assert "凭证 1（2023-12-31）的 2 行各出现 2 次" in messages(books)
    assert "凭证 2" not in messages(books)


def test_detail_accounts_are_read_by_name_whatever_their_number(tmp_path: Path) -> None:
    cells = [
        ["101001", "8101.05", "财政拨款结转-归集上缴", "", "", LINE[2], "", "5.00", ""],
        ["101001", "8101.03", "归集调出", "", "", LINE[2], "", "2.00", ""],
        ["101001", "7101", "行政支出", *LINE, "8.00", ""],
    ]
    books = exported(tmp_path, {"科目余额表.csv": [["核算单位", *HEAD, *SIDES], *cells]})
    assert sorted(row["acct"] for row in ledger(books)) == ["7101", "810103", "810104"]
    assert "810105 财政拨款结转-归集上缴 → 810104" in messages(books)


def test_the_line_of_last_year_in_an_account_book_is_the_opening(tmp_path: Path) -> None:
    head = ["核算单位", "日期", "凭证号", "摘要", *HEAD, *SIDES, "方向", "余额"]
    cells = [
        ["101001", "", "", "上年结转", "810107", "", "", "", LINE[2], "", "", "", "贷", "6.00"],
        ["101001", "2023-1-2", "1", "付款", "7101", "", *LINE, "2.00", "", "借", "2.00"],
        ["101001", "2023-1-2", "", "本月合计", "7101", "", *LINE, "2.00", "", "借", "2.00"],
    ]
    books = exported(tmp_path, {"明细账.csv": [head, *cells]})
    assert sorted((row["acct"], row["opening"], row["debit"]) for row in ledger(books)) == [
        ("7101", 0, 200),
        ("810107", 600, 0),
    ]


def test_december_with_the_sums_of_the_year_gives_the_opening_of_the_year(tmp_path: Path) -> None:
    head = [
        "核算单位",
        "科目编码",
        "资金性质",
        "期初余额",
        "",
        "本期",
        "",
        "本年累计",
        "",
        "期末",
        "",
    ]
    low = ["", "", "", *["借方", "贷方"] * 4]
    fund = LINE[2]
    cells = [
        head,
        low,
        ["101001", "810107", fund, "", "9.00", "", "1.00", "2.00", "6.00", "", "10.00"],
        ["101001", "8001", "", "9.00", "", "1.00", "", "6.00", "2.00", "10.00", ""],
    ]
    more = [[*HEAD, *SIDES], ["7101", "", *LINE, "8.00", ""]]
    books = exported(tmp_path, {"科目余额表.csv": cells, "101001凭证明细.csv": more})
    openings = {row["acct"]: (row["opening"], row["debit"], row["credit"]) for row in ledger(books)}
    assert openings["810107"] == (600, 200, 600)
    assert openings["8001"] == (600, 600, 200)


@pytest.mark.parametrize("where", ["列名对照.csv", "去年的对照.csv"])
def test_a_mapping_by_hand_is_read_back(where: str, tmp_path: Path) -> None:
    heads = ["科目号码", "功能", "经济", "钱的性质", "类别", "同级", "借", "贷", "备注一", "机构"]
    wanted = (
        "科目编码 功能分类 经济分类 资金性质 支出类型 同级财政 借方发生额 贷方发生额 不取 单位编码"
    )
    mapped = [["账簿", head, name] for head, name in zip(heads, wanted.split(), strict=True)]
    line = ["7101", *LINE, "是", "8.00", "", "甲", "101001"]
    files = {"凭证明细.csv": [heads, line], where: [["表", "导出的列名", "对应的列"], *mapped]}
    books = exported(tmp_path, files, "" if where == "列名对照.csv" else where)
    assert [(row["debit"], row["fund_nature"]) for row in ledger(books)] == [(800, "一般公共")]
    assert "备注一" not in messages(books)


def test_a_list_of_openings_alone_needs_no_columns_of_the_year(tmp_path: Path) -> None:
    opening = [
        [*HEAD, "年初借方余额", "年初贷方余额"],
        ["810107", "", LINE[0], "", LINE[2], "", "", "5"],
    ]
    lines = [[*HEAD, "凭证号", *SIDES], ["7101", "", *LINE, "记-1", "3.00", ""]]
    books = exported(tmp_path, {"101001年初余额表.csv": opening, "101001凭证明细.csv": lines})
    assert {(row["opening"], row["debit"]) for row in ledger(books)} == {(500, 0), (0, 300)}
    assert "只有年初余额，没有发生额" in messages(books)


def test_columns_that_every_export_has_are_not_remarked_upon_unless_they_are_mapped(
    tmp_path: Path,
) -> None:
    lines = [[*HEAD, *SIDES, "制单人", "附件张数"], ["7101", "", *LINE, "3.00", "", "张某", "2"]]
    assert "不认识" not in messages(exported(tmp_path, {"101001凭证明细.csv": lines}))
    (tmp_path / "m").mkdir()
    mapping = [["表", "导出的列名", "对应的列"], ["账簿", "制单人", "摘要"]]
    with (tmp_path / "m" / "列名对照.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(mapping)
    (row,) = ledger(exported(tmp_path / "m", {"101001凭证明细.csv": lines}))
    assert row["summary"] == "张某"


def test_a_mapping_to_no_column_is_refused_and_lists_them(tmp_path: Path) -> None:
    files = {
        "凭证明细.csv": [["核算单位", *HEAD, *SIDES], ["101001", "7101", "", *LINE, "1", ""]],
        "列名对照.csv": [["表", "导出的列名", "对应的列"], ["账簿", "渠道", "资金信质"]],
    }
    with pytest.raises(BooksError, match="没有这一列") as refused:
        exported(tmp_path, files)
    assert "资金性质" in str(refused.value)


def test_an_unknown_head_is_told_with_the_nearest(tmp_path: Path) -> None:
    cells = [["核算单位", *HEAD, *SIDES, "资金性质类"], ["101001", "7101", "", *LINE, "1", "", "x"]]
    books = exported(tmp_path, {"凭证明细.csv": cells})
    assert "“资金性质类”：不认识的列，未读；名称接近“资金性质”" in messages(books)
    assert "列名对照" in messages(books)


def test_vouchers_and_balances_of_one_unit_are_its_year_twice(tmp_path: Path) -> None:
    balances = [["核算单位", *HEAD, *SIDES], ["101001", "7101", "", *LINE, "9.00", ""]]
    lines = [VOUCHERS, voucher("1", "7101", "9.00", ""), voucher("1", "8001", "", "9.00")]
    with pytest.raises(BooksError, match="会记成两遍"):
        exported(tmp_path, {"凭证明细.csv": lines, "辅助余额表.csv": balances})


def test_grants_of_another_treasury_within_public_funds_need_a_column(tmp_path: Path) -> None:
    cells = [
        ["101001", "6601", "", LINE[0], "", LINE[2], "", "", "5.00"],
        ["101001", "7101", "", *LINE, "8.00", ""],
    ]
    with pytest.raises(BooksError, match="没有说明"):
        exported(tmp_path, {"科目余额表.csv": [["核算单位", *HEAD, *SIDES], *cells]})


def test_help_and_examples_of_the_template_name_no_unit_and_no_column(tmp_path: Path) -> None:
    marked = [
        ["行标记", "单位编码", "单位名称", "单位简称", "单位性质"],
        ["填写说明", "预算单位编码", "单位全称", "短名", "性质"],
        ["示例（不读入）", "999001", "某某区示例局", "局本级", "行政"],
        ["", "101001", "另一个局（本级）", "局本级", "行政"],
        ["", "101002", "示例中心", "中心", "公益一类"],
    ]
    mapped = [
        ["行标记", "表", "导出的列名", "对应的列"],
        ["填写说明", "哪张表", "照抄", "本账套的列名"],
        ["示例（不读入）", "账簿", "部门支出经济分类", "摘要"],
    ]
    lines = [[*HEAD, *SIDES], ["7101", "行政支出", *LINE, "3.00", ""]]
    files = {"局本级凭证明细.csv": lines, "单位.csv": marked, "列名对照.csv": mapped}
    (row,) = ledger(exported(tmp_path, files))
    assert (row["unit_code"], row["econ"]) == ("101001", "30201")


TREE = st.recursive(
    st.integers(-500, 5000), lambda below: st.lists(below, min_size=1, max_size=3), max_leaves=8
)


@settings(max_examples=examples(40, 5), suppress_health_check=list(HealthCheck))
@given(tree=st.lists(TREE, min_size=1, max_size=3))
def test_a_tree_of_accounts_with_all_its_sums_comes_to_its_leaves(
    tmp_path_factory: pytest.TempPathFactory, tree: list[Any]
) -> None:
    def walk(node: Any, code: str) -> tuple[int, list[list[str]]]:  # noqa: ANN401 - a drawn tree
        if isinstance(node, int):
            return node, [["101001", code, "", *LINE, str(node / 100), ""]]
        lines: list[list[str]] = []
        total = 0
        for number, below in enumerate(node, start=1):
            amount, inside = walk(below, f"{code}{number:02}")
            total, lines = total + amount, lines + inside
        return total, [["101001", code, "", "", "", "", "", str(total / 100), ""], *lines]

    total, lines = walk([*tree, 100], "7101")
    folder = tmp_path_factory.mktemp("tree")
    books = exported(folder, {"科目余额表.csv": [["核算单位", *HEAD, *SIDES], *lines]})
    assert sum(row["debit"] for row in ledger(books)) == total
    assert all(tally.balanced for tally in books.tally)
