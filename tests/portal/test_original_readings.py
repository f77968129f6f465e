"""Originals read once more: pictures of pages, all that is said of a number."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import delivery, opened, record
from tests.making.pdf import pdf, say

from juesuan.archive.door import Archive
from juesuan.model.page import FileOf
from juesuan.model.report import Audited
from juesuan.portal.archive_shelf import ShelfDocument, shelf_document
from juesuan.portal.original_readings import OriginalReadings
from juesuan.portal.pictured_page_view import pictured_page
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.statements_view import statements_page
from juesuan.tasks.picture import PagePng

CLEAN = Path(__file__).parents[2] / "examples" / "disclosure" / "clean.md"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with opened(tmp_path_factory.mktemp("originals")) as archive:
        yield archive


def kept(archive: Archive, name: str, data: bytes) -> ShelfDocument:
    """A document of these very bytes, whatever was read from it."""
    sha256 = hashlib.sha256(data).hexdigest()
    audited: Audited = replace(record(), sha256=sha256)
    handed = delivery(audited)._replace(files=(FileOf(name, sha256),))
    archive.keep(handed, [data], audited)
    return shelf_document(archive, sha256)


def test_a_page_is_drawn_once_and_its_numbers_lead_on(archive: Archive) -> None:
    document = kept(archive, "a.pdf", pdf(say(10, 10, "x")))
    readings = OriginalReadings(PortalSettings())
    picture = readings.picture(archive, document, 1)
    assert picture.data.startswith(b"\x89PNG")
    assert picture.pages == 1
    assert readings.picture(archive, document, 1) is picture
    with pytest.raises(PortalRefusal, match="没有第 2 页：共 1 页") as refusal:
        readings.picture(archive, document, 2)
    assert refusal.value.status == 404


def test_a_page_shows_its_numbers_over_the_picture(archive: Archive) -> None:
    document = kept(archive, "b.pdf", b"b")
    page = pictured_page(archive, document, 3, PagePng(b"", 600, 800, 4))
    (table,) = page.tables
    assert table.figure.count("<rect") == 1
    assert 'class="checked marked"' in table.figure
    assert 'viewBox="0 0 600 800"' in table.figure
    assert [words for words, _ in dict(page.about)["各页"].links] == ["上一页", "下一页"]
    assert dict(page.about)["审核结果"].text == "这一页没有"
    other = pictured_page(archive, document, 9, PagePng(b"", 600, 800, 9))
    assert dict(other.about)["审核结果"].text == "错误：两处不同"


def test_all_that_is_said_of_a_number_comes_from_the_original(archive: Archive) -> None:
    document = kept(archive, "clean.md", CLEAN.read_bytes())
    readings = OriginalReadings(PortalSettings())
    page = statements_page(document, readings.explanation(archive, document, "03:合计:1"))
    equations, claims, findings = page.tables
    assert any(" = " in row[2].text for row in equations.rows)
    assert {row[0].text for row in claims.rows} == {"一致"}
    assert "错误" not in {row[0].text for row in findings.rows}
    with pytest.raises(PortalRefusal):
        statements_page(document, readings.explanation(archive, document, "03:没有:1"))


def test_an_original_that_is_gone_or_no_pdf_is_told(archive: Archive) -> None:
    readings = OriginalReadings(PortalSettings())
    with pytest.raises(PortalRefusal, match="只有 PDF"):
        readings.picture(archive, kept(archive, "c.md", b"c"), 1)
    gone = kept(archive, "d.md", b"d")
    path = archive.originals.path(gone.delivery.sha256)
    assert path is not None
    path.unlink()
    with pytest.raises(PortalRefusal, match="archive verify"):
        readings.picture(archive, gone, 1)
