"""The twenty days, as a list and as a month."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import keep, opened, record

from juesuan.archive.door import Archive
from juesuan.archive.publications import publications
from juesuan.archive.review_cases import APPROVED, draft_findings, review_book
from juesuan.archive.review_states import Act
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.deadlines_view import deadlines_page
from juesuan.portal.portal_page import PortalPage
from juesuan.portal.portal_refusals import PortalRefusal


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Four departments: approved on three days, one of them published late, one not approved."""
    with opened(tmp_path) as archive:
        for name in "甲乙丙丁":
            keep(archive, record(2023, department=f"{name}局"))
        approvals = {"甲局": "2024-08-20", "乙局": "2024-08-12", "丙局": "2024-08-01"}
        for document in publications(archive.register):
            subject = review_book(archive).subject_of(document, ())
            if document.unit in approvals:
                archive.note(APPROVED, subject, {"on": approvals[document.unit]})
            if document.unit == "丙局":
                publish(archive, subject, document.sha256)
        yield archive


def publish(archive: Archive, subject: str, sha256: str) -> None:
    findings = tuple(one._replace(severity="提示") for one in draft_findings(archive, sha256))
    archive.act(subject, Act("新稿", "审", "2024-08-01", sha256=sha256, findings=findings))
    for kind in ("通过", "公开"):
        archive.act(subject, Act(kind, "审", "2024-08-24"))


def shown(archive: Archive, month: str = "", day: str = "2024-09-05") -> PortalPage:
    return deadlines_page(archive, PortalQuestion({}, {"month": month}), day)


def test_the_nearest_comes_first_and_what_is_late_is_told(archive: Archive) -> None:
    rows = [[cell.text for cell in row] for row in shown(archive).tables[1].rows]
    assert [row[:3] for row in rows] == [
        ["2024-08-21", "已公开，迟 3 天", "丙局"],
        ["2024-09-01", "过期 4 天", "乙局"],
        ["2024-09-09", "4 天", "甲局"],
        ["没有写批复日期", "", "丁局"],
    ]
    looks = [row[1].kind for row in shown(archive).tables[1].rows]
    assert looks == ["", "error", "hint", ""]
    assert shown(archive).to_csv().splitlines()[1].startswith("2024-08-21,")


def test_a_month_stands_in_its_weeks(archive: Archive) -> None:
    page = shown(archive)
    month = page.tables[0]
    assert month.heading == "2024 年 9 月：2 份"
    days = [cell for week in month.rows for cell in week if cell.text]
    assert [cell.text for cell in days] == [str(day) for day in range(1, 31)]
    assert {cell.text: cell.links[0][0] for cell in days if cell.links} == {
        "1": "乙局",
        "9": "甲局",
    }
    assert [link[1] for link in page.about[0][1].links] == [
        "/%E6%9C%9F%E9%99%90?month=2024-08",
        "/%E6%9C%9F%E9%99%90?month=2024-10",
    ]
    before = shown(archive, "2024-01").about[0][1].links
    assert before[0][1].endswith("2023-12")


@pytest.mark.parametrize("month", ["八月", "2024-13", "0000-01", "9999-12", "2024-9", "٢٠٢٤-09"])
def test_another_month_must_be_one(archive: Archive, month: str) -> None:
    with pytest.raises(PortalRefusal, match="month=2024-09"):
        shown(archive, month)
