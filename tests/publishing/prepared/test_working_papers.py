"""工作底稿: the lists behind the tables, and where printed sums are off by rounding."""

from decimal import Decimal
from types import MappingProxyType
from typing import Any

from tests.making.roundings import rounded_disclosure
from tests.making.sheets import SheetCell, read_sheets
from tests.making.written_tables import TABLES

from juesuan.model.accounts import Account, BooksRows, Elimination, Prepared, Rounding
from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.publishing.prepared.working_papers import working_papers

EDITION = load("2023")
WORDS = BooksRows({}, frozenset(), {})
LEDGER: Any = None  # postings are not written here
CELL = Address.parse("03:合计:6")
FLOW = Elimination("=甲", "乙", "7501", "6201", "2010350", Decimal("12.34"), CELL, CELL, "补助")


def papers(rounding: Rounding = "each", mark: str = "") -> dict[str, dict[str, SheetCell]]:
    made = rounded_disclosure("2023", 1, rounding)
    assert made.exact is not None
    whole = Account("", "甲局", made.exact, made.shown)
    units: MappingProxyType[str, Account] = MappingProxyType({})
    prepared = Prepared(
        2023, "2023", {}, rounding, whole, units, (FLOW,), (), (), (), LEDGER, WORDS
    )
    return read_sheets(working_papers(prepared, EDITION, TABLES.look, mark))


def test_records_are_sheets_under_chinese_heads() -> None:
    sheets = papers()
    assert list(sheets) == ["抵销", "结转滚动", "取数", "尾差说明"]
    values = [cell.value for cell in sheets["抵销"].values()]
    assert "付方数" in values
    row = ["=甲", "乙", "7501", "6201", "2010350", 12.34, "03:合计:6", "03:合计:6", "补助"]
    assert values[-9:] == row
    assert "（无）" in [cell.value for cell in sheets["取数"].values()]


def test_every_sum_that_rounding_puts_off_is_listed_with_its_difference() -> None:
    values = [cell.value for cell in papers()["尾差说明"].values()]
    at = values.index("差额") + 1
    rows = [values[n : n + 6] for n in range(at, len(values), 6)]
    assert rows
    assert all(round(float(r[3]) - float(r[4]) - float(r[5]), 2) == 0 != r[5] for r in rows)
    assert "（无）" in [cell.value for cell in papers("balanced")["尾差说明"].values()]


def test_a_draft_says_so_on_every_sheet() -> None:
    assert all(cells["A1"].value == "【草稿】" for cells in papers(mark="【草稿】").values())
