"""What the pages ask of an archive: one document, its numbers, its place among the others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from juesuan.archive.door import Archive
from juesuan.archive.lake_rows import LakeClaim, LakeFact
from juesuan.archive.publications import KeptDocument, publications
from juesuan.archive.register_rows import Delivery, delivery_of, part_of
from juesuan.model.finding import Coverage
from juesuan.portal.portal_refusals import not_here

Row = Mapping[str, Any]
UNKNOWN_DEPARTMENT, UNKNOWN_YEAR = "部门名称不详", "年度不详"


class PortalQuestion(NamedTuple):
    """What a page is asked for: the parts of its address, and what follows the question mark."""

    path: Mapping[str, str]
    query: Mapping[str, str]

    def word(self, name: str) -> str:
        """A word of the question, "" where it has none such."""
        return self.query.get(name, "").strip()


class ShelfDocument(NamedTuple):
    """A document of the archive: its reading, and how it was handed in."""

    reading: Row
    delivery: Delivery
    received_at: str

    @property
    def department(self) -> str:
        """The department as the document says it."""
        return self.reading["department"] or UNKNOWN_DEPARTMENT

    @property
    def year(self) -> str:
        """The year in words."""
        return f"{self.reading['year']}年度" if self.reading["year"] else UNKNOWN_YEAR

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.department}{self.year}{self.reading['kind']}"

    @property
    def coverage(self) -> Coverage:
        """How much of it was checked."""
        return coverage_of(self.reading)


def coverage_of(row: Row) -> Coverage:
    """How much of a document was checked, by its row of the register."""
    return Coverage(**json.loads(row["coverage"]))


def shelf_document(archive: Archive, sha256: str) -> ShelfDocument:
    """A document by its SHA-256; PortalRefusal where there is none."""
    readings = archive.register.rows("reading", sha256=sha256)
    documents = archive.register.rows("document", sha256=sha256)
    if not readings or not documents:
        raise not_here()
    newest = max(documents, key=lambda row: int(row["event"]))
    return ShelfDocument(readings[0], delivery_of(newest), newest["received_at"])


def published(archive: Archive, sha256: str) -> KeptDocument | None:
    """The same as a publication of a department and year; None where it names neither."""
    every = publications(archive.register)
    return next((one for one in every if one.sha256 == sha256), None)


def facts_of(archive: Archive, document: ShelfDocument) -> dict[str, LakeFact]:
    """The numbers of a document by their addresses."""
    rows = archive.lake.rows(part_of(dict(document.reading)), "facts")
    return {row.address: row for row in rows if isinstance(row, LakeFact)}


def fact_at(archive: Archive, document: ShelfDocument, address: str) -> LakeFact | None:
    """The number at an address; None where the document has none."""
    return archive.lake.fact(part_of(dict(document.reading)), address)


def claims_of(archive: Archive, document: ShelfDocument) -> list[LakeClaim]:
    """What the sentences of a document say."""
    rows = archive.lake.rows(part_of(dict(document.reading)), "claims")
    return [row for row in rows if isinstance(row, LakeClaim)]


def findings_of(archive: Archive, sha256: str) -> list[Row]:
    """The findings of a document, lists as lists."""
    lists = ("addresses", "places", "because")
    return [
        {name: json.loads(value) if name in lists else value for name, value in row.items()}
        for row in archive.register.rows("finding", sha256=sha256)
    ]
