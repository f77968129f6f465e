"""The text of a document with its numbers coloured, and what of it was never compared."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import TOTAL, delivery, opened, record
from tests.making.outputs import Elements
from tests.making.short_text import CLEAN, WRONG
from tests.making.visits import Visitor

import juesuan
from juesuan.archive.door import Archive
from juesuan.model.number import Address
from juesuan.model.page import Place
from juesuan.model.reading import Unread
from juesuan.portal.application import portal
from juesuan.portal.archive_shelf import shelf_document
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.reread_views import coverage_page, text_page

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    home = Path(tmp_path_factory.mktemp("reread"))
    with opened(home / "archive") as archive:
        for text in (CLEAN, WRONG.replace("其他收入", f"其他收入{HOSTILE}")):
            data = text.encode()
            (home / "甲.md").write_bytes(data)
            report = juesuan.audit(home / "甲.md")
            archive.keep(delivery(report), [data], report)
        yield archive


def test_the_text_is_shown_with_every_number_coloured(archive: Archive) -> None:
    wrong = archive.register.rows("reading")
    visitor = Visitor(portal(PortalSettings(), archive))
    pages = [visitor.get(f"/文件/{row['sha256']}/正文").text for row in wrong]
    assert sum(page.partition('class="prose"')[2].count("contradicted") for page in pages) == 1
    for page in pages:
        assert "年度收入合计" in page
        assert "<script" not in page
        assert not [value for name, value in Elements(page).attributes if "#f-" in str(value)]
    sha256 = wrong[0]["sha256"]
    rows = visitor.get(f"/文件/{sha256}/正文.json").json["tables"]["prose"]
    assert any(row["text"].startswith("2023年度收入合计100.00万元") for row in rows)
    links = visitor.get(f"/文件/{sha256}").text
    assert "%E6%AD%A3%E6%96%87" in links
    assert "%E8%A6%86%E7%9B%96" in links
    assert visitor.get("/文件/none/正文").status == 404


def test_what_was_not_compared_is_told_with_its_reason(archive: Archive) -> None:
    visitor = Visitor(portal(PortalSettings(), archive))
    for row in archive.register.rows("reading"):
        tables = visitor.get(f"/文件/{row['sha256']}/覆盖.json").json["tables"]
        *parts, whole = tables["parts"]
        assert (whole["part"], parts[0]["part"][:3]) == ("合计", "01 ")
        states = [amount["state"] for amount in tables["open"]]
        assert states.count("未核") == int(whole["unchecked"])
        assert states.count("矛盾") == int(whole["contradicted"])
        assert all(amount["words"] for amount in tables["open"])
        assert "重读原件" in visitor.get(f"/文件/{row['sha256']}/覆盖").text


def test_numbers_of_tables_and_what_was_not_read_are_listed_too(shelved: Archive) -> None:
    audited = record(2023, "120.00")
    document = shelf_document(shelved, audited.sha256)
    page = coverage_page(document, audited)
    assert "都一致" in page.tables[1].note
    unread = Unread(HOSTILE, "table", "认不出是哪张表", Place(4))
    odd = replace(
        audited,
        states={Address.parse(TOTAL): "unchecked"},
        reading=replace(audited.reading, unread=(unread,)),
    )
    parts, numbers, rest = coverage_page(document, odd).tables
    assert [cell.text for cell in parts.rows[-1]] == ["合计", "2", "1", "1", "0", "0", "100%"]
    (row,) = numbers.rows
    assert [row[0].text, row[3].text] == ["未核", "120.00"]
    assert row[4].href.endswith("%E5%90%88%E8%AE%A1%3A1")
    assert [cell.text for cell in rest.rows[0]] == ["第4页", HOSTILE, "认不出是哪张表"]
    assert text_page(document, odd).tables[0].rows == ()
