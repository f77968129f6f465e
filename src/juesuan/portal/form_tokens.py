"""Tokens of forms: a form counts only where this portal gave it to this very browser."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.publishing.markup import Html, element

COOKIE, FIELD = "juesuan-form", "token"
STALE = "这张网页放得太久，或不是从这里打开的：请重新打开网页，再提交一次"
ELSEWHERE = "这次提交来自别的网站，没有受理：请从本站的网页提交"


class FormTokens:
    """Gives and checks tokens; they end with the program."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def seed(self, request: Any) -> str:  # noqa: ANN401 - of an extra
        """What the browser keeps: its own where it has one, else a fresh one."""
        kept = request.cookies.get(COOKIE, "")
        return kept if 20 < len(kept) < 100 and kept.isascii() else secrets.token_urlsafe(24)

    def field(self, seed: str) -> Html:
        """The hidden field of a form."""
        return element("input", type="hidden", name=FIELD, value=self._sign(seed))

    def keep(self, response: Any, seed: str) -> Any:  # noqa: ANN401 - of an extra
        """A response that has the browser keep its part."""
        response.set_cookie(COOKIE, seed, httponly=True, samesite="strict", path="/")
        return response

    def check(self, request: Any, fields: Mapping[str, str]) -> None:  # noqa: ANN401 - of an extra
        """PortalRefusal where a form was not given to this browser by this portal."""
        refuse_elsewhere(request.headers)
        seed = request.cookies.get(COOKIE, "")
        if not seed or not hmac.compare_digest(
            self._sign(seed).encode(), fields.get(FIELD, "").encode("utf-8", "replace")
        ):
            raise PortalRefusal(403, STALE)

    def _sign(self, seed: str) -> str:
        digest = hmac.new(self._secret, seed.encode("utf-8", "replace"), hashlib.sha256)
        return digest.hexdigest()


def refuse_elsewhere(headers: Mapping[str, str]) -> None:
    """PortalRefusal where the browser itself says that another site is asking."""
    origin = headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != headers.get("host", "")
    if foreign or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise PortalRefusal(403, ELSEWHERE)
