"""A page as its reader sees it (drawn in `test_original_readings`)."""

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import record

from juesuan.archive.door import Archive
from juesuan.portal.archive_shelf import shelf_document
from juesuan.portal.pictured_page_view import pictured_page
from juesuan.tasks.picture import PagePng


def test_a_page_without_numbers_has_its_picture_all_the_same(shelved: Archive) -> None:
    document = shelf_document(shelved, record(2023, "120.00").sha256)
    page = pictured_page(shelved, document, 1, PagePng(b"", 600, 800, 1))
    assert "<img" in page.tables[0].figure
    assert "<rect" not in page.tables[0].figure
    assert dict(page.about)["各页"].links == ()
