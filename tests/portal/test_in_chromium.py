"""The pages in a real browser: nothing refused, nothing executed, a review by keyboard alone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")

import uvicorn
from tests.making.archived import TOTAL, bytes_of, delivery, fact, opened, record
from tests.making.browser import CHROMIUM, Browser, Page, Size
from tests.making.payloads import PAYLOADS
from tests.making.short_text import CLEAN, DEPARTMENT, WRONG

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import AccountRole, give_account
from juesuan.archive.review_states import Act
from juesuan.model.finding import Finding
from juesuan.model.number import Facts
from juesuan.model.report import Audited
from juesuan.portal.application import portal
from juesuan.portal.guarded_portal import GuardedPortal
from juesuan.portal.listening import listen
from juesuan.portal.portal_page import to
from juesuan.portal.portal_settings import PortalSettings

pytestmark = [
    pytest.mark.law,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
]
SIZES: tuple[Size, Size] = ((390, 844), (1280, 900))
SHA = record(2023, "120.00").sha256
INLINE = """(script => {
    script.textContent = "window.executed = 1"; document.body.append(script)
})(document.createElement("script"))"""
UNSPELT = str.maketrans("", "", ":@")  # what an address does not hold in one of its parts


@contextmanager
def served(archive: Archive, home: Path, pages: GuardedPortal | None = None) -> Iterator[Browser]:
    """A browser before a portal that listens."""
    servers: list[uvicorn.Server] = []
    addresses: list[str] = []
    ready = threading.Event()
    run = uvicorn.Server.run

    def told(server: uvicorn.Server, sockets: object) -> None:
        servers.append(server)
        ready.set()
        run(server, sockets)

    words = (
        PortalSettings(port=0),
        lambda settings: pages or portal(settings, archive),
        lambda settings: addresses.append(settings.address),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uvicorn.Server, "run", told)
        thread = threading.Thread(target=listen, args=words)
        thread.start()
        try:
            assert ready.wait(60)
            with Browser(home, addresses[0].rstrip("/")) as browser:
                yield browser
        finally:
            servers[0].should_exit = True
            thread.join()


@pytest.mark.parametrize("size", SIZES)
def test_a_browser_refuses_nothing(shelved: Archive, tmp_path: Path, size: Size) -> None:
    pages = ("/", "/审核", "/比较", "/?q=局", f"/文件/{SHA}", to("文件", SHA, "数", TOTAL))
    with served(shelved, tmp_path / "profile") as browser:
        page = browser.page(size)
        for path in pages:
            page.goto(path)
            assert page.value("document.querySelectorAll('main').length") == 1
            assert page.overflow() <= 0, path
            assert page.value("document.querySelectorAll('h1').length") == 1
        assert browser.complaints == []
        page.value(INLINE)
        assert page.value("typeof window.executed") == "undefined"
        assert "Content Security Policy" in "".join(browser.complaints), "it would have complained"


def poisoned(number: int) -> Audited:
    """A document that carries payloads in every word that is kept of it."""
    mine = PAYLOADS[number::10]
    audited = record(2023, f"{number}.00", department="".join(mine), claims={"".join(mine): "1"})
    facts = {
        each.address: each
        for at, words in enumerate(PAYLOADS)
        for row in [f"{at}{words.translate(UNSPELT)}"]
        for each in [fact(f"03:{row}:1", "1.00")._replace(name=words, unit=words)]
    }
    place = audited.findings[0].places[0][0]
    findings = tuple(
        Finding(words, "提示", words, (), ((place._replace(part=words), words),), because=(words,))
        for words in PAYLOADS
    )
    ids = tuple(f"f-{at}" for at in range(len(PAYLOADS)))
    reading = replace(audited.reading, facts=Facts(facts, {}))
    return replace(audited, reading=reading, findings=findings, ids=ids, states={})


def poisoned_archive(root: Path) -> Archive:
    """An archive of ten such documents, a review of one, and accounts that bear payloads."""
    archive = opened(root)
    documents = [poisoned(number) for number in range(10)]
    for at, audited in enumerate(documents):
        given = delivery(audited, name="".join(PAYLOADS[at::10]))
        data = bytes_of(record(2023, f"{at}.00", audited.meta.department))
        archive.keep(given, [data], audited)
    for words in PAYLOADS:
        archive.note("试", words, {words: words})
    subject = f"2023 部门决算 {documents[0].meta.department}"
    archive.act(subject, Act("新稿", PAYLOADS[1], "2024", PAYLOADS[2], documents[0].sha256))
    give_account(archive, PAYLOADS[0][:50], "审核", "".join(PAYLOADS))
    return archive


def test_no_payload_in_any_kept_word_is_executed(tmp_path: Path) -> None:
    assert len({*PAYLOADS}) == 100
    first = poisoned(0)
    sha, address = first.sha256, str(next(iter(first.reading.facts)))
    unit = to("单位", first.meta.department)
    pages = ["/", "/复核", "/期限", "/比较", unit, to("文件", sha, "数", address)]
    pages += [f"/文件/{sha}", f"/文件/{sha}/表/03", f"/复核/{sha}"]
    pages += [to("", q=words) for words in PAYLOADS[::9]]
    places: dict[AccountRole, list[str]] = {"审核": pages, "审计员": ["/日志"], "管理员": ["/账号"]}
    with poisoned_archive(tmp_path / "a") as archive:
        passwords = {role: give_account(archive, role, role, "") for role in places}
        with served(archive, tmp_path / "profile") as browser:
            for role, paths in places.items():
                page = browser.page(SIZES[1])
                sign_in(page, role, passwords[role])
                for path in paths:
                    page.goto(path)
                    assert page.value("typeof window.executed") == "undefined", path
            assert browser.complaints == []


def sign_in(page: Page, name: str, password: str) -> None:
    """By keyboard alone, as the rest of a review."""
    page.goto("/登录")
    page.reach("e.id === 'name'")
    page.type(name)
    page.reach("e.id === 'password'")
    page.type(password)
    page.press("Enter", leads=True)
    assert f"退出（{name}）" in page.text()


def follow(page: Page, words: str) -> None:
    page.reach(f"e.tagName === 'A' && e.textContent.includes('{words}')")
    page.press("Enter", leads=True)


def hand_in(page: Page, file: Path) -> None:
    follow(page, "审核文件")
    page.choose("#file", [file])
    page.reach("e.name === 'form'")
    page.value("document.querySelector('input[value=archive]').focus()")
    page.press(" ")
    page.reach("e.tagName === 'BUTTON'")
    page.press("Enter", leads=True)
    page.until("新收")
    assert page.overflow() <= 0, "how far an upload has come"


def decide(page: Page, kind: str, reason: str = "") -> None:
    page.reach("e.name === 'act'")
    page.value(f"document.activeElement.value = '{kind}'")
    page.reach("e.name === 'reason'")
    page.type(reason)
    page.reach("e.tagName === 'BUTTON'")
    page.press("Enter", leads=True)


def first_round(reporter: Page, reviewer: Page, file: Path) -> None:
    """A document handed in, sent to its department, and answered."""
    hand_in(reporter, file)
    follow(reviewer, "复核")
    follow(reviewer, "尚未开始")
    for kind, state in (("新稿", "已审"), ("送达", "待部门处理")):
        decide(reviewer, kind)
        assert f"状态\n{state}" in reviewer.text()
    follow(reporter, "复核")
    follow(reporter, "待部门处理")
    reporter.reach("e.name === 'answer'")
    reporter.reach("e.tagName === 'BUTTON'")
    reporter.press("Enter", leads=True)
    assert "已答复：属实，将改" in reporter.text()


def second_round(reporter: Page, reviewer: Page, file: Path) -> None:
    """A corrected draft handed in, submitted, and passed."""
    hand_in(reporter, file)
    follow(reviewer, "复核")
    follow(reviewer, "待部门处理")
    decide(reviewer, "新稿")
    assert "已改正" in reviewer.text()
    follow(reporter, "复核")
    follow(reporter, "待部门处理")
    decide(reporter, "提交")
    follow(reviewer, "复核")
    follow(reviewer, "已答复")
    decide(reviewer, "复审")
    decide(reviewer, "通过")


@pytest.mark.parametrize("size", SIZES)
def test_three_roles_go_from_upload_to_publication_by_keyboard(tmp_path: Path, size: Size) -> None:
    for name, text in (("first.md", WRONG), ("second.md", CLEAN)):
        (tmp_path / name).write_text(text, "utf-8")
    with opened(tmp_path / "a") as archive:
        password = give_account(archive, "报", "填报", DEPARTMENT)
        other = give_account(archive, "审", "审核", "")
        with served(archive, tmp_path / "profile") as browser:
            reporter, reviewer, public = (browser.page(size) for _ in range(3))
            sign_in(reporter, "报", password)
            sign_in(reviewer, "审", other)
            first_round(reporter, reviewer, tmp_path / "first.md")
            second_round(reporter, reviewer, tmp_path / "second.md")
            assert "文件 0 份" in public.goto("/").text()
            decide(reviewer, "公开")
            assert "第 1 次公开时的审核结果" in reviewer.text()
            assert "文件 1 份" in public.goto("/").text()
            assert [page.overflow() for page in (reporter, reviewer, public)] == [0, 0, 0]
            sha256 = archive.register.rows("reading")[0]["sha256"]
            for path in ("/豁免", "/误读", f"/文件/{sha256}/正文", f"/文件/{sha256}/覆盖"):
                reviewer.goto(path)
                assert reviewer.value("document.querySelectorAll('main h2').length") > 0, path
                assert reviewer.overflow() <= 0, path
            assert browser.complaints == []
        assert list(archive.verify()) == []
