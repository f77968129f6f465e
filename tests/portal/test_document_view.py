"""The page of a document, and of one of its tables."""

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import TOTAL, record

from juesuan.archive.door import Archive
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.document_view import document_page, form_page
from juesuan.portal.portal_page import to
from juesuan.portal.portal_refusals import PortalRefusal

SHA, BEFORE = record(2023, "120.00").sha256, record(2022, "110.00").sha256


def test_findings_lead_to_their_numbers_and_the_year_before_is_at_hand(shelved: Archive) -> None:
    page = document_page(shelved, PortalQuestion({"sha256": SHA}, {}))
    findings, forms = page.tables
    assert findings.heading == "审核结果：错误 1，提示 0，尾差 0，未核 0"
    assert findings.rows[0][3].links == ((TOTAL, to("文件", SHA, "数", TOTAL)),)
    assert [cell.text for cell in forms.rows[0]] == ["03", "", "1", "1", "0", "0", "3"]
    about = dict(page.about)
    assert about["核对"].text == "金额 2 个：一致 1，矛盾 1，未核 0"
    assert about["比较"].href == to("比较", a=BEFORE, b=SHA)
    assert about["各页"].links == (("3", to("文件", SHA, "页", 3)),)


def test_a_table_has_its_numbers(shelved: Archive) -> None:
    page = form_page(shelved, PortalQuestion({"sha256": SHA, "form": "03"}, {}))
    assert [cell.text for cell in page.tables[0].rows[0]] == [
        *(TOTAL, "合计 / 本年支出合计", "120.00", "万元", "一致", "3")
    ]
    with pytest.raises(PortalRefusal):
        form_page(shelved, PortalQuestion({"sha256": SHA, "form": "09"}, {}))
