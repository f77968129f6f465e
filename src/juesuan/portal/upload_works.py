"""Uploads that are worked on while nobody waits: in memory only, a few at once, each its owner's.

Whatever ends with the program is handed in once more: what was kept before is there already.
"""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from threading import BoundedSemaphore, Lock, Thread
from typing import Any

from starlette.responses import HTMLResponse, Response

from juesuan.guard.fault import fault_message
from juesuan.portal.gate import UPLOAD, WORKS, Gate
from juesuan.portal.kept_uploads import KIND, KeptUpload, kept_table
from juesuan.portal.portal_page import PortalCell, PortalPage, to
from juesuan.portal.portal_refusals import PortalRefusal, not_here
from juesuan.portal.viewers import Viewer
from juesuan.publishing.screen import one_line

_LOG = logging.getLogger(__name__)
MOST, KEPT = 8, 100  # works that are not done yet, and works that are remembered
BUSY = "正在办的上传有 {} 件，请等其中一件办完再传"
AGAIN = 2  # seconds after which a browser asks once more, by itself
TITLE = "收进档案"
WAITING, WORKING, DONE, FAILED = "排队", "在办", "办完", "没有办成"
LEAVE = "可以关掉这一页，办的事不会停；再打开这个网址就看得到进度。"
Tell = Callable[[int, int], object]


class UploadWork:
    """One upload: whose it is, how far it has come, and what became of each disclosure."""

    def __init__(self, viewer: Viewer, work: Callable[[Tell], Iterable[KeptUpload]]) -> None:
        self.viewer, self._work = viewer, work
        self.state, self.fault = WAITING, ""
        self.looked, self.count = 0, 0
        self.uploads: list[KeptUpload] = []

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in (DONE, FAILED)

    def run(self, places: BoundedSemaphore) -> None:
        """Do the work, when there is a place for it."""
        with places:
            self.state = WORKING
            try:
                for upload in self._work(self._tell):
                    self.uploads.append(upload)
            except Exception as error:  # noqa: BLE001 - whatever nobody foresaw is told on the page
                self.fault = str(error) if isinstance(error, PortalRefusal) else _fault(error)
                self.state = FAILED
            else:
                self.state = DONE
            self._work = _nothing  # lets go of the files

    def page(self) -> PortalPage:
        """How it stands."""
        uploads = [*self.uploads]
        about = [("进度", PortalCell("；".join(self._words())))]
        if self.fault:
            about.append(("原因", PortalCell(self.fault, kind="error")))
        about.append(("接着", PortalCell("再收几份", UPLOAD)) if self.ended else ("说明", _LEAVE))
        tables = (kept_table(uploads, self.viewer),) if uploads or self.ended else ()
        return PortalPage(TITLE, KIND, tuple(about), tables)

    def _tell(self, looked: int, count: int) -> None:
        self.looked, self.count = looked, count

    def _words(self) -> Iterator[str]:
        yield self.state
        if self.count:
            yield f"共 {self.count} 个文件，已读 {self.looked} 个"
        if self.uploads:
            yield f"已有结果 {len(self.uploads)} 份"


class UploadWorks:
    """The works of a portal, and the page that tells of one."""

    def __init__(self, gate: Gate, places: int) -> None:
        self._gate, self._places = gate, BoundedSemaphore(places)
        self._lock = Lock()
        self._works: OrderedDict[str, UploadWork] = OrderedDict()

    def begin(self, viewer: Viewer, work: Callable[[Tell], Iterable[KeptUpload]]) -> str:
        """Begin a work; the address of its page. PortalRefusal where there are too many."""
        begun, key = UploadWork(viewer, work), secrets.token_urlsafe(16)
        with self._lock:
            if sum(not each.ended for each in self._works.values()) >= MOST:
                raise PortalRefusal(503, BUSY.format(MOST))
            self._works[key] = begun
            ended = [name for name, each in self._works.items() if each.ended]
            for name in ended[: max(0, len(self._works) - KEPT)]:
                del self._works[name]
        Thread(target=begun.run, args=(self._places,), daemon=True).start()
        return to(WORKS.strip("/"), key)

    async def show(self, request: Any) -> Any:  # noqa: ANN401 - of an extra
        """The page of a work, for whoever began it; it asks once more by itself until the end."""
        viewer = self._gate.admitted(request, "upload")
        key, _, ending = request.path_params["key"].partition(".")
        work = self._works.get(key)
        if work is None or work.viewer != viewer or ending not in ("", "json", "csv"):
            raise not_here()
        ended, page = work.ended, work.page()
        if ending == "json":
            return Response(page.to_json(), media_type="application/json")
        if ending == "csv":
            return Response(page.to_csv(), media_type="text/csv")
        response = HTMLResponse(page.to_html(to(WORKS.strip("/"), key), self._gate.links(viewer)))
        if not ended:
            response.headers["refresh"] = str(AGAIN)
        return response


_LEAVE = PortalCell(LEAVE)


def _nothing(_: Tell) -> Iterable[KeptUpload]:
    return ()


def _fault(error: Exception) -> str:
    message = fault_message(error)
    _LOG.error("juesuan: %s", one_line(message))
    return message
