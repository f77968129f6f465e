"""The gate: roles by pages, signing in and out, what is logged of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, TOTAL, keep, opened, record
from tests.making.visits import Answer, Visitor

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import AccountRole, close_account, give_account
from juesuan.portal.application import portal
from juesuan.portal.gate import COOKIE, SIGN_IN, SIGN_OUT, Gate
from juesuan.portal.guarded_portal import GuardedPortal
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.sessions import TRIES, Sessions

MINE, OTHER = record(2023).sha256, record(2023, department="别局").sha256
UNITS: dict[AccountRole, str] = {"填报": NAME, "审核": "", "管理员": "", "审计员": ""}
ROLES = ("公众", "填报", "审核", "管理员", "审计员")
PAGES = {  # what each of the roles gets, in their order
    "/": (200, 200, 200, 403, 403),
    "/清单.json": (200, 200, 200, 403, 403),
    "/比较": (200, 200, 200, 403, 403),
    f"/单位/{NAME}": (404, 200, 200, 403, 403),
    "/单位/别局": (404, 404, 200, 403, 403),
    f"/文件/{MINE}": (404, 200, 200, 403, 403),
    f"/文件/{OTHER}": (404, 404, 200, 403, 403),
    f"/文件/{MINE}/原件": (404, 200, 200, 403, 403),
    f"/文件/{OTHER}/原件": (404, 404, 200, 403, 403),
    f"/文件/{OTHER}/批注版": (403, 404, 404, 403, 403),
    f"/文件/{OTHER}/审核包": (403, 404, 404, 403, 403),
    f"/文件/{OTHER}/表/03.csv": (404, 404, 200, 403, 403),
    f"/文件/{OTHER}/数/{TOTAL}": (404, 404, 200, 403, 403),
    f"/文件/{OTHER}/核对/{TOTAL}": (404, 404, 404, 403, 403),
    f"/文件/{OTHER}/正文": (404, 404, 404, 403, 403),
    f"/文件/{OTHER}/覆盖.csv": (404, 404, 404, 403, 403),
    f"/文件/{OTHER}/页/3": (404, 404, 404, 403, 403),
    f"/文件/{OTHER}/页/3.png": (404, 404, 404, 403, 403),
    f"/数/{TOTAL}?year=2023": (404, 200, 200, 403, 403),
    f"/比较?a={MINE}&b={OTHER}": (404, 404, 200, 403, 403),
    "/审核": (403, 200, 200, 403, 403),
    "/复核": (403, 200, 200, 403, 403),
    "/复核.csv": (403, 200, 200, 403, 403),
    "/期限": (403, 200, 200, 403, 403),
    "/豁免": (403, 200, 200, 403, 403),
    "/误读.csv": (403, 200, 200, 403, 403),
    "/收件/x": (403, 404, 404, 403, 403),
    "/期限.json?month=2024-09": (403, 200, 200, 403, 403),
    f"/复核/{MINE}": (403, 200, 200, 403, 403),
    f"/复核/{OTHER}": (403, 404, 200, 403, 403),
    "/日志": (403, 403, 403, 403, 200),
    "/账号": (403, 403, 403, 200, 403),
    "/登录": (200, 200, 200, 200, 200),
    "/none": (404, 404, 404, 404, 404),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with opened(Path(tmp_path_factory.mktemp("gate"))) as archive:
        keep(archive, record(2023))
        keep(archive, record(2023, department="别局"))
        yield archive


@pytest.fixture(scope="module")
def passwords(archive: Archive) -> dict[str, str]:
    return {role: give_account(archive, role, role, unit) for role, unit in UNITS.items()}


@pytest.fixture(scope="module")
def pages(archive: Archive) -> GuardedPortal:
    return portal(PortalSettings(), archive)


def sign_in(visitor: Visitor, name: str, password: str) -> Answer:
    token = visitor.token(SIGN_IN)
    return visitor.post(SIGN_IN, {"token": token, "name": name, "password": password})


@pytest.mark.parametrize("role", ROLES)
def test_every_role_gets_what_is_open_to_it(
    pages: GuardedPortal, passwords: dict[str, str], role: str
) -> None:
    visitor = Visitor(pages)
    if role in passwords:
        assert sign_in(visitor, role, passwords[role]).status == 303
    at = ROLES.index(role)
    answers = {path: visitor.get(path).status for path in PAGES}
    assert answers == {path: statuses[at] for path, statuses in PAGES.items()}


def test_a_reporter_finds_nothing_of_others(
    pages: GuardedPortal, passwords: dict[str, str]
) -> None:
    visitor = Visitor(pages)
    sign_in(visitor, "填报", passwords["填报"])
    for path in ("/", "/清单.csv", "/?q=别局", f"/文件/{MINE}/数/{TOTAL}.json", "/比较"):
        answer = visitor.get(path)
        assert answer.status == 200
        assert OTHER not in answer.text
        assert answer.text.count("别局") <= answer.text.count("“别局”") + (
            'value="别局"' in answer.text
        )


def test_a_session_is_kept_here_and_ends(
    archive: Archive, pages: GuardedPortal, passwords: dict[str, str]
) -> None:
    visitor = Visitor(pages)
    answer = sign_in(visitor, "审核", passwords["审核"])
    assert answer.headers["location"] == "/"
    assert {"HttpOnly", "SameSite=strict"} <= {*answer.headers["set-cookie"].split("; ")}
    key = visitor.cookies[COOKIE]
    assert visitor.get(f"/文件/{OTHER}").status == 200
    assert visitor.post(SIGN_OUT, {"token": ""}).status == 403
    assert visitor.post(SIGN_OUT, {"token": visitor.token(SIGN_OUT)}).status == 303
    visitor.cookies[COOKIE] = key
    assert visitor.get(f"/文件/{OTHER}").status == 404
    sign_in(visitor, "审核", passwords["审核"])
    close_account(archive, "审核")
    assert visitor.get(f"/文件/{OTHER}").status == 404
    close_account(archive, "审核", disabled=False)
    assert visitor.get(f"/文件/{OTHER}").status == 200


def test_five_wrong_passwords_lock_and_are_logged_without_what_was_typed(
    archive: Archive, passwords: dict[str, str]
) -> None:
    visitor = Visitor(portal(PortalSettings(), archive))
    for _ in range(TRIES):
        assert sign_in(visitor, "管理员", "wrong").status == 403
    assert sign_in(visitor, "管理员", passwords["管理员"]).status == 403
    sign_in(visitor, "a-password-typed-as-a-name", "x")
    events = [e for e in archive.register.events() if e.kind == "登录"][-TRIES - 2 :]
    assert [event.says["ok"] for event in events] == [False] * (TRIES + 2)
    assert events[-1].subject == ""
    assert COOKIE not in visitor.cookies


def test_reading_only_shows_the_public_what_is_public(
    archive: Archive, passwords: dict[str, str]
) -> None:
    del passwords
    visitor = Visitor(portal(PortalSettings(read_only=True), archive))
    assert visitor.get("/").status == 200
    for path in (SIGN_IN, f"/文件/{MINE}", "/审核"):
        assert visitor.get(path).status == 404
    assert "登录" not in visitor.get("/").text


BEHIND = PortalSettings(user_header="X-Remote-User", proxies=("10.0.0.5",))


@pytest.mark.usefixtures("passwords")
def test_a_proxy_that_is_trusted_names_who_asks(archive: Archive) -> None:
    behind = portal(BEHIND, archive)
    proxy, mapped, other = (
        Visitor(behind, peer=peer) for peer in ("10.0.0.5", "::ffff:10.0.0.5", "127.0.0.1")
    )

    def status(visitor: Visitor, name: str, path: str = f"/文件/{OTHER}") -> int:
        return visitor.get(path, x_remote_user=name).status

    before = len(archive.register.events())
    assert status(proxy, "审核") == status(mapped, "审核") == 200
    assert status(proxy, "填报") == 404
    assert status(proxy, "填报", f"/文件/{MINE}") == 200
    assert status(proxy, "没有这个人") == status(proxy, "") == 404
    assert proxy.get(f"/文件/{OTHER}").status == 404
    assert status(other, "审核") == 404, "nobody else is believed"
    assert status(proxy, "审核", SIGN_IN) == 404, "no password is asked for"
    assert "退出" not in proxy.get("/", x_remote_user="审核").text
    events = archive.register.events()[before:]
    assert [(e.kind, e.subject, e.says["by"]) for e in events] == [
        ("登录", "审核", "10.0.0.5"),
        ("登录", "填报", "10.0.0.5"),
    ]
    close_account(archive, "审核")
    assert status(proxy, "审核") == 404
    close_account(archive, "审核", disabled=False)
    plain = Visitor(portal(PortalSettings(), archive), peer="10.0.0.5")
    assert status(plain, "审核") == 404, "off unless it is asked for"


def test_behind_a_proxy_nobody_is_at_home_without_an_account(tmp_path: Path) -> None:
    with opened(tmp_path) as empty:
        keep(empty, record(2023))
        assert Visitor(portal(BEHIND, empty), peer="10.0.0.5").get(f"/文件/{MINE}").status == 404


@pytest.mark.usefixtures("passwords")
def test_two_headers_are_believed_no_more_than_none(archive: Archive) -> None:
    from starlette.requests import Request

    headers = [(b"x-remote-user", "审核".encode())] * 2
    scope = {"type": "http", "headers": headers, "client": ("10.0.0.5", 1)}
    gate = Gate(BEHIND, archive, Sessions())
    assert gate.viewer(Request(scope)).role == "公众"
    assert gate.viewer(Request({**scope, "headers": headers[:1]})).role == "审核"
