"""Documents that were audited, into an archive."""

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import bytes_of, opened, record

from juesuan.guard import Failure
from juesuan.kept_documents import HandedIn, keep_outcome
from juesuan.model.page import FileOf, Limits, Unreadable
from juesuan.sources.folders import Source
from juesuan.tasks.results import Report


def test_kept_with_the_very_bytes_that_were_read(tmp_path: Path) -> None:
    audited = Report.of(record())
    source, known = Source("甲.pdf", bytes_of(audited)), HandedIn(published_on="2024-08-30")
    with opened(tmp_path) as archive:
        with pytest.raises(Unreadable, match="文件变了"):
            keep_outcome(archive, [Source("甲.pdf", b"x")], audited, known, Limits())
        assert archive.register.events() == []
        assert keep_outcome(archive, [source], audited, known, Limits()) == "新收"
        for more, day in (
            (HandedIn(source_url="https://a.example"), "2024-08-30"),
            (HandedIn(), "2024-08-30"),
            (HandedIn(published_on="2024-09-01"), "2024-09-01"),
        ):
            assert keep_outcome(archive, [source], audited, more, Limits()) == "已有"
            (row,) = archive.register.rows("document")
            assert row["published_on"] == day, "what is not told again is not forgotten"
        assert row["source_url"] == "https://a.example"
        assert [event.kind for event in archive.register.events()].count("收件") == 3


def test_several_files_are_found_by_name_and_bytes(tmp_path: Path) -> None:
    one, two = (bytes_of(record(wan=wan)) for wan in ("1.00", "2.00"))
    shas = (record(wan="1.00").sha256, record(wan="2.00").sha256)
    files = tuple(FileOf(f"{n}.pdf", sha) for n, sha in enumerate(shas))
    joined = replace(record().reading, files=files)
    audited = Report.of(replace(record(), reading=joined))
    sources = [Source("夹/1.pdf", two), Source("别/0.pdf", b"x"), Source("夹/0.pdf", one)]
    with opened(tmp_path) as archive:
        assert keep_outcome(archive, sources, audited, HandedIn(), Limits()) == "新收"
        assert all(archive.originals.path(sha) for sha in shas)


def test_a_refusal_is_logged_and_raised(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        failure = Failure("timeout", "太慢")
        with pytest.raises(Unreadable, match="太慢"):
            keep_outcome(archive, [Source("甲.pdf", b"")], failure, HandedIn(), Limits())
        assert [event.says for event in archive.register.events()] == [{"kind": "timeout"}]
