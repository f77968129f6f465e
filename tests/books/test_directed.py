"""A column of direction is honoured where it has one meaning, and refused where it has none."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from tests.making.books_written import SCHEMA, Row, Tables, csv_folder, posting, right, rows

from juesuan.books import BooksError, open_books

Turn = Callable[[Row], Row]
Way = Callable[[Path, Tables, list[list[object]]], Path]


def _folder(home: Path, tables: Tables, ledger: list[list[object]]) -> Path:
    csv_folder(home, tables)
    with (home / "账簿.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ledger)
    return home


def _workbook(home: Path, tables: Tables, ledger: list[list[object]]) -> Path:
    path = home / "账.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, own in tables.items():
            head = list(dict.fromkeys(title for row in own for title in row))
            lines = [head, *([row.get(title, "") for title in head] for row in own)]
            sheet = book.add_worksheet(name)
            for number, line in enumerate(ledger if name == "账簿" else lines):
                sheet.write_row(number, 0, line)
    return path


WAYS = pytest.mark.parametrize("way", [_folder, _workbook])
HEAD = ["单位编码", "科目编码", "资金性质", "功能分类", "经济分类", "支出类型", "同级财政"]
MOVES = [("7101", "借", "1000"), ("7101", "贷", "0.5"), ("6001", "贷方", "1200.50")]
MOVES += [("7101", "借方", "-30.07"), ("6001", "贷", "-0.01"), ("8101", "平", "0")]


def _base(acct: str) -> list[object]:
    return [posting(acct).get(title, "") for title in HEAD]


def _ledger(home: Path, way: Way, ledger: list[list[object]]) -> list[Row]:
    tables = {**right(), "结转结余": []}
    del tables["结转结余"]
    return rows(open_books(way(home, tables, ledger), SCHEMA), "ledger")


@WAYS
@pytest.mark.parametrize(
    "titles", [("金额", "借贷方向"), ("发生额", "方向"), ("金额（元）", "借/贷")]
)
def test_an_amount_goes_to_its_side_with_its_sign(
    titles: tuple[str, str], way: Way, tmp_path: Path
) -> None:
    amount, side = titles
    ledger: list[list[object]] = [[side, *HEAD, amount], *([s, *_base(a), n] for a, s, n in MOVES)]
    found = {(r["acct"], r["debit"], r["credit"]) for r in _ledger(tmp_path, way, ledger)}
    assert found == {
        ("7101", 1000_00, 0),
        ("7101", 0, 50),
        ("6001", 0, 1200_50),
        ("7101", -30_07, 0),
        ("6001", 0, -1),
        ("8101", 0, 0),
    }


def test_the_unit_of_the_amount_counts_for_both_sides(tmp_path: Path) -> None:
    ledger: list[list[object]] = [
        [*HEAD, "借贷方向", "金额（万元）"],
        [*_base("6001"), "贷", "1.5"],
    ]
    (row,) = _ledger(tmp_path, _folder, ledger)
    assert (row["debit"], row["credit"]) == (0, 15_000_00)


@WAYS
@pytest.mark.parametrize(
    "order",
    [
        ["期初方向", "年初余额", "借方", "贷方", "期末方向", "年末余额"],
        ["方向", "年初余额", "借方", "贷方", "方向", "年末余额"],
        ["年初余额", "方向", "借方", "贷方", "年末余额", "方向"],
        ["借方", "贷方", "年初余额", "年末余额", "年末余额方向", "年初余额方向"],
    ],
)
def test_a_balance_on_the_other_side_is_negative(
    order: list[str], way: Way, tmp_path: Path
) -> None:
    """Of a credit account 贷 is its own side, of a debit account 借."""
    first = [n for n, title in enumerate(order) if "方向" in title]
    named = {n: "初" in order[n] for n in first if order[n] != "方向"}
    early = next((n for n in first if named.get(n)), first[0])

    def line(acct: str, cells: dict[str, str], sides: tuple[str, str]) -> list[object]:
        said: list[object] = []
        for n, title in enumerate(order):
            said.append(sides[0 if n == early else 1] if n in first else cells[title])
        return [*_base(acct), *said]

    moved = {"年初余额": "8000", "借方": "100", "贷方": "0", "年末余额": "8100"}
    red = {"年初余额": "-5", "借方": "0", "贷方": "10", "年末余额": "15"}
    level = {"年初余额": "0", "借方": "7", "贷方": "0", "年末余额": "7"}
    ledger: list[list[object]] = [
        [*HEAD, *order],
        line("8101", moved, ("借", "借")),
        line("8201", {**red, "年末余额": "5"}, ("贷", "贷")),
        line("7101", level, ("平", "借")),
    ]
    found = {r["acct"]: (r["opening"], r["closing"]) for r in _ledger(tmp_path, way, ledger)}
    assert found == {"8101": (-8000_00, -8100_00), "8201": (-500, 500), "7101": (0, 700)}


NOTHING: list[tuple[list[str], list[str], str]] = [
    (["金额", "借贷方向"], ["10", "收"], "借贷方向不认识（现为“收”）；应为：借、贷"),
    (["金额", "借贷方向"], ["10", ""], "有金额而没有写借贷方向（现为“10”）"),
    (["金额", "借贷方向"], ["10", "平"], "借贷方向不认识（现为“平”）"),
    (
        ["借方", "贷方", "方向", "年末余额"],
        ["0", "10", "", "10"],
        "有金额而没有写借贷方向（现为“10”）",
    ),
    (["借方", "贷方", "年初余额", "方向", "年末余额"], ["0", "1", "1", "贷", "2"], "不能略去"),
    (["借方", "贷方", "方向"], ["0", "10", "贷"], "不能略去"),
    (["金额", "金额", "方向"], ["1", "1", "贷"], "不能略去"),
    (["金额", "借方", "贷方", "方向"], ["1", "0", "1", "贷"], "不能略去"),
    (["金额", "方向", "方向"], ["1", "贷", "借"], "不能略去"),
]


@pytest.mark.parametrize(
    "head, cells, said, way",
    [*((*case, _folder) for case in NOTHING), *((*case, _workbook) for case in NOTHING[1:6:2])],
)
def test_a_direction_that_says_nothing_is_refused(
    head: list[str], cells: list[str], said: str, way: Way, tmp_path: Path
) -> None:
    ledger: list[list[object]] = [[*HEAD, *head], [*_base("6001"), *cells]]
    with pytest.raises(BooksError) as caught:
        _ledger(tmp_path, way, ledger)
    assert any(said in str(problem) for problem in caught.value.problems)
