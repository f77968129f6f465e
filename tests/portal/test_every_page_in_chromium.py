"""Every page that a role is let in to, in a real browser at two widths: whole, and without script.

The pages are asked of the application itself, as in the matrix of roles: a new one is opened, too.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")

from tests.making.browser import CHROMIUM, Page
from tests.making.matrix_room import Room, matrix_room
from tests.portal.test_in_chromium import SIZES, served
from tests.portal.test_role_matrix import asked, expected

from juesuan.archive.archive_waivers import WAIVED, ArchiveWaiver
from juesuan.archive.review_cases import draft_findings
from juesuan.archive.review_states import Act

pytestmark = [
    pytest.mark.law,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
]
DATA = (".json", ".csv", ".png", "原件", "批注版", "审核包")  # no pages
SETTLED = """[document.querySelectorAll("h1").length, document.querySelectorAll("main").length,
document.scripts.length, document.documentElement.lang]"""
REASON = "数" * 40 + "https://example.org/" + "a" * 80  # nothing in it where a line may end


def reviewed(room: Room) -> None:
    """A review with long answers, a misreading and a waiver, for the lists of them."""
    document = room.documents["mine"]
    meta, day = document.meta, "2024-09-01"
    subject = f"{meta.year} {meta.kind} {meta.department}"
    findings = draft_findings(room.archive, document.sha256)
    draft = Act("新稿", "审核", day, sha256=document.sha256, findings=findings)
    answers = [
        Act("答复", "填报", day, REASON, finding=finding.id, answer="系统误读")
        for finding in findings
    ]
    for act in (draft, Act("送达", "审核", day), *answers):
        room.archive.act(subject, act)
    waiver = ArchiveWaiver(
        findings[0].id, "部门", meta.department, "x", REASON, "审核", "2099-01-01"
    )
    room.archive.note(WAIVED, waiver.finding, waiver.body)


def pages_of(room: Room, who: str) -> Iterator[str]:
    """The pages that somebody is let in to, of each document that is there for them."""
    for path, kind, address, cell in asked(room.pages, room.documents):
        plain = address.partition("?")[0]
        if expected(who, cell, kind) == 200 and not plain.endswith(DATA) and "static" not in path:
            yield address


def opened(page: Page, address: str) -> None:
    """A page, whole."""
    page.goto(address)
    assert page.value(SETTLED) == [1, 1, 0, "zh-CN"], address
    assert page.overflow() <= 0, address


def test_every_page_is_whole_at_two_widths(tmp_path: Path) -> None:
    home = tmp_path / "room"
    home.mkdir()
    with matrix_room(home) as room:
        reviewed(room)
        with served(room.archive, tmp_path / "profile", room.pages) as browser:
            for size in SIZES:
                for who, visitor in room.people.items():
                    page = browser.page(size)
                    page.keep(visitor.cookies)
                    for address in pages_of(room, who):
                        opened(page, address)
            assert browser.complaints == []
