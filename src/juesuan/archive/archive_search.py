"""Search: words in names of departments and files, in findings, and in sentences of documents.

Any part of a word counts, two characters of Chinese included. The index of words tells which
documents may hold them; only those are looked through, a few of the newest year first, until
there are enough hits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from juesuan.archive.door import Archive
from juesuan.archive.register_rows import part_of
from juesuan.archive.word_index import candidates

Where = Literal["部门", "文件名", "审核结果", "原文"]
MOST = 200  # hits of one kind that are told; whoever finds more asks more closely
STEPS = (64, 512, 4096)  # documents that are looked through at a time
SENTENCES = """SELECT DISTINCT sha256, page, text FROM read_parquet(?, hive_partitioning = false)
WHERE {} AND reading IN (SELECT unnest(?)) ORDER BY sha256, page, text LIMIT ?"""


class SearchHit(NamedTuple):
    """A text that holds all the words, in which document, and on which page if it has any."""

    where: Where
    sha256: str
    text: str
    page: int | None = None


Looking = Callable[[Archive, Sequence[str], Sequence[str], int], Iterator[SearchHit]]


def search(archive: Archive, words: str) -> list[SearchHit]:
    """The texts that hold every one of these words."""
    asked = words.split()
    if not asked:
        return []
    chosen = candidates(archive.register, asked)
    judged = chosen if archive.register.indexed else candidates(archive.register, ())
    return [
        *_in_names(archive, asked),
        *_by_steps(archive, asked, judged, _in_findings),
        *_by_steps(archive, asked, chosen, _in_sentences),
    ]


def _in_names(archive: Archive, words: Sequence[str]) -> Iterator[SearchHit]:
    """Names are few: all of them are looked through, capitals as small letters."""
    names: tuple[tuple[Where, str, str], ...] = (
        ("部门", "reading", "department"),
        ("文件名", "document", "name"),
    )
    folded = [word.casefold() for word in words]
    for where, table, column in names:
        rows = archive.register.every(table)
        hits = (row for row in rows if all(word in row[column].casefold() for word in folded))
        for _, row in zip(range(MOST), hits, strict=False):
            yield SearchHit(where, row["sha256"], row[column])


def _by_steps(
    archive: Archive, words: Sequence[str], chosen: Sequence[str], looking: Looking
) -> Iterator[SearchHit]:
    """The first hits in documents in their order, a few documents of one year at a time."""
    years = {row["sha256"]: row["year"] for row in archive.register.every("reading")}
    lacking, step = MOST, 0
    for _, group in groupby(chosen, years.__getitem__):
        documents = [*group]
        while documents and lacking:
            size = STEPS[min(step, len(STEPS) - 1)]
            hits = [*looking(archive, words, documents[:size], lacking)]
            yield from hits
            lacking, step, documents = lacking - len(hits), step + 1, documents[size:]


def _in_findings(
    archive: Archive, words: Sequence[str], among: Sequence[str], most: int
) -> Iterator[SearchHit]:
    for row in archive.register.containing("finding", "message", words, most, among):
        yield SearchHit("审核结果", row["sha256"], row["message"])


def _in_sentences(
    archive: Archive, words: Sequence[str], among: Sequence[str], most: int
) -> Iterator[SearchHit]:
    here = {*among}
    parts = [part_of(dict(r)) for r in archive.register.every("reading") if r["sha256"] in here]
    wanted = " AND ".join(["contains(text, ?)"] * len(words))
    files, keys = archive.lake.paths(parts, "claims"), [part.reading for part in parts]
    asked = [files, *words, keys, most]
    for sha256, page, text in archive.lake.query(SENTENCES.format(wanted), asked):
        yield SearchHit("原文", sha256, text, page)
