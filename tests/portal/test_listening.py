"""A portal that listens."""

import socket

import pytest

pytest.importorskip("uvicorn", reason="the extra portal is not installed")

import uvicorn

from juesuan.portal.guarded_portal import GuardedPortal, Message, Receive, Send
from juesuan.portal.listening import listen
from juesuan.portal.portal_settings import PortalSettings


async def silent(_: Message, __: Receive, ___: Send) -> None: ...


def pages(settings: PortalSettings) -> GuardedPortal:
    return GuardedPortal(silent, settings)


def test_the_address_that_was_got_is_told_and_the_port_let_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ports: list[int] = []
    heard: list[str] = []

    def run(_: object, sockets: list[socket.socket]) -> None:
        ports.append(sockets[0].getsockname()[1])

    monkeypatch.setattr(uvicorn.Server, "run", run)
    listen(PortalSettings(port=0), pages, lambda settings: heard.append(settings.address))
    assert heard == [f"http://127.0.0.1:{ports[0]}/"]


def test_a_port_that_is_taken_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as place:
        settings = PortalSettings(port=place.getsockname()[1])
        with pytest.raises(OSError, match="in use"):
            listen(settings, pages, lambda _: None)
