"""Reviews as pages."""

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, record

from juesuan.archive.door import Archive
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.review_view import review_list, review_of, review_page
from juesuan.publishing.markup import Html


def test_what_is_to_be_reviewed_is_listed_once(shelved: Archive) -> None:
    (table,) = review_list(shelved, PortalQuestion({}, {})).tables
    mine = [row for row in table.rows if row[0].text == NAME]
    assert [row[1].text for row in mine] == ["2020", "2021", "2022", "2023"]
    assert {row[3].text for row in mine} == {"尚未开始"}
    for asked, count in (
        ({"year": "2023"}, 1),
        ({"year": "2023", "region": "3701"}, 1),
        ({"region": "31"}, 0),
        ({"state": "尚未开始"}, 4),
        ({"state": "已公开"}, 0),
    ):
        (table,) = review_list(shelved, PortalQuestion({}, asked)).tables
        assert len([row for row in table.rows if row[0].text == NAME]) == count, asked


def test_a_review_that_has_not_begun_is_an_empty_page(shelved: Archive) -> None:
    review = review_of(shelved, record(2023, "120.00").sha256)
    page = review_page(shelved, review, Html("<p>甲</p>"))
    assert [table.rows for table in page.tables] == [(), ()]
    assert "<p>甲</p>" in page.to_html("/x", ())
    assert review.subject == f"2023 部门决算 {NAME}"
    with pytest.raises(PortalRefusal):
        review_of(shelved, "none")
