"""Files that a document is given out as."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, bytes_of, delivery, keep, opened, record
from tests.making.visits import Visitor

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import give_account
from juesuan.portal.application import portal
from juesuan.portal.gate import SIGN_IN
from juesuan.portal.portal_settings import PortalSettings

SHA = record(2023).sha256


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with opened(tmp_path) as archive:
        keep(archive, record(2023))
        yield archive


def test_the_original_is_given_as_it_came(archive: Archive) -> None:
    audited = record(2022)
    name = "../=<b>\u202e年.pdf"
    archive.keep(delivery(audited, name=name), [bytes_of(audited)], audited)
    visitor = Visitor(portal(PortalSettings(read_only=True), archive))
    answer = visitor.get(f"/文件/{SHA}/原件")
    assert answer.body == bytes_of(record(2023))
    assert answer.headers["content-type"] == "application/octet-stream"
    odd = visitor.get(f"/文件/{audited.sha256}/原件").headers["content-disposition"]
    assert odd == "attachment; filename*=UTF-8''%3D%3Cb%3E%E2%80%AE%E5%B9%B4.pdf"
    for way in (f"/文件/{SHA}/批注版", f"/文件/{SHA}/审核包", "/文件/none/原件"):
        assert visitor.get(way).status == 404
    assert f'/{SHA}/%E5%8E%9F%E4%BB%B6"' in visitor.get(f"/文件/{SHA}").text
    path = archive.originals.path(SHA)
    assert path
    path.unlink()
    assert visitor.get(f"/文件/{SHA}/原件").status == 410


def test_only_who_works_with_it_has_copies_made(archive: Archive) -> None:
    pages = portal(PortalSettings(), archive)
    assert Visitor(pages).get(f"/文件/{SHA}/批注版").status == 404, "it is no PDF, and says so"
    for role, unit, statuses in (
        ("填报", NAME, (200, 404)),
        ("填报", "别局", (404, 404)),
        ("审计员", "", (403, 403)),
    ):
        visitor = Visitor(pages)
        password = give_account(archive, "张三", role, unit)  # type: ignore[arg-type]  # of these
        fields = {"token": visitor.token(SIGN_IN), "name": "张三", "password": password}
        assert visitor.post(SIGN_IN, fields).status == 303
        words = ("原件", "批注版")
        assert tuple(visitor.get(f"/文件/{SHA}/{word}").status for word in words) == statuses
    assert [Visitor(pages).get(f"/文件/{SHA}/{word}").status for word in words] == [404, 403]
