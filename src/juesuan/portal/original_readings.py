"""Originals read once more for a page: the picture of a page, all that is said of a number.

In guarded children, a few at once; what was read lately is kept in memory.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import BoundedSemaphore, Lock
from typing import Any

import juesuan
from juesuan.archive.door import Archive
from juesuan.archive.original_sources import source_of
from juesuan.guard import Failure
from juesuan.model.report import Explanation
from juesuan.model.settings import NOTHING_ASIDE
from juesuan.portal.archive_shelf import ShelfDocument
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.portal_settings import PortalSettings
from juesuan.tasks.mark import MarkedCopy
from juesuan.tasks.pack import Packed
from juesuan.tasks.picture import PagePng
from juesuan.tasks.results import Report

KEPT = 64
REMEMBERED = ("picture", "explain")  # what one page after another asks for
GONE = "原件不见了：请用 juesuan archive verify 查验档案"


class OriginalReadings:
    """Reads originals of an archive."""

    def __init__(self, settings: PortalSettings) -> None:
        self._limits = settings.limits
        self._places = BoundedSemaphore(settings.jobs)
        self._lock = Lock()
        self._kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()

    def picture(self, archive: Archive, document: ShelfDocument, page: int) -> PagePng:
        """The picture of a page; raises PortalRefusal."""
        key = ("picture", document.delivery.sha256, page)
        picture: PagePng = self._read(key, archive, document, page)
        return picture

    def explanation(self, archive: Archive, document: ShelfDocument, address: str) -> Explanation:
        """All that a document says of a number; raises PortalRefusal."""
        key = ("explain", document.delivery.sha256, address)
        explanation: Explanation = self._read(key, archive, document, (address, None))
        return explanation

    def report(self, archive: Archive, document: ShelfDocument) -> Report:
        """The audit of a document by the rules of today; raises PortalRefusal."""
        key = ("audit", document.delivery.sha256)
        report: Report = self._read(key, archive, document, None)
        return report

    def marked(self, archive: Archive, document: ShelfDocument) -> MarkedCopy:
        """A copy with what was found in it, by the rules of today; raises PortalRefusal."""
        key = ("mark", document.delivery.sha256)
        copy: MarkedCopy = self._read(key, archive, document, NOTHING_ASIDE)
        return copy

    def pack(self, archive: Archive, document: ShelfDocument) -> bytes:
        """The pages with what was found as one page; raises PortalRefusal."""
        key = ("pack", document.delivery.sha256)
        packed: Packed = self._read(key, archive, document, NOTHING_ASIDE)
        return packed.page.encode("utf-8", "backslashreplace")

    def _read(
        self, key: tuple[object, ...], archive: Archive, document: ShelfDocument, more: object
    ) -> Any:  # noqa: ANN401 - what a child unpickles, as its task made it
        kept = self._of_late(key)
        if kept is not None:
            return kept
        source = source_of(archive.originals, document.delivery)
        if source is None:
            raise PortalRefusal(410, GONE)
        edition = document.delivery.edition
        name = f"{key[0]}:{key[0]}_file"
        with self._places:
            outcome = juesuan.task(name, source, more, edition=edition, limits=self._limits)
        if isinstance(outcome, Failure):
            raise PortalRefusal(500 if outcome.kind == "fault" else 404, outcome.message)
        if key[0] in REMEMBERED:
            self._keep(key, outcome)
        return outcome

    def _of_late(self, key: tuple[object, ...]) -> Any:  # noqa: ANN401 - as above
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: tuple[object, ...], value: object) -> None:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
