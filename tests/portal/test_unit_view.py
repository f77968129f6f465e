"""The page of a department."""

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME

from juesuan.archive.door import Archive
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.unit_view import unit_page


def test_all_names_of_a_department_are_on_its_page(shelved: Archive) -> None:
    page = unit_page(shelved, PortalQuestion({"name": NAME}, {}))
    years, trend = page.tables
    assert [row[0].text for row in years.rows] == ["2020", "2021", "2022", "2022", "2023"]
    assert years.rows[0][2].text == "旧局"
    assert [row[7].text for row in years.rows[2:4]] == ["最新的一份", "较早的一份"]
    assert trend.id == "trend-03:合计:1"
    assert "<svg" in trend.figure


def test_a_former_name_or_none_has_no_page(shelved: Archive) -> None:
    for name in ("旧局", "没有的局"):
        with pytest.raises(PortalRefusal):
            unit_page(shelved, PortalQuestion({"name": name}, {}))
