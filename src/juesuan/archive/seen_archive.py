"""An archive as somebody may see it: documents that are not theirs are not there."""

from __future__ import annotations

import copy
from collections.abc import Collection, Sequence
from typing import Any

from juesuan.archive.door import Archive
from juesuan.archive.register import Register

EVERY = 2**31 - 1  # rows
OF_DOCUMENTS = ("document", "reading", "finding")


class SeenRegister(Register):
    """A register of which only the rows of some documents are seen."""

    def __init__(self, whole: Register, allowed: Collection[str]) -> None:
        self.__dict__.update(whole.__dict__)
        self._allowed = frozenset(allowed)

    def rows(self, table: str, **given: object) -> list[dict[str, Any]]:
        """The rows that may be seen."""
        return self._seen(table, super().rows(table, **given))

    def containing(
        self, table: str, column: str, words: Sequence[str], most: int
    ) -> list[dict[str, Any]]:
        """The rows that hold these words and may be seen."""
        rows = super().containing(table, column, words, EVERY)
        return self._seen(table, rows)[:most]

    def counts(self, table: str, *columns: str) -> dict[tuple[Any, ...], int]:
        """The counts of what may be seen, by documents first."""
        counts = super().counts(table, *columns)
        if table in OF_DOCUMENTS and columns[:1] == ("sha256",):
            return {key: count for key, count in counts.items() if key[0] in self._allowed}
        return {} if table in OF_DOCUMENTS else counts

    def _seen(self, table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if table not in OF_DOCUMENTS:
            return rows
        return [row for row in rows if row["sha256"] in self._allowed]


def seen_archive(archive: Archive, allowed: Collection[str] | None, actor: str) -> Archive:
    """The archive in the hands of somebody; None allows every document."""
    seen = copy.copy(archive)
    seen.acting(actor)
    if allowed is not None:
        seen.register = SeenRegister(archive.register, allowed)
    return seen
