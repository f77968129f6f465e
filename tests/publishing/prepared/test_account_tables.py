"""The tables of a prepared account: workbook and Markdown of the same numbers."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from tests.making.roundings import rounded_disclosure
from tests.making.sheets import read_sheets, wrong
from tests.making.written_tables import TABLES

from juesuan.model.accounts import Account, BooksRows, Prepared, Rounding
from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.publishing.prepared.account_tables import (
    DRAFT,
    account_tables,
    write_tables,
)

EDITION = load("2023")
WORDS = BooksRows({}, frozenset(), {})
LEDGER: Any = None  # postings are not written here


@cache
def account(rounding: Rounding) -> Account:
    made = rounded_disclosure("2023", 4, rounding)
    assert made.exact is not None
    return Account("", "甲局", made.exact, made.shown)


def write(
    home: Path,
    rounding: Rounding = "each",
    mark: str = "",
    code: str = "",
    words: BooksRows = WORDS,
) -> Path:
    whole = replace(account(rounding), code=code)
    units: MappingProxyType[str, Account] = MappingProxyType({})
    prepared = Prepared(2023, "2023", {}, rounding, whole, units, (), (), (), (), LEDGER, words)
    tables = account_tables(whole, EDITION, prepared, TABLES.lay_out, mark)
    write_tables(tables, TABLES.look, home / "甲.局")
    return home


@pytest.mark.parametrize("rounding", ["each", "balanced"])
def test_every_formula_comes_to_what_is_printed(rounding: Rounding, tmp_path: Path) -> None:
    sheets = read_sheets((write(tmp_path, rounding) / "甲.局.xlsx").read_bytes())
    assert wrong(sheets) == []
    assert sum(bool(cell.formula) for cells in sheets.values() for cell in cells.values()) > 50


def test_markdown_has_the_same_tables(tmp_path: Path) -> None:
    text = (write(tmp_path) / "甲.局.md").read_text("utf-8")
    assert text.count("\n## ") == len(EDITION.forms)
    total = account("each").shown[Address.parse("03:合计:1")].printed
    assert f">{total}<" in text
    assert DRAFT not in text


def test_a_draft_says_so_on_every_sheet_and_table(tmp_path: Path) -> None:
    home = write(tmp_path, mark=DRAFT)
    sheets = read_sheets((home / "甲.局.xlsx").read_bytes())
    assert all(cells["A1"].value == DRAFT for cells in sheets.values())
    assert (home / "甲.局.md").read_text("utf-8").count(DRAFT) == len(EDITION.forms)


def test_the_tables_of_a_unit_speak_of_the_unit(tmp_path: Path) -> None:
    text = (write(tmp_path, code="101001") / "甲.局.md").read_text("utf-8")
    assert text.startswith("# 甲局2023年度单位决算表\n")
    assert text.count("\n单位：甲局\n") == len(EDITION.forms)
    assert "本表反映单位本年度" in text
    assert "部门" not in text


def test_the_cover_has_lines_for_those_who_sign(tmp_path: Path) -> None:
    def cover(signers: str) -> list[object]:
        words = BooksRows({"meta": [{"signers": signers}]}, frozenset(), {})
        home = tmp_path / (signers or "空")
        home.mkdir()
        sheets = read_sheets((write(home, words=words) / "甲.局.xlsx").read_bytes())
        return [cell.value for cell in sheets["封面"].values()]

    assert "财务负责人（签章）：李某" in cover("张某、李某、王某")
    assert "财务负责人（签章）：　　　　　　" in cover("")


def test_a_table_whose_printed_sums_are_off_says_why(tmp_path: Path) -> None:
    each = (write(tmp_path, "each") / "甲.局.md").read_text("utf-8")
    assert "四舍五入的尾差" in each
    balanced = (write(tmp_path, "balanced") / "甲.局.md").read_text("utf-8")
    assert "四舍五入的尾差" not in balanced


def test_the_same_accounts_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "一", tmp_path / "二"
    for home in (first, second):
        home.mkdir()
        write(home)
    for name in ("甲.局.xlsx", "甲.局.md"):
        assert (first / name).read_bytes() == (second / name).read_bytes()
