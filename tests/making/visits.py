"""A visitor of a portal who needs no network: requests handed to the application itself."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Mapping
from http.cookies import SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from juesuan.portal.guarded_portal import Application

BOUNDARY = "~~~~a-boundary-of-ours~~~~"


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The data."""
        return json.loads(self.body)


class Visitor:
    """A browser: it keeps cookies, and knows the name it asks for."""

    def __init__(
        self, application: Application, host: str = "127.0.0.1:8000", peer: str = "127.0.0.1"
    ) -> None:
        self._application, self._host, self._peer = application, host, peer
        self.cookies: dict[str, str] = {}
        self._address = ""

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self.ask("GET", path, headers)

    def post(
        self,
        path: str,
        fields: Mapping[str, str] | None = None,
        files: Iterable[tuple[str, str, bytes]] = (),
        **headers: str,
    ) -> Answer:
        """Send a form: its fields, and files as field, name and bytes."""
        kind = {"content_type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self.ask("POST", path, kind | headers, form(fields or {}, files))

    def followed(self, answer: Answer) -> Answer:
        """Where an answer leads to, when it has nothing more to tell."""
        while answer.status == 303 or "refresh" in answer.headers:
            self._address = answer.headers.get("location", self._address)
            answer = self.get(self._address)
        return answer

    def token(self, path: str) -> str:
        """The token of the form on a page."""
        match = re.search(r'name="token" value="(\w+)"', self.get(path).text)
        assert match is not None
        return match[1]

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """Whatever a request of any method is answered."""
        parts = urlsplit(path)
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"host": self._host} | ({"cookie": jar} if jar else {})
        given |= {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(parts.path) if path.isascii() else parts.path,
            "raw_path": quote(parts.path).encode(),
            "query_string": quote(parts.query, safe="=&%+").encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
            "client": (self._peer, 1),
            "server": ("127.0.0.1", 8000),
        }
        return asyncio.run(self._exchange(scope, body))

    async def _exchange(self, scope: dict[str, Any], body: bytes) -> Answer:
        chunks = [body[at : at + 65536] for at in range(0, len(body), 65536)] or [b""]
        todo = [
            {"type": "http.request", "body": chunk, "more_body": at + 1 < len(chunks)}
            for at, chunk in enumerate(chunks)
        ]
        messages: list[Any] = []

        async def receive() -> dict[str, Any]:
            return todo.pop(0) if todo else {"type": "http.disconnect"}

        async def send(message: Any) -> None:  # noqa: ANN401 - of the protocol
            messages.append(message)

        await self._application(scope, receive, send)
        start, *rest = messages
        headers: dict[str, str] = {}
        for name, value in start["headers"]:
            if name == b"set-cookie":
                self._keep(value.decode("latin-1"))
            headers[name.decode()] = value.decode("latin-1")
        return Answer(start["status"], headers, b"".join(m.get("body", b"") for m in rest))

    def _keep(self, words: str) -> None:
        for name, morsel in SimpleCookie(words).items():
            self.cookies[name] = morsel.value
            if not morsel.value:
                del self.cookies[name]


def form(fields: Mapping[str, str], files: Iterable[tuple[str, str, bytes]]) -> bytes:
    """The body of a form."""
    parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts += [(f'name="{name}"; filename="{file}"', data) for name, file, data in files]
    lines = [
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {words}\r\n\r\n".encode() + data + b"\r\n"
        for words, data in parts
    ]
    return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode()
