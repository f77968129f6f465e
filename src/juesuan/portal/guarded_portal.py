"""What stands before every page: who may ask, what a browser may do, and no traceback."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from juesuan.guard.fault import fault_message
from juesuan.portal.page_frame import told
from juesuan.portal.portal_settings import LOOPBACK, PortalSettings
from juesuan.publishing.screen import one_line

_LOG = logging.getLogger(__name__)
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
WRONG_NAME = "请用 {} 打开：这个网址不是本程序的"


class GuardedPortal:
    """An application behind its guard: strict headers on every answer, faults in words."""

    def __init__(self, application: Application, settings: PortalSettings) -> None:
        self._application, self._settings = application, settings

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [*message.get("headers", []), *_HEADERS]
            await send(message)

        if not self._asked_rightly(scope):
            await _answer(sent, 421, "网址不对", WRONG_NAME.format(self._settings.address))
            return
        try:
            await self._application(scope, receive, sent)
        except Exception as error:  # noqa: BLE001 - whatever nobody foresaw is a fault of ours
            message = fault_message(error)
            _LOG.error("juesuan: %s", one_line(message))
            if not begun:
                await _answer(sent, 500, "程序出错", message)

    def _asked_rightly(self, scope: Message) -> bool:
        """Whether the portal is asked for by a name of its own: no other site can borrow it."""
        if not self._settings.local:
            return True
        names = [value for name, value in scope["headers"] if name == b"host"]
        host = names[0].decode("latin-1") if len(names) == 1 else ""
        name, _, port = host.rpartition(":")
        return (name if port.isdecimal() else host).strip("[]") in LOOPBACK


_HEADERS = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


async def _answer(send: Send, status: int, title: str, message: str) -> None:
    page = told(title, message).encode("utf-8", "backslashreplace")
    kind = [(b"content-type", b"text/html; charset=utf-8")]
    size = [(b"content-length", str(len(page)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": kind + size})
    await send({"type": "http.response.body", "body": page})
