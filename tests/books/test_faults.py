"""Each fault, put once into books that are right: one problem, named with place and remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.making.books_written import (
    SCHEMA,
    Tables,
    csv_folder,
    opened,
    posting,
    problems,
    right,
    workbook,
)

from juesuan.books import BooksError, open_books

Change = Callable[[Tables], object]


def ledger(row: int, **cells: object) -> Change:
    """Change cells of one ledger row, counted from 0."""
    return lambda tables: tables["账簿"][row].update(cells)


def also(table: str, **cells: object) -> Change:
    """Add a row to a table."""
    return lambda tables: tables.setdefault(table, []).append(cells)


def post(acct: str, **cells: object) -> Change:
    """Add a posting."""
    return lambda tables: tables["账簿"].append(posting(acct, **cells))


UNKNOWN = "不认识的预算会计科目"
FAULTS: dict[str, tuple[Change, tuple[str, int | None, str, str], str, str]] = {
    "unknown account": (
        post("7801", 借方发生额=1),
        ("账簿", 8, "科目编码", "7801"),
        "6001、6101",
        UNKNOWN,
    ),
    "code ill-formed": (
        ledger(0, 功能分类="20103"),
        ("账簿", 2, "功能分类", "20103"),
        "7 位数字",
        "编码位数或字符不对",
    ),
    "code without its parent": (
        ledger(0, 功能分类="2990101"),
        ("账簿", 2, "功能分类", "2990101"),
        "补充科目",
        "目录中没有它的上级科目",
    ),
    "revenue without function": (
        ledger(0, 功能分类=""),
        ("账簿", 2, "功能分类", "6001"),
        "七位",
        "预算收入和预算支出须带功能分类",
    ),
    "expenditure without economic code": (
        ledger(1, 经济分类=""),
        ("账簿", 3, "经济分类", "7101"),
        "五位",
        "预算支出须带经济分类",
    ),
    "expenditure without type": (
        ledger(1, 支出类型=""),
        ("账簿", 3, "支出类型", "7101"),
        "基本、项目",
        "预算支出须分基本支出和项目支出",
    ),
    "project expenditure without project": (
        ledger(2, 项目编码=""),
        ("账簿", 4, "项目编码", "710101 项目"),
        "项目表",
        "项目支出须带项目编码",
    ),
    "appropriation spent, whose is not said": (
        ledger(1, 同级财政=""),
        ("账簿", 3, "同级财政", "7101 一般公共"),
        "是、否",
        "财政资金的支出须说明是否同级财政",
    ),
    "posting without fund": (
        ledger(5, 资金性质=""),
        ("账簿", 7, "资金性质", "8101"),
        "一般公共、",
        "收支和结转结余须带资金性质",
    ),
    "expenditure that does not balance": (
        ledger(1, 年末余额=1000.5),
        ("账簿", 3, "年末余额", "1000.50"),
        "年初余额 + 借方发生额 − 贷方发生额；贷方余额的科目借贷相反",
        "这一行不平",
    ),
    "revenue that does not balance": (
        ledger(0, 年末余额=-1200.5),
        ("账簿", 2, "年末余额", "-1200.50"),
        "借贷相反",
        "这一行不平",
    ),
    "carry-over that does not balance": (
        also("结转结余", 单位编码="101002", 资金性质="事业", 年初数=1, 归集上缴=2, 年末数=1),
        ("结转结余", 3, "年末数", "1.00"),
        "年初数 + 年初余额调整 + 归集调入",
        "这一行不平",
    ),
    "unit not in the roster": (
        ledger(0, 单位编码="101009"),
        ("账簿", 2, "单位编码", "101009"),
        "“单位”表中已有的单位编码",
        "“单位”表中没有它",
    ),
    "project unknown": (
        ledger(2, 项目编码="XM99"),
        ("账簿", 4, "项目编码", "XM99"),
        "“项目”表中已有的项目编码",
        "“项目”表中没有它",
    ),
    "unit missing": (
        ledger(0, 单位编码=""),
        ("账簿", 2, "单位编码", ""),
        "须在单位表中",
        "必填，不能为空",
    ),
    "word outside its vocabulary": (
        ledger(1, 支出类型="经常"),
        ("账簿", 3, "支出类型", "经常"),
        "基本、项目",
        "不在可选的词中",
    ),
    "amount that is none": (
        ledger(1, 借方发生额="一千", 年末余额=""),
        ("账簿", 3, "借方发生额", "一千"),
        "最多到分",
        "不是数字",
    ),
    "part of a cent": (
        ledger(3, 借方发生额=30.075),
        ("账簿", 5, "借方发生额", "30.075"),
        "最多到分",
        "金额不足一分的零头，或数过大",
    ),
    "enum in a small table": (
        also("单位", 单位编码="101003", 单位名称="某站", 单位性质="企业"),
        ("单位", 4, "单位性质", "企业"),
        "行政、参公、公益一类、公益二类、其他",
        "不在可选的词中",
    ),
    "required text in a small table": (
        also("单位", 单位编码="101003", 单位名称="", 单位性质="其他"),
        ("单位", 4, "单位名称", ""),
        "单位全称",
        "必填，不能为空",
    ),
    "cent in a small table": (
        lambda tables: tables["预算"][0].update(年初预算数="900.005"),
        ("预算", 2, "年初预算数", "900.005"),
        "最多到分",
        "金额不足一分的零头",
    ),
    "two years": (
        also("年度信息", 决算年度=2022),
        ("年度信息", None, "决算年度", "2022、2023"),
        "一个四位年份",
        "须有且只有一个年度",
    ),
    "closing entry not marked": (
        post("7201", 贷方发生额=30.07, 单位编码="101002"),
        ("账簿", None, "年末结转分录", "单位 101002 科目 7"),
        "填“是”",
        "疑似年末结转分录没有标出",
    ),
    "required table absent": (
        lambda tables: tables.pop("账簿"),
        ("账簿", None, "", ""),
        "名为“账簿”或“ledger”",
        "缺少这张表",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named(name: str, tmp_path: Path) -> None:
    change, place, allowed, message = FAULTS[name]
    tables = right()
    change(tables)
    (problem,) = problems(tables, tmp_path)
    assert (problem.sheet, problem.row, problem.column, problem.value) == place
    assert allowed in problem.allowed
    assert message in problem.message
    assert message in str(problem)


def test_duplicates_are_all_named(tmp_path: Path) -> None:
    tables = right()
    tables["单位"].append(dict(tables["单位"][0]))
    tables["账簿"].append(dict(tables["账簿"][5]))
    found = problems(tables, tmp_path)
    assert [(p.sheet, p.row) for p in found] == [("单位", 2), ("账簿", 7)]
    assert [p.message for p in found] == ["与第 4 行重复", "与第 8 行重复"]
    assert "单位编码不能全同" in found[0].allowed


def test_a_budget_without_any_amount_is_refused(tmp_path: Path) -> None:
    tables = right()
    for name in ("年初预算数", "全年预算数"):
        tables["预算"][0].pop(name)
    (problem,) = problems(tables, tmp_path)
    assert (problem.sheet, problem.message) == ("预算", "没有金额列")
    assert "年初预算数、全年预算数" in problem.allowed
    tables["预算"][0]["全年预算数"] = 5
    assert problems(tables, tmp_path) == ()


def test_equal_postings_of_a_day_are_no_duplicates(tmp_path: Path) -> None:
    tables = right()
    tables["账簿"] += [dict(tables["账簿"][3]), dict(tables["账簿"][3])]
    assert problems(tables, tmp_path) == ()


def test_marked_closing_entries_are_taken_as_such(tmp_path: Path) -> None:
    tables = right()
    tables["账簿"].append(posting("7201", 贷方发生额=30.07, 单位编码="101002", 年末结转分录="是"))
    books = opened(tables, tmp_path)
    assert books.tables["ledger"].is_closing_entry.sum().to_pyarrow().as_py() == 1


def test_one_account_at_zero_is_only_remarked(tmp_path: Path) -> None:
    tables = right()
    tables["账簿"] += [posting("7901", 借方发生额=5), posting("7901", 贷方发生额=5)]
    (note,) = opened(tables, tmp_path).notes
    assert note.value == "单位 101001 科目 7901"


def test_a_fault_in_the_roster_does_not_drag_the_ledger_along(tmp_path: Path) -> None:
    tables = right()
    tables["单位"][0]["单位性质"] = "公司"
    (problem,) = problems(tables, tmp_path)
    assert problem.sheet == "单位"


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    tables = right()
    for change in (ledger(0, 功能分类=""), ledger(1, 经济分类="3"), ledger(3, 借方发生额="x")):
        change(tables)
    also("预算", 单位编码="9", 功能分类="2010301", 资金性质="?", 支出类型="基本")(tables)
    found = problems(tables, tmp_path)
    assert len(found) == 5
    path = tmp_path / "books.xlsx"
    with pytest.raises(BooksError) as caught:
        open_books(path, SCHEMA)
    assert "共 5 处" in str(caught.value)
    tally = {one.table: one for one in caught.value.tally}
    assert tally["ledger"].refused[0][1].rows == 3
    assert tally["budget"].refused[0][1].rows == 1


def test_many_of_one_fault_are_counted_not_listed(tmp_path: Path) -> None:
    tables = right()
    tables["账簿"] += [posting("7101", 借方发生额=1, 经济分类="") for _ in range(50)]
    found = problems(tables, tmp_path)
    (problem,) = found
    assert "这样的共 50 行" in problem.message


def test_many_texts_at_fault_are_counted_after_the_first(tmp_path: Path) -> None:
    tables = right()
    tables["账簿"] += [posting("7101", 借方发生额=f"x{n}") for n in range(50)]
    found = problems(tables, tmp_path)
    assert len(found) == 21
    assert "另有 30 行" in found[-1].message


def test_unknown_columns_sheets_and_codes_are_remarks(tmp_path: Path) -> None:
    tables = right()
    tables["账簿"][0] |= {"附加信息": "3", "功能分类": "2010388"}
    tables["别的"] = [{"甲": 1}]
    said = {(n.sheet, n.column, n.message[:7]) for n in opened(tables, tmp_path).notes}
    assert ("账簿", "附加信息", "不认识的列，未") in said
    assert ("别的", "", "不认识的工作表") in said
    assert ("账簿", "功能分类", "目录中没有这个") in said


def test_codes_may_be_added_by_the_books(tmp_path: Path) -> None:
    tables = right()
    tables["账簿"][0]["功能分类"] = "2990101"
    tables["补充科目"] = [
        {"目录": "功能", "编码": code, "名称": "新科目"} for code in ("299", "29901", "2990101")
    ]
    assert opened(tables, tmp_path).notes == ()


def test_financial_accounts_stay_out_with_the_reason(tmp_path: Path) -> None:
    tables = right()
    tables["账簿"].append({"单位编码": "101001", "科目编码": "1002", "借方发生额": 7.5})
    tally = next(t for t in opened(tables, tmp_path).tally if t.table == "ledger")
    ((reason, count),) = tally.excluded
    assert reason.startswith("财务会计科目")
    assert count == (1, 750)
    assert tally.balanced


def test_text_rows_longer_than_their_header_are_named(tmp_path: Path) -> None:
    csv_folder(tmp_path, right())
    for name, line in (
        ("账簿", "101001,6001,一般公共,2010301,,1.00,,,,,,,,,,99"),
        ("单位", "9,a,b,c,d"),
    ):
        with (tmp_path / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    with pytest.raises(BooksError) as caught:
        open_books(tmp_path, SCHEMA)
    said = [(p.sheet, p.row) for p in caught.value.problems if "格数" in p.message]
    assert said == [("单位.csv", 4), ("账簿.csv", 8)]


def test_a_workbook_written_by_a_test_is_right(tmp_path: Path) -> None:
    (tmp_path / "books.xlsx").write_bytes(workbook(right()))
    assert problems(right(), tmp_path) == ()
