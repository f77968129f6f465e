"""What the portal does not do, said in words: a status, and what to do instead."""

from __future__ import annotations

NOT_HERE = "没有这一页：请检查网址，或从首页找起"
NOT_SO = "这一页不能这样用：请从网页上的按钮进入"


class PortalRefusal(Exception):
    """A request that is not answered with what it asks for; the message says why.

    `unread` is the kind of failure where a file was refused by its reader, else "".
    """

    def __init__(self, status: int, message: str, unread: str = "") -> None:
        super().__init__(message)
        self.status, self.unread = status, unread


def not_here() -> PortalRefusal:
    """The refusal of a page that is not there, or not for whoever asks."""
    return PortalRefusal(404, NOT_HERE)
