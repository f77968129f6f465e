"""The portal as an application: which address leads to which page."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from juesuan.archive.door import Archive
from juesuan.guard.fault import fault_message
from juesuan.portal.account_desk import AccountDesk
from juesuan.portal.archive_routes import ArchivePages
from juesuan.portal.form_tokens import FormTokens
from juesuan.portal.gate import ACCOUNTS, REVIEW, SIGN_IN, SIGN_OUT, UPLOAD, WORKS, Gate
from juesuan.portal.given_files import GivenFiles
from juesuan.portal.guarded_portal import GuardedPortal
from juesuan.portal.original_readings import OriginalReadings
from juesuan.portal.page_frame import static_text, told
from juesuan.portal.portal_page import spelt
from juesuan.portal.portal_refusals import NOT_HERE, NOT_SO, PortalRefusal, not_here
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.prepared_books import PreparedBooks, prepared_folders
from juesuan.portal.review_desk import ReviewDesk
from juesuan.portal.sessions import Sessions
from juesuan.portal.sign_in_page import SignInPage
from juesuan.portal.upload_page import UploadPage
from juesuan.portal.upload_works import UploadWorks


def portal(settings: PortalSettings, archive: Archive | None = None) -> GuardedPortal:
    """The pages of one portal: uploads unless it is read-only, those of an archive if any."""
    tokens, gate = FormTokens(), Gate(settings, archive, Sessions())
    routes = [Route("/static/{name}", _static)]
    if not settings.read_only:
        works = UploadWorks(gate, settings.jobs)
        uploads = UploadPage(settings, tokens, gate, works, archive)
        routes += [
            Route(UPLOAD, uploads.show, methods=["GET"]),
            Route(UPLOAD, uploads.take, methods=["POST"]),
            Route(f"{WORKS}/{{key}}", works.show, methods=["GET"]),
        ]
    if archive is None:
        routes.append(Route("/", _home))
    else:
        if not settings.read_only:
            routes += _desk(
                f"{REVIEW}/{{sha256}}", ReviewDesk(archive, tokens, gate, settings.limits)
            )
            routes += _desk(ACCOUNTS, AccountDesk(archive, tokens, gate))
            if not settings.proxies:
                routes += _signing(SignInPage(archive, tokens, gate))
        readings = OriginalReadings(settings)
        routes += GivenFiles(archive, readings, gate).routes(read_only=settings.read_only)
        books = PreparedBooks(prepared_folders(settings.prepared))
        routes += ArchivePages(archive, readings, books, gate).routes()

    async def refused(request: Any, error: Exception) -> Any:  # noqa: ANN401 - of an extra
        status = int(getattr(error, "status", 0) or getattr(error, "status_code", 500))
        words = str(error) if isinstance(error, PortalRefusal) else _words(status)
        links = gate.links(gate.viewer(request))
        back = quote(spelt(request.scope["path"]), safe="/") if request.method == "POST" else ""
        return HTMLResponse(told("没有办成", words, links, back), status)

    async def failed(_: Any, error: Exception) -> Any:  # noqa: ANN401 - of an extra
        return HTMLResponse(told("程序出错", fault_message(error)), 500)

    handlers: Any = {PortalRefusal: refused, HTTPException: refused, Exception: failed}
    return GuardedPortal(Starlette(routes=routes, exception_handlers=handlers), settings)


def _desk(path: str, desk: ReviewDesk | AccountDesk) -> list[Any]:
    """Where somebody sees what may be done, and does it."""
    return [Route(path, desk.show, methods=["GET"]), Route(path, desk.take, methods=["POST"])]


def _signing(page: SignInPage) -> list[Any]:
    """Where one signs in and out."""
    return [
        Route(SIGN_IN, page.show, methods=["GET"]),
        Route(SIGN_IN, page.take, methods=["POST"]),
        Route(SIGN_OUT, page.ask_out, methods=["GET"]),
        Route(SIGN_OUT, page.leave, methods=["POST"]),
    ]


def _words(status: int) -> str:
    return NOT_HERE if status == 404 else NOT_SO


async def _home(_: Any) -> Any:  # noqa: ANN401 - of an extra
    return RedirectResponse(UPLOAD, 303)


async def _static(request: Any) -> Any:  # noqa: ANN401 - of an extra
    file = static_text(request.path_params["name"])
    if file is None:
        raise not_here()
    text, kind = file
    return Response(text, media_type=kind)
