"""What stands in the fields of tables: by which rounding, over which cells, under what names."""

from dataclasses import replace

import pytest
from tests.making.disclosures import disclosure as made
from tests.making.roundings import rounded_disclosure

from juesuan.model.disclosure import Disclosure
from juesuan.model.number import Address
from juesuan.notation.edition import load
from juesuan.publishing.disclosure.live_tables import LiveTables, names_in_words
from juesuan.publishing.sheets.base_sheet import BaseAmounts
from juesuan.publishing.sheets.live_sums import live_sums
from juesuan.publishing.sheets.sheet_names import CellPlace
from juesuan.publishing.sheets.table_sheet import TableSheet

TOTAL = Address.parse("03:合计:1")


def live(disclosure: Disclosure) -> LiveTables:
    edition, exact = load(disclosure.edition), disclosure.exact
    sheets = [TableSheet(table.id, "题", table) for table in disclosure.tables]
    base = None
    if exact is not None:
        places = {address: CellPlace("底", row, 2) for row, address in enumerate(exact)}
        base = BaseAmounts(exact, places, live_sums(exact, edition))
    return LiveTables(disclosure, edition, sheets, base)


def formula(tables: LiveTables, address: Address) -> str:
    sheet = next(sheet for sheet in tables.sheets if sheet.table.id == address.form)
    field = next(at for at, other in sheet.table.cells.items() if other == address)
    return tables.fields(sheet)[field].formula


def test_each_number_is_made_of_its_exact_amount() -> None:
    tables = live(rounded_disclosure("2023", 2, "each"))
    assert formula(tables, TOTAL).startswith("=ROUND('底'!C")
    assert TOTAL in tables.sums


def test_a_balanced_sum_is_made_of_printed_numbers() -> None:
    tables = live(rounded_disclosure("2023", 2, "balanced"))
    assert "底" not in formula(tables, TOTAL)
    assert formula(tables, TOTAL).startswith("=ROUND(")


def test_without_exact_amounts_there_is_no_formula() -> None:
    tables = live(replace(rounded_disclosure("2023", 2, "each"), exact=None))
    assert formula(tables, TOTAL) == ""
    assert tables.sums == {}
    assert [layer.name for layer in tables.checks().layers] == ["印出的数"]


def test_balanced_tables_are_checked_in_both_layers() -> None:
    checks = live(rounded_disclosure("2023", 2, "balanced")).checks()
    assert [layer.name for layer in checks.layers] == ["底数", "印出的数"]
    assert checks.balanced


def test_leaves_are_what_no_sum_gives() -> None:
    tables = live(rounded_disclosure("2023", 2, "each"))
    leaves = dict(tables.leaves())
    assert leaves.keys().isdisjoint(tables.sums)
    assert leaves.keys() | tables.sums.keys() >= {a for a in tables.places if a in tables.printed}


def test_what_is_printed_is_what_the_tables_say() -> None:
    disclosure = rounded_disclosure("2023", 2, "each")
    tables = live(disclosure)
    for address, fact in disclosure.shown.items():
        assert tables.printed[address].value == fact.value


@pytest.mark.parametrize(
    "edition, address, name",
    [
        ("2023", "03:合计:1", "合计 / 本年支出合计"),
        ("2023", "09:三公经费:10", "决算数/公务用车购置及运行维护费/公务用车购置费"),
        ("2024-310000", "01:收入总计:1", "总计 / 收入/决算数"),
    ],
)
def test_a_number_is_named_by_the_words_around_it(edition: str, address: str, name: str) -> None:
    names = names_in_words(list(made(edition).tables))
    assert names[Address.parse(address)] == name
