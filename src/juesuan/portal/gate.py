"""The gate: who asks, what is open to them, and what stands in their bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import PortalAccount, accounts
from juesuan.archive.seen_archive import seen_archive
from juesuan.portal.page_frame import Links
from juesuan.portal.portal_page import to
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.sessions import Sessions
from juesuan.portal.viewers import HERE, PUBLIC, Area, Viewer, made_public, viewer_of, visible

COOKIE = "juesuan-session"
SIGNED = "登录"  # the kind of event
MAPPED = "::ffff:"  # before an address of IPv4 that is told as one of IPv6
NOT_OPEN = "您的账号不能打开这一页"
SIGN_IN_FIRST = "请先登录，再打开这一页"
UPLOAD, WORKS, SIGN_IN, SIGN_OUT, LOG, ACCOUNTS, REVIEW, DEADLINES, WAIVERS, MISREADS = (
    *("/审核", "/收件", "/登录", "/退出", "/日志", "/账号", "/复核", "/期限", "/豁免", "/误读"),
)
BARS: tuple[tuple[Area, tuple[tuple[str, str], ...]], ...] = (
    ("documents", (("/", "档案"), ("/比较", "比较"))),
    ("upload", ((UPLOAD, "审核文件"),)),
    ("review", ((REVIEW, "复核"), (DEADLINES, "期限"), (WAIVERS, "豁免"), (MISREADS, "误读"))),
    ("log", ((LOG, "日志"),)),
    ("accounts", ((ACCOUNTS, "账号"),)),
)


class Gate:
    """Knows everybody by their session; without accounts whoever is here is at home."""

    def __init__(
        self, settings: PortalSettings, archive: Archive | None, sessions: Sessions
    ) -> None:
        self._settings, self._archive, self.sessions = settings, archive, sessions

    def viewer(self, request: Any) -> Viewer:  # noqa: ANN401 - of an extra
        """Who asks."""
        every = accounts(self._archive) if self._archive else []
        if self._settings.proxies and not self._settings.read_only:
            return self._by_proxy(request, every)
        if not every or self._settings.read_only:
            return PUBLIC if every else HERE
        session = self.sessions.open(request.cookies.get(COOKIE, ""))
        asked = (session.name, session.seal) if session else None
        mine = (one for one in every if (one.name, one.seal) == asked and not one.disabled)
        return viewer_of(next(mine, None))

    def _by_proxy(self, request: Any, every: Sequence[PortalAccount]) -> Viewer:  # noqa: ANN401 - of an extra
        """Who asks, as a proxy that is trusted says; the public where none does, or several do."""
        names = request.headers.getlist(self._settings.user_header)
        peer = (request.client.host if request.client else "").removeprefix(MAPPED)
        if peer not in self._settings.proxies or len(names) != 1:
            return PUBLIC
        name = names[0].encode("latin-1").decode("utf-8", "replace").strip()
        account = next((one for one in every if one.name == name and not one.disabled), None)
        if account and self._archive and self.sessions.appears(name):
            self._archive.note(SIGNED, name, {"ok": True, "by": peer})
        return viewer_of(account)

    def home(self, name: str) -> str:
        """The first page that is open to the account of a name."""
        every = accounts(self._archive) if self._archive else []
        account = next((account for account in every if account.name == name), None)
        return to(next(iter(self.links(viewer_of(account))))[0].removeprefix("/"))

    def admitted(self, request: Any, area: Area) -> Viewer:  # noqa: ANN401 - of an extra
        """Who asks, where an area is open to them; PortalRefusal where it is not."""
        viewer = self.viewer(request)
        if viewer.may(area):
            return viewer
        raise PortalRefusal(403, SIGN_IN_FIRST if viewer == PUBLIC else NOT_OPEN)

    def seen(self, archive: Archive, viewer: Viewer) -> Archive:
        """The archive as somebody may see it now; later changes of others are not in it."""
        now = self.acting(archive, viewer)
        now.register = archive.register.moment()
        frozen = made_public(now) if viewer == PUBLIC else None
        return seen_archive(now, visible(now, viewer), now.actor, frozen)

    def acting(self, archive: Archive, viewer: Viewer) -> Archive:
        """The whole archive, in the hands of somebody."""
        return seen_archive(archive, None, viewer.name or archive.actor)

    def links(self, viewer: Viewer) -> Links:
        """What stands in somebody's bar."""
        shown = [link for area, links in BARS if self._open(area, viewer) for link in links]
        if self._settings.proxies:
            return shown
        if viewer.name:
            shown.append((SIGN_OUT, f"退出（{viewer.name}）"))
        elif viewer == PUBLIC and not self._settings.read_only:
            shown.append((SIGN_IN, "登录"))
        return shown

    def _open(self, area: Area, viewer: Viewer) -> bool:
        lacking = (area == "documents" and self._archive is None) or (
            area == "upload" and self._settings.read_only
        )
        return viewer.may(area) and not lacking
