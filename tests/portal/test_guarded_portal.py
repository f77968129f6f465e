"""What stands before every page."""

from typing import Any

import pytest
from tests.making.visits import Visitor

from juesuan.portal.guarded_portal import GuardedPortal, Message, Receive, Send
from juesuan.portal.portal_settings import PortalSettings


async def fails(_: Message, __: Receive, ___: Send) -> None:
    raise RuntimeError("秘密的内容")


async def breaks_off(_: Message, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError("秘密的内容")


def test_a_fault_is_told_in_words_and_nothing_of_what_it_was_about(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for application, status in ((fails, 500), (breaks_off, 200)):
        answer = Visitor(GuardedPortal(application, PortalSettings())).get("/")
        heard = caplog.text
        assert answer.status == status
        assert "程序内部错误（RuntimeError" in heard
        assert "程序内部错误" in answer.text or status == 200
        for text in (answer.text, heard):
            assert "Traceback" not in text
            assert "秘密" not in text


@pytest.mark.parametrize(
    "host, status",
    [
        ("127.0.0.1:8000", 500),
        ("localhost", 500),
        ("[::1]:8000", 500),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:8000", 421),
        ("", 421),
    ],
)
def test_a_local_portal_answers_to_no_other_name(host: str, status: int) -> None:
    assert Visitor(GuardedPortal(fails, PortalSettings()), host).get("/").status == status


def test_an_open_portal_does() -> None:
    settings = PortalSettings("10.0.0.1")
    assert Visitor(GuardedPortal(fails, settings), "caiwu.example").get("/").status == 500


def test_every_answer_is_strict() -> None:
    headers = Visitor(GuardedPortal(fails, PortalSettings())).get("/").headers
    assert headers["content-security-policy"].startswith("default-src 'self'; ")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_what_is_no_request_of_a_browser_goes_through() -> None:
    seen: list[Any] = []

    async def other(scope: Message, _: Receive, __: Send) -> None:
        seen.append(scope["type"])

    import asyncio

    async def nothing(*_: object) -> Any:  # noqa: ANN401 - never called
        return None

    asyncio.run(GuardedPortal(other, PortalSettings())({"type": "lifespan"}, nothing, nothing))
    assert seen == ["lifespan"]
