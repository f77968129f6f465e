"""How tables end: lower rows first, higher ones where that does not do, and never for ever."""

from __future__ import annotations

from typing import Any

import pytest

from juesuan.publishing.disclosure.pdf.endings import (
    HIGHER,
    LOWEST,
    MOST,
    BadEnding,
    Mark,
    another_height,
    bad_endings,
)

TABLE: dict[str, Any] = {"top": 100, "tall": 17, "heads": 3, "rows": 40, "factor": 1.0}


def marks(few: int, too_few: int, last: int, note: int | None = None) -> list[Mark]:
    """The pages on which the rows near the end of table 0 stand, and its note."""
    pages = {"few": few, "too few": too_few, "last": last, "heading": 1}
    if note:
        pages["note"] = note
    return [Mark(kind, "0", page, 150.0, page) for kind, page in pages.items()]


@pytest.mark.parametrize(
    "pages, ending",
    [
        ((2, 2, 2), []),
        ((2, 2, 2, 2), []),
        ((1, 2, 2), [BadEnding(0, 16.0, too_few=False)]),
        ((1, 1, 2), [BadEnding(0, 16.0, too_few=True)]),
        ((1, 1, 1, 2), [BadEnding(0, 50.0, too_few=True)]),
        ((1, 1, 2, 2), [BadEnding(0, 16.0, too_few=True)]),
    ],
)
def test_a_table_ends_badly_with_few_rows_on_its_last_page(
    pages: tuple[int, ...], ending: list[BadEnding]
) -> None:
    """Over a note that stands alone no head is repeated: all of it stands over."""
    assert list(bad_endings(marks(*pages), [TABLE])) == ending


def test_rows_are_lower_by_what_stands_over() -> None:
    height, tries = another_height(TABLE, BadEnding(0, 64.0, too_few=False), 0)
    assert (height, tries) == (0.9, 1)
    assert height >= LOWEST


def test_few_rows_stay_where_lower_ones_would_be_too_low() -> None:
    assert another_height(TABLE, BadEnding(0, 400.0, too_few=False), 0) == (1.0, MOST)


def test_too_few_rows_are_given_company_and_it_ends() -> None:
    heights, tries = [], 0
    while tries < MOST:
        height, tries = another_height(TABLE, BadEnding(0, 400.0, too_few=True), tries)
        heights.append(height)
    assert tuple(heights) == HIGHER
