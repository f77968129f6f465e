"""What findings say is read once, and the findings are had of the documents that hold a word."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.archive.test_word_index import url as url  # noqa: PLC0414 - a fixture, for both engines
from tests.making.archived import bytes_of, delivery, opened, record

from juesuan.archive.archive_waivers import WAIVED
from juesuan.archive.door import MENDED, Archive
from juesuan.archive.finding_texts import messages_holding
from juesuan.archive.register import BESIDE, DERIVED, Register
from juesuan.archive.register_rows import ACCOUNT
from juesuan.archive.review_acts import REVIEWED
from juesuan.archive.review_cases import APPROVED
from juesuan.model.report import Audited


@pytest.fixture
def archive(tmp_path: Path, url: str) -> Iterator[Archive]:
    with opened(tmp_path, url) as archive:
        yield archive


def keep(archive: Archive, audited: Audited, *messages: str) -> str:
    """A document with findings of these words, kept."""
    (finding,) = audited.findings
    findings = tuple(replace(finding, message=one) for one in messages)
    ids = tuple(f"f-{at}" for at, _ in enumerate(messages))
    audited = replace(audited, findings=findings, ids=ids)
    archive.keep(delivery(audited), [bytes_of(record(audited.meta.year or 0))], audited)
    return audited.sha256


def test_capitals_do_not_count_and_all_words_stand_in_one_finding(archive: Archive) -> None:
    first = keep(archive, record(2022), "甲 GDP", "乙丙", "100%_a")
    second = keep(archive, record(2023), "甲 gdp 丁", "戊 STRASSE")
    every = [second, first]

    def hits(*words: str, among: list[str] = every) -> list[tuple[str, str]]:
        return [*messages_holding(archive.register, words, among)]

    assert hits("gDp") == [(second, "甲 gdp 丁"), (first, "甲 GDP")], "in the order of documents"
    assert hits("甲", "乙") == [], "not in two findings together"
    assert hits("甲", "丁") == [(second, "甲 gdp 丁")]
    assert hits("straße") == [(second, "戊 STRASSE")]
    assert hits("%_") == [(first, "100%_a")]
    assert hits("甲", among=[first]) == [(first, "甲 GDP")]
    assert hits("没有") == hits("甲", among=[]) == []


def test_only_what_is_new_is_read_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    texts = Register.texts

    def heard(register: Register, table: str, column: str, among: list[str]) -> object:
        asked.append(sorted(among))
        return texts(register, table, column, among)

    monkeypatch.setattr(Register, "texts", heard)
    first, second = keep(archive, record(2022), "甲"), keep(archive, record(2023), "乙")
    every = [first, second]
    assert [*messages_holding(archive.register, ["乙"], every)] == [(second, "乙")]
    archive.note("登录", "", {})
    assert [*messages_holding(archive.register, ["甲"], every)] == [(first, "甲")]
    assert asked == [sorted(every)], "who signs in changes no finding"
    keep(archive, record(2023, rules="bb"), "丙")
    assert [*messages_holding(archive.register, ["丙"], every)] == [(second, "丙")]
    assert [*messages_holding(archive.register, ["乙"], every)] == []
    assert asked[1:] == [[second]]
    with archive.register.writing() as writing:
        writing.delete("finding", sha256=first)
    archive.note(MENDED, "", {})
    assert [*messages_holding(archive.register, ["甲"], every)] == []


def test_events_beside_the_rows_are_all_that_change_none(archive: Archive) -> None:
    keep(archive, record(2023), "甲")
    before = {table: archive.register.rows(table) for table in DERIVED}
    assert {ACCOUNT, REVIEWED, APPROVED, WAIVED} < {*BESIDE}
    archive.refuse("refused")
    for kind in (*BESIDE, "试"):
        archive.note(kind, "", {})
    assert {table: archive.register.rows(table) for table in DERIVED} == before
