"""A hundred payloads in every field that is kept, by every form, in every question: only words.

Fields are those of the tables of the register, forms those that stand on the pages, questions those
that the source asks: what is new is tried without a word here.
"""

import ast
import html.parser
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, TOTAL, record
from tests.making.papered import WORST, check, fields, kept_as, papered, shape, worst
from tests.making.payloads import PAYLOADS
from tests.making.short_text import WRONG
from tests.making.visits import Answer, Visitor

import juesuan.portal
from juesuan.archive.door import Archive
from juesuan.portal.application import portal
from juesuan.portal.gate import Gate
from juesuan.portal.portal_page import to
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.viewers import HERE, PUBLIC, Viewer

pytestmark = pytest.mark.law
PEOPLE = {
    "审核": Viewer("审核", WORST, ""),
    "填报": Viewer("填报", WORST, NAME),
    "审计员": Viewer("审计员", WORST),
    "管理员": Viewer("管理员", WORST),
    "公众": PUBLIC,
    "本机": HERE,
}
REREAD = ("/页/", "/核对/", "/分录/", "/正文", "/覆盖", "批注版", "审核包")
"""What reads an original, which is none here: hostile ones are in test_reread_views.py."""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with papered(tmp_path) as archive:
        yield archive


@pytest.fixture
def seat(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Visitor]:
    """Whoever is wanted, at one browser."""
    pages = portal(PortalSettings(), archive)
    visitor = Visitor(pages)

    def taken(who: str) -> Visitor:
        monkeypatch.setattr(Gate, "viewer", lambda *_: PEOPLE[who])
        return visitor

    monkeypatch.setattr(Gate, "viewer", lambda *_: PEOPLE["审核"])
    return taken


def spelt(path: str, words: Mapping[str, str]) -> str:
    """An address of a route."""
    named = re.sub(r"\{(\w+)(?::\w+)?\}", lambda match: quote(words[match[1]], safe=""), path)
    return quote(named, safe="/%")


def addresses(pages: Any, archive: Archive) -> list[str]:  # noqa: ANN401 - of an extra
    """Every address of a portal: of two documents, as the register has them now."""
    words = [{"name": NAME, "sha256": sha} for sha in (record(2023).sha256, worst().sha256)]
    words += [
        {"name": r["department"], "sha256": r["sha256"]} for r in archive.register.rows("reading")
    ]
    more = {"address": TOTAL, "form": "03", "number": "3", "key": "x"}
    paths = [route.path for route in pages._application.routes]
    plain = [path for path in paths if not any(word in path for word in REREAD)]
    named = [spelt(path, {**each, **more}) for each in words for path in plain]
    own = [
        f"{address}{end}"
        for address in named
        if "%E5%A4%8D%E6%A0%B8/" in address
        for end in (".json", ".csv")
    ]
    return [*dict.fromkeys([*named, *own]), to("数", TOTAL, year="2022"), to("", q="试")]


def visited(seat: Callable[[str], Visitor], archive: Archive) -> Iterator[tuple[str, Answer]]:
    """Every page, by whoever it is open to."""
    visitor = seat("审核")
    for address in addresses(visitor._application, archive):
        for who in ("审核", "公众", "填报", "审计员", "管理员"):
            answer = seat(who).get(address)
            yield f"{who} {address}", answer
            if answer.status == 200 and who in ("审核", "审计员", "管理员"):
                break


def test_no_field_that_is_kept_is_more_than_words(
    archive: Archive, seat: Callable[[str], Visitor]
) -> None:
    harmless = dict(visited(seat, archive))
    known = frozenset().union(
        *(shape(a) for a in harmless.values() if "html" in a.headers["content-type"])
    )
    assert not {name for name in known if name.startswith("@on")} | known & {
        "script",
        "style",
        "iframe",
    }
    assert sum(answer.status == 200 for answer in harmless.values()) > 50
    every = [*fields(archive)]
    assert len(every) > 50
    for table, column, path in every:
        with kept_as(archive, table, column, path):
            for where, answer in visited(seat, archive):
                try:
                    check(answer, known)
                except AssertionError as error:
                    raise AssertionError(f"{table}.{column} {path} on {where}") from error


class PageForms(html.parser.HTMLParser):
    """The forms of a page: where each leads, and its fields with what may be in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, str, dict[str, list[str]]]] = []
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = {name: value or "" for name, value in attrs}
        name = words.get("name", "")
        if tag == "form":
            self.forms.append((words.get("method", "get"), words.get("action", ""), {}))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self.forms and self._select:
            self.forms[-1][2].setdefault(self._select, []).append(words.get("value", ""))
        elif name and self.forms and tag in ("input", "textarea"):
            kind = words.get("type", "text")
            settled = kind in ("hidden", "radio")
            values = [words.get("value", "")] if settled else [DAY if kind == "date" else WORST]
            self.forms[-1][2].setdefault(name, []).extend(["file:"] if kind == "file" else values)

    def handle_endtag(self, tag: str) -> None:
        self._select = "" if tag == "select" else self._select


DAY = "2099-01-01"
FILE = "".join(PAYLOADS).translate(str.maketrans("", "", '"\\/\r\n'))[:3000] + ".md"
WORDS = WRONG.replace("其他收入", f"其他收入{''.join(PAYLOADS)}").encode()


def filled(fields: Mapping[str, list[str]]) -> Iterator[dict[str, str]]:
    """A form filled in with payloads, once for each choice of each of its fields."""
    most = max(map(len, fields.values()), default=0)
    for at in range(most):
        yield {name: values[at % len(values)] for name, values in fields.items()}


def handed_in(seat: Callable[[str], Visitor], who: str, page: Answer) -> Iterator[Answer]:
    """What comes of every form of a page."""
    for method, action, inside in PageForms(page.text).forms:
        for chosen in filled(inside):
            visitor = seat(who)
            texts = {name: value for name, value in chosen.items() if value != "file:"}
            if method == "get":
                yield visitor.get(f"{action}?{urlencode(texts)}")
                continue
            files = [(name, FILE, WORDS) for name in chosen.keys() - texts.keys()]
            yield visitor.followed(visitor.post(action, texts, files))


def test_no_form_takes_in_more_than_words(archive: Archive, seat: Callable[[str], Visitor]) -> None:
    harmless = [answer for _, answer in visited(seat, archive)]
    known = frozenset[str]().union(*map(shape, harmless)) | {"@selected", "@checked"}
    tried = 0
    for who in ("审核", "填报", "管理员", "本机"):
        for address in addresses(seat(who)._application, archive):
            page = seat(who).get(address)
            if page.status == 200 and "html" in page.headers["content-type"]:
                for answer in handed_in(seat, who, page):
                    tried += 1
                    check(answer, known)
    assert tried > 20
    for _, answer in visited(seat, archive):
        check(answer, known)


def questions() -> set[str]:
    """The words that the source asks of what follows the question mark."""
    folder = Path(str(juesuan.portal.__file__)).parent
    trees = [ast.parse(file.read_text("utf-8")) for file in folder.glob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = {
        str(argument.value)
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "word"
        for argument in call.args
        if isinstance(argument, ast.Constant)
    }
    return named | {"year", "region", "state"}


def test_no_question_is_more_than_words(archive: Archive, seat: Callable[[str], Visitor]) -> None:
    harmless = [answer for _, answer in visited(seat, archive)]
    known = frozenset[str]().union(*map(shape, harmless))
    names = questions()
    assert {"q", "year", "month", "unit", "kind", "actor"} <= names
    for address in addresses(seat("审核")._application, archive):
        for who in ("审核", "公众", "审计员", "管理员"):
            for words in (WORST, WORST[-400:]):
                answer = seat(who).get(
                    f"{address.partition('?')[0]}?{urlencode(dict.fromkeys(names, words))}"
                )
                check(answer, known)
            one = to("数", TOTAL, year="2022", unit=WORST)
            check(seat(who).get(one), known)


def test_no_name_of_a_setting_is_more_than_words(archive: Archive) -> None:
    plain = Visitor(portal(PortalSettings(), archive), host="elsewhere")
    known = shape(plain.get("/"))
    texts = [name for name, kind in PortalSettings.__annotations__.items() if "str" in str(kind)]
    assert texts
    settings = PortalSettings(host="localhost", user_header=WORST, proxies=(WORST,))
    answer = Visitor(portal(settings, archive), host=WORST.replace(":", "")).get("/")
    assert answer.status == 421
    check(answer, known)
