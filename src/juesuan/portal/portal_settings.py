"""How a portal was started."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from juesuan.model.page import Limits

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class PortalSettings(NamedTuple):
    """Where the portal listens, within what limits it reads, how many readings at once.

    `read_only` is for the public: what is kept is shown, and nothing is taken in. Where `proxies`
    are named by their addresses, they sign people in: the header `user_header` of a request that
    comes from one of them names the account, and nobody has a password here.
    `prepared` are folders of accounts that `prepare` wrote.
    """

    host: str = LOOPBACK[0]
    port: int = 8000
    limits: Limits = Limits()
    jobs: int = 1
    read_only: bool = False
    user_header: str = ""
    proxies: tuple[str, ...] = ()
    prepared: tuple[Path, ...] = ()

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in LOOPBACK

    @property
    def address(self) -> str:
        """What to type into a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"
