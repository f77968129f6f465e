"""Facts and claims of documents as rows and files: the same in each, known again as ours."""

from __future__ import annotations

import csv
import sqlite3
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

import juesuan
from juesuan.model.page import Limits
from juesuan.publishing.report import table_files
from juesuan.publishing.report.records import ClaimRow, FactRow, claim_rows, fact_rows
from juesuan.publishing.report.table_files import FILES, Full
from juesuan.sources.folders import Source
from juesuan.sources.ours import is_ours
from juesuan.tasks.audit import audit_file
from juesuan.tasks.read import read_file
from juesuan.tasks.results import Report

PATH = Path(__file__).parents[3] / "examples" / "disclosure" / "disclosure.md"
SOURCE = Source("示例.md", str(PATH))


@pytest.fixture(scope="module")
def report() -> Report:
    return audit_file(SOURCE, "", (), Limits())


def test_a_row_says_whose_where_and_what_became_of_it(report: Report) -> None:
    rows = {row.address: row for row in fact_rows(report)}
    wrong, right = rows["03:2070108:3"], rows["03:207:1"]
    assert (wrong.year, wrong.code, wrong.level, wrong.state) == (2023, "2070108", "项", "矛盾")
    assert (right.level, right.state, right.shown, right.fund) == ("类", "一致", "数", "")
    assert (wrong.value, wrong.half) == (Decimal(1060700), Decimal(50))
    assert rows["05:207:1"].fund == "一般公共预算"
    assert rows["01:本年收入合计:1"].code == ""
    assert {row.shown for row in rows.values()} == {"数", "空白", "零"}
    assert {row.state for row in claim_rows(report)} >= {"一致", "矛盾"}


def test_what_was_not_audited_has_no_state() -> None:
    extract = read_file(SOURCE, "", (), Limits())
    assert {row.state for row in fact_rows(extract)} == {""}
    assert {row.state for row in claim_rows(extract)} == {""}


@pytest.mark.parametrize("kind", FILES)
def test_every_file_holds_every_row(kind: str, report: Report, tmp_path: Path) -> None:
    out = tmp_path / f"表.{kind}"
    with FILES[kind](out) as tables:
        tables.add(report)
        tables.add(report)
    facts, claims = list(fact_rows(report)) * 2, list(claim_rows(report)) * 2
    addresses = [row.address for row in facts]
    says = [row.says for row in claims]
    if kind == "sqlite":
        base = sqlite3.connect(out)
        assert [a for (a,) in base.execute("SELECT address FROM facts")] == addresses
        assert [a for (a,) in base.execute("SELECT says FROM claims")] == says
        base.close()
    elif kind == "xlsx":
        book = openpyxl.load_workbook(out, read_only=True)
        column = FactRow._fields.index("address")
        assert [row[column] for row in book["数"].iter_rows(2, values_only=True)] == addresses
        assert len([*book["说法"].iter_rows(2)]) == len(says)
        book.close()
    elif kind == "parquet":
        table = parquet.read_table(out / "facts.parquet")
        assert table.column("address").to_pylist() == addresses
        assert table.column("value").to_pylist() == [row.value for row in facts]
        assert parquet.read_table(out / "claims.parquet").column("says").to_pylist() == says
    else:
        with (out / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row["address"] for row in csv.DictReader(file)] == addresses
    files = [out] if out.is_file() else [*out.iterdir()]
    assert all(is_ours(file) for file in files)


def test_python_has_the_same_columns(report: Report) -> None:
    assert juesuan.facts([report]).column_names == list(FactRow._fields)
    assert juesuan.claims([report]).column_names == list(ClaimRow._fields)
    assert juesuan.facts([]).num_rows == 0
    assert pa.table(read_file(SOURCE, "", (), Limits())).column_names == list(FactRow._fields)


def test_a_sheet_that_is_full_is_told_and_leaves_nothing(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "MOST_ROWS", 3)
    with pytest.raises(Full), FILES["xlsx"](tmp_path / "表.xlsx") as tables:
        tables.add(report)
    assert list(tmp_path.iterdir()) == []
