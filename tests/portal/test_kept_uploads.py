"""Uploads that stay in the archive: whose they may be, and what is left of those refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME as UNIT
from tests.making.archived import bytes_of, opened, record
from tests.making.short_text import WRONG
from tests.making.visits import Answer, Visitor

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import AccountRole, give_account
from juesuan.portal.application import portal
from juesuan.portal.gate import SIGN_IN, UPLOAD
from juesuan.portal.portal_settings import PortalSettings
from juesuan.tasks.results import Report

PAGE = bytes_of(record())
SECRET = ("乙局机密.md", "秘密★1年\n\n云川市某局2023年度部门决算\n".encode())


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with opened(tmp_path) as archive:
        archive.note("试", "", {})
        yield archive


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every upload is read at once, as the same document."""
    report = Report.of(record())
    monkeypatch.setattr(
        "juesuan.audit_all", lambda sources, **_: iter([(one, report) for one in sources])
    )


def visitor(archive: Archive, role: AccountRole | None = None, unit: str = "") -> Visitor:
    pages = Visitor(portal(PortalSettings(), archive))
    if role:
        password = give_account(archive, role, role, unit)
        fields = {"token": pages.token(SIGN_IN), "name": role, "password": password}
        assert pages.post(SIGN_IN, fields).status == 303
    return pages


def keep(pages: Visitor, *files: tuple[str, bytes], **fields: str) -> Answer:
    form = {"token": pages.token(UPLOAD), "form": "archive", **fields}
    return pages.followed(pages.post(UPLOAD, form, [("file", *file) for file in files]))


def kinds(archive: Archive) -> list[str]:
    hidden = ("试", "账号", "登录")
    return [event.kind for event in archive.register.events() if event.kind not in hidden]


@pytest.mark.usefixtures("quick")
def test_a_reporter_keeps_a_document_and_the_review_of_it_begins(archive: Archive) -> None:
    pages = visitor(archive, "填报", UNIT)
    answer = keep(pages, ("甲.md", PAGE), published="2024-08-30", source="https://a.example/x")
    assert answer.status == 200
    assert "新收" in answer.text
    (row,) = archive.register.rows("document")
    assert (row["source_url"], row["published_on"]) == ("https://a.example/x", "2024-08-30")
    assert {event.actor for event in archive.register.events() if event.kind == "收件"} == {"填报"}
    assert pages.get(f"/文件/{row['sha256']}").status == 200
    assert f"/%E5%A4%8D%E6%A0%B8/{row['sha256']}" in answer.text
    assert pages.get(f"/复核/{row['sha256']}").status == 200
    assert (
        "档案里已有同样的文件"
        in keep(pages, ("甲.md", PAGE), published="2024-08-30", source="https://a.example/x").text
    )
    assert list(archive.verify()) == []


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "role, unit, came",
    [
        ("填报", "云川市别局", "没有收"),
        ("填报", f"云川市别局、{UNIT}", "新收"),
        ("审核", "999999", "没有收"),
        ("审核", "", "新收"),
        (None, "", "新收"),
    ],
)
def test_nobody_keeps_what_is_not_theirs(
    archive: Archive, role: AccountRole | None, unit: str, came: str
) -> None:
    answer = keep(visitor(archive, role, unit), ("甲.md", PAGE))
    assert came in answer.text
    assert len(archive.register.rows("document")) == (came == "新收")
    if came == "没有收":
        assert f"文件是“{UNIT}”的" in answer.text
        assert kinds(archive) == []
        assert not (archive.root / "originals").exists()


def test_of_a_refused_file_only_the_refusal_is_logged(archive: Archive) -> None:
    pages = visitor(archive)
    answer = keep(pages, SECRET, ("甲.md", WRONG.encode()))
    assert "国家秘密标志" in answer.text
    assert sorted(kinds(archive)) == ["已审", "拒收", "收件"]
    token = pages.token(UPLOAD)
    assert pages.post(UPLOAD, {"token": token}, [("file", *SECRET)]).status == 422
    refusals = [event for event in archive.register.events() if event.kind == "拒收"]
    assert [(e.subject, e.says) for e in refusals] == [("", {"kind": "refused"})] * 2
    for path in archive.root.rglob("*"):
        assert not path.is_file() or "乙局".encode() not in path.read_bytes()


@pytest.mark.parametrize(
    "fields, words",
    [({"published": "八月"}, "公开日期"), ({"source": "x" * 3000}, "网址太长")],
)
def test_what_is_told_of_it_must_be_so(
    archive: Archive, fields: dict[str, str], words: str
) -> None:
    answer = keep(visitor(archive), ("甲.md", PAGE), **fields)
    assert answer.status == 422
    assert words in answer.text
    assert "没有选文件" in keep(visitor(archive)).text


def test_without_an_archive_nothing_is_kept() -> None:
    pages = Visitor(portal(PortalSettings()))
    assert "收进档案" not in pages.get(UPLOAD).text
    assert keep(pages, ("甲.md", PAGE)).status == 404
