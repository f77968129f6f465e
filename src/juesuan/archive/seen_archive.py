"""An archive as somebody may see it: documents that are not theirs are not there."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from juesuan.archive.door import Archive
from juesuan.archive.register import Register
from juesuan.archive.review_states import ReviewFinding

SeenRow = TypeVar("SeenRow", bound=Mapping[str, Any])
Frozen = Mapping[str, Sequence[ReviewFinding]]
EMPTY = {"rule": "", **dict.fromkeys(("addresses", "places", "because"), "[]")}
TOLD = {"sha256", "fid", "message", "position", "severity"}  # of a finding that is frozen
OF_DOCUMENTS = ("document", "reading", "finding", "words")


class SeenRegister(Register):
    """A register of which only the rows of some documents are seen."""

    def __init__(
        self, whole: Register, allowed: Collection[str], frozen: Frozen | None = None
    ) -> None:
        self.__dict__.update(whole.__dict__)
        self._memory = {}  # what it sees is its own
        self._whole = whole.whole
        self._allowed = frozenset(allowed)
        self._frozen = frozen

    @property
    def whole(self) -> Register:
        """The register with all its rows."""
        return self._whole

    def sees(self, sha256: str) -> bool:
        """Whether the rows of a document are seen."""
        return sha256 in self._allowed

    def every(self, table: str) -> Sequence[Mapping[str, Any]]:
        """The rows of a table that are seen; of findings as they are to be seen."""
        if table == "finding":
            return self.rows(table)
        rows = self._whole.every(table)
        return (
            [row for row in rows if row["sha256"] in self._allowed]
            if table in OF_DOCUMENTS
            else rows
        )

    def rows(self, table: str, **given: object) -> list[dict[str, Any]]:
        """The rows that may be seen."""
        rows = self._seen(table, super().rows(table, **given))
        if table != "finding" or self._frozen is None:
            return rows
        asked = given.get("sha256")
        every = self._public(sorted(self._allowed) if asked is None else [str(asked)], rows)
        return [row for row in every if all(row[name] == value for name, value in given.items())]

    def texts(
        self, table: str, column: str, among: Sequence[str] | None = None
    ) -> list[tuple[str, str]]:
        """One column of the rows that may be seen; of findings as they are to be seen."""
        if table == "finding" and self._frozen is not None:
            wanted = self._allowed if among is None else self._allowed.intersection(among)
            return [
                (row["sha256"], row[column]) for row in self.rows(table) if row["sha256"] in wanted
            ]
        seen = super().texts(table, column, among)
        return [pair for pair in seen if table not in OF_DOCUMENTS or pair[0] in self._allowed]

    def frozen_messages(self) -> Iterator[tuple[str, str]]:
        """What findings said when they were made public."""
        return ((row["sha256"], row["message"]) for row in self._public(sorted(self._allowed), ()))

    def _public(self, among: Iterable[str], rows: Iterable[dict[str, Any]]) -> Iterator[Any]:
        """The findings of documents as they are to be seen, with what is still known of them."""
        there = {(row["sha256"], row["fid"], row["message"]): row for row in rows}
        seen = (sha256 for sha256 in among if sha256 in self._allowed)
        return (row for sha256 in seen for row in self._as_public(sha256, there))

    def _as_public(self, sha256: str, there: Mapping[Any, dict[str, Any]]) -> Iterator[Any]:
        """The findings of a document as they stood when it was made public."""
        for at, finding in enumerate((self._frozen or {}).get(sha256, ())):
            words = {"sha256": sha256, "fid": finding.id, "message": finding.message}
            row = there.get(tuple(words.values()), EMPTY)
            yield {**row, **words, "position": at, "severity": finding.severity}

    @property
    def indexed(self) -> bool:
        """Whether its findings are those of today."""
        return self._frozen is None

    def counts(self, table: str, *columns: str) -> dict[tuple[Any, ...], int]:
        """The counts of what may be seen, by documents first."""
        if table == "finding" and self._frozen is not None:
            enough = {*columns} <= TOLD
            rows = self._public(sorted(self._allowed), ()) if enough else self.rows(table)
            return dict(Counter(tuple(row[name] for name in columns) for row in rows))
        counts = self._whole.counts(table, *columns)
        if table in OF_DOCUMENTS and columns[:1] == ("sha256",):
            return {key: count for key, count in counts.items() if key[0] in self._allowed}
        return {} if table in OF_DOCUMENTS else counts

    def _seen(self, table: str, rows: Sequence[SeenRow]) -> list[SeenRow]:
        if table not in OF_DOCUMENTS:
            return [*rows]
        return [row for row in rows if row["sha256"] in self._allowed]


def seen_archive(
    archive: Archive,
    allowed: Collection[str] | None,
    actor: str,
    frozen: Frozen | None = None,
) -> Archive:
    """The archive in the hands of somebody; None allows every document.

    `frozen` are the findings to show of each document in place of those of today.
    """
    seen = copy.copy(archive)
    seen.acting(actor)
    if allowed is not None:
        seen.register = SeenRegister(archive.register, allowed, frozen)
    return seen
