"""The example books of three units give the published tables, cell by cell, and hold together."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from tests.making.sheets import read_sheets, wrong
from tests.making.written_tables import TABLES

from juesuan.auditing import examine
from juesuan.auditing.tables.check import check_all
from juesuan.books import open_books
from juesuan.model.accounts import Account, Prepared, Rounding
from juesuan.model.number import Address, Facts
from juesuan.notation.edition import load
from juesuan.preparing.pipeline import prepare
from juesuan.preparing.prepared_folder import Untraceable
from juesuan.publishing.prepared import delivery as writing
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read
from juesuan.tasks.trace import entries, trace

ROOT = Path(__file__).parents[2]
EDITION = load("2023")


@cache
def example(rounding: Rounding = "each") -> Prepared:
    books = open_books(ROOT / "examples" / "lixia-2023" / "books", EDITION.books)
    return prepare(books, EDITION, rounding=rounding)


def golden() -> dict[Address, str]:
    with (ROOT / "tests" / "golden" / "jinan-lixia-2023.csv").open(encoding="utf-8") as file:
        return {Address.parse(row["address"]): row["printed"] for row in csv.DictReader(file)}


def printed(facts: Facts) -> dict[Address, str]:
    return {
        cell: fact.printed
        for cell, fact in facts.items()
        if fact.printed and not cell.period and cell.form != "文"
    }


def accounts(prepared: Prepared) -> Iterator[Account]:
    yield prepared.department
    yield from prepared.units.values()


def test_every_cell_of_the_nine_tables_is_the_published_one() -> None:
    assert printed(example().department.shown) == golden()


@pytest.mark.parametrize("rounding", ["each", "balanced"])
def test_the_audit_finds_no_error_in_the_department_or_any_unit(rounding: Rounding) -> None:
    for account in accounts(example(rounding)):
        for facts in (account.facts, account.shown):
            wrong = [check for check in check_all(facts, EDITION) if check.hard]
            assert [
                c.ground.equation.text for c in wrong if c.verdict in ("broken", "unchecked")
            ] == []


def test_the_units_add_up_to_the_department_exactly() -> None:
    prepared = example()
    total: dict[Address, Decimal] = {}
    for account in prepared.units.values():
        for cell, fact in account.facts.items():
            total[cell] = total.get(cell, Decimal(0)) + fact.value
    whole = prepared.department.facts
    assert {c: v for c, v in total.items() if v} == {
        c: f.value for c, f in whole.items() if f.value
    }


def test_what_the_text_says_follows_too() -> None:
    shown = example().department.shown
    wanted = {
        "文:机关运行经费:1": "76.79",
        "文:机关运行经费:1@年初预算": "76.69",
        "文:出国团组:1": "6",
        "文:出国人次:1": "11",
        "文:国内接待批次:1": "21",
        "文:国内接待人次:1": "218",
        "文:政府采购支出总额:1": "2,761.11",
        "05:2010305:1@年初预算": "3,329.50",
        "05:2010599:1@全年预算": "570.78",
        "01:收入总计:1@上年": "3,959.93",
        "04:收入总计:1@上年": "3,945.22",
    }
    assert {name: shown[Address.parse(name)].printed for name in wanted} == wanted


def test_all_postings_are_accounted_for() -> None:
    prepared = example()
    ledger = prepared.ledger.to_pyarrow()
    assert sum(row.lines for row in prepared.tally) == ledger.num_rows
    for name in ("debit", "credit"):
        came = Decimal(sum(amount or 0 for amount in ledger[name].to_pylist())) / 100
        assert sum(getattr(row, name) for row in prepared.tally) == came
    assert all(bool(row.cells) != bool(row.why) for row in prepared.tally)


def test_balanced_rounding_makes_all_sums_hold_as_printed() -> None:
    each, balanced = example().department, example("balanced").department
    assert balanced.broken == ()
    assert balanced.moved
    for cell, fact in balanced.facts.items():
        assert abs(balanced.shown[cell].value - fact.value) < 100
        assert bool(balanced.shown[cell].printed) == bool(fact.value)
    moved = {item.address for item in balanced.moved}
    kept = {cell for cell, fact in each.shown.items() if balanced.shown[cell].value == fact.value}
    assert moved == each.shown.keys() - kept


def test_the_roll_forward_keeps_its_identity_line_by_line() -> None:
    for row in example().carry:
        into = row.open + row.open_adj + row.gathered_in - row.gathered_out - row.returned
        flow = row.internal + row.income - row.expense + row.use_nonfiscal - row.distribution
        assert into + flow == row.close


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return writing.write_prepared(
        example(), tmp_path_factory.mktemp("out") / "lixia", EDITION, TABLES
    )


def test_reading_the_written_tables_gives_the_accounts_back(written: Path) -> None:
    for name, account in [("department", example().department), *example().units.items()]:
        folder = written if name == "department" else written / "units"
        document = open_document(f"{name}.md", (folder / f"{name}.md").read_bytes())
        found = read(document, EDITION)
        assert printed(found.facts) == printed(account.shown)
        assert found.unread == ()


def said(path: Path, data: bytes = b"") -> tuple[dict[Address, tuple[Decimal, Decimal]], list[str]]:
    """The facts of a written file, and the errors found in it."""
    reading = read(open_document(path.name, data or path.read_bytes()), EDITION)
    facts = {a: (fact.value, fact.half) for a, fact in reading.facts.items()}
    findings = examine(reading, EDITION).findings
    return facts, [f.message for f in findings if f.severity == "错误"]


def test_the_workbook_reads_as_the_text_written_beside_it(written: Path) -> None:
    for stem in ("department", "units/009001"):
        text, workbook = (said(written / f"{stem}.{ending}") for ending in ("md", "xlsx"))
        assert text == workbook
        assert text[1] == []


def test_a_digit_changed_in_the_workbook_is_the_finding_of_the_text(written: Path) -> None:
    text, workbook = written / "department.md", written / "department.xlsx"
    at = Address("03", "2010301", "2")
    line, cell = (
        read(open_document(f.name, f.read_bytes())).facts[at].place for f in (text, workbook)
    )
    assert line.line
    assert cell.cell
    printed = read(open_document(text.name, text.read_bytes())).facts[at].printed
    amount = float(printed.replace(",", ""))
    lines = text.read_text("utf-8").split("\n")
    lines[line.line - 1] = lines[line.line - 1].replace(printed, f"{amount + 500:,.2f}")
    changed = revalued(workbook.read_bytes(), cell.part, cell.cell, amount + 500)
    in_text = said(text, "\n".join(lines).encode())
    assert in_text[1] != []
    assert said(workbook, changed) == in_text


def revalued(data: bytes, sheet: str, at: tuple[int, int], value: float) -> bytes:
    """The same workbook with another value in a cell; the sheets are numbered in their order."""
    file = io.BytesIO()
    place = f"{chr(64 + at[1])}{at[0]}"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        names = re.findall('<sheet name="([^"]+)"', old.read("xl/workbook.xml").decode())
        part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                pattern = rf'(<c r="{place}"[^>]*>(?:<f>[^<]*</f>)?<v>)[^<]*'.encode()
                text, count = re.subn(pattern, rf"\g<1>{value:.2f}".encode(), text)
                assert count == 1
            new.writestr(name, text)
    return file.getvalue()


def test_the_folder_says_all_of_it(written: Path) -> None:
    names = {path.name for path in written.iterdir()}
    assert names == {
        "manifest.json", "facts.parquet", "department.json", "department.md", "department.xlsx",
        "eliminations.json", "log.json", "roll-forward.parquet", "postings.parquet", "units",
        "texts.json", "sources.json", "工作底稿.xlsx",
    }  # fmt: skip
    facts = json.loads((written / "department.json").read_text("utf-8"))["facts"]
    row = next(item for item in facts if item["address"] == "03:2010301:1")
    assert row["printed"] == "767.40"
    assert row["value"] == str(example().department.facts[Address.parse("03:2010301:1")].value)


def test_a_cell_leads_to_its_postings(written: Path) -> None:
    found = trace(written, Address.parse("03:2010301:2"))
    debits = sum(amount or 0 for amount in found.postings["debit"].to_pylist())
    assert Decimal(debits) / 100 == found.value
    assert set(found.postings["func"].to_pylist()) == {"2010301"}
    assert set(found.postings["unit_code"].to_pylist()) == {"009001"}


def test_a_total_leads_to_the_postings_of_its_leaves(written: Path) -> None:
    found = trace(written, Address.parse("06:公用经费合计:1"), unit="009002")
    assert {leaf.address.row[:3] for leaf in found.leaves} == {"302"}
    debits = sum(amount or 0 for amount in found.postings["debit"].to_pylist())
    assert Decimal(debits) / 100 == found.value


def test_a_cell_that_is_not_of_the_ledger_says_so(written: Path) -> None:
    with pytest.raises(Untraceable, match="没有编制过"):
        trace(written, Address.parse("17:某行:1"))


def test_receipts_are_traced_to_receipts_and_openings_alone(written: Path) -> None:
    for unit in ("", "009001"):
        found = trace(written, Address.parse("01:收入总计:1"), unit=unit)
        rows = found.postings.to_pylist()
        assert {row["acct"][0] for row in rows if not row["opening"]} == {"6"}
        fed = sum(
            (row["opening"] or 0) + (row["credit"] or 0) - (row["debit"] or 0) for row in rows
        )
        assert Decimal(fed) / 100 == found.value == sum(leaf.value for leaf in found.leaves)
        amounts = [bool(leaf.value) for leaf in found.leaves]
        assert amounts == sorted(amounts, reverse=True)
        assert all(leaf.name for leaf in found.leaves if leaf.value)


UNKNOWN = {
    "03:999:2": "表 03 没有“999”这一行；相近的行：",
    "03:2010302:2": "相近的行：2010301（行政运行）",
    "03:2010301:9": "没有第 9 栏；有：1（本年支出合计）、2（基本支出）",
    "01:收总计:1": "相近的行：收入总计",
    "04:支出总计:1": "没有第 1 栏；有：2（合计）",
    "17:某行:1": "没有表 17",
    "03:合计:1@去年": "没有“去年”这一期；有：上年、年初预算、全年预算",
    "文:没有:1": "没有编制过",
}


@pytest.mark.parametrize("address", UNKNOWN)
def test_what_is_not_in_the_ledger_is_told_apart(address: str, written: Path) -> None:
    with pytest.raises(Untraceable) as caught:
        trace(written, Address.parse(address))
    assert UNKNOWN[address] in str(caught.value)


OUTSIDE = ("09:三公经费:1", "05:合计:1@年初预算", "文:出国团组:1", "05:2010301:1@上年")


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_figure_from_outside_of_the_ledger_leads_to_its_rows(address: str, written: Path) -> None:
    basis = trace(written, Address.parse(address))
    assert basis.sources
    assert all(row["origin"] and row["line"] for row in basis.sources)
    assert basis.total == basis.value == sum(row["counts"] for row in basis.sources)


ADDED = ("01:收入总计:1", "01:支出总计:1", "01:年末结转和结余:1", "02:合计:1", "04:支出总计:2",
         "06:公用经费合计:1", "文:机关运行经费:1", "文:机关运行经费:1@年初预算")  # fmt: skip


@pytest.mark.parametrize("address", ADDED)
def test_postings_with_their_signs_and_the_roll_forward_come_to_the_figure(
    address: str, written: Path
) -> None:
    for unit in ("", "009001"):
        basis = trace(written, Address.parse(address), unit=unit)
        assert basis.total == basis.value


def test_a_posting_leads_to_the_cells_it_enters_and_these_lead_back(written: Path) -> None:
    (entry,) = entries(written, "ledger.csv:1002")
    amounts = {str(cell): amount for cell, _, amount in entry.cells}
    assert amounts["03:2010301:3"] == amounts["03:合计:1"] == Decimal("21312.00")
    assert amounts["01:年末结转和结余:1"] == Decimal("-21312.00")
    assert "01:支出总计:1" not in amounts
    for cell in ("03:20103:1", "01:本年支出合计:1"):
        rows = trace(written, Address.parse(cell), unit="009001").postings.to_pylist()
        assert [r["counts"] for r in rows if (r["origin"], r["line"]) == ("ledger.csv", 1002)] == [
            21312_00
        ]


def test_a_posting_that_enters_no_cell_says_why(written: Path) -> None:
    rows = trace(written, Address.parse("03:2010301:2")).postings.to_pylist()
    assert rows
    whys = {entry.why for line in (1200, 1248) for entry in entries(written, f"ledger.csv:{line}")}
    assert any("年末结转分录" in why for why in whys)
    with pytest.raises(Untraceable, match="账里没有“记-1”"):
        entries(written, "记-1")


def test_a_row_of_another_unit_is_zero_and_not_unknown(written: Path) -> None:
    found = trace(written, Address.parse("03:2010301:2"), unit="009002")
    assert found.value == found.postings.num_rows == 0


def test_the_same_books_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = writing.write_prepared(example(), tmp_path / "again", EDITION, TABLES)
    for path in sorted(written.rglob("*.*")):
        other = again / path.relative_to(written)
        assert other.read_bytes() == path.read_bytes(), path.name


def test_an_interrupted_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "_postings", fail)
    with pytest.raises(KeyboardInterrupt):
        writing.write_prepared(example(), tmp_path / "out", EDITION, TABLES)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        writing.write_prepared(example(), tmp_path, EDITION, TABLES)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_formulas_of_the_workbook_give_its_numbers(written: Path) -> None:
    sheets = read_sheets((written / "department.xlsx").read_bytes())
    assert wrong(sheets) == []
    assert sum(bool(cell.formula) for cells in sheets.values() for cell in cells.values()) > 500
    assert list(sheets)[1:10] == [f"公开{form.id}表" for form in EDITION.forms]
    assert list(sheets)[-1] == "底数（元）"


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    account = example().department
    named = replace(account, name="=HYPERLINK(1)")
    path = writing.write_prepared(
        replace(example(), department=named),
        tmp_path / "out",
        EDITION,
        TABLES,
        writing.Ways(postings=False, units=False),
    )
    sheets = read_sheets((path / "department.xlsx").read_bytes())
    texts = [cell for cells in sheets.values() for cell in cells.values()]
    assert any("HYPERLINK" in str(cell.value) for cell in texts)
    assert not any("HYPERLINK" in cell.formula for cell in texts)
