"""An archive as somebody may see it."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, TOTAL, keep, opened, record

from juesuan.archive.archive_search import search
from juesuan.archive.finding_texts import messages_holding
from juesuan.archive.number_history import history
from juesuan.archive.publications import publications
from juesuan.archive.review_states import ReviewFinding
from juesuan.archive.seen_archive import seen_archive


def test_what_is_not_theirs_is_not_there_in_any_way(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record(2022, claims={"甲": "1.00"}))
        keep(archive, record(2023, claims={"甲": "1.00"}))
        archive.compact()
        mine = record(2023).sha256
        seen = seen_archive(archive, {mine}, "张三")
        assert [one.sha256 for one in publications(seen.register)] == [mine]
        assert [year.year for year in history(seen, TOTAL, NAME)] == [2023]
        assert {hit.sha256 for hit in search(seen, "甲")} == {mine}
        assert {hit.sha256 for hit in search(seen, "两处")} == {mine}
        assert seen.register.rows("finding", sha256=record(2022).sha256) == []
        assert [*seen.register.counts("finding", "sha256")] == [(mine,)]
        assert seen.register.counts("finding", "severity") == {}
        assert [row["sha256"] for row in seen.register.every("reading")] == [mine]
        assert len(seen.register.whole.every("reading")) == 2
        assert [one.newest for one in publications(seen.register)] == [True]
        assert len(seen_archive(archive, None, "").parts()) == 2
        findings = ReviewFinding("f-1", "提示", "两处不同"), ReviewFinding("x", "错误", "旧 GDP")
        as_then = {mine: findings}
        public = seen_archive(archive, {mine}, "", as_then).register
        assert [row["severity"] for row in public.rows("finding", sha256=mine)] == ["提示", "错误"]
        assert [row["addresses"] for row in public.rows("finding")] == [f'["{TOTAL}"]', "[]"]
        assert public.rows("finding", sha256="other") == []
        assert [*messages_holding(public, ["旧", "gdp"], [mine])] == [(mine, "旧 GDP")]
        assert [*messages_holding(public, ["旧"], [])] == []
        assert [text for _, text in public.texts("finding", "message")] == ["两处不同", "旧 GDP"]
        assert public.texts("finding", "message", ["other"]) == []
        assert seen.register.texts("finding", "message") == [(mine, "两处不同")]
        assert public.counts("finding", "severity") == {("提示",): 1, ("错误",): 1}
        assert len(search(archive, "甲")) == 2
        seen.note("试", "", {})
        archive.note("试", "", {})
        assert [event.actor for event in archive.register.events()][-2:] == ["张三", "甲"]
