"""The index of words leaves nothing out, and is the same however it was made."""

import os
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from hypothesis import given
from hypothesis import strategies as st
from tests.archive.test_register import fresh_database
from tests.making.archived import files, keep, opened, record

from juesuan.archive import archive_search
from juesuan.archive.archive_search import search
from juesuan.archive.register import SCHEMA
from juesuan.archive.seen_archive import seen_archive
from juesuan.archive.word_index import candidates, index_row, marks_of

FEW = st.text("养老保险Ab%İß012.", max_size=8)


@given(FEW, FEW, FEW)
def test_whatever_holds_a_word_has_the_bits_of_the_word(before: str, word: str, after: str) -> None:
    def bits(text: str) -> set[int]:
        return {
            at * 8 + bit
            for at, byte in enumerate(b64decode(marks_of([text])))
            for bit in range(8)
            if byte >> bit & 1
        }

    assert bits(word) <= bits(f"{before}{word}{after}")
    assert bits(word.lower()) <= bits(f"{before}{word}{after}".casefold())
    assert marks_of([before, after]) == marks_of([after, before, after])


@pytest.fixture(params=["", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a register is kept: in its archive, or on a server."""
    if not request.param:
        yield ""
        return
    server = os.environ.get("JUESUAN_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL: JUESUAN_TEST_POSTGRES names none (see .ci/postgres)")
    pytest.importorskip("pg8000", reason="the extra postgres is not installed")
    with fresh_database(server) as fresh:
        yield fresh


def test_only_documents_that_may_hold_all_words_are_looked_through(
    tmp_path: Path, url: str
) -> None:
    claims = [{"养老保险 = 1": "1.00"}, {"医疗保险 = 1": "2.00"}, {"医疗 = 1": "2.00", "保险": "3"}]
    with opened(tmp_path, url) as archive:
        every = [record(2020 + at, claims=each) for at, each in enumerate(claims)]
        for each in every:
            keep(archive, each)
        first, second, third = (each.sha256 for each in every)

        def chosen(*words: str) -> set[str]:
            return {*candidates(archive.register, words)}

        assert chosen("养老") == {first}
        assert chosen("老养") == chosen("医险") == set()
        assert chosen("保险") == {first, second, third}
        assert chosen("疗保") == {second}
        assert chosen("两") == chosen() == {first, second, third}
        with archive.register.writing() as writing:
            writing.delete("words", sha256=third)
        archive.note("试", "", {})
        assert chosen("养老") == {first, third}  # what is not indexed is looked through
        assert {hit.sha256 for hit in search(archive, "养老")} == {first}
        mine = seen_archive(archive, {second}, "")
        assert candidates(mine.register, ["保险"]) == [second]
        assert [fault for fault in archive.verify() if "索引" in fault]


def test_the_first_hits_are_the_same_however_few_are_looked_through_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as archive:
        for year in range(2016, 2024):
            keep(archive, record(year, claims={f"保险{year} = 1": "1.00", "保险 = 1": "2.00"}))
        archive.compact()
        monkeypatch.setattr(archive_search, "MOST", 5)
        once = search(archive, "保险")
        assert len([hit for hit in once if hit.where == "原文"]) == 5
        monkeypatch.setattr(archive_search, "STEPS", (1, 2))
        assert search(archive, "保险") == once
        assert len(search(archive, "两处")) == 5


def test_an_archive_of_the_first_layout_is_indexed_when_it_is_opened(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        for year in (2022, 2023):
            keep(archive, record(year, claims={f"保险{year} = 1": "1.00"}))
        rows = archive.register.rows("words")
        assert rows[0] == index_row(rows[0]["sha256"], ["两处不同"], [_sentence(rows[0])])
        with archive.register.writing() as writing:
            writing.delete("words")
            writing.delete("layout")
            writing.insert("layout", [{"version": 1}])
    with opened(tmp_path) as archive:
        assert archive.register.rows("words") == rows
        assert archive.register.rows("layout") == [{"version": SCHEMA}]
        assert list(archive.verify()) == []
        with archive.register.writing() as writing:
            writing.delete("layout")
            writing.insert("layout", [{"version": 1}])
    for name in files(tmp_path / "lake"):
        (tmp_path / "lake" / name).unlink()
    with opened(tmp_path) as archive:  # a damaged one stays as it is, until it is rebuilt
        assert archive.register.rows("layout") == [{"version": 1}]
        assert [fault for fault in archive.verify() if "rebuild" in fault]


def _sentence(row: dict[str, object]) -> str:
    year = next(year for year in (2022, 2023) if record(year).sha256 == row["sha256"])
    return f"保险{year} = 1"
