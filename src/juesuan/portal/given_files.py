"""Files that a document of the archive is given out as: the original, a marked copy, a pack."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from anyio import to_thread
from starlette.responses import Response
from starlette.routing import Route

from juesuan.archive.door import Archive
from juesuan.portal.archive_shelf import ShelfDocument, shelf_document
from juesuan.portal.gate import Gate
from juesuan.portal.original_readings import GONE, OriginalReadings
from juesuan.portal.portal_page import attachment
from juesuan.portal.portal_refusals import PortalRefusal, not_here
from juesuan.portal.viewers import Area

ORIGINAL, MARKED, PACK = "原件", "批注版", "审核包"
AREAS: dict[str, Area] = {ORIGINAL: "documents", MARKED: "upload", PACK: "upload"}
OCTETS = "application/octet-stream"


class GivenFiles:
    """Gives out files of documents, to whom the documents are there."""

    def __init__(self, archive: Archive, readings: OriginalReadings, gate: Gate) -> None:
        self._archive, self._readings, self._gate = archive, readings, gate

    def routes(self, *, read_only: bool) -> list[Any]:
        """Where each is; what is made anew is for those who work with it."""
        chosen = [ORIGINAL] if read_only else [*AREAS]
        return [Route(f"/文件/{{sha256}}/{word}", self._giving(word)) for word in chosen]

    def _giving(self, word: str) -> Any:  # noqa: ANN401 - of an extra
        async def give(request: Any) -> Any:  # noqa: ANN401 - of an extra
            viewer = self._gate.admitted(request, AREAS[word])
            sha256 = request.path_params["sha256"]

            def made() -> tuple[bytes, str]:
                archive = self._gate.seen(self._archive, viewer)
                return self._made(word, archive, shelf_document(archive, sha256))

            data, name = await to_thread.run_sync(made)
            return Response(data, media_type=OCTETS, headers=attachment(name))

        return give

    def _made(self, word: str, archive: Archive, document: ShelfDocument) -> tuple[bytes, str]:
        """The bytes of a file and its name."""
        files = document.delivery.files
        if len(files) != 1:
            raise not_here()
        stem = PurePath(files[0].name).stem
        if word == MARKED:
            copy = self._readings.marked(archive, document)
            return copy.data, f"{stem}-{MARKED}{copy.ending}"
        if word == PACK:
            return self._readings.pack(archive, document), f"{stem}-{PACK}.html"
        path = archive.originals.path(files[0].sha256)
        if path is None:
            raise PortalRefusal(410, GONE)
        return path.read_bytes(), PurePath(files[0].name).name
