"""The declaration of the books: what it refers to is there, what it allows is one thing."""

from __future__ import annotations

from juesuan.model.books import BooksTable
from juesuan.notation import spelling
from juesuan.notation.edition import load

EDITION = load("2023")
SCHEMA = EDITION.books


def test_every_table_is_keyed_and_balanced_by_columns_of_its_own() -> None:
    for table in SCHEMA.tables:
        named = {column.name for column in table.columns}
        assert {*table.key, *table.key_where, *table.together} <= named, table.name
        for need in table.needs:
            assert {need.column, *need.when} <= named, table.name
        if table.balance:
            balance = table.balance
            parts = {*balance.plus, *balance.minus, balance.result, *balance.turned}
            assert parts <= named, table.name
            assert parts <= {*table.of_kind("amount")}, table.name


def test_a_column_refers_to_one_that_is_there() -> None:
    for table in SCHEMA.tables:
        for column in table.columns:
            if column.refers:
                other, _, name = column.refers.partition(".")
                assert SCHEMA.table(other).column(name), column
            assert not column.codes or column.codes in SCHEMA.codes, column
            assert column.kind != "enum" or column.values, column
            assert {*column.synonyms.values()} <= {*column.values}, column
            assert not {*column.synonyms} & {*column.values}, column


def ambiguous(table: BooksTable) -> list[str]:
    """Names that two columns of a table go by."""
    names = [spelling.key(name) for column in table.columns for name in {*column.names}]
    return sorted({name for name in names if names.count(name) > 1})


def test_no_name_means_two_columns_or_two_tables() -> None:
    assert {table.name: ambiguous(table) for table in SCHEMA.tables if ambiguous(table)} == {}
    names = [spelling.key(name) for table in SCHEMA.tables for name in {*table.names}]
    assert len(names) == len(set(names))


def test_closing_entries_are_those_of_a_table_that_is_there() -> None:
    closing = SCHEMA.closing
    table = SCHEMA.table(closing.table)
    for name in (closing.unit, closing.account, closing.debit, closing.credit, closing.mark):
        assert table.column(name)
    known = SCHEMA.codes["acct"].entries
    assert all(any(code.startswith(start) for code in known) for start in closing.accounts)
    assert {*SCHEMA.credit} <= known.keys()
    assert SCHEMA.table(SCHEMA.year[0]).column(SCHEMA.year[1]).kind == "integer"


def test_income_and_surplus_stand_in_credit_and_spending_in_debit() -> None:
    known = SCHEMA.codes["acct"].entries
    debit = {code for code in known if code not in SCHEMA.credit}
    assert {code[0] for code in SCHEMA.credit} == {"6", "8"}
    assert {code for code in debit if code[0] == "8"} == {"8001"}  # 资金结存
    assert {code[0] for code in debit} == {"7", "8"}


def test_the_classifications_are_those_of_the_edition() -> None:
    functional, economic = SCHEMA.codes["func"], SCHEMA.codes["econ"]
    assert functional.entries.keys() == EDITION.functional.entries.keys()
    assert (functional.length, functional.parents) == (7, (3, 5))
    assert (economic.length, economic.parents, economic.tails) == (5, (3,), ())
    assert {*functional.tails} == {*EDITION.functional.tails}
    for code, name in functional.entries.items():
        assert name == EDITION.functional.names(code)[-1]
