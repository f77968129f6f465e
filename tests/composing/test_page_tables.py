"""Forms as tables of a page: numbers at their addresses, columns as wide as they need."""

from decimal import Decimal

import pytest
from tests.making.disclosures import disclosure

from juesuan.composing.page_tables import ROUNDED, letters, note
from juesuan.model.number import Address, Fact, Facts, FormState
from juesuan.notation.edition import load


@pytest.mark.parametrize("name", ["2023", "2024-310000"])
def test_every_number_of_a_form_stands_in_the_cell_of_its_address(name: str) -> None:
    made = disclosure(name)
    for table in made.tables:
        texts = {(cell.row, cell.column): cell.text for cell in table.grid.cells}
        for field, address in table.cells.items():
            fact = made.shown.get(address)
            if fact and fact.value:
                assert texts[field].replace(",", "") == f"{fact.value / 10000:.2f}"


@pytest.mark.parametrize("name", ["2023", "2024-310000"])
def test_a_number_fits_its_column_on_one_line(name: str) -> None:
    for table in disclosure(name).tables:
        for cell in table.grid.cells:
            if (cell.row, cell.column) in table.cells:
                assert letters(cell.text) < table.widths[cell.column]


def test_the_head_is_what_stands_above_the_first_number() -> None:
    for table in disclosure().tables:
        if table.kind == "form":
            assert table.heads <= min(row for row, _ in table.cells)


def test_codes_stand_in_the_middle() -> None:
    tables = {table.id: table for table in disclosure("2024-310000").tables}
    assert tables["03"].aligns[1:3] == ("center", "center")
    assert tables["03"].aligns[-1] == "right"


def test_an_empty_form_says_that_it_is_empty() -> None:
    edition = load("2023")
    form = edition.form("07")
    assert form is not None
    text = form.empty_note or form.note
    assert note(form, Facts({}, {}), "单位") == text.replace("{称}", "单位")


def test_sums_off_by_rounding_are_noted_where_rows_of_nothing_are_not_given() -> None:
    edition = load("2024")
    form = edition.form("01")
    assert form is not None
    state = FormState("01", form.title, "read", unshown=form.unshown(()))
    rows = {"一般公共预算财政拨款收入": "5065.48", "其他收入": "1.36", "本年收入合计": "{}"}
    rows |= dict.fromkeys(("收入总计", "年末结转和结余", "支出总计"), "{}")
    for total, noted in (("5066.83", True), ("5066.84", False)):
        amounts = {
            Address("01", row, "1"): Fact(
                Address("01", row, "1"), Decimal(text.format(total)) * 10_000, Decimal(50)
            )
            for row, text in rows.items()
        }
        assert (ROUNDED in note(form, Facts(amounts, {"01": state}), "部门")) == noted
