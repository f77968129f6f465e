"""What is said of one number, as a page."""

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import TOTAL, record

from juesuan.archive.door import Archive
from juesuan.archive.review_states import ReviewFinding
from juesuan.archive.seen_archive import seen_archive
from juesuan.model.finding import Finding
from juesuan.model.page import Place
from juesuan.model.report import Explanation, Statement
from juesuan.portal.archive_shelf import shelf_document
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.statements_view import as_made_public, statements_page


def test_verdicts_and_values_are_shown(shelved: Archive) -> None:
    document = shelf_document(shelved, record(2023, "120.00").sha256)
    statement = Statement("有矛盾", "03.1", "甲 1 + 乙 2 = 4", Place(3), "甲和乙", "4.00")
    number = Explanation(
        TOTAL, "合计", "4.00", "万元", Place(3), "有矛盾", (statement,), (statement,)
    )
    page = statements_page(document, number)
    assert [cell.text for cell in page.tables[0].rows[0]] == [
        *("有矛盾", "03.1", "甲 1 + 乙 2 = 4（按此推算为 4.00 万元）")
    ]
    assert page.tables[1].rows[0][1].text == "第3页"
    with pytest.raises(PortalRefusal):
        statements_page(document, Explanation("09:x:1", near=(("a", "b"),)))


def test_the_public_is_told_no_finding_that_was_not_made_public(shelved: Archive) -> None:
    sha256 = record(2023, "120.00").sha256
    document = shelf_document(shelved, sha256)
    findings = tuple(Finding("claim", "错误", words) for words in ("两处不同", "今天的"))
    number = Explanation(TOTAL, "合计", "4.00", place=Place(3), findings=findings)
    frozen = {sha256: (ReviewFinding("f-1", "错误", "两处不同"),)}
    public = seen_archive(shelved, {sha256}, "", frozen)
    page = statements_page(document, as_made_public(public, document, number))
    assert [row[1].text for row in page.tables[2].rows] == ["两处不同"]
