"""What an administrator does from a page: accounts opened and closed, departments renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from anyio import to_thread
from starlette.responses import HTMLResponse, RedirectResponse

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import ROLES, accounts, close_account, give_account
from juesuan.archive.publications import publications
from juesuan.portal.accounts_view import accounts_page
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.form_tokens import FormTokens
from juesuan.portal.gate import ACCOUNTS, Gate
from juesuan.portal.page_frame import framed, plain_body
from juesuan.portal.portal_page import to
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.received_files import FIELD_BYTES, received
from juesuan.portal.viewers import Viewer
from juesuan.publishing.markup import Html, element, joined
from juesuan.publishing.screen import clean

GIVEN = "口令只显示这一次，请记下来交给本人；原来的口令（如果有）不再有效。"
OWN = "不能停用自己的账号，也不能换自己的角色：请另一位管理员来做"
NO_SUCH = "没有这个账号"
NO_ROLE = "开账号要选角色"
NAMELESS = "更名要写明原来的名称和现在的名称，两个不能相同"
UNITS = "填报：部门的名称；审核：所管的部门，或地区（370102），几个用顿号隔开，不写是全部。"
RENAMES = "同一部门换了名称：登记之后，历年连成一列，原来的账号照样看得到。"
HERE = to(ACCOUNTS.strip("/"))
LONGEST = 200
KIND = "multipart/form-data"


class AccountDesk:
    """The page of the accounts, and what its forms do."""

    def __init__(self, archive: Archive, tokens: FormTokens, gate: Gate) -> None:
        self._archive, self._tokens, self._gate = archive, tokens, gate
        self._acts: Mapping[str, Callable[[Archive, Viewer, Mapping[str, str]], str]] = {
            "give": _give,
            "close": _close,
            "open": _open,
            "rename": _rename,
        }

    async def show(self, request: Any) -> Any:  # noqa: ANN401 - of an extra
        """The accounts, and the forms."""
        viewer = self._gate.admitted(request, "accounts")
        seed = self._tokens.seed(request)

        def shown() -> str:
            forms = joined("\n", _forms(self._archive, self._tokens.field(seed)))
            page = accounts_page(self._archive, PortalQuestion({}, {}), forms)
            return page.to_html(HERE, self._gate.links(viewer))

        return self._tokens.keep(HTMLResponse(await to_thread.run_sync(shown)), seed)

    async def take(self, request: Any) -> Any:  # noqa: ANN401 - of an extra
        """One act; a password that comes of it is shown now and never again."""
        viewer = self._gate.admitted(request, "accounts")
        form = await received(request, FIELD_BYTES)
        self._tokens.check(request, form.fields)
        act = self._acts.get(form.fields.get("act", ""))
        if act is None:
            raise PortalRefusal(403, NO_SUCH)
        archive = self._gate.acting(self._archive, viewer)
        fields = {name: clean(value).strip()[:LONGEST] for name, value in form.fields.items()}
        password = await to_thread.run_sync(act, archive, viewer, fields)
        if not password:
            return RedirectResponse(HERE, 303)
        return HTMLResponse(self._given(fields["name"], password, viewer))

    def _given(self, name: str, password: str, viewer: Viewer) -> str:
        words = element("p", f"{name} 的口令：", element("code", password, id="password"))
        back = element("p", element("a", "回到账号", href=HERE))
        inside = element("section", words, element("p", GIVEN, class_="note"), back, class_="sheet")
        return framed("口令", plain_body("口令", inside, kind="管理"), self._gate.links(viewer))


def _give(archive: Archive, viewer: Viewer, fields: Mapping[str, str]) -> str:
    """A new account, or another role and password for one: the password."""
    role = next((role for role in ROLES if role == fields.get("role")), None)
    if role is None:
        raise PortalRefusal(422, NO_ROLE)
    name = fields.get("name", "")
    if name == viewer.name and role != viewer.role:
        raise PortalRefusal(409, OWN)
    try:
        return give_account(archive, name, role, fields.get("unit", ""))
    except ValueError as error:
        raise PortalRefusal(422, str(error)) from error


def _close(archive: Archive, viewer: Viewer, fields: Mapping[str, str]) -> str:
    if fields.get("name") == viewer.name:
        raise PortalRefusal(409, OWN)
    return _switch(archive, fields, disabled=True)


def _open(archive: Archive, _: Viewer, fields: Mapping[str, str]) -> str:
    return _switch(archive, fields, disabled=False)


def _switch(archive: Archive, fields: Mapping[str, str], *, disabled: bool) -> str:
    if not close_account(archive, fields.get("name", ""), disabled=disabled):
        raise PortalRefusal(404, NO_SUCH)
    return ""


def _rename(archive: Archive, _: Viewer, fields: Mapping[str, str]) -> str:
    earlier, later = fields.get("earlier", ""), fields.get("later", "")
    if not earlier or not later or earlier == later:
        raise PortalRefusal(422, NAMELESS)
    archive.rename(earlier, later)
    return ""


def _forms(archive: Archive, token: Html) -> Iterator[Html]:
    """What may be done: one form each."""
    units = sorted({one.department for one in publications(archive.register)})
    yield element("datalist", *(element("option", value=unit) for unit in units), id="units")
    every = accounts(archive)
    yield _form("开账号、换口令", token, _giving())
    for act, words, disabled in (("close", "停用", False), ("open", "重新启用", True)):
        names = [account.name for account in every if account.disabled == disabled]
        if names:
            yield _form(words, token, _switching(act, words, names))
    yield _form("部门更名", token, _renaming())


def _giving() -> Iterator[Html]:
    yield _hidden("give")
    yield _typed("name", "名称", maxlength="50", required=True, autocomplete="off")
    options = (element("option", role, value=role) for role in ROLES)
    yield _field("角色", element("select", *options, name="role", id="role"), "role")
    yield _typed("unit", "部门或范围", list="units", aria_describedby="unit-note")
    yield element("p", UNITS, class_="note", id="unit-note")
    yield element("button", "开，并给出口令", type="submit")


def _switching(act: str, words: str, names: Iterable[str]) -> Iterator[Html]:
    yield _hidden(act)
    options = (element("option", name, value=name) for name in names)
    name = f"{act}-name"
    yield _field("账号", element("select", *options, name="name", id=name), name)
    yield element("button", words, type="submit", class_="quiet")


def _renaming() -> Iterator[Html]:
    yield _hidden("rename")
    yield _typed("earlier", "原来的名称", list="units", required=True)
    yield _typed("later", "现在的名称", list="units", required=True)
    yield element("p", RENAMES, class_="note")
    yield element("button", "登记", type="submit", class_="quiet")


def _form(heading: str, token: Html, inside: Iterable[Html]) -> Html:
    form = element("form", token, *inside, method="post", action=HERE, enctype=KIND)
    return element("details", element("summary", heading), form, class_="sheet")


def _hidden(act: str) -> Html:
    return element("input", type="hidden", name="act", value=act)


def _typed(name: str, words: str, **more: str | bool) -> Html:
    look = {"maxlength": str(LONGEST), **more}
    box = element("input", type="text", name=name, id=name, **look)
    return _field(words, box, name)


def _field(words: str, box: Html, name: str) -> Html:
    return element("div", element("label", words, for_=name), box, class_="field")
