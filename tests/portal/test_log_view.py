"""The log."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import opened

from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.log_view import log_page


def test_all_events_the_newest_first_and_whether_they_hold(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        for kind in ("甲", "乙", "甲"):
            archive.note(kind, "x", {"a": 1})
        page = log_page(archive, PortalQuestion({}, {}))
        assert [row[0].text for row in page.tables[0].rows] == ["3", "2", "1"]
        assert dict(page.about)["事件链"].kind == "checked"
        assert len(log_page(archive, PortalQuestion({}, {"kind": "甲"})).tables[0].rows) == 2
        assert len(log_page(archive, PortalQuestion({}, {"actor": "丙"})).tables[0].rows) == 0
        with archive.register.writing() as writing:
            writing.delete("event", id=2)
        about = dict(log_page(archive, PortalQuestion({}, {})).about)
        assert "事件 2 缺失" in about["事件链"].text
