"""A form laid out in any style reads back as it was written, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.number import UNITS, Address, Fact, Facts
from juesuan.notation import layout, spelling
from juesuan.notation.edition import load
from juesuan.notation.form import Codes, Form, Style, Total
from juesuan.notation.layout import LaidOut

EDITIONS = {name: load(name) for name in ("2023", "2024", "2023-310000")}
NATIONAL = EDITIONS["2023"]
FORMS = [(name, form) for name, edition in EDITIONS.items() for form in edition.forms]
CODES = ("201", "20101", "2010101", "2010199", "205", "20502", "2050201", "208", "2080505")
CODINGS: tuple[Codes, ...] = ("合列", "分列")
TOTALS: tuple[Total, ...] = ("首行", "末行")
STYLES = st.builds(
    Style,
    zero=st.sampled_from(["", "0", "0.00", "-", "——"]),
    codes=st.sampled_from(CODINGS),
    total=st.sampled_from(TOTALS),
    lines=st.booleans(),
    ordinals=st.booleans(),
    unit=st.sampled_from([*UNITS]),
)
AMOUNTS = st.integers(-(10**13), 10**13).map(lambda fen: Decimal(fen) / 100) | st.just(Decimal(0))


def rows_of(form: Form) -> list[str]:
    """Rows that a form may have: its own, or some codes."""
    fixed = [row.id for side in form.sides for row in side.rows]
    return ["合计", *CODES] if form.layout == "科目" else fixed


@st.composite
def laid(draw: st.DrawFn) -> tuple[Form, Facts, LaidOut, str]:
    """A form in a style of its own, some amounts, and how it is laid out."""
    name, declared = draw(st.sampled_from(FORMS))
    form = replace(declared, style=draw(STYLES))
    rows = draw(st.lists(st.sampled_from(rows_of(form)), unique=True, max_size=6))
    cells = [
        Address(form.id, row, column.id)
        for side in form.sides
        for column in side.columns
        for row in rows
        if form.layout == "科目" or row in {each.id for each in side.rows}
    ]
    facts = Facts({cell: Fact(cell, draw(AMOUNTS)) for cell in cells}, {})
    edition = EDITIONS[name]
    return form, facts, layout.write(form, facts, edition.codes(form), edition.year), name


@given(laid())
def test_what_is_laid_out_reads_back_in_its_cells(
    written: tuple[Form, Facts, LaidOut, str],
) -> None:
    form, facts, out, name = written
    edition = EDITIONS[name]
    read = layout.read(form, out.grid, edition.synonyms, edition.codes(form))
    assert {slot.address: slot.cell for slot in read.slots} == out.cells
    assert (read.strays, read.notes) == ((), ())
    assert {*read.columns} == {column.id for column in form.columns}
    for address, cell in out.cells.items():
        fact = facts.get(address)
        if fact and fact.value:
            assert cell.text == spelling.shown(fact.value, UNITS[form.style.unit])
        else:
            assert cell.text == form.style.zero
    assert facts.keys() <= out.cells.keys()


@given(laid())
def test_every_field_of_a_laid_out_form_is_covered_once(
    written: tuple[Form, Facts, LaidOut, str],
) -> None:
    grid = written[2].grid
    covered = [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(covered) == [(r, c) for r in range(grid.height) for c in range(grid.width)]
    assert {id(cell) for cell in written[2].cells.values()} <= {id(cell) for cell in grid.cells}


def shown(form: Form, facts: Facts) -> list[list[str]]:
    """The rows of a form of the national edition as they are written."""
    grid = layout.write(form, facts, NATIONAL.codes(form), 2023).grid
    return [[cell.text if cell else "" for cell in row] for row in grid.fields]


def national(name: str, **style: str | bool) -> Form:
    """A form of the national edition in another style."""
    form = NATIONAL.form(name)
    assert form is not None
    return replace(form, style=form.style._replace(**style))  # type: ignore[arg-type]


def amounts(form: str, column: str, **values: str) -> Facts:
    """Amounts of one column in 元 by row."""
    cells = {Address(form, row.strip("_"), column): value for row, value in values.items()}
    return Facts({cell: Fact(cell, Decimal(value)) for cell, value in cells.items()}, {})


def test_codes_stand_in_one_column_or_three_and_the_total_first_or_last() -> None:
    facts = amounts("05", "1", 合计="50000", _2010101="50000")
    assert shown(national("05"), facts)[-2:] == [
        ["合计", "", "5.00", "", ""],
        ["2010101", "行政运行", "5.00", "", ""],
    ]
    assert shown(national("05", codes="分列", total="末行", unit="元"), facts)[-2:] == [
        ["201", "01", "01", "行政运行", "50,000.00", "", ""],
        ["合计", "", "", "", "50,000.00", "", ""],
    ]


def test_the_feet_of_two_sides_stand_level() -> None:
    for lines in (True, False):
        rows = shown(national("01", lines=lines, ordinals=False), Facts({}, {}))
        feet = [
            [text for text in row if text in ("本年收入合计", "本年支出合计", "总计")]
            for row in rows
        ]
        assert ["总计", "总计"] in feet
        assert lines or ["本年收入合计", "本年支出合计"] in feet


def test_rows_have_their_lines_and_those_left_out_are_blank() -> None:
    rows = shown(national("01"), Facts({}, {}))
    lines = [row[1] for row in rows if row[1].isdigit() and row[0] != "栏次"]
    assert lines == [str(line) for line in range(1, 32)]
    assert [row[0] for row in rows if row[1] == "9"] == [""]


def test_a_code_without_a_name_is_written_with_its_number() -> None:
    assert ["9999999", "科目9999999名称", "0.01", "", ""] in shown(
        national("05"), amounts("05", "1", _9999999="100")
    )


@pytest.mark.parametrize("name", ["06", "09"])
def test_an_empty_form_is_laid_out_too(name: str) -> None:
    form = national(name, zero="0.00")
    out = layout.write(form, Facts({}, {}), NATIONAL.codes(form), 2023)
    assert {cell.text for cell in out.cells.values()} == {"0.00"}


@pytest.mark.parametrize("printed, shown", [("", "-"), ("—", "-"), ("0.00", "0.00")])
def test_an_amount_rounded_to_nothing_is_not_an_exact_zero(printed: str, shown: str) -> None:
    declared = NATIONAL.form("05")
    assert declared is not None
    form = replace(declared, style=Style(zero="-"))
    cell = Address("05", "201", "1")
    facts = Facts({cell: Fact(cell, Decimal(0), printed=printed)}, {})
    laid_out = layout.write(form, facts, NATIONAL.codes(form), NATIONAL.year)
    assert laid_out.cells[cell].text == shown
