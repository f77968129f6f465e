"""A portal that listens: one process, one port, ended by Ctrl+C."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing

import uvicorn

from juesuan.portal.guarded_portal import GuardedPortal
from juesuan.portal.portal_settings import PortalSettings

QUIET = 30  # seconds that an idle connection is kept


def listen(
    settings: PortalSettings,
    pages: Callable[[PortalSettings], GuardedPortal],
    ready: Callable[[PortalSettings], object],
) -> None:
    """Answer until it is ended; `ready` is told the address. OSError where the port is taken."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with closing(socket.create_server((settings.host, settings.port), family=family)) as place:
        chosen = settings._replace(port=place.getsockname()[1])
        config = uvicorn.Config(
            pages(chosen),
            log_level="error",
            access_log=False,  # names of files and what is asked for are nobody's to keep
            server_header=False,
            proxy_headers=not settings.proxies,  # who asks is told by the connection itself
            timeout_keep_alive=QUIET,
        )
        ready(chosen)
        uvicorn.Server(config).run(sockets=[place])
