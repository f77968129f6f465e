"""Pages ask the register a few things, and no more of a larger archive."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

import sqlalchemy
from tests.making.archived import NAME, TOTAL, keep, opened, record

from juesuan.archive.door import Archive
from juesuan.archive.seen_archive import seen_archive
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.number_view import number_page, peers_page
from juesuan.portal.portal_page import PortalPage
from juesuan.portal.review_view import review_list
from juesuan.portal.unit_view import unit_page
from juesuan.portal.worklist_view import worklist

MOST = 16  # questions of one page
SHA = record(2023).sha256
View = Callable[[Archive, PortalQuestion], PortalPage]
PAGES: dict[View, PortalQuestion] = {
    worklist: PortalQuestion({}, {}),
    review_list: PortalQuestion({}, {}),
    number_page: PortalQuestion({"sha256": SHA, "address": TOTAL}, {}),
    peers_page: PortalQuestion({"address": TOTAL}, {"year": "2023"}),
    unit_page: PortalQuestion({"name": NAME}, {}),
}


def asked(archive: Archive, view: View) -> int:
    """How often a page asks the database."""
    engine, questions = archive.register._engine, []

    def heard(*words: object) -> None:
        questions.append(words[2])

    sqlalchemy.event.listen(engine, "before_cursor_execute", heard)
    view(archive, PAGES[view])
    sqlalchemy.event.remove(engine, "before_cursor_execute", heard)
    return len(questions)


def test_the_number_of_questions_does_not_grow(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record(2023))
        few = {view: asked(archive, view) for view in PAGES}
        for number in range(12):
            keep(archive, record(2023, department=f"第{number}局"))
        seen = seen_archive(
            archive, {row["sha256"] for row in archive.register.rows("reading")}, ""
        )
        for view, count in few.items():
            assert asked(archive, view) <= max(count, MOST), view
            assert asked(seen, view) <= MOST, view
