"""The same books in every shape that packages export give the same cells."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from tests.making import exports

from juesuan.books import Books, open_books
from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare

EDITION = load("2023-370000")
Exported = Callable[[Path], None]


def every_cell(books: Books) -> dict[tuple[str, str], Decimal]:
    made = prepare(books, EDITION)
    accounts = {"": made.department, **made.units}
    return {
        (unit, str(cell)): fact.value
        for unit, account in accounts.items()
        for cell, fact in account.facts.items()
        if fact.value
    }


@cache
def truth() -> dict[tuple[str, str], Decimal]:
    return every_cell(open_books(exports.BOOKS, EDITION.books))


def _vouchers(folder: Path, write: exports.Written, *, one_column: bool) -> None:
    for unit in exports.units():
        write(folder, f"{unit}某单位凭证明细", exports.vouchers(unit, one_column=one_column))
        write(folder, f"{unit}余额表", exports.openings(unit))


def _lists(folder: Path, write: exports.Written, *, dotted: bool, parents: bool) -> None:
    for unit in exports.units():
        shown = exports.balances([unit], dotted=dotted, unit=False, parents=parents)
        write(folder, f"{unit}辅助余额表", shown)


def _one_list(folder: Path, write: exports.Written, *, dotted: bool, parents: bool) -> None:
    shown = exports.balances(exports.units(), dotted=dotted, unit=True, parents=parents)
    write(folder, "辅助余额表", shown)


SHAPES: dict[str, Exported] = {
    "凭证 GBK CSV 借贷方向": lambda f: _vouchers(f, exports.gbk, one_column=True),
    "凭证 XLSX 借方贷方": lambda f: _vouchers(f, exports.xlsx, one_column=False),
    "辅助余额表 GBK CSV 一单位一份": lambda f: _lists(f, exports.gbk, dotted=False, parents=False),
    "辅助余额表 XLS 带点 带上级": lambda f: _lists(f, exports.xls, dotted=True, parents=True),
    "辅助余额表 XLSX 各单位一份": lambda f: _one_list(f, exports.xlsx, dotted=True, parents=False),
    "辅助余额表 CSV 带上级": lambda f: _one_list(f, exports.gbk, dotted=False, parents=True),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_the_same_books_gives_the_same_cells(shape: str, tmp_path: Path) -> None:
    SHAPES[shape](exports.beside(tmp_path))
    opened = open_books(tmp_path, EDITION.books)
    assert all(tally.balanced for tally in opened.tally)
    found, wanted = every_cell(opened), truth()
    assert {key: found.get(key) for key in wanted} == wanted
    assert found.keys() == wanted.keys()
