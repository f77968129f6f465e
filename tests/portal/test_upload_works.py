"""A large upload holds nobody up: it goes on beside, and its page tells how far it has come."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import bytes_of, opened, record
from tests.making.visits import Answer, Visitor

from juesuan.archive.portal_accounts import give_account
from juesuan.guard import Failure
from juesuan.portal import upload_works
from juesuan.portal.application import portal
from juesuan.portal.gate import SIGN_IN, UPLOAD
from juesuan.portal.portal_settings import PortalSettings
from juesuan.sources.folders import Source
from juesuan.tasks.results import Report

RECORDS = [record(year) for year in (2022, 2023)]
FILES = [("file", f"{each.meta.year}.md", bytes_of(each)) for each in RECORDS]
Outcomes = Iterator[tuple[Source, Report | Failure]]


@pytest.fixture
def gates(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """One gate before each file: it is read when its gate is opened."""
    gates = [Event() for _ in RECORDS]

    def audit_all(sources: list[Source], **_: object) -> Outcomes:
        for source in sources:
            at = [name for _, name, _ in FILES].index(source.name)
            gates[at].wait()
            yield source, Report.of(RECORDS[at])

    monkeypatch.setattr("juesuan.audit_all", audit_all)
    return gates


def until(ask: Callable[[], Answer], words: str) -> Answer:
    """Ask until words are there."""
    answer = ask()
    while words not in answer.text:
        answer = ask()
    return answer


def test_its_page_tells_how_far_it_has_come(tmp_path: Path, gates: list[Event]) -> None:
    with opened(tmp_path) as archive:
        pages = Visitor(portal(PortalSettings(), archive))
        form = {"token": pages.token(UPLOAD), "form": "archive"}
        begun = pages.post(UPLOAD, form, FILES)
        assert begun.status == 303
        address = begun.headers["location"]
        answer = until(lambda: pages.get(address), "共 2 个文件，已读 0 个")
        assert answer.headers["refresh"] == "2"
        assert "可以关掉这一页" in answer.text
        assert pages.get("/").status == 200  # everything else goes on
        gates[0].set()
        until(lambda: pages.get(address), "已读 1 个")
        assert pages.get(address).text.count("新收") in (0, 1)
        gates[1].set()
        whole = pages.followed(begun)
        assert "收进档案 2 份，没有收 0 份" in whole.text
        assert "refresh" not in whole.headers
        assert len(pages.get(f"{address}.json").json["tables"]["kept"]) == 2
        assert pages.get(f"{address}.csv").text.startswith("\ufeff文件,结果")
        assert pages.get(f"{address}.xml").status == pages.get("/收件/x").status == 404
        assert list(archive.verify()) == []


def test_it_is_there_for_its_owner_only_and_they_are_few(
    tmp_path: Path, gates: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_works, "MOST", 1)
    with opened(tmp_path) as archive:
        application = portal(PortalSettings(), archive)
        visitors = []
        for name in ("甲", "乙"):
            password = give_account(archive, name, "审核", "")
            visitor = Visitor(application)
            fields = {"token": visitor.token(SIGN_IN), "name": name, "password": password}
            assert visitor.post(SIGN_IN, fields).status == 303
            visitors.append(visitor)
        first, second = visitors
        form = {"token": first.token(UPLOAD), "form": "archive"}
        begun = first.post(UPLOAD, form, FILES[:1])
        address = begun.headers["location"]
        assert (first.get(address).status, second.get(address).status) == (200, 404)
        assert Visitor(application).get(address).status == 403
        refused = first.post(UPLOAD, form, FILES[1:])
        assert (refused.status, "正在办的上传有 1 件" in refused.text) == (503, True)
        for gate in gates:
            gate.set()
        assert "新收" in first.followed(begun).text
        assert "新收" in first.followed(first.post(UPLOAD, form, FILES[1:])).text


def test_what_breaks_down_is_told_on_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Outcomes:
        raise RuntimeError("inner words")

    monkeypatch.setattr("juesuan.audit_all", broken)
    monkeypatch.setattr(upload_works, "KEPT", 1)
    with opened(tmp_path) as archive:
        pages = Visitor(portal(PortalSettings(), archive))
        form = {"token": pages.token(UPLOAD), "form": "archive"}
        begun = [pages.post(UPLOAD, form, FILES[:1]) for _ in range(3)]
        answer = pages.followed(begun[2])
        assert "没有办成" in answer.text
        assert "Traceback" not in answer.text
        ended = [pages.get(each.headers["location"]).status for each in begun]
        assert ended[2] == 200
