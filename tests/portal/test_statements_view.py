"""What is said of one number, as a page."""

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import TOTAL, record

from juesuan.archive.door import Archive
from juesuan.model.page import Place
from juesuan.model.report import Explanation, Statement
from juesuan.portal.archive_shelf import shelf_document
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.statements_view import statements_page


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
