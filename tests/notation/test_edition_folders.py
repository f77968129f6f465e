"""The folders of declarations: years and regions, each what its files say over its base."""

from __future__ import annotations

import pytest

from juesuan.notation.edition_folders import (
    ACCOUNTS,
    declared,
    edition_id,
    laid_over,
    latest,
    regions,
    said_of_year,
    years,
)

SHANGHAI = "310000"


def test_folders_are_years_and_regions() -> None:
    assert {*map(str, years()), *regions()} == set(declared())
    assert list(years()) == sorted(years())
    assert latest() == str(max(years()))
    places = [place for names in regions().values() for place in names]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    "year, region, name",
    [
        (None, "", latest()),
        (years()[0] - 9, "", str(years()[0])),
        (years()[0], "", str(years()[0])),
        (9999, "", latest()),
        (years()[0], SHANGHAI, f"{years()[0]}-{SHANGHAI}"),
        (None, SHANGHAI, f"{latest()}-{SHANGHAI}"),
        (years()[0], "999999", str(years()[0])),
    ],
)
def test_a_document_is_of_the_last_edition_before_it(
    year: int | None, region: str, name: str
) -> None:
    assert edition_id(year, region) == name


def test_a_year_says_what_its_base_says_but_where_it_differs() -> None:
    base, later = (said_of_year(ACCOUNTS, str(year)) for year in (years()[0], years()[-1]))
    assert later.keys() >= base.keys()
    assert later != base


def test_only_the_keys_that_are_asked_for_are_laid_over() -> None:
    whole, some = laid_over({}, ACCOUNTS, SHANGHAI), laid_over({}, ACCOUNTS, SHANGHAI, ("cover",))
    assert some.keys() == {"cover"}
    assert some["cover"] == whole["cover"]
