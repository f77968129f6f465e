"""Search: words in names of departments and files, in findings, and in sentences of documents.

Any part of a word counts, two characters of Chinese included: every text is looked through, in the
register by its database, in the lake by its engine. Nothing is indexed, so nothing can be stale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from juesuan.archive.door import Archive

Where = Literal["部门", "文件名", "审核结果", "原文"]
MOST = 200  # hits of one kind that are told; whoever finds more asks more closely
SENTENCES = """SELECT DISTINCT sha256, page, text FROM read_parquet(?, hive_partitioning = false)
WHERE {} AND reading IN (SELECT unnest(?)) ORDER BY sha256, page, text LIMIT ?"""


class SearchHit(NamedTuple):
    """A text that holds all the words, in which document, and on which page if it has any."""

    where: Where
    sha256: str
    text: str
    page: int | None = None


def search(archive: Archive, words: str) -> list[SearchHit]:
    """The texts that hold every one of these words."""
    asked = words.split()
    if not asked:
        return []
    return [*_in_register(archive, asked), *_in_lake(archive, asked)]


def _in_register(archive: Archive, words: Sequence[str]) -> Iterator[SearchHit]:
    wheres: tuple[tuple[Where, str, str], ...] = (
        ("部门", "reading", "department"),
        ("文件名", "document", "name"),
        ("审核结果", "finding", "message"),
    )
    for where, table, column in wheres:
        for row in archive.register.containing(table, column, words, MOST):
            yield SearchHit(where, row["sha256"], row[column])


def _in_lake(archive: Archive, words: Sequence[str]) -> Iterator[SearchHit]:
    parts = archive.parts()
    if not parts:
        return
    wanted = " AND ".join(["contains(text, ?)"] * len(words))
    files, keys = archive.lake.paths(parts, "claims"), [part.reading for part in parts]
    asked = [files, *words, keys, MOST]
    for sha256, page, text in archive.lake.query(SENTENCES.format(wanted), asked):
        yield SearchHit("原文", sha256, text, page)
