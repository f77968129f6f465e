"""The originals of a document as a source, to be read once more."""

from __future__ import annotations

from juesuan.archive.originals import Originals
from juesuan.archive.register_rows import Delivery
from juesuan.sources.folders import Source


def source_of(originals: Originals, delivery: Delivery) -> Source | None:
    """The files of a document, as what is read; None where one is gone."""
    parts = []
    for file in delivery.files:
        path = originals.path(file.sha256)
        if path is None:
            return None
        parts.append(Source(file.name, str(path)))
    return parts[0] if len(parts) == 1 else Source(delivery.name, tuple(parts))
