"""A room with three documents: of one department, of another, and one that was made public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.making.archived import NAME, delivery, opened
from tests.making.few_pages import few_pages
from tests.making.review_room import signed_in
from tests.making.visits import Visitor

import juesuan
from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import AccountRole
from juesuan.archive.review_states import Act, ReviewFinding
from juesuan.model.page import FileOf
from juesuan.model.reading import Meta
from juesuan.model.report import Audited
from juesuan.portal.application import portal
from juesuan.portal.guarded_portal import GuardedPortal
from juesuan.portal.portal_settings import PortalSettings

EXAMPLE = Path(__file__).parents[2] / "examples" / "disclosure" / "disclosure.pdf"
WHERE = {"填报": NAME, "审核": "", "辖区": "370102", "管理员": "", "审计员": ""}
ROLES: Mapping[str, AccountRole] = {
    "填报": "填报",
    "审核": "审核",
    "辖区": "审核",
    "管理员": "管理员",
    "审计员": "审计员",
}
"""Accounts by their names; whoever has none is 公众, on a portal without accounts 本机."""

KINDS = {"mine": (2023, NAME, "370102"), "other": (2023, "乙局", "370103")}
KINDS |= {"public": (2023, "丙局", "370104")}


class Room(NamedTuple):
    """An archive with three documents, its portal, and everybody at a browser of their own."""

    archive: Archive
    documents: Mapping[str, Audited]
    pages: GuardedPortal
    people: Mapping[str, Visitor]


def kept(archive: Archive, report: Audited, kind: str, data: bytes) -> Audited:
    """A document of a department of its own, and of words that no other has."""
    year, department, region = KINDS[kind]
    edition = f"{year}-{region}"
    meta = Meta(department, year, edition, "部门决算")
    findings = tuple(replace(one, message=f"{kind}-finding") for one in report.findings)
    audited = replace(report, reading=replace(report.reading, meta=meta), findings=findings)
    handed = delivery(audited, name=f"{kind}-file.pdf")
    archive.keep(handed._replace(files=(FileOf(handed.name, audited.sha256),)), [data], audited)
    return audited


def published(archive: Archive, audited: Audited) -> None:
    """It goes through a review, to where everybody sees it."""
    meta = audited.meta
    subject = f"{meta.year} {meta.kind} {meta.department}"
    findings = (ReviewFinding("f", "提示", "public-frozen"),)
    draft = Act("新稿", "审核", "2024-09-01", sha256=audited.sha256, findings=findings)
    for act in (draft, Act("通过", "审核", "2024-09-01"), Act("公开", "审核", "2024-09-01")):
        archive.act(subject, act)


@contextmanager
def matrix_room(home: Path) -> Iterator[Room]:
    """The room; what a child has read of an original once, it is not asked for again."""
    known, task = dict[object, object](), juesuan.task

    def remembered(name: str, source: object, *more: object, **words: object) -> object:
        key = name, repr(source), repr(more)
        if key not in known:
            known[key] = task(name, source, *more, **words)  # type: ignore[arg-type]
        return known[key]

    with opened(home / "archive") as archive, pytest.MonkeyPatch.context() as patch:
        patch.setattr(juesuan, "task", remembered)
        documents = {}
        for kind, page in zip(KINDS, (5, 6, 7), strict=True):
            data = few_pages(EXAMPLE, [page])
            (home / f"{kind}.pdf").write_bytes(data)
            documents[kind] = kept(archive, juesuan.audit(home / f"{kind}.pdf"), kind, data)
        published(archive, documents["public"])
        pages = portal(PortalSettings(), archive)
        people = {
            name: signed_in(pages, archive, role, WHERE[name], name) for name, role in ROLES.items()
        }
        yield Room(archive, documents, pages, {"公众": Visitor(pages), **people})
