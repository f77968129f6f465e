"""Numbers come out of the lake as the intervals that went in."""

from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import TOTAL, keep, opened, record

from juesuan.archive.lake_rows import fact_rows
from juesuan.archive.publications import publications
from juesuan.archive.stored_numbers import interval_of, numbers_and_before, numbers_at
from juesuan.model.number import Interval


def test_an_interval_is_that_of_the_document(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record())
        chosen = publications(archive.register)
        (number,) = numbers_at(archive.lake, TOTAL, chosen).values()
        assert interval_of(number) == Interval(Decimal(999950), Decimal(1000050))
        assert numbers_at(archive.lake, TOTAL, []) == {}
        assert numbers_and_before(archive.lake, TOTAL, chosen) == ({number.reading: number}, [])
        assert numbers_and_before(archive.lake, f"{TOTAL}@上年", chosen) == ({}, [])


def test_an_amount_too_large_has_no_interval() -> None:
    (row,) = fact_rows(record(), "k")
    assert interval_of(row._replace(cents=None)) is None
