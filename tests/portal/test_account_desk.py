"""What an administrator does from the page of the accounts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, keep, opened, record
from tests.making.outputs import Elements
from tests.making.visits import Answer, Visitor

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import accounts, give_account
from juesuan.portal.application import portal
from juesuan.portal.gate import ACCOUNTS, SIGN_IN
from juesuan.portal.portal_settings import PortalSettings

HOSTILE = "<script>alert(1)</script>\"'\u202e\x1b[31m"


class Room(NamedTuple):
    """An archive, its administrator at a browser, and somebody else at another."""

    archive: Archive
    admin: Visitor
    other: Visitor


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with opened(tmp_path) as archive:
        keep(archive, record(2023))
        pages = portal(PortalSettings(), archive)
        admin = Visitor(pages)
        sign_in(admin, "管", give_account(archive, "管", "管理员", ""))
        yield Room(archive, admin, Visitor(pages))


def sign_in(visitor: Visitor, name: str, password: str) -> int:
    fields = {"token": visitor.token(SIGN_IN), "name": name, "password": password}
    return visitor.post(SIGN_IN, fields).status


def act(visitor: Visitor, kind: str, **fields: str) -> Answer:
    return visitor.post(ACCOUNTS, {"token": visitor.token(ACCOUNTS), "act": kind, **fields})


def password_of(answer: Answer) -> str:
    match = re.search(r'<code id="password">([\w-]+)</code>', answer.text)
    assert match is not None
    return match[1]


def test_an_account_is_opened_used_given_another_password_and_closed(room: Room) -> None:
    page = room.admin.get(ACCOUNTS).text
    assert f'<option value="{NAME}">' in page
    answer = act(room.admin, "give", name="张三", role="填报", unit=NAME)
    password = password_of(answer)
    assert password not in room.admin.get(ACCOUNTS).text
    assert sign_in(room.other, "张三", password) == 303
    assert room.other.get(f"/单位/{NAME}").status == 200
    again = password_of(act(room.admin, "give", name="张三", role="填报", unit=NAME))
    assert room.other.get(f"/单位/{NAME}").status == 404, "who signed in by the old one is out"
    assert sign_in(room.other, "张三", password) == 403
    assert sign_in(room.other, "张三", again) == 303
    assert act(room.admin, "close", name="张三").status == 303
    assert room.other.get(f"/单位/{NAME}").status == 404
    assert act(room.admin, "open", name="张三").status == 303
    assert room.other.get(f"/单位/{NAME}").status == 200
    actors = [e.actor for e in room.archive.register.events() if e.kind == "账号"]
    assert actors == ["甲", *["管"] * 4]
    assert list(room.archive.verify()) == []


def test_a_department_is_renamed_and_its_reporter_still_sees_it(room: Room) -> None:
    sign_in(
        room.other,
        "张三",
        password_of(act(room.admin, "give", name="张三", role="填报", unit=NAME)),
    )
    assert act(room.admin, "rename", earlier=NAME, later="新局").status == 303
    assert room.other.get("/单位/新局").status == 200
    for earlier, later in ((NAME, ""), ("新局", "新局")):
        assert act(room.admin, "rename", earlier=earlier, later=later).status == 422


@pytest.mark.parametrize(
    "kind, fields, status",
    [
        ("give", {"name": "张三", "role": "填报"}, 422),
        ("give", {"name": " ", "role": "审核"}, 422),
        ("give", {"name": "张三", "role": "皇帝"}, 422),
        ("give", {"name": "管", "role": "审核"}, 409),
        ("close", {"name": "管"}, 409),
        ("close", {"name": "无"}, 404),
        ("nonsense", {}, 403),
    ],
)
def test_what_must_not_be_is_refused(
    room: Room, kind: str, fields: dict[str, str], status: int
) -> None:
    assert act(room.admin, kind, **fields).status == status
    assert [account.name for account in accounts(room.archive)] == ["管"]


def test_nobody_else_and_no_other_site_does_it(room: Room) -> None:
    fields = {"act": "give", "name": "张三", "role": "管理员"}
    assert room.admin.post(ACCOUNTS, fields).status == 403
    password = give_account(room.archive, "审", "审核", "")
    sign_in(room.other, "审", password)
    token = room.other.token("/退出")
    assert room.other.post(ACCOUNTS, {**fields, "token": token}).status == 403
    assert (
        Visitor(portal(PortalSettings(read_only=True), room.archive)).post(ACCOUNTS).status == 405
    )


def test_hostile_names_stay_words(room: Room) -> None:
    answer = act(room.admin, "give", name=HOSTILE, role="审核", unit=HOSTILE)
    act(room.admin, "rename", earlier=HOSTILE, later="乙")
    for page in (answer, room.admin.get(ACCOUNTS), room.admin.get(f"{ACCOUNTS}.json")):
        elements = Elements(page.text)
        assert "script" not in elements.tags or page.headers["content-type"].endswith("json")
        assert not {n for n, _ in elements.attributes if n.startswith("on")}
        assert not {"\u202e", "\x1b"} & {*page.text}
