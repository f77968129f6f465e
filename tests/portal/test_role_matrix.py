"""Every route of the application by every role, method and ending, against one table.

The routes are asked of the application itself: a new one that has no row here fails the test.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any, NamedTuple

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import record
from tests.making.matrix_room import KINDS, ROLES, WHERE, Room, matrix_room
from tests.making.visits import Visitor

from juesuan.archive.door import Archive
from juesuan.archive.review_cases import APPROVED
from juesuan.archive.review_states import LEADS, ActRefused
from juesuan.model.finding import Finding
from juesuan.model.report import Audited, Explanation
from juesuan.portal.application import portal
from juesuan.portal.archive_routes import ENDINGS
from juesuan.portal.guarded_portal import GuardedPortal
from juesuan.portal.original_readings import OriginalReadings
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.review_desk import READ_IN
from juesuan.portal.viewers import AREAS
from juesuan.portal.waiver_form import WAIVE

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
OPEN: Mapping[str, frozenset[str]] = {
    "documents": frozenset({"本机", "公众", "填报", "审核", "辖区"}),
    "upload": frozenset({"本机", "填报", "审核", "辖区"}),
    "review": frozenset({"填报", "审核", "辖区"}),
    "log": frozenset({"审计员"}),
    "accounts": frozenset({"管理员"}),
    "all": frozenset({"本机", "公众", *WHERE}),
}
SEEN: Mapping[str, frozenset[str]] = {
    "本机": frozenset({"mine", "other", "public"}),
    "公众": frozenset({"public"}),
    "填报": frozenset({"mine"}),
    "审核": frozenset({"mine", "other", "public"}),
    "辖区": frozenset({"mine"}),
    "管理员": frozenset(),
    "审计员": frozenset(),
}
DOES: Mapping[str, frozenset[str]] = {
    "填报": frozenset({"答复", "提交", READ_IN}),
    "审核": frozenset({"新稿", "送达", "复审", "退回", "通过", "公开", "撤回", APPROVED, WAIVE}),
}
DOES = {**DOES, "辖区": DOES["审核"]}


class Cell(NamedTuple):
    """A route: to whom it is open, by which methods, with which endings, and what it is asked for.

    `of` tells what must be there: a document, a department, a number, nothing; `lacking` routes
    show nothing of this archive even to those they are open to.
    """

    area: str
    of: str = ""
    methods: str = "GET HEAD"
    ended: bool = True
    asks: str = ""
    lacking: bool = False


FORMED = "GET HEAD POST"
MATRIX: Mapping[str, Cell] = {
    "/": Cell("documents", ended=False),
    "/清单": Cell("documents"),
    "/单位/{name:words}": Cell("documents", "unit"),
    "/文件/{sha256}": Cell("documents", "document"),
    "/文件/{sha256}/表/{form}": Cell("documents", "document"),
    "/文件/{sha256}/数/{address:words}": Cell("documents", "document"),
    "/文件/{sha256}/核对/{address:words}": Cell("documents", "document"),
    "/文件/{sha256}/分录/{address:words}": Cell("upload", "document", lacking=True),
    "/文件/{sha256}/正文": Cell("documents", "document"),
    "/文件/{sha256}/覆盖": Cell("documents", "document"),
    "/文件/{sha256}/页/{number:int}": Cell("documents", "document"),
    "/文件/{sha256}/页/{number:int}.png": Cell("documents", "document", ended=False),
    "/文件/{sha256}/原件": Cell("documents", "document", ended=False),
    "/文件/{sha256}/批注版": Cell("upload", "document", ended=False),
    "/文件/{sha256}/审核包": Cell("upload", "document", ended=False),
    "/数/{address:words}": Cell("documents", "number", asks="?year=2023"),
    "/比较": Cell("documents"),
    "/审核": Cell("upload", methods=FORMED, ended=False),
    "/收件/{key}": Cell("upload", ended=False, lacking=True),
    "/复核": Cell("review"),
    "/复核/{sha256}": Cell("review", "document", FORMED, ended=False),
    "/期限": Cell("review"),
    "/豁免": Cell("review"),
    "/误读": Cell("review"),
    "/日志": Cell("log"),
    "/账号": Cell("accounts", methods=FORMED),
    "/登录": Cell("all", methods=FORMED, ended=False),
    "/退出": Cell("all", methods=FORMED, ended=False),
    "/static/{name}": Cell("all", ended=False),
}
OWN = {"/复核/{sha256}": ("", ".json", ".csv"), "/收件/{key}": ("", ".json", ".csv")}
"""Routes that know their endings themselves."""

SHUT = {path for path, cell in MATRIX.items() if "POST" in cell.methods} | {"/收件/{key}"}
SHUT = SHUT - {"/账号"} | {"/文件/{sha256}/批注版", "/文件/{sha256}/审核包"}
"""What a portal that is only read does not have at all."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with matrix_room(tmp_path_factory.mktemp("matrix")) as room:
        yield room


def plain(path: str) -> str:
    """A route without its ending."""
    return path if path in MATRIX else path.rpartition(".")[0]


def routes(pages: GuardedPortal) -> list[Any]:
    """All routes of a portal."""
    application: Any = pages._application
    return list(application.routes)


def addresses(path: str, document: Audited) -> str:
    """An address of a route: of a document, its department, its first number."""
    words = {
        "sha256": document.sha256,
        "name": "portal.css" if "static" in path else document.meta.department,
        "form": next(iter(document.reading.facts)).form,
        "address": str(next(iter(document.reading.facts))),
        "number": "1",
        "key": "none",
    }
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda match: words[match[1]], path)


def asked(
    pages: GuardedPortal, documents: Mapping[str, Audited]
) -> Iterator[tuple[str, str, str, Cell]]:
    """Every address of a portal: its route, which document it is of, the address, its row."""
    for path in dict.fromkeys(route.path for route in routes(pages)):
        cell = MATRIX[plain(path)]
        for kind, ending in product(documents if cell.of else ["mine"], OWN.get(path, ("",))):
            yield path, kind, addresses(path, documents[kind]) + ending + cell.asks, cell


def expected(who: str, cell: Cell, kind: str) -> int:
    """What somebody gets of a route."""
    if who not in OPEN[cell.area]:
        return 403
    hidden = cell.lacking or (cell.of and kind not in SEEN[who])
    return 404 if hidden else 200


def test_every_route_has_a_row_and_its_methods_and_endings(room: Room) -> None:
    listed: dict[str, set[str]] = {}
    for route in routes(room.pages):
        listed.setdefault(plain(route.path), set()).update(route.methods or ())
    assert listed == {path: set(cell.methods.split()) for path, cell in MATRIX.items()}
    paths = {route.path for route in routes(room.pages)}
    for path, cell in MATRIX.items():
        ended = {f"{path}{ending}" for ending, _ in ENDINGS} & paths
        assert ended == ({f"{path}{end}" for end, _ in ENDINGS} if cell.ended else {path}), path
    assert set(OPEN) == {area for areas in AREAS.values() for area in areas} | {"all"}


@pytest.mark.parametrize("who", ["公众", *ROLES])
def test_every_role_gets_of_every_route_what_the_matrix_says(room: Room, who: str) -> None:
    visitor = room.people[who]
    wrong = []
    for path, kind, address, cell in asked(room.pages, room.documents):
        status = visitor.get(address).status
        if status != expected(who, cell, kind):
            wrong.append((path, kind, status))
        if status != 200 and visitor.ask("HEAD", address).status != status:
            wrong.append((path, kind, 0))
    assert wrong == []


def words_of(kind: str, documents: Mapping[str, Audited]) -> tuple[str, ...]:
    """What only one document says."""
    finding, name = f"{kind}-finding", f"{kind}-file"
    return documents[kind].sha256, KINDS[kind][1], finding, name


@pytest.mark.parametrize("who", ["公众", "填报", "辖区", "管理员"])
def test_no_answer_tells_of_what_is_not_theirs(room: Room, who: str) -> None:
    for _, _, address, cell in asked(room.pages, room.documents):
        if address.startswith("/账号"):
            continue  # whom accounts are for is known to who gives them
        text = room.people[who].get(address).body.decode("utf-8", "replace")
        for other in KINDS.keys() - SEEN[who]:
            for words in words_of(other, room.documents):
                assert words in address or words not in text, (address, words, cell)
        if who == "公众":
            assert "public-finding" not in text, "the list is as it was when it was made public"


def test_what_is_hidden_is_told_as_what_never_was(room: Room) -> None:
    none = replace(record(), sha256="0" * 64)
    for who in ("公众", "填报", "辖区"):
        for _, kind, address, cell in asked(room.pages, room.documents):
            if cell.of == "document" and expected(who, cell, kind) == 404 and not cell.lacking:
                never = address.replace(room.documents[kind].sha256, none.sha256)
                answers = [room.people[who].get(each) for each in (address, never)]
                assert answers[0].status == answers[1].status == 404
                assert answers[0].body == answers[1].body, address


def test_no_route_answers_another_method(room: Room) -> None:
    mine = {"mine": room.documents["mine"]}
    for who, (path, _, address, cell) in product(("公众", "审核"), asked(room.pages, mine)):
        for method in METHODS:
            if method not in cell.methods.split() and path not in OWN:
                assert room.people[who].ask(method, address).status == 405, (method, address)


def acts(room: Room) -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    """Every form of every page: its address, what it is about, and what it says."""
    every = [*LEADS, READ_IN, APPROVED, WAIVE, "别的"]
    for kind, document in room.documents.items():
        for act in every:
            fields = {"act": act, "finding": document.ids[0], "on": "2024-08-01", "reason": "试"}
            more = {"scope": "文件", "until": "2024-01-01", "answer": "说明理由"}
            yield f"/复核/{document.sha256}", act, kind, {**fields, **more}
    for act in ("give", "close", "open", "rename"):
        yield "/账号", "", "", {"act": act, "name": "甲", "role": "审计员", "unit": "x"}
    yield "/审核", "", "", {"form": "json"}


def allowed(who: str, address: str, act: str, kind: str) -> bool:
    """Whether somebody may do something."""
    path = "/复核/{sha256}" if address.startswith("/复核/") else address
    if who not in OPEN[MATRIX[path].area]:
        return False
    return not act or (act in DOES[who] and kind in SEEN[who])


def test_nobody_does_what_is_not_theirs_and_nothing_comes_of_it(room: Room) -> None:
    formed = {path for path, cell in MATRIX.items() if "POST" in cell.methods}
    tried = {plain_of(address) for address, *_ in acts(room)}
    assert tried == formed - {"/登录", "/退出"}, "a new form has its acts tried here"
    before = room.archive.register.events()
    tokens = {who: {"token": visitor.token("/退出")} for who, visitor in room.people.items()}
    for who, (address, act, kind, fields) in product(room.people, acts(room)):
        visitor, token = room.people[who], tokens[who]
        if not allowed(who, address, act, kind):
            status = visitor.post(address, {**token, **fields}).status
            assert status == (404 if kind and unseen(who, kind) else 403), (who, address, act)
        elif kind in ("", "mine"):
            for wrong in ({}, {"token": "0" * 64}):
                assert visitor.post(address, {**fields, **wrong}).status == 403, (who, address, act)
            bare = visitor.ask("POST", address, {"content_type": "application/json"}, b"{}")
            assert bare.status == 415, (who, address, act)
    assert room.archive.register.events() == before


def plain_of(address: str) -> str:
    return "/复核/{sha256}" if address.startswith("/复核/") else address


def unseen(who: str, kind: str) -> bool:
    return who in OPEN["review"] and kind not in SEEN[who]


def test_what_is_theirs_they_may_do(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def heard(_: Archive, *words: object) -> None:
        raise ActRefused(str(words))

    monkeypatch.setattr(Archive, "act", heard)
    monkeypatch.setattr(Archive, "note", lambda *_: None)
    for who, (address, act, kind, fields) in product(DOES, acts(room)):
        if address.startswith("/复核/") and allowed(who, address, act, kind):
            visitor = room.people[who]
            token = {"token": visitor.token("/退出")}
            status = visitor.post(address, {**token, **fields}).status
            assert status in (303, 409, 422), (who, act, status)


def closed_to(room: Room, settings: PortalSettings, who: str) -> list[object]:
    """Where a portal that is started otherwise answers otherwise than it should."""
    visitor = room.people[who]
    other = Visitor(portal(settings, room.archive))
    other.cookies = dict(visitor.cookies)
    wrong: list[object] = []
    for path, kind, address, cell in asked(room.pages, room.documents):
        status = other.get(address).status
        if status != (404 if plain(path) in SHUT else expected("公众", cell, kind)):
            wrong.append((address, kind, status))
        if "POST" in cell.methods:
            wrong += [address] * (other.post(address, {"act": "give"}).status not in (404, 405))
    return wrong


@pytest.mark.parametrize("who", ["公众", "审核", "审计员"])
def test_who_only_reads_is_the_public_whoever_they_are(room: Room, who: str) -> None:
    settings = PortalSettings(read_only=True)
    there = {plain(route.path) for route in routes(portal(settings, room.archive))}
    assert there == MATRIX.keys() - SHUT
    assert closed_to(room, settings, who) == []


def test_whoever_has_no_account_where_there_are_none_is_at_home(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("juesuan.portal.gate.accounts", lambda _: [])
    visitor = Visitor(room.pages)
    wrong = [
        (address, status)
        for _, kind, address, cell in asked(room.pages, room.documents)
        if (status := visitor.get(address).status) != expected("本机", cell, kind)
    ]
    assert wrong == []


def test_what_a_rereading_finds_today_is_not_told_to_the_public(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = Explanation("03:合计:1", "合计", findings=(Finding("x", "错误", "of-today"),))
    monkeypatch.setattr(OriginalReadings, "explanation", lambda *_: number)
    address = addresses("/文件/{sha256}/核对/{address}", room.documents["public"])
    for who, told in (("公众", False), ("审核", True)):
        for ending in ("", ".json"):
            text = room.people[who].get(f"{address}{ending}").text
            assert ("of-today" in text) == told
