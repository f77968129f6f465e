"""Two documents side by side."""

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import TOTAL, record
from tests.making.shelved import hostile

from juesuan.archive.door import Archive
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.compare_view import compare_page

SHA, BEFORE = record(2023, "120.00").sha256, record(2022, "110.00").sha256


def rows(archive: Archive, first: str, second: str) -> list[list[str]]:
    page = compare_page(archive, PortalQuestion({}, {"a": first, "b": second}))
    return [[cell.text for cell in row] for row in page.tables[0].rows]


def test_what_both_print_is_subtracted(shelved: Archive) -> None:
    assert rows(shelved, BEFORE, SHA) == [
        [TOTAL, "合计 / 本年支出合计", "110.00", "120.00", "10.00"]
    ]


def test_what_one_does_not_print_is_not(shelved: Archive) -> None:
    table = rows(shelved, BEFORE, hostile().sha256)
    assert table[0][2:] == ["110.00", "7.00", "-103.00"]
    assert table[1][2:] == ["没有", "3.00", ""]


def test_without_two_of_them_there_is_the_choice(shelved: Archive) -> None:
    page = compare_page(shelved, PortalQuestion({}, {"a": SHA}))
    assert page.tables == ()
    assert page.lead.count("<option") == 18
    assert page.lead.count(" selected") == 1
