"""The tables of a prepared account: workbook and Markdown of the same numbers, lists behind."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from tests.making.roundings import rounded_disclosure
from tests.making.sheets import SheetCell, read_sheets, wrong
from tests.making.written_tables import TABLES

from juesuan.model.accounts import Account, BooksRows, Prepared, Rounding
from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.publishing.prepared.account_tables import (
    DRAFT,
    Beside,
    account_tables,
    write_tables,
)

EDITION = load("2023")
WORDS = BooksRows({}, frozenset(), {})
LEDGER: Any = None  # postings are not written here


class ListedRow(NamedTuple):
    """A row of a list, of every kind of value."""

    unit: str
    amount: Decimal
    lines: int
    payer_cell: Address
    cells: tuple[str, ...]


ROW = ListedRow("=甲", Decimal("12.34"), 3, Address.parse("03:合计:1"), ("一", "二"))


@cache
def account(rounding: Rounding) -> Account:
    made = rounded_disclosure("2023", 4, rounding)
    assert made.exact is not None
    return Account("", "甲局", made.exact, made.shown)


def write(home: Path, rounding: Rounding = "each", beside: Beside = Beside()) -> Path:  # noqa: B008
    whole = account(rounding)
    units: MappingProxyType[str, Account] = MappingProxyType({})
    prepared = Prepared(2023, "2023", {}, rounding, whole, units, (), (), (), (), LEDGER, WORDS)
    tables = account_tables(whole, EDITION, prepared, TABLES.lay_out, beside)
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


def test_lists_are_sheets_and_a_draft_says_so(tmp_path: Path) -> None:
    beside = Beside(DRAFT, {"抵销": [ROW], "取数": []})
    home = write(tmp_path, beside=beside)
    sheets = read_sheets((home / "甲.局.xlsx").read_bytes())
    row = list(sheets["抵销（草稿）"].values())
    assert [cell.value for cell in row[-5:]] == ["=甲", 12.34, 3.0, "03:合计:1", "一、二"]
    assert "付方数" in [cell.value for cell in row]
    assert sheets["取数（草稿）"]["A4"] == SheetCell("", "（无）")
    assert all(cells["A1"].value == DRAFT for cells in sheets.values())
    assert (home / "甲.局.md").read_text("utf-8").count(DRAFT) == len(EDITION.forms)


def test_the_same_accounts_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "一", tmp_path / "二"
    for home in (first, second):
        home.mkdir()
        write(home)
    for name in ("甲.局.xlsx", "甲.局.md"):
        assert (first / name).read_bytes() == (second / name).read_bytes()
