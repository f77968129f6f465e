"""Who looks at the portal, what they may do there, and which documents are there for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import PortalAccount
from juesuan.archive.publications import DepartmentNames, publications
from juesuan.archive.review_cases import review_book
from juesuan.archive.review_states import ReviewFinding

Area = Literal["documents", "upload", "review", "log", "accounts"]
ViewerRole = Literal["本机", "公众", "填报", "审核", "管理员", "审计员"]
AREAS: Mapping[ViewerRole, frozenset[Area]] = {
    "本机": frozenset({"documents", "upload"}),
    "公众": frozenset({"documents"}),
    "填报": frozenset({"documents", "upload", "review"}),
    "审核": frozenset({"documents", "upload", "review"}),
    "管理员": frozenset({"accounts"}),
    "审计员": frozenset({"log"}),
}
"""What each may open; 本机 is whoever uses a portal without accounts."""


class Viewer(NamedTuple):
    """Somebody: a role, a name, and a department or what is reviewed."""

    role: ViewerRole
    name: str = ""
    unit: str = ""

    def may(self, area: Area) -> bool:
        """Whether an area is open to them."""
        return area in AREAS[self.role]


HERE, PUBLIC = Viewer("本机"), Viewer("公众")


def viewer_of(account: PortalAccount | None) -> Viewer:
    """Who somebody with an account is; without one, the public."""
    return Viewer(account.role, account.name, account.unit) if account else PUBLIC


def visible(archive: Archive, viewer: Viewer) -> frozenset[str] | None:
    """The documents that are there for somebody; None for all of them."""
    if viewer.role == "本机" or (viewer.role == "审核" and not viewer.unit):
        return None
    if viewer.role == "公众":
        return frozenset(made_public(archive))
    mine = _mine(archive, viewer)
    every = publications(archive.register)
    return frozenset(one.sha256 for one in every if _theirs(viewer, mine, one.unit, one.region))


def may_keep(archive: Archive, viewer: Viewer, department: str, region: str) -> bool:
    """Whether somebody may put a document of a department into the archive."""
    if viewer.role == "本机" or (viewer.role == "审核" and not viewer.unit):
        return True
    unit = DepartmentNames(archive.register.rows("alias")).latest(department)
    return viewer.may("upload") and _theirs(viewer, _mine(archive, viewer), unit, region)


def made_public(archive: Archive) -> dict[str, tuple[ReviewFinding, ...]]:
    """The documents that are public now, and their findings as they stood when they became so."""
    cases = (case for case in review_book(archive).cases.values() if case.state == "已公开")
    return dict(case.frozen[-1] for case in cases)


def _mine(archive: Archive, viewer: Viewer) -> set[str]:
    """The present names of the departments of somebody, and the numbers of their regions."""
    names = DepartmentNames(archive.register.rows("alias"))
    return {names.latest(word) for word in viewer.unit.split("、") if word}


def _theirs(viewer: Viewer, mine: set[str], unit: str, region: str) -> bool:
    """Whether a document is of a department of theirs, or of a region that they review."""
    regions = (word for word in mine if word.isascii() and word.isdecimal())
    reviewed = viewer.role == "审核" and any(region.startswith(word) for word in regions)
    return unit in mine or reviewed
