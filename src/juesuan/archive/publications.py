"""Publications: which document of a department and year counts, under whatever name it came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from juesuan.archive.lake import LakePart
from juesuan.archive.register import Register

Row = Mapping[str, Any]


class KeptDocument(NamedTuple):
    """A document that was read: whose, of which year; `unit` is what that department is called now.

    `newest` tells the one that counts where there are several of a department, year and kind.
    """

    unit: str
    department: str
    year: int
    region: str
    kind: str
    sha256: str
    reading: str
    name: str
    order: tuple[str, int]
    newest: bool = True

    @property
    def part(self) -> LakePart:
        """Where its numbers are."""
        return LakePart(self.reading, self.year, self.region)


def publications(register: Register) -> list[KeptDocument]:
    """All documents of known department and year, by department, kind and year, newest first."""
    whole = register.whole
    every: list[KeptDocument] = whole.remembered(
        "publications", lambda: _publications(whole), rows_only=True
    )
    if whole is register:
        return [*every]
    return [*_newest_first(one for one in every if register.sees(one.sha256))]


def _publications(register: Register) -> list[KeptDocument]:
    names = DepartmentNames(register.rows("alias"))
    documents: dict[str, Row] = {}
    for row in register.rows("document"):
        before = documents.get(row["sha256"])
        if before is None or _order(row) > _order(before):
            documents[row["sha256"]] = row
    every = [
        _publication(row, documents[row["sha256"]], names)
        for row in register.rows("reading")
        if row["department"] and row["year"]
    ]
    every.sort(key=lambda one: (one.unit, one.kind, one.year, *_backwards(one.order)))
    return [*_newest_first(every)]


def _newest_first(every: Iterable[KeptDocument]) -> Iterator[KeptDocument]:
    """Documents in their order, the first of each department, year and kind as the newest."""
    seen: set[tuple[str, str, int]] = set()
    for document in every:
        key = document.unit, document.kind, document.year
        newest = key not in seen
        yield document if document.newest == newest else document._replace(newest=newest)
        seen.add(key)


def _publication(row: Row, document: Row, names: DepartmentNames) -> KeptDocument:
    return KeptDocument(
        names.latest(row["department"]),
        row["department"],
        row["year"],
        row["region"],
        row["kind"],
        row["sha256"],
        row["reading"],
        document["name"],
        _order(document),
    )


def _order(document: Row) -> tuple[str, int]:
    """What tells the newer of two: the day of publication, else of receipt, then the events."""
    return document["published_on"] or document["received_at"][:10], document["event"]


def _backwards(order: tuple[str, int]) -> tuple[tuple[int, ...], int]:
    return tuple(-ord(sign) for sign in order[0]), -order[1]


class DepartmentNames:
    """What a department is called now that had other names before."""

    def __init__(self, aliases: Iterable[Row]) -> None:
        self._later = {row["earlier"]: row["later"] for row in aliases}

    def latest(self, name: str) -> str:
        """The last name; where names go round in a circle, the first of them in order."""
        path = [name]
        while (later := self._later.get(path[-1])) is not None:
            if later in path:
                return min(path[path.index(later) :])
            path.append(later)
        return path[-1]
