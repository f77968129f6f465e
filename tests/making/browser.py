"""A real browser, driven over two pipes by the protocol it speaks itself: no driver is needed."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LOOK = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run"),
    *("--disable-background-networking", "--disable-sync", "--remote-debugging-pipe"),
)
# The browser takes commands from its file 3 and answers to its file 4.
PIPED = """import os, sys
for end, number in zip(sys.argv[1:3], (3, 4)):
    os.dup2(int(end), number)
os.execv(sys.argv[3], sys.argv[3:])
"""
KEYS = {"Tab": 9, "Enter": 13, " ": 32}
TOLD = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
Size = tuple[int, int]


class Browser:
    """Chromium, and everything that it complains of; use it with `with`."""

    def __init__(self, home: Path, site: str) -> None:
        self.site, self.complaints = site, list[str]()
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        high = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (theirs_in, theirs_out)]
        command = [sys.executable, "-c", PIPED, *map(str, high), str(CHROMIUM), *LOOK]
        command.append(f"--user-data-dir={home}")
        quiet = subprocess.DEVNULL
        self._child = subprocess.Popen(command, pass_fds=high, stdout=quiet, stderr=quiet)
        for end in (theirs_in, theirs_out, *high):
            os.close(end)
        self._out, self._in = ours_out, os.fdopen(ours_in, "rb")
        self._number, self._rest = 0, b""
        self._answers: dict[int, Any] = {}
        self.loads: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        self._child.wait()
        os.close(self._out)
        self._in.close()

    def ask(self, method: str, session: str = "", **words: object) -> Any:  # noqa: ANN401 - of the protocol
        """What the browser answers to one command."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": words}
        message = json.dumps(command | ({"sessionId": session} if session else {}))
        os.write(self._out, message.encode() + b"\0")
        mine = self._number
        while mine not in self._answers:
            self.hear()
        return self._answers.pop(mine)

    def hear(self) -> None:
        """Take in one message."""
        while b"\0" not in self._rest:
            data = os.read(self._in.fileno(), 2**16)
            assert data, "the browser is gone"
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\0")
        message = json.loads(line)
        if "id" in message:
            assert "error" not in message, message
            self._answers[message["id"]] = message["result"]
        else:
            self._note(message["method"], message.get("params", {}), message.get("sessionId", ""))

    def _note(self, method: str, words: Mapping[str, Any], session: str) -> None:
        if method in TOLD:
            self.complaints.append(json.dumps(words, ensure_ascii=False)[:500])
        elif method == "Page.javascriptDialogOpening":
            self.complaints.append(f"dialog {words['message']}")
            command = {"id": 0, "method": "Page.handleJavaScriptDialog", "sessionId": session}
            os.write(
                self._out, json.dumps({**command, "params": {"accept": True}}).encode() + b"\0"
            )
        elif method == "Network.requestWillBeSent":
            url = words["request"]["url"]
            if not url.startswith((self.site, "about:", "chrome:", "data:")):
                self.complaints.append(f"asks elsewhere: {url}")
        elif method == "Page.loadEventFired":
            self.loads[session] = self.loads.get(session, 0) + 1

    def page(self, size: Size) -> Page:
        """A page of somebody of their own, with no cookies of anybody else."""
        context = self.ask("Target.createBrowserContext")["browserContextId"]
        target = self.ask("Target.createTarget", url="about:blank", browserContextId=context)
        attached = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        return Page(self, attached["sessionId"], size)


class Page:
    """One page of a browser."""

    def __init__(self, browser: Browser, session: str, size: Size) -> None:
        self._browser, self._session = browser, session
        for room in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{room}.enable")
        look = {"deviceScaleFactor": 1, "mobile": size[0] < 600}
        self._ask("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], **look)

    def _ask(self, method: str, **words: object) -> Any:  # noqa: ANN401 - of the protocol
        return self._browser.ask(method, self._session, **words)

    def _loaded(self, before: int) -> None:
        while self._browser.loads.get(self._session, 0) == before:
            self._browser.hear()

    def goto(self, path: str) -> Self:
        """Go to a page of the site, and wait until it is there whole."""
        before = self._browser.loads.get(self._session, 0)
        self._ask("Page.navigate", url=self._browser.site + quote(path, safe="/:?=&%+#"))
        self._loaded(before)
        return self

    def keep(self, cookies: Mapping[str, str]) -> None:
        """Have these cookies, as if they had been given here."""
        for name, value in cookies.items():
            self._ask("Network.setCookie", name=name, value=value, url=self._browser.site)

    def value(self, script: str) -> Any:  # noqa: ANN401 - whatever a script comes to
        """What a script comes to on the page."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def text(self) -> str:
        """The words of the page."""
        return str(self.value("document.body.innerText"))

    def until(self, words: str) -> None:
        """Wait until words stand on the page, which loads itself anew as long as they do not."""
        before = self._browser.loads.get(self._session, 0)
        while words not in self.text():
            self._loaded(before)
            before = self._browser.loads[self._session]

    def overflow(self) -> int:
        """By how much the page is wider than its window."""
        root = "document.documentElement"
        return int(self.value(f"{root}.scrollWidth - {root}.clientWidth"))

    def press(self, key: str, *, leads: bool = False) -> None:
        """Press a key; where it leads somewhere, wait until that page is there."""
        before = self._browser.loads.get(self._session, 0)
        words = {"key": key, "windowsVirtualKeyCode": KEYS[key]}
        text = {"Enter": {"text": "\r"}, " ": {"text": " "}}.get(key, {})
        for kind in ("keyDown", "keyUp"):
            more = text if kind == "keyDown" else {}
            self._ask("Input.dispatchKeyEvent", type=kind, **words, **more)
        if leads:
            self._loaded(before)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self._ask("Input.insertText", text=text)

    def reach(self, condition: str, most: int = 120) -> None:
        """Press Tab until what has the focus, `e`, meets a condition; it must show that it has."""
        for _ in range(most):
            self.press("Tab")
            if self.value(f"(e => Boolean({condition}))(document.activeElement)"):
                outline = "getComputedStyle(document.activeElement).outlineStyle"
                assert self.value(outline) != "none", condition
                return
        raise AssertionError(f"no way by keyboard to {condition}")

    def choose(self, selector: str, files: Sequence[Path]) -> None:
        """Choose files for a field, as the window of the system does."""
        asked = f"document.querySelector({json.dumps(selector)})"
        found = self._ask("Runtime.evaluate", expression=asked)["result"]["objectId"]
        paths = [str(path) for path in files]
        self._ask("DOM.setFileInputFiles", files=paths, objectId=found)
