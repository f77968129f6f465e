"""The workbook of a disclosure: what it prints, what it reckons, what it never does."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import WHOLE, examples
from tests.making.accounts import GENERAL, Ledger, Receipt, Spending, tables
from tests.making.office import converted
from tests.making.roundings import printed_disclosure, rounded_disclosure
from tests.making.sheets import SheetCell, Sheets, read_sheets, wrong
from tests.publishing.sheets.test_cell_values import shown

from juesuan.composing.page_tables import plain_table
from juesuan.model.accounts import Rounding
from juesuan.model.disclosure import Disclosure, Gap, Heading, PageTable, Text
from juesuan.model.number import Address, Fact, Facts
from juesuan.model.page import Cell, Grid
from juesuan.notation.edition import load
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.workbook import write_workbook
from juesuan.publishing.sheets.cell_values import Unwritable

EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")
ROUNDINGS: tuple[Rounding, ...] = ("each", "balanced")
BASE = "底数（元）"
LOOK = load_look()
editions = st.sampled_from(EDITIONS)
roundings = st.sampled_from(ROUNDINGS)
seeds = st.integers(0, 10**6)


def book(disclosure: Disclosure) -> bytes:
    return write_workbook(disclosure, LOOK, load(disclosure.edition))


@cache
def usual(rounding: Rounding = "each", mark: str = "") -> bytes:
    return book(rounded_disclosure("2023", 3, rounding, mark))


def printed(data: bytes, disclosure: Disclosure) -> Iterator[tuple[str, str, str]]:
    """For every field of every form: address, text of the table, text of the sheet."""
    sheets = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for table in disclosure.tables:
        if table.kind == "form":
            sheet = sheets[table.number or form_title(disclosure, table)]
            top = int(sheet.print_title_rows.split(":")[0].strip("$"))
            for cell in table.grid.cells:
                seen = sheet.cell(cell.row + top, cell.column + 1)
                text = seen.value
                if isinstance(text, int | float):
                    text = shown(text, seen.number_format)
                address = table.cells.get((cell.row, cell.column))
                yield f"{table.id} {address}", cell.text, text or ""


def form_title(disclosure: Disclosure, table: PageTable) -> str:
    form = load(disclosure.edition).form(table.id)
    return form.title if form else ""


def differing(data: bytes, disclosure: Disclosure) -> list[tuple[str, str, str]]:
    return [entry for entry in printed(data, disclosure) if entry[1] != entry[2]]


def formulas(sheets: Sheets, name: str = "") -> dict[str, str]:
    cells = [(f"{s}!{c}", cell.formula) for s, each in sheets.items() for c, cell in each.items()]
    return {at: formula for at, formula in cells if formula and at.startswith(name)}


@settings(max_examples=examples(WHOLE // 2, 4))
@given(editions, seeds, roundings)
def test_the_sheets_print_what_the_tables_print(name: str, seed: int, rounding: Rounding) -> None:
    disclosure = rounded_disclosure(name, seed, rounding)
    assert differing(book(disclosure), disclosure) == []


@settings(max_examples=examples(WHOLE, 8))
@given(editions, seeds, roundings)
def test_every_formula_comes_to_what_is_printed(name: str, seed: int, rounding: Rounding) -> None:
    sheets = read_sheets(book(rounded_disclosure(name, seed, rounding)))
    assert wrong(sheets) == []
    assert len(formulas(sheets)) > 30


def test_without_exact_amounts_no_number_is_reckoned() -> None:
    disclosure = replace(rounded_disclosure("2024", 5, "each"), exact=None)
    data = book(disclosure)
    sheets = read_sheets(data)
    assert formulas(sheets) == {}
    assert differing(data, disclosure) == []
    assert BASE not in sheets
    assert "勾稽" in sheets


def test_a_changed_amount_changes_its_sums_and_what_is_printed() -> None:
    sheets = read_sheets(usual())
    leaf = next(
        at
        for at, cell in sheets[BASE].items()
        if not cell.formula and isinstance(cell.value, float) and cell.value > 1000
    )
    value = sheets[BASE][leaf].value
    assert isinstance(value, float)
    sheets[BASE][leaf] = SheetCell("", value + 10_000)
    changed = {sheet for sheet, *_ in wrong(sheets)}
    assert {BASE, "公开01表"} <= changed


def test_balanced_sums_are_sums_of_printed_cells() -> None:
    sheets = read_sheets(usual("balanced"))
    reckoned = formulas(sheets, "公开")
    assert len(reckoned) > 30
    assert not any(BASE in formula for formula in reckoned.values())
    assert any("'公开" in formula for formula in reckoned.values())


def test_each_number_is_its_exact_amount_rounded() -> None:
    reckoned = formulas(read_sheets(usual()), "公开")
    assert len(reckoned) > 30
    assert all(f.startswith(f"ROUND('{BASE}'!") for f in reckoned.values())
    assert all(formula.endswith("/10000,2)") for formula in reckoned.values())


def test_a_total_that_does_not_hold_stays_and_is_told() -> None:
    disclosure = rounded_disclosure("2023", 3, "each")
    assert disclosure.exact is not None
    total = Address.parse("03:合计:1")
    exact = dict(disclosure.exact)
    exact[total] = Fact(total, exact[total].value + 70_000)
    facts = Facts(exact, disclosure.exact.forms)
    sheets = read_sheets(book(replace(printed_disclosure("2023", facts, "each"))))
    assert wrong(sheets) == []
    rows = {cell.value: at for at, cell in sheets[BASE].items()}
    at = rows["03:合计:1"].replace("A", "C")
    assert sheets[BASE][at] == SheetCell("", float(exact[total].value))
    texts = [str(cell.value) for cell in sheets["勾稽"].values()]
    assert any("03:合计:1" in text for text in texts)
    assert 70_000.0 in [cell.value for cell in sheets["勾稽"].values()]


def test_a_number_printed_otherwise_than_it_rounds_stays_and_is_told() -> None:
    disclosure = rounded_disclosure("2023", 3, "each")
    assert disclosure.exact is not None
    address = next(a for a, fact in disclosure.exact.items() if a.form == "03" and fact.value > 0)
    exact = dict(disclosure.exact)
    exact[address] = Fact(address, exact[address].value + 30_000)
    other = replace(disclosure, exact=Facts(exact, disclosure.exact.forms))
    data = book(other)
    assert differing(data, other) == []
    sheets = read_sheets(data)
    assert wrong(sheets) == []
    assert any(f"{address}：印出的数" in str(c.value) for c in sheets["勾稽"].values())
    assert "取整不同" in [cell.value for cell in sheets["勾稽"].values()]


def test_printed_sums_that_differ_are_listed_with_their_differences() -> None:
    disclosure = replace(rounded_disclosure("2023", 3, "each"), exact=None)
    quiet = read_sheets(book(disclosure))["勾稽"]
    assert "不符" not in [cell.value for cell in quiet.values()]
    blocks = []
    for block in disclosure.blocks:
        if isinstance(block, PageTable) and block.id == "03":
            at = next(field for field, a in block.cells.items() if str(a) == "03:合计:1")
            cells = [
                replace(cell, text="7.00") if (cell.row, cell.column) == at else cell
                for cell in block.grid.cells
            ]
            block = replace(block, grid=replace(block.grid, cells=tuple(cells)))  # noqa: PLW2901
        blocks.append(block)
    sheets = read_sheets(book(replace(disclosure, blocks=tuple(blocks))))
    assert "不符" in [cell.value for cell in sheets["勾稽"].values()]
    assert any("03:合计:1：" in str(cell.value) for cell in sheets["勾稽"].values())


HOSTILE = "=HYPERLINK(\"http://a\")&'甲'"


def hostile() -> Disclosure:
    grid = Grid((Cell("+1+1", 0, 0), Cell("http://a", 0, 1), Cell("@x\u202e", 0, 2)), 1, 3)
    card = plain_table("卡", "card", grid, 0, {})
    made = rounded_disclosure("2023", 3, "each")
    blocks = (
        *made.blocks,
        Heading(2, "=1+1 [图]*?:/\\'一个比三十一个字还要长得多的附件标题，长得一行都写不下'", "h"),
        card,
        Heading(2, "=SUM(A1)", "i"),
        Text(("=1", Gap("x", "=2"), "{=3}", "_x0041_")),
        Text(("-1+2",)),
    )
    return replace(made, blocks=blocks, department=HOSTILE, title=f"{HOSTILE}&[Picture]&D")


def test_no_text_is_a_formula_a_link_or_a_number() -> None:
    data = book(hostile())
    sheets = openpyxl.load_workbook(io.BytesIO(data))
    texts = {str(c.value): c for sheet in sheets for row in sheet for c in row if c.value}
    for text in ("+1+1", "http://a", "@x ", "=SUM(A1)", "=1〔待填：=2〕{=3}_x0041_", "-1+2"):
        assert texts[text].data_type == "s"
        assert texts[text].hyperlink is None
    assert not [c for c in texts.values() if c.data_type == "f" and "ROUND" not in str(c.value)]
    assert sheets.properties.title == f"{HOSTILE}&[Picture]&D"
    header = str(sheets["公开01表"].oddHeader.center.text)
    assert "＆D" in header
    assert all(len(name) <= 31 for name in sheets.sheetnames)


@pytest.mark.parametrize("mark", ["", "草稿"])
def test_a_draft_is_marked_everywhere(mark: str) -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(usual("each", mark)))
    for sheet in sheets:
        first = str(sheet["A1"].value)
        header = str(sheet.oddHeader.center.text)
        assert ("草稿" in first, "草稿" in header) == (bool(mark), bool(mark)), sheet.title
        assert "共 &N 页" in str(sheet.oddFooter.center.text)
    assert str(sheets.properties.title).startswith(mark or "2023")


def test_a_gap_stands_out() -> None:
    rich = openpyxl.load_workbook(io.BytesIO(usual()), rich_text=True)["文字"]
    cells = [row[0].value for row in rich if "待填" in str(row[0].value)]
    assert [str(cell) for cell in cells] == ["主要原因是〔待填：收入增减的原因〕。"]
    assert [part.font.b for part in cells[0] if "待填" in str(part)] == [True]


def test_a_sheet_is_set_up_for_print_and_screen() -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(usual()))
    sheet = sheets["公开03表"]
    assert sheet.print_title_rows == "$4:$6"
    assert sheet.freeze_panes == "C7"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert not sheet.protection.sheet
    wide = {name: sheets[name].page_setup.orientation for name in sheets.sheetnames}
    assert wide["公开06表"] == "landscape"
    assert wide["公开05表"] != "landscape"
    assert all(sheets[name].print_area for name in sheets.sheetnames)


def test_the_cover_links_to_every_other_sheet() -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(usual()))
    cover = sheets["封面"]
    links = [c.hyperlink.location for row in cover for c in row if c.hyperlink]
    assert links == [f"'{name}'!A1" for name in sheets.sheetnames[1:]]
    lines = [row[0].value for row in cover][:4]
    assert lines == ["2023年度", "云川市青禾区档案馆", "部门决算", "2024年8月30日"]


def test_every_number_that_no_sum_gives_has_its_name() -> None:
    cells = read_sheets(usual())
    names = openpyxl.load_workbook(io.BytesIO(usual())).defined_names
    summed = {at for at, cell in cells[BASE].items() if cell.formula}
    for name, defined in names.items():
        ((sheet, at),) = defined.destinations
        base = cells[sheet][at.replace("$", "")].formula.split("!")[1].split("/")[0]
        assert base not in summed, name
    assert "_03_合计_1" not in names
    assert any(name.startswith("_03_") and name.endswith("_2") for name in names)


def test_charts_begin_at_zero_and_are_told_in_words() -> None:
    with zipfile.ZipFile(io.BytesIO(usual())) as archive:
        columns = archive.read("xl/charts/chart1.xml").decode()
        share = archive.read("xl/charts/chart2.xml").decode()
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert '<c:min val="0"/>' in columns
    assert "'图'!$B$4:$B$5" in columns or "图!$B$4:$B$5" in columns
    assert '<c:idx val="2"/><c:delete val="1"/>' in share
    assert 'descr="2022年度39.50万元，2023年度50.70万元。"' in drawing


def many(amount: int) -> Facts:
    """Accounts with three hundred items of 100 亿元 each."""
    edition = load("2023")
    items = [code for code in edition.functional.current(2023) if len(code) == 7][:300]
    spent = [Spending(item, GENERAL, "2", "30101", amount + n) for n, item in enumerate(items)]
    received = [Receipt(s.item, GENERAL, "2", s.amount) for s in spent]
    return tables(edition, Ledger(spent, received, {}, 0, 0, [0] * 8))


def test_three_hundred_items_of_ten_billions_each() -> None:
    disclosure = printed_disclosure("2023", many(1_000_000_000_049), "each")
    data = book(disclosure)
    assert differing(data, disclosure) == []
    sheets = read_sheets(data)
    assert wrong(sheets) == []
    assert "C303" in sheets["公开03表"]


def test_more_digits_than_a_workbook_keeps_are_refused() -> None:
    with pytest.raises(Unwritable, match="15 位"):
        book(printed_disclosure("2023", many(10**13), "each"))


WRITE = """
import sys, hashlib
from tests.making.roundings import rounded_disclosure
from juesuan.notation.edition import load
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.workbook import write_workbook
d = rounded_disclosure("2023", 3, "each")
print(hashlib.sha256(write_workbook(d, load_look(), load("2023"))).hexdigest())
"""


def test_the_same_bytes_wherever_it_is_written() -> None:
    path = os.pathsep.join([str(Path(__file__).parents[3]), *sys.path])
    runs = []
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Adak", "77")):
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        run = [sys.executable, "-c", WRITE]
        runs.append(subprocess.Popen(run, env=env, stdout=subprocess.PIPE))
    hashes = {run.communicate(timeout=300)[0] for run in runs}
    assert len(hashes) == 1
    assert len(hashes.pop().strip()) == 64


def test_the_only_date_is_that_of_publication() -> None:
    disclosure = replace(rounded_disclosure("2023", 3, "each"), date=date(2024, 9, 1))
    with zipfile.ZipFile(io.BytesIO(book(disclosure))) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {item.date_time[0] for item in archive.infolist()} == {1980}
    assert core.count("2024-09-01T00:00:00Z") == 2


def test_a_spreadsheet_reckons_the_same(tmp_path: Path) -> None:
    """All formulas reckoned again by LibreOffice; one with changed amounts shows that it does."""
    made = {
        f"{name} {rounding}.xlsx": book(rounded_disclosure(name, 3, rounding))
        for name, rounding in zip(("2023", "2024-310000"), ROUNDINGS, strict=True)
    }
    changed = {f"changed {name}": _changed(data) for name, data in made.items()}
    saved = {
        name: read_sheets(data)
        for name, data in converted(made | changed, "xlsx", tmp_path).items()
    }
    for name, data in made.items():
        before, after = read_sheets(data), saved[name]
        assert list(before) == list(after)
        for sheet, cells in before.items():
            reckoned = {at: cell.value for at, cell in cells.items() if cell.formula}
            assert {at: after[sheet][at].value for at in reckoned} == reckoned
        first = list(after)[1]
        assert saved[f"changed {name}"][first] != after[first]


def _changed(data: bytes) -> bytes:
    """A workbook with every plain number doubled, its formulas' results left as they were."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                plain = r'(<c r="[A-Z]+\d+" s="\d+"><v>)([\d.]+)(</v>)'
                text = re.sub(plain, lambda m: f"{m[1]}{Decimal(m[2]) * 2}{m[3]}", text)
            new.writestr(name, text)
    return target.getvalue()
