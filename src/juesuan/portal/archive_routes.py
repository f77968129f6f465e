"""The addresses of an archive's pages: each as a page, as JSON and as CSV."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import Any
from urllib.parse import quote, urlencode

from anyio import to_thread
from starlette.convertors import Convertor, register_url_convertor
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from juesuan.archive.door import Archive
from juesuan.archive.lake import DamagedLake
from juesuan.portal.accounts_view import accounts_page
from juesuan.portal.archive_shelf import (
    PortalQuestion,
    ShelfDocument,
    fact_at,
    shelf_document,
)
from juesuan.portal.compare_view import compare_page
from juesuan.portal.deadlines_view import deadlines_page
from juesuan.portal.document_view import document_page, form_page
from juesuan.portal.gate import ACCOUNTS, DEADLINES, LOG, MISREADS, REVIEW, WAIVERS, Gate
from juesuan.portal.log_view import log_page
from juesuan.portal.number_view import number_page, peers_page
from juesuan.portal.original_readings import OriginalReadings
from juesuan.portal.page_frame import Links
from juesuan.portal.pictured_page_view import pictured_page
from juesuan.portal.portal_page import PortalCell, PortalPage, spelt, to
from juesuan.portal.portal_refusals import PortalRefusal, not_here
from juesuan.portal.prepared_books import POSTINGS, PreparedBooks
from juesuan.portal.reread_views import COVERAGE, TEXT, coverage_page, text_page
from juesuan.portal.review_view import review_list
from juesuan.portal.settled_view import misreads_page, waivers_page
from juesuan.portal.statements_view import as_made_public, statements_page
from juesuan.portal.unit_view import unit_page
from juesuan.portal.viewers import Area, Viewer
from juesuan.portal.worklist_view import worklist

_LOG = logging.getLogger(__name__)
View = Callable[[Archive, PortalQuestion], PortalPage]
DAMAGED = "档案里的数读不出来：请用 juesuan archive verify 查验，用 archive rebuild 重建"
BEHIND = "编成这个数的分录（不对外）"
LOST = (DamagedLake, FileNotFoundError)
VIEWS: tuple[tuple[str, View], ...] = (
    ("/单位/{name:words}", unit_page),
    ("/文件/{sha256}", document_page),
    ("/文件/{sha256}/表/{form}", form_page),
    ("/文件/{sha256}/数/{address:words}", number_page),
    ("/数/{address:words}", peers_page),
    ("/比较", compare_page),
    (LOG, log_page),
    (ACCOUNTS, accounts_page),
    (REVIEW, review_list),
    (DEADLINES, deadlines_page),
    (WAIVERS, waivers_page),
    (MISREADS, misreads_page),
)
AREAS_OF: dict[View, Area] = {
    log_page: "log",
    accounts_page: "accounts",
    review_list: "review",
    deadlines_page: "review",
    waivers_page: "review",
    misreads_page: "review",
}
HTML, JSON, CSV = "text/html", "application/json", "text/csv"
ENDINGS = ((".json", JSON), (".csv", CSV), ("", HTML))
WORDS = {"name", "address"}  # parts of addresses that may end in anything
FIRST = "/清单"  # the first page under a name that can have an ending


class _Words(Convertor[str]):  # type: ignore[misc]  # of an extra
    """A part of an address that may hold anything: slashes, line ends."""

    regex = r"[\s\S]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("words", _Words())


def _given(page: PortalPage, kind: str, request: Any, links: Links) -> Any:  # noqa: ANN401 - of an extra
    """A page as what was asked for."""
    if kind == JSON:
        return Response(page.to_json(), media_type=JSON)
    if kind == CSV:
        return Response(page.to_csv(), media_type=CSV)
    return HTMLResponse(page.to_html(_own_address(request), links))


def _own_address(request: Any) -> str:  # noqa: ANN401 - of an extra
    """The address of a page, to which an ending may be put."""
    path = request.scope["path"] if request.scope["path"] != "/" else FIRST
    asked = urlencode({name: spelt(value) for name, value in request.query_params.items()})
    return quote(spelt(path), safe="/") + (f"?{asked}" if asked else "")


class ArchivePages:
    """The pages of one archive: read one after another, originals a few at once."""

    def __init__(
        self, archive: Archive, readings: OriginalReadings, books: PreparedBooks, gate: Gate
    ) -> None:
        self._archive, self._readings, self._gate = archive, readings, gate
        self._books = books
        self._lock = Lock()

    def routes(self) -> list[Any]:
        """Where each page is. A name that itself ends in .json has its page where no data are."""
        views = (*VIEWS, ("/文件/{sha256}/页/{number:int}", self._pictured))
        views = (
            *views,
            ("/文件/{sha256}/核对/{address:words}", self._statements),
            (f"/文件/{{sha256}}/{POSTINGS}/{{address:words}}", self._postings),
            (f"/文件/{{sha256}}/{TEXT}", self._text),
            (f"/文件/{{sha256}}/{COVERAGE}", self._coverage),
        )
        routes = [Route("/", self._answering(worklist, HTML))]
        for path, view in ((FIRST, worklist), *views):
            routes += [
                Route(f"{path}{end}", self._answering(view, kind, end)) for end, kind in ENDINGS
            ]
        return [Route("/文件/{sha256}/页/{number:int}.png", self._png), *routes]

    def _answering(self, view: View, kind: str, ending: str = "") -> Callable[[Any], Any]:
        async def answer(request: Any) -> Any:  # noqa: ANN401 - of an extra
            inside: Area = "upload" if view == self._postings else "documents"
            viewer = self._gate.admitted(request, AREAS_OF.get(view, inside))
            links = self._gate.links(viewer)
            asked = PortalQuestion(dict(request.path_params), dict(request.query_params))
            try:
                page = await to_thread.run_sync(self._view, view, asked, viewer)
            except PortalRefusal as refusal:
                named = {name: f"{asked.path[name]}{ending}" for name in WORDS & {*asked.path}}
                if refusal.status != 404 or not ending or not named:
                    raise
                asked = PortalQuestion({**asked.path, **named}, asked.query)
                page = await to_thread.run_sync(self._view, view, asked, viewer)
                return _given(page, HTML, request, links)
            return _given(page, kind, request, links)

        return answer

    def _view(self, view: View, asked: PortalQuestion, viewer: Viewer) -> PortalPage:
        """A page; files that another process has merged meanwhile are looked up once more."""
        try:
            return self._seen(view, asked, viewer)
        except LOST:
            _LOG.debug("juesuan: looked up once more")
        try:
            return self._seen(view, asked, viewer)
        except LOST as error:
            _LOG.error("juesuan: %s", DAMAGED)
            raise PortalRefusal(503, DAMAGED) from error

    def _seen(self, view: View, asked: PortalQuestion, viewer: Viewer) -> PortalPage:
        """A page as somebody sees it; one that reads an original lets others go on meanwhile."""
        with self._lock:
            archive = self._gate.seen(self._archive, viewer)
        if view in (self._pictured, self._statements, self._text, self._coverage, self._postings):
            return view(archive, asked)
        with self._lock:
            page = view(archive, asked)
        inside = view is number_page and viewer.may("upload")
        return self._led_on(page, archive, asked) if inside else page

    def _led_on(self, page: PortalPage, archive: Archive, asked: PortalQuestion) -> PortalPage:
        """The page of a number, with the way to its postings where its accounts are here."""
        document = self._document(archive, asked)
        if self._books.of(document) is None:
            return page
        way = to("文件", asked.path["sha256"], POSTINGS, asked.path["address"])
        return replace(page, about=(*page.about, (POSTINGS, PortalCell(BEHIND, way))))

    def _postings(self, archive: Archive, asked: PortalQuestion) -> PortalPage:
        document = self._document(archive, asked)
        with self._lock:
            fact = fact_at(archive, document, asked.path["address"])
        if fact is None:
            raise not_here()
        return self._books.page(document, fact)

    def _pictured(self, archive: Archive, asked: PortalQuestion) -> PortalPage:
        document = self._document(archive, asked)
        number = int(asked.path["number"])
        picture = self._readings.picture(archive, document, number)
        with self._lock:
            return pictured_page(archive, document, number, picture)

    def _statements(self, archive: Archive, asked: PortalQuestion) -> PortalPage:
        document = self._document(archive, asked)
        number = self._readings.explanation(archive, document, asked.path["address"])
        if not archive.register.indexed:
            with self._lock:
                number = as_made_public(archive, document, number)
        return statements_page(document, number)

    def _text(self, archive: Archive, asked: PortalQuestion) -> PortalPage:
        document = self._document(archive, asked)
        return text_page(document, self._readings.report(archive, document))

    def _coverage(self, archive: Archive, asked: PortalQuestion) -> PortalPage:
        document = self._document(archive, asked)
        return coverage_page(document, self._readings.report(archive, document))

    async def _png(self, request: Any) -> Any:  # noqa: ANN401 - of an extra
        viewer = self._gate.admitted(request, "documents")
        asked = PortalQuestion(dict(request.path_params), {})
        number = int(asked.path["number"])

        def drawn() -> bytes:
            with self._lock:
                archive = self._gate.seen(self._archive, viewer)
            return self._readings.picture(archive, self._document(archive, asked), number).data

        return Response(await to_thread.run_sync(drawn), media_type="image/png")

    def _document(self, archive: Archive, asked: PortalQuestion) -> ShelfDocument:
        with self._lock:
            return shelf_document(archive, asked.path["sha256"])
