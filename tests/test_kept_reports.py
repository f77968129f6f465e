"""Reports that are kept: found for the same question only, never trusted, never in the way."""

import hashlib
import pickle
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.making.short_text import CLEAN, WRONG

from juesuan.guard import Failure
from juesuan.kept_reports import Done, KeptReports
from juesuan.model.page import Limits
from juesuan.model.settings import SkippedRule
from juesuan.sources.folders import Source
from juesuan.sources.ours import KEPT, is_ours
from juesuan.sources.regular import read_regular
from juesuan.tasks.audit import audit_file
from juesuan.tasks.pairing import Prior
from juesuan.tasks.results import Report

SOURCES = [Source("收/甲.md", WRONG.encode()), Source("收/乙.md", CLEAN.encode())]
NONE = [None, None]


class Auditor:
    """Audits here, counts how often, and tells what is done in the other order."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(
        self, sources: Sequence[Source], priors: Sequence[Prior | None], done: Done
    ) -> Iterator[tuple[Source, Report | Failure]]:
        del priors
        self.names += [source.name for source in sources]
        reports = [audit_file(source, "", (), Limits()) for source in sources]
        for number in reversed(range(len(reports))):
            done(number, reports[number])
        yield from zip(sources, reports, strict=True)


def run(kept: KeptReports, sources: Sequence[Source] = SOURCES) -> tuple[list[str], list[str]]:
    """The texts of the reports, and what was audited for them."""
    auditor = Auditor()
    outcomes = [*kept.through(sources, NONE, auditor)]
    assert [source for source, _ in outcomes] == [*sources]
    reports = [report for _, report in outcomes if isinstance(report, Report)]
    return [f"{one.to_json()}{one.to_html()}" for one in reports], auditor.names


def entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.juesuan"))


@pytest.fixture
def kept(tmp_path: Path) -> KeptReports:
    return KeptReports(tmp_path / "存", Limits())


def test_what_is_kept_is_not_audited_again_and_the_same(kept: KeptReports) -> None:
    first, names = run(kept)
    assert names == ["收/甲.md", "收/乙.md"]
    assert run(kept) == (first, [])
    assert kept.count == 2
    assert all(map(is_ours, entries(kept.folder)))


def test_another_question_is_another_entry(kept: KeptReports) -> None:
    source = SOURCES[0]
    other = [
        KeptReports(kept.folder, Limits(pages=9)),
        KeptReports(kept.folder, Limits(), "2023"),
        KeptReports(kept.folder, Limits(), skipped=[SkippedRule("claim", "不查")]),
    ]
    keys = {one.key(source, None) for one in (kept, *other)}
    keys |= {kept.key(Source("收/丙.md", source.origin), None)}
    keys |= {kept.key(Source("收/甲.md", b"x"), None)}
    keys |= {kept.key(source, Prior(SOURCES[1])), kept.key(source, Prior(SOURCES[1], renamed=True))}
    keys |= {kept.key(Source("收/甲.md", tuple(SOURCES)), None)}
    assert len(keys) == 9
    elsewhere = Source("别处/甲.md", source.origin)
    assert kept.key(elsewhere, None) == kept.key(source, None)


def test_what_cannot_be_read_has_no_entry(kept: KeptReports, tmp_path: Path) -> None:
    assert kept.key(Source("无.md", str(tmp_path / "无.md")), None) == ""
    assert kept.key(Source("机密★1年/甲.md", WRONG.encode()), None) == ""


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    kept: KeptReports, tmp_path: Path
) -> None:
    path = tmp_path / "甲.md"
    path.write_text(WRONG, "utf-8")

    def changing(
        sources: Sequence[Source], priors: Sequence[Prior | None], done: Done
    ) -> Iterator[tuple[Source, Report | Failure]]:
        path.write_text(CLEAN, "utf-8")
        yield from Auditor()(sources, priors, done)

    source = Source("甲.md", str(path))
    ((_, report),) = kept.through([source], [None], changing)
    assert isinstance(report, Report)
    assert not entries(kept.folder)


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "other", "poison", "nonsense"])
def test_a_damaged_entry_is_made_again(kept: KeptReports, tmp_path: Path, harm: str) -> None:
    first, _ = run(kept)
    path = (
        tmp_path / "存" / kept.key(SOURCES[0], None)[:2] / f"{kept.key(SOURCES[0], None)}.juesuan"
    )
    data = path.read_bytes()
    path.write_bytes(harmed(data, harm, path))
    texts, names = run(kept)
    assert texts == first
    assert names == ["收/甲.md"]
    assert not (tmp_path / "poisoned").exists()
    assert run(kept) == (first, [])


def test_an_entry_is_read_once(kept: KeptReports, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = run(kept)
    paths: list[str] = []

    def counted(path: Path | str, most: int) -> bytes:
        paths.append(str(path))
        return read_regular(path, most)

    monkeypatch.setattr("juesuan.kept_reports.read_regular", counted)
    assert run(kept) == (first, [])
    assert sorted(paths) == sorted(map(str, entries(kept.folder)))


def harmed(data: bytes, harm: str, path: Path) -> bytes:
    if harm == "cut":
        return data[: len(data) // 2]
    if harm == "flip":
        return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]
    if harm == "other":
        return b"%PDF-1.7" + data
    if harm == "empty":
        return b""
    call = b"cos\nmkdir\n(V" + str(path.parents[2] / "poisoned").encode() + b"\ntR."
    body = zlib.compress(call if harm == "poison" else pickle.dumps(("done", "x")))
    return KEPT + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "存").write_text("", "utf-8")
    kept = KeptReports(tmp_path / "存", Limits())
    texts, names = run(kept)
    assert len(texts) == len(names) == 2
