"""The pages in a real browser: nothing is refused by their own policy."""

import shutil
import subprocess
import threading
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra portal is not installed")

import uvicorn
from tests.making.archived import TOTAL, record

from juesuan.archive.door import Archive
from juesuan.portal.application import portal
from juesuan.portal.listening import listen
from juesuan.portal.portal_page import to
from juesuan.portal.portal_settings import PortalSettings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SHA = record(2023, "120.00").sha256
PAGES = ("/", to("审核"), to("文件", SHA, "数", TOTAL))


def seen(url: str, home: Path) -> tuple[str, str]:
    """A page as the browser has it at the end, and what the browser says of it."""
    look = ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=390,900")
    said = ("--enable-logging=stderr", f"--user-data-dir={home}", "--dump-dom")
    command = [str(CHROMIUM), *look, *said, url]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return done.stdout, done.stderr


@pytest.mark.law
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_refuses_nothing(
    shelved: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers: list[uvicorn.Server] = []
    addresses: list[str] = []
    ready = threading.Event()
    run = uvicorn.Server.run

    def told(server: uvicorn.Server, sockets: object) -> None:
        servers.append(server)
        ready.set()
        run(server, sockets)

    monkeypatch.setattr(uvicorn.Server, "run", told)
    thread = threading.Thread(
        target=listen,
        args=(
            PortalSettings(port=0),
            lambda settings: portal(settings, shelved),
            lambda settings: addresses.append(settings.address),
        ),
    )
    thread.start()
    try:
        assert ready.wait(60)
        for page in PAGES:
            dom, said = seen(addresses[0].rstrip("/") + page, tmp_path / "profile")
            assert "<main>" in dom
            assert "CONSOLE" not in said, said
    finally:
        servers[0].should_exit = True
        thread.join()
