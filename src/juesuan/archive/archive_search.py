"""Search: words in names of departments and files, in findings, and in sentences of documents.

Any part of a word counts, two characters of Chinese included. The index of words tells which
documents may hold them; only those are looked through, a few of the newest year first, until
there are enough hits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from juesuan.archive.door import Archive
from juesuan.archive.finding_texts import messages_holding
from juesuan.archive.register import Register
from juesuan.archive.register_rows import part_of
from juesuan.archive.word_index import candidates

Where = Literal["部门", "文件名", "审核结果", "原文"]
MOST = 200  # hits of one kind that are told; whoever finds more asks more closely
STEPS = (64, 512, 4096)  # documents that are looked through at a time
SENTENCES = """SELECT sha256, page, text FROM read_parquet(?, hive_partitioning = false)
WHERE {} AND reading IN (SELECT unnest(?)) GROUP BY sha256, page, text
ORDER BY min(list_position(?, reading)), page, text LIMIT ?"""


class SearchHit(NamedTuple):
    """A text that holds all the words, in which document, and on which page if it has any."""

    where: Where
    sha256: str
    text: str
    page: int | None = None


Names = Mapping[Where, Sequence[tuple[str, str, str]]]


def search(archive: Archive, words: str) -> list[SearchHit]:
    """The texts that hold every one of these words."""
    asked = words.split()
    if not asked:
        return []
    chosen = candidates(archive.register, asked)
    judged = chosen if archive.register.indexed else candidates(archive.register, ())
    return [
        *_in_names(archive, asked),
        *_in_findings(archive, asked, judged),
        *_by_steps(archive, asked, chosen),
    ]


def _in_names(archive: Archive, words: Sequence[str]) -> Iterator[SearchHit]:
    """Names are few: all of them are looked through, capitals as small letters."""
    register, folded = archive.register, [word.casefold() for word in words]
    whole = register.whole
    names: Names = whole.remembered("names", lambda: _names(whole), rows_only=True)
    for where, rows in names.items():
        hits = (row for row in rows if all(word in row[2] for word in folded))
        seen = (SearchHit(where, sha256, name) for sha256, name, _ in hits if register.sees(sha256))
        yield from islice(seen, MOST)


def _names(register: Register) -> Names:
    """The names of departments and files, capitals as small letters beside them."""
    names: tuple[tuple[Where, str, str], ...] = (
        ("部门", "reading", "department"),
        ("文件名", "document", "name"),
    )
    return {
        where: [(row["sha256"], row[name], row[name].casefold()) for row in register.every(table)]
        for where, table, name in names
    }


def _in_findings(
    archive: Archive, words: Sequence[str], chosen: Sequence[str]
) -> Iterator[SearchHit]:
    hits = messages_holding(archive.register, words, chosen)
    yield from (SearchHit("审核结果", sha256, message) for sha256, message in islice(hits, MOST))


def _by_steps(archive: Archive, words: Sequence[str], chosen: Sequence[str]) -> Iterator[SearchHit]:
    """The first sentences of documents in their order, a few documents at a time, then more."""
    lacking, step = MOST, 0
    while chosen and lacking:
        size = STEPS[min(step, len(STEPS) - 1)]
        hits = [*_in_sentences(archive, words, chosen[:size], lacking)]
        yield from hits
        lacking, step, chosen = lacking - len(hits), step + 1, chosen[size:]


def _in_sentences(
    archive: Archive, words: Sequence[str], among: Sequence[str], most: int
) -> Iterator[SearchHit]:
    readings = {row["sha256"]: row for row in archive.register.every("reading")}
    parts = [part_of(dict(readings[sha256])) for sha256 in among if sha256 in readings]
    wanted = " AND ".join(["contains(text, ?)"] * len(words))
    files, keys = archive.lake.paths(parts, "claims"), [part.reading for part in parts]
    asked = [files, *words, keys, keys, most]
    for sha256, page, text in archive.lake.query(SENTENCES.format(wanted), asked):
        yield SearchHit("原文", sha256, text, page)
