"""One cause gives one message; what exports leave out and follows is filled in, and told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.making.books_written import SCHEMA, csv_folder, right
from tests.making.exported_books import HEAD, LINE, SIDES, exported, ledger, messages

from juesuan.books import BooksError, open_books
from juesuan.books.folded import folded
from juesuan.model.books import Problem

SPENT = ["7101", "行政支出", *LINE]
NAMED = ["科目名称", *HEAD[2:], *SIDES]


def refusal(folder: Path, files: dict[str, list[list[str]]]) -> tuple[Problem, ...]:
    with pytest.raises(BooksError) as caught:
        exported(folder, files)
    return caught.value.problems


def test_a_unit_that_no_list_has_is_told_once_with_every_sheet(tmp_path: Path) -> None:
    lines = [["核算单位", *HEAD, *SIDES, "摘要"], ["101009", *SPENT, "3.00", "", "报销"]]
    more = [["核算单位", *HEAD, *SIDES], ["101009", *SPENT, "4.00", ""]]
    (problem,) = refusal(tmp_path, {"凭证明细一.csv": lines, "凭证明细二.csv": more})
    assert "“凭证明细二.csv”第 2 行也是" in str(problem)
    assert "在“单位”表补一行" in problem.allowed


def test_problems_of_other_words_or_values_stay_apart() -> None:
    first = Problem("甲", 2, "列", "值", "", "不对，这样的共 3 行")
    listed = [
        first,
        Problem("乙", 3, "列", "值", "", "不对"),
        Problem("乙", 4, "列", "别", "", "不对"),
    ]
    assert [problem.sheet for problem in folded(listed)] == ["甲", "乙"]
    assert "（“乙”第 3 行也是）" in folded(listed)[0].message


def test_a_sheet_without_several_columns_is_told_once(tmp_path: Path) -> None:
    """A list of accounts alone beside one with their items."""
    bare = [["核算单位", *HEAD[:2], *SIDES]]
    bare += [["101001", "7101", "行政支出", "3.00", ""], ["101001", "6001", "拨款", "", "3.00"]]
    (problem,) = refusal(tmp_path, {"科目余额表.csv": bare})
    assert problem.column == "功能分类、经济分类、支出类型、资金性质"
    assert "编不出决算，这样的共 2 行" in problem.message


def test_blanks_of_several_accounts_are_one_line(tmp_path: Path) -> None:
    cells = [["核算单位", *HEAD, *SIDES]]
    cells += [
        ["101001", account, "", *LINE[:2], "", LINE[3], "1.00", ""] for account in ("7101", "7901")
    ]
    (problem,) = refusal(tmp_path, {"凭证明细.csv": cells})
    assert problem.value == "7101、7901"
    assert "须带资金性质，这样的共 2 行" in problem.message


def test_an_economic_class_that_there_is_not_is_refused(tmp_path: Path) -> None:
    cells = [["核算单位", *HEAD, *SIDES], ["101001", *SPENT[:3], "30288", *SPENT[4:], "1", ""]]
    (problem,) = refusal(tmp_path, {"凭证明细.csv": cells})
    assert (problem.column, problem.value) == ("经济分类", "30288")
    assert "补充科目" in problem.message


def test_accounts_by_name_alone_are_read(tmp_path: Path) -> None:
    blank = ["", "", "", ""]
    cells = [
        ["核算单位", *NAMED],
        ["101001", "行政支出\\财政拨款支出", *LINE, "3.00", ""],
        ["101001", "非财政拨款结余\\累计结余", "", "", "其他资金", "", "", "2.00"],
        ["101001", "资金结存\\货币资金", *blank, "", "3.00"],
        ["101001", "业务活动费用", *blank, "3.00", ""],
    ]
    books = exported(tmp_path, {"凭证明细.csv": cells})
    assert {row["acct"] for row in ledger(books)} == {"7101", "820204", "8001"}
    (tally,) = [tally for tally in books.tally if tally.table == "ledger"]
    assert [count.rows for _, count in tally.excluded] == [1]


def test_a_name_that_is_no_account_is_refused(tmp_path: Path) -> None:
    cells = [["核算单位", *NAMED], ["101001", "财政拨款支出", *LINE, "3.00", ""]]
    (problem,) = refusal(tmp_path, {"凭证明细.csv": cells})
    assert (problem.column, problem.value) == ("科目编码", "财政拨款支出")


def test_what_an_account_says_of_its_money_is_filled_in_where_the_cell_is_blank(
    tmp_path: Path,
) -> None:
    cells = [
        ["核算单位", *HEAD, *SIDES],
        ["101001", *SPENT, "3.00", ""],
        ["101001", "8401", "经营结余", "", "", "", "", "", "1.00"],
        ["101001", "8202.04", "累计结余", "", "", "", "", "", "2.00"],
        ["101001", "8202.04", "累计结余", "", "", "事业收入资金", "", "", "4.00"],
    ]
    books = exported(tmp_path, {"科目余额表.csv": cells})
    funds = {(row["acct"], row["fund_nature"]) for row in ledger(books)}
    assert funds > {("8401", "经营"), ("820204", "其他非财政"), ("820204", "事业")}
    assert "8202 其他非财政、8401 经营" in messages(books)


def test_an_account_above_is_left_out_though_it_says_no_nature_of_money(tmp_path: Path) -> None:
    """Beside an account that is asked about, so that only the bare sums are left out."""
    blank = ["", "", "", ""]
    cells = [
        ["核算单位", *HEAD, "年初余额", *SIDES],
        ["101001", *SPENT, "", "3.00", ""],
        ["101001", "8202", "非财政拨款结余", *blank, "2.00", "", ""],
        ["101001", "8202.04", "累计结余", "", "", "其他资金", "", "2.00", "", ""],
        ["101001", "8301", "专用结余", *blank, "9.00", "", ""],
        ["101001", "8301.01", "修购", "", "", "其他资金", "", "8.00", "", ""],
    ]
    books = exported(tmp_path, {"辅助余额表.csv": cells})
    assert [row["opening"] for row in ledger(books) if row["acct"][:4] == "8202"] == [200]


def with_projects(folder: Path, cells: list[list[str]]) -> None:
    tables = right()
    del tables["账簿"]
    tables["项目"] = [
        {"项目编码": "XM01", "项目名称": "热线运行", "单位编码": "101001"},
        {"项目编码": "XM02", "项目名称": "同名项目", "单位编码": "101001"},
        {"项目编码": "XM03", "项目名称": "同名项目", "单位编码": "101001"},
    ]
    csv_folder(folder, tables)
    with (folder / "凭证明细.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["核算单位", *HEAD, "预算项目", *SIDES], *cells])


def test_a_project_may_be_said_by_its_name(tmp_path: Path) -> None:
    project = [*SPENT[:5], "项目支出"]
    with_projects(tmp_path, [["101001", *project, "热线运行", "3.00", ""]])
    assert [row["project_code"] for row in ledger(open_books(tmp_path, SCHEMA))] == ["XM01"]


def test_a_name_of_two_projects_says_none(tmp_path: Path) -> None:
    project = [*SPENT[:5], "项目支出"]
    with_projects(tmp_path, [["101001", *project, "同名项目", "3.00", ""]])
    with pytest.raises(BooksError, match="“项目”表中没有它"):
        open_books(tmp_path, SCHEMA)


def test_projects_of_basic_spending_need_not_be_listed(tmp_path: Path) -> None:
    receipt = ["6001", "财政拨款预算收入", LINE[0], "", LINE[2], ""]
    with_projects(
        tmp_path,
        [
            ["101001", *SPENT, "R0001-在职人员经费", "3.00", ""],
            ["101001", *receipt, "R0001-在职人员经费", "", "3.00"],
        ],
    )
    books = open_books(tmp_path, SCHEMA)
    assert {row["project_code"] for row in ledger(books)} == {None}
    assert "不按项目取数（2 行）（现为“R0001”）" in messages(books)


def test_a_project_of_project_spending_that_is_not_listed_is_refused(tmp_path: Path) -> None:
    project = [*SPENT[:5], "项目支出"]
    rows = [["101001", *SPENT, "R9", "3.00", ""], ["101001", *project, "R9", "3.00", ""]]
    with_projects(tmp_path, rows)
    with pytest.raises(BooksError, match="“项目”表中没有它"):
        open_books(tmp_path, SCHEMA)
