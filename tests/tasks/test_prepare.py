"""Preparing says what it cannot write, and writes nothing then."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from juesuan.model.accounts import Unfit
from juesuan.notation.edition import load
from juesuan.tasks.prepare import Choices, make

BOOKS = Path(__file__).parents[2] / "examples" / "lixia-2023" / "books"
TIMES = 1_000_000


def larger(home: Path) -> Path:
    """The example books with every amount a million times as large."""
    home.mkdir()
    amounts = {
        name
        for table in load("2023").books.tables
        for column in table.columns
        if column.kind == "amount"
        for name in (column.name, column.title)
    }
    for file in BOOKS.iterdir():
        with file.open(encoding="utf-8-sig", newline="") as source:
            head, *rows = csv.reader(source)
        with (home / file.name).open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(head)
            for row in rows:
                writer.writerow(
                    f"{Decimal(text) * TIMES:f}" if name in amounts and text else text
                    for name, text in zip(head, row, strict=True)
                )
    return home


def test_amounts_that_a_workbook_cannot_hold_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "出"
    with pytest.raises(Unfit, match="15 位数字，不能写成 XLSX"):
        make(larger(tmp_path / "账"), out, Choices(draft=True))
    assert not out.exists()
