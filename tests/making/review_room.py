"""A room of a review: an archive, a reporter, a reviewer and the public at their browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.making.archived import NAME, keep, opened, record
from tests.making.visits import Answer, Visitor

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import AccountRole, give_account
from juesuan.portal.application import portal
from juesuan.portal.gate import SIGN_IN
from juesuan.portal.guarded_portal import GuardedPortal
from juesuan.portal.portal_settings import PortalSettings

FIRST, SECOND = record(2023, "1.00").sha256, record(2023, "2.00").sha256


class Room(NamedTuple):
    """An archive with a reporter and a reviewer at their browsers, and the public at its own."""

    archive: Archive
    reporter: Visitor
    reviewer: Visitor
    public: Visitor
    pages: GuardedPortal


def signed_in(
    pages: GuardedPortal, archive: Archive, role: AccountRole, unit: str, name: str = ""
) -> Visitor:
    """Somebody of a role at a browser."""
    visitor, name = Visitor(pages), name or role
    password = give_account(archive, name, role, unit)
    fields = {"token": visitor.token(SIGN_IN), "name": name, "password": password}
    assert visitor.post(SIGN_IN, fields).status == 303
    return visitor


@contextmanager
def room_in(root: Path) -> Iterator[Room]:
    """The room, with two documents in its archive."""
    with opened(root) as archive:
        keep(archive, record(2023, "1.00"))
        keep(archive, record(2023, department="别局"))
        pages = portal(PortalSettings(), archive)
        reporter = signed_in(pages, archive, "填报", NAME)
        yield Room(archive, reporter, signed_in(pages, archive, "审核", ""), Visitor(pages), pages)


def act(visitor: Visitor, kind: str, sha256: str = FIRST, **fields: str) -> Answer:
    """What comes of one act in the review of a document."""
    token = visitor.token("/退出")  # one browser has one token for all its forms
    return visitor.post(f"/复核/{sha256}", {"token": token, "act": kind, **fields})
