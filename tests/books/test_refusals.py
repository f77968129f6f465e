"""Books that would give tables without a word of what they leave out: refused, or told."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.making.books_written import (
    SCHEMA,
    Tables,
    csv_folder,
    opened,
    opened_right,
    parquet_folder,
    problems,
    right,
    workbook,
)
from tests.making.books_written import rows as rows_of

from juesuan.books import BooksError, open_books
from juesuan.books.values import NotAllowed, account
from juesuan.model.accounts import Unfit
from juesuan.model.page import Unreadable
from juesuan.tasks.prepare import Choices, make


def retitled(tables: Tables, names: dict[str, str]) -> Tables:
    """The books with other heads in the ledger."""
    renamed = [{names.get(k, k): v for k, v in row.items()} for row in tables["账簿"]]
    return {**tables, "账簿": renamed}


@pytest.mark.parametrize("head", ["本期{}", "本期{}发生额", "累计{}", "{}金额"])
def test_heads_of_a_period_are_heads(head: str, tmp_path: Path) -> None:
    names = {f"{side}发生额": head.format(side) for side in ("借方", "贷方")}
    found = opened(retitled(right(), names), tmp_path)
    assert rows_of(found, "ledger") == rows_of(opened_right(), "ledger")


@pytest.mark.parametrize("head", ["借方数额x", "贷方发生", "本月金额", "期初借方"])
def test_a_column_like_an_amount_is_not_left_out_unsaid(head: str, tmp_path: Path) -> None:
    tables = right()
    tables["账簿"][0][head] = "1"
    (problem,) = problems(tables, tmp_path)
    assert (problem.column, problem.sheet) == (head, "账簿")


@pytest.mark.parametrize("side", ["借方发生额", "贷方发生额"])
def test_a_ledger_without_one_of_its_sides_is_refused(side: str, tmp_path: Path) -> None:
    tables = right()
    for row in tables["账簿"]:
        row.pop(side, None)
        row.pop("年末余额", None)
    found = problems(tables, tmp_path)
    assert next((p.column, p.message) for p in found) == (side, "缺少这一列，发生额读不全")


def _zero(row: dict[str, object]) -> None:
    row.update(借方发生额=0, 贷方发生额=0, 年末余额="")


def _marked(row: dict[str, object]) -> None:
    row.update(年末结转分录="是", 年末余额="")


def _balances(row: dict[str, object]) -> None:
    row.update(科目编码="8101")


@pytest.mark.parametrize("change", [_zero, _marked, _balances])
def test_a_ledger_in_which_nothing_moves_is_refused(
    change: Callable[[dict[str, object]], None], tmp_path: Path
) -> None:
    tables = right()
    for row in tables["账簿"]:
        row.pop("年末余额", None)
        row.pop("年初余额", None)
        change(row)
    assert any("没有任何预算收入、预算支出" in p.message for p in problems(tables, tmp_path))


@pytest.mark.parametrize(
    "text",
    ["8101.04", "8101-04", "8101 04", "８１０１０４", "810104", "8101.04 归集调出",
     "8101－04－归集调出", "(8101.04)归集调出", "8101.004", "'8101．04"],
)  # fmt: skip
def test_an_account_is_one_however_its_levels_are_parted(text: str) -> None:
    assert account(text) == "810104"


def test_a_level_that_lost_its_zero_is_refused() -> None:
    with pytest.raises(NotAllowed):
        account("8101.1")
    assert account("6001.01.01") == "60010101"
    assert account("6001 财政拨款预算收入") == "6001"
    assert account("x1") == "x1"


def test_a_secret_unit_is_not_published(tmp_path: Path) -> None:
    tables = right()
    tables["单位"][1]["涉密单位"] = "是"
    (problem,) = problems(tables, tmp_path)
    assert (problem.value, problem.row) == ("101002", 3)
    assert "依法不公开" in problem.message


def test_a_hidden_sheet_is_told_and_not_taken(tmp_path: Path) -> None:
    plain = opened(right(), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "books.xlsx")
    copy = book.copy_worksheet(book["账簿"])
    copy.title, copy.sheet_state = "账簿2", "hidden"
    book.save(tmp_path / "hidden.xlsx")
    found = open_books(tmp_path / "hidden.xlsx", SCHEMA)
    assert rows_of(found, "ledger") == rows_of(plain, "ledger")
    assert any("隐藏的工作表，未读" in note.message for note in found.notes)


@pytest.mark.parametrize(
    "name", ["books[1]", "bk*", "b?", "b'c;d", "账 套", "unit_code=9", "{a,b}"]
)
def test_a_path_is_no_pattern(name: str, tmp_path: Path) -> None:
    folder, decoy = tmp_path / name, tmp_path / name.translate(str.maketrans("*?", "xx", "[]"))
    folder.mkdir()
    if decoy != folder:
        decoy.mkdir()
        more = right()
        more["账簿"][0]["贷方发生额"] = more["账簿"][0]["年末余额"] = 9
        parquet_folder(decoy, more)
    found = open_books(parquet_folder(folder, right()), SCHEMA)
    assert rows_of(found, "ledger") == rows_of(opened_right(), "ledger")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_or_a_device_is_never_waited_for(tmp_path: Path) -> None:
    folder = csv_folder(tmp_path, right())
    os.mkfifo(tmp_path / "pipe.xlsx")
    for source in (tmp_path / "pipe.xlsx", Path("/dev/zero")):
        with pytest.raises(BooksError, match="不是普通文件"):
            open_books(source, SCHEMA)
    (folder / "账簿.csv").unlink()
    os.mkfifo(folder / "账簿.csv")
    with pytest.raises(Unreadable, match="不是普通文件"):
        open_books(folder, SCHEMA)


@pytest.mark.parametrize("year", [2010, 2032])
def test_a_year_without_its_own_forms_is_refused(year: int, tmp_path: Path) -> None:
    tables = right()
    tables["年度信息"][0]["决算年度"] = year
    with pytest.raises(Unfit, match="没有这一年的表样"):
        make(csv_folder(tmp_path, tables), tmp_path / "out", Choices())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "line, times",
    [
        ("金额单位：万元", 10_000),
        ("单位: 人民币千元", 1_000),
        ("编制单位：示例局　单位：元", 1),
        ("", 1),
    ],
)
def test_the_unit_above_the_head_is_the_unit_of_its_amounts(
    line: str, times: int, tmp_path: Path
) -> None:
    plain, stated = right(), right()
    folders = tmp_path / "a", tmp_path / "b"
    for folder, tables in zip(folders, (plain, stated), strict=True):
        folder.mkdir()
        csv_folder(folder, tables)
    ledger = folders[1] / "账簿.csv"
    ledger.write_text(f"账簿\n{line}\n" + ledger.read_text("utf-8-sig"), "utf-8")
    found = [rows_of(open_books(folder, SCHEMA), "ledger") for folder in folders]
    assert [row["debit"] * times for row in found[0]] == [row["debit"] for row in found[1]]
    assert [row["credit"] * times for row in found[0]] == [row["credit"] for row in found[1]]


def test_hidden_rows_and_columns_are_taken_and_told(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(right())))
    sheet = book["账簿"]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[900].hidden = True
    book.save(tmp_path / "hidden.xlsx")
    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(workbook(right()))
    hidden, shown = open_books(tmp_path / "hidden.xlsx", SCHEMA), open_books(plain, SCHEMA)
    assert hidden.tally == shown.tally
    said = [str(note) for note in hidden.notes if "隐藏" in str(note)]
    assert len(said) == 2
    assert "第 3 行是隐藏的（或被筛选掉了），其中的数照样取用" in said[0]
    assert "第 3 列是隐藏的" in said[1]
    assert not [note for note in shown.notes if "隐藏" in str(note)]
