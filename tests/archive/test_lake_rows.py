"""Amounts are whole cents; what is finer widens the interval, and never narrows it."""

from decimal import Decimal

import pytest
from tests.making.archived import TOTAL, record

from juesuan.archive.lake_rows import (
    LakeFact,
    cents,
    claim_rows,
    digest_of,
    fact_rows,
    region_of,
    table_of,
)

AMOUNTS = [
    ("1000000.00", "50", 100000000, 10000),
    ("0.01", "0.005", 1, 1),
    ("-3.20", "0", -320, 0),
    ("1.234", "0.0005", 123, 1),
    ("0.005", "0", 0, 1),
]


@pytest.mark.parametrize("value,half,whole,halves", AMOUNTS)
def test_an_amount_in_cents_encloses_what_was_printed(
    value: str, half: str, whole: int, halves: int
) -> None:
    assert cents(Decimal(value), Decimal(half)) == (whole, halves)
    low, high = Decimal(whole) - Decimal(halves) / 2, Decimal(whole) + Decimal(halves) / 2
    assert low <= (Decimal(value) - Decimal(half)) * 100
    assert (Decimal(value) + Decimal(half)) * 100 <= high


def test_an_amount_too_large_is_not_made_another_one() -> None:
    assert cents(Decimal(10) ** 20, Decimal(0)) == (None, None)


def test_a_row_says_whose_number_it_is_and_where_it_stands() -> None:
    (row,) = fact_rows(record(), "k")
    assert (row.reading, row.year, row.region, row.address) == ("k", 2023, "370102", TOTAL)
    assert (row.cents, row.half_cents, row.state, row.page) == (100000000, 10000, "一致", 3)
    assert row.box == [1.5, 2, 3, 4]
    assert region_of("2024") == "000000"
    (claim,) = claim_rows(record(claims={"03:合计:1": "100.00"}), "k")
    assert (claim.value, claim.page) == ("1000000.00", 9)


def test_a_digest_is_of_the_rows_and_not_of_their_order() -> None:
    rows = [*fact_rows(record(), "k"), *fact_rows(record(2022), "m")]
    assert digest_of(rows) == digest_of(rows[::-1]) != digest_of(rows[:1])


def test_rows_become_a_table_of_declared_columns() -> None:
    pytest.importorskip("pyarrow", reason="the extra books is not installed")
    table = table_of(LakeFact, fact_rows(record(), "k"))
    assert table.column_names == list(LakeFact._fields)
    assert table_of(LakeFact, []).schema == table.schema
