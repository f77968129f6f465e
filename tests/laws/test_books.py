"""Laws over random sheets: nothing is dropped in silence, and a cell means one thing everywhere."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.books_written import (
    SCHEMA,
    Tables,
    csv_folder,
    opened,
    posting,
    right,
    rows,
    taken_as,
)

from juesuan.books import BooksError, Tally, open_books, values
from juesuan.model.books import Column

SHEETS = 15  # an example opens one workbook, or two and a folder: a third of a second each
AMOUNTS = st.one_of(
    st.decimals(-(10**9), 10**9, places=2).map(str),
    st.sampled_from(["", "-", "1,234.50", "（3.20）", "壹元", "1.005", "１２", "#N/A"]),
)
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "单位编码": st.sampled_from(["101001", "101002", "9", "", "合计", " 101001"]),
    "科目编码": st.sampled_from(["7101", "6001", "8101", "1002", "7", "", "710101", "小计"]),
    "功能分类": st.sampled_from(["2010301", "", "201", "9990101", "２０１０３０１"]),
    "资金性质": st.sampled_from(["一般公共", "事业", "", "甲"]),
    "支出类型": st.sampled_from(["基本", "项目支出", "", "乙"]),
    "同级财政": st.sampled_from(["是", "否", "", "?"]),
    "借方发生额": AMOUNTS,
    "贷方发生额": AMOUNTS,
    "年末余额": AMOUNTS,
}


def tallies(tables: Tables, folder: Path) -> tuple[Tally, ...]:
    try:
        return opened(tables, folder).tally
    except BooksError as error:
        return error.tally


@settings(max_examples=examples(SHEETS, 5), suppress_health_check=list(HealthCheck))
@given(drawn=st.lists(st.fixed_dictionaries(CELLS), max_size=8), few=st.booleans())
def test_taken_excluded_and_refused_make_what_came_in(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, Any]], *, few: bool
) -> None:
    tables = right()
    tables["账簿"] += drawn
    tables["预算"] += [
        {"单位编码": row["单位编码"], "功能分类": row["功能分类"], "资金性质": row["资金性质"]}
        | {"支出类型": row["支出类型"], "年初预算数": row["借方发生额"]}
        for row in drawn
    ]
    folder = tmp_path_factory.mktemp("law")
    with taken_as(few=few):
        counts = tallies(tables, folder)
    for tally in counts:
        assert tally.balanced
        assert tally.taken.rows >= 0
        if tally.table == "ledger":
            assert tally.came.rows == 6 + sum(any(row.values()) for row in drawn)
            amounts = ("借方发生额", "贷方发生额", "年末余额")
            drawn_cents = sum(_cents(row[name]) for row in drawn for name in amounts)
            assert tally.came.cents == 469_207 + drawn_cents


def _cents(text: str) -> int:
    try:
        return values.cents(text) if text else 0
    except values.NotAllowed:
        return 0


@settings(max_examples=examples(SHEETS, 5), suppress_health_check=list(HealthCheck))
@given(
    amounts=st.lists(st.decimals("0.01", 10**10, places=2), min_size=1, max_size=6),
    unit=st.sampled_from(["", "（元）", "（万元）", "（千元）"]),
    few=st.booleans(),
)
def test_an_amount_is_one_number_in_every_source(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[Decimal], unit: str, *, few: bool
) -> None:
    scale = {"": 1, "（元）": 1, "（万元）": 10_000, "（千元）": 1_000}[unit]
    folder = tmp_path_factory.mktemp("same")
    found = []
    for shape in (float, str):
        tables = right()
        tables["账簿"] = [
            posting("7101") | {f"借方发生额{unit}": shape(amount / scale), "贷方发生额": ""}
            for amount in amounts
        ]
        with taken_as(few=few):
            found.append(rows(opened(tables, folder), "ledger"))
    (folder / "csv").mkdir()
    found.append(rows(open_books(csv_folder(folder / "csv", tables), SCHEMA), "ledger"))
    assert found[0] == found[1] == found[2]
    assert sorted(row["debit"] for row in found[0]) == sorted(int(a * 100) for a in amounts)


@pytest.mark.parametrize(
    "kind, text, value",
    [
        ("amount", "1e3", 100_000),
        ("amount", "−5", -500),
        ("code", " '0101 ", "0101"),
        ("bool", "√", True),
        ("bool", "FALSE", False),
        ("integer", "1,000", 1000),
        ("number", "12.50", Decimal("12.5")),
        ("text", " 保留 空格 ", "保留 空格"),
    ],
)
def test_a_text_means_a_value(kind: Any, text: str, value: object) -> None:  # noqa: ANN401
    assert values.value(text, Column("x", "某", kind, "")) == value


@pytest.mark.parametrize(
    "kind, text, why",
    [
        ("amount", "1.001", "不足一分"),
        ("amount", "1e30", "过大"),
        ("amount", "五", "不是数字"),
        ("bool", "也许", "是或否"),
        ("integer", "1.5", "不是整数"),
        ("number", "0.00001", "四位小数"),
        ("date", "2023-02-30", "没有这一天"),
        ("date", "春天", "不是日期"),
        ("enum", "无此词", "可选的词"),
    ],
)
def test_other_texts_are_refused_with_the_reason(kind: Any, text: str, why: str) -> None:  # noqa: ANN401
    with pytest.raises(values.NotAllowed, match=why):
        values.value(text, Column("x", "某", kind, ""))
