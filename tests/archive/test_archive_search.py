"""Search in an archive."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, keep, opened, record

from juesuan.archive.archive_search import search

CLAIM = "03:合计:1 - 03:合计:1@上年"


def test_parts_of_words_are_found_wherever_they_stand(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        assert search(archive, "养老") == []
        sha256 = record(2023, claims={"养老保险 = 1": "1.00", "Ab%c_d": "2.00"}).sha256
        keep(archive, record(2022))
        keep(archive, record(2023, claims={"养老保险 = 1": "1.00", "Ab%c_d": "2.00"}))

        def hits(words: str) -> list[tuple[str, str]]:
            return [(hit.where, hit.sha256[:6]) for hit in search(archive, words)]

        assert hits("养老") == [("原文", sha256[:6])]
        assert hits("老养") == []
        assert [where for where, _ in hits("青屏")] == ["部门", "部门", "文件名", "文件名"]
        assert [where for where, _ in hits(f"{NAME[:3]} 2023")] == ["文件名"]
        assert [where for where, _ in hits("两处")] == ["审核结果", "审核结果"]
        assert hits("%") == [("原文", sha256[:6])]
        assert hits("' OR 1=1 --") == []
        assert hits("  ") == []
