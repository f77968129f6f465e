"""Signing in and out."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from starlette.responses import HTMLResponse, RedirectResponse

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import PortalAccount, account_of
from juesuan.portal.form_tokens import FormTokens
from juesuan.portal.gate import COOKIE, SIGN_IN, SIGN_OUT, SIGNED, Gate
from juesuan.portal.page_frame import framed, plain_body
from juesuan.portal.portal_page import to
from juesuan.portal.received_files import received
from juesuan.publishing.markup import Html, element

TITLE = "登录"
WRONG = "名称或口令不对，或者账号已停用。连错五次，一刻钟内不能再试。"
SMALL = 4096  # bytes of a form of words


class SignInPage:
    """The form for name and password, and what leads out again."""

    def __init__(self, archive: Archive, tokens: FormTokens, gate: Gate) -> None:
        self._archive, self._tokens, self._gate = archive, tokens, gate

    async def show(self, request: Any) -> Any:  # noqa: ANN401 - of an extra
        """The form to sign in."""
        return self._page(request)

    async def take(self, request: Any) -> Any:  # noqa: ANN401 - as above
        """A session for the right name and password."""
        form = await received(request, SMALL)
        self._tokens.check(request, form.fields)
        name = form.fields.get("name", "").strip()
        password = form.fields.get("password", "")
        account = await to_thread.run_sync(self._right, name, password)
        if account is None:
            return self._page(request, WRONG, 403)
        response = RedirectResponse(self._gate.home(name), 303)
        key = self._gate.sessions.begin(name, account.seal)
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, key, httponly=True, samesite="strict", secure=secure)
        return response

    async def ask_out(self, request: Any) -> Any:  # noqa: ANN401 - as above
        """The form to sign out."""
        button = element("button", "退出", type="submit")
        return self._formed(request, "退出", [button], SIGN_OUT)

    async def leave(self, request: Any) -> Any:  # noqa: ANN401 - as above
        """The session ends."""
        form = await received(request, SMALL)
        self._tokens.check(request, form.fields)
        self._gate.sessions.end(request.cookies.get(COOKIE, ""))
        response = RedirectResponse(to(""), 303)
        response.delete_cookie(COOKIE)
        return response

    def _right(self, name: str, password: str) -> PortalAccount | None:
        """The account of a password; right or wrong is logged, with the name of an account only."""
        sessions = self._gate.sessions
        account = None if sessions.locked(name) else account_of(self._archive, name, password)
        if account is None:
            sessions.fail(name)
        rows = self._archive.register.rows("account", name=name)
        self._archive.note(SIGNED, name if rows else "", {"ok": account is not None})
        return account

    def _page(self, request: Any, wrong: str = "", status: int = 200) -> Any:  # noqa: ANN401 - of an extra
        fields = [
            _field("name", "名称", "text", "username"),
            _field("password", "口令", "password", "current-password"),
            element("button", TITLE, type="submit"),
        ]
        if wrong:
            fields.insert(0, element("p", wrong, class_="verdict error"))
        return self._formed(request, TITLE, fields, SIGN_IN, status)

    def _formed(
        self,
        request: Any,  # noqa: ANN401 - of an extra
        title: str,
        fields: list[Html],
        action: str,
        status: int = 200,
    ) -> Any:  # noqa: ANN401 - of an extra
        seed = self._tokens.seed(request)
        look = {"method": "post", "action": action, "enctype": "multipart/form-data"}
        form = element("form", self._tokens.field(seed), *fields, **look)
        links = self._gate.links(self._gate.viewer(request))
        page = framed(title, plain_body(title, element("section", form, class_="sheet")), links)
        return self._tokens.keep(HTMLResponse(page, status), seed)


def _field(name: str, words: str, kind: str, filled: str) -> Html:
    box = element(
        "input", type=kind, name=name, id=name, required=True, maxlength="200", autocomplete=filled
    )
    return element("div", element("label", words, for_=name), box, class_="field")
