"""A number over the years, across names, beside what the next year says of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, TOTAL, keep, opened, record

from juesuan.archive.number_history import YearOfNumber, history

CHANGE = f"{TOTAL} - {TOTAL}@上年"


def years(root: Path, claims: Mapping[str, str]) -> list[YearOfNumber]:
    with opened(root) as archive:
        keep(archive, record(2021, "90.00", department="旧局"))
        keep(archive, record(2022, "100.00"))
        keep(archive, record(2022, "99.00"), "2023-01-01")
        keep(archive, record(2023, "120.00", claims=claims))
        keep(archive, record(2023, "7.00", department="别的局"))
        archive.rename("旧局", NAME)
        archive.compact()
        return history(archive, TOTAL, "旧局")


def test_the_years_of_all_names_the_newest_of_each(tmp_path: Path) -> None:
    found = years(tmp_path, {})
    printed = [(year.year, year.department, year.number.printed) for year in found if year.number]
    assert printed == [(2021, "旧局", "90.00"), (2022, NAME, "100.00"), (2023, NAME, "120.00")]
    assert [year.older for year in found] == [0, 1, 0]
    assert [year.implied for year in found] == [None] * 3
    assert not any(year.disagrees for year in found)


@pytest.mark.parametrize("change,disagrees", [("20.00", False), ("20.01", False), ("20.03", True)])
def test_what_the_next_year_says_is_held_beside_it(
    tmp_path: Path, change: str, *, disagrees: bool
) -> None:
    """Each of the three numbers may be half a last digit off."""
    found = years(tmp_path, {CHANGE: change})
    assert [year.disagrees for year in found] == [False, disagrees, False]
    assert found[1].implied is not None


def test_a_number_that_is_not_there_is_told(tmp_path: Path) -> None:
    years(tmp_path, {})
    with opened(tmp_path) as archive:
        assert [year.number for year in history(archive, "03:合计:9", NAME)] == [None] * 3
        assert history(archive, TOTAL, "没有的局") == []
