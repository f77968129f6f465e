"""The index of words: which pairs of neighbouring characters stand in a document, as bits.

A text that holds a word holds every pair of its characters, so a document that lacks one of them
need not be looked through. Digits have few pairs, and every document has them all: where no Chinese
stands, four characters together are noted, too. Several share a bit: what the index lets through is
looked through still, and nothing that holds a word is left out. It is made of what the register and
the lake hold of the same document, and of nothing else.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from itertools import pairwise
from zlib import crc32

from juesuan.archive.lake import Lake
from juesuan.archive.register import Register, Writing
from juesuan.archive.register_rows import part_of

BITS = 2**14  # of which those of a long disclosure take about a sixth
Marked = tuple[str, bytes]
PLAIN = re.compile(r"[^\u2e80-\uffff]{4,}")
TEXTS = "SELECT reading, text FROM read_parquet(?, hive_partitioning = false)"


def marks_of(texts: Iterable[str]) -> str:
    """The bits of all characters and pairs of these texts, written as letters."""
    marks = bytearray(BITS // 8)
    for gram in {gram for text in set(texts) for gram in _grams(text)}:
        bit = _bit(gram)
        marks[bit >> 3] |= 1 << (bit & 7)
    return b64encode(marks).decode()


def index_row(sha256: str, messages: Iterable[str], sentences: Iterable[str]) -> dict[str, str]:
    """The row of a document in the index: the words of its findings and of its sentences."""
    return {"sha256": sha256, "marks": marks_of([*messages, *sentences])}


def candidates(register: Register, words: Iterable[str]) -> list[str]:
    """The documents that may hold all of these words, the newest year first; none is left out."""
    whole = register.whole
    marked: list[Marked] = whole.remembered("words", lambda: _marked(whole), rows_only=True)
    bits = {_bit(gram) for word in words for gram in _asked(word)}
    places = [(bit >> 3, 1 << (bit & 7)) for bit in bits]
    return [
        sha256
        for sha256, marks in marked
        if register.sees(sha256) and all(not marks or marks[at] & mask for at, mask in places)
    ]


def fill(register: Register, lake: Lake) -> None:
    """Index an archive of an earlier layout, all of it or nothing."""
    with register.writing() as writing:
        writing.delete("words")
        writing.insert("words", [*_index(writing, lake)])
        writing.renew_layout()


def _index(writing: Writing, lake: Lake) -> Iterator[dict[str, str]]:
    readings = writing.rows("reading")
    messages: dict[str, list[str]] = {}
    for row in writing.rows("finding"):
        messages.setdefault(row["sha256"], []).append(row["message"])
    sentences: dict[str, list[str]] = {}
    files = lake.paths([part_of(row) for row in readings], "claims")
    for reading, text in lake.query(TEXTS, [files]) if files else ():
        sentences.setdefault(reading, []).append(text)
    for row in readings:
        sha256 = row["sha256"]
        yield index_row(sha256, messages.get(sha256, ()), sentences.get(row["reading"], ()))


def _marked(register: Register) -> list[Marked]:
    """All documents, the newest year first, with their bits, b"" where they have none yet."""
    marks = {row["sha256"]: b64decode(row["marks"]) for row in register.rows("words")}
    every = sorted((-int(row["year"]), str(row["sha256"])) for row in register.every("reading"))
    return [(sha256, marks.get(sha256, b"")) for _, sha256 in every]


def _grams(text: str) -> Iterator[str]:
    """The characters of a text and the pairs of them, capitals as small letters."""
    folded = text.casefold()
    yield from folded
    yield from map("".join, pairwise(folded))
    yield from _fours(folded)


def _fours(folded: str) -> Iterator[str]:
    """Four characters together that no Chinese one is among."""
    for run in PLAIN.findall(folded):
        yield from (run[at : at + 4] for at in range(len(run) - 3))


def _asked(word: str) -> Iterator[str]:
    """What a text that holds a word must hold: its pairs, or the one character that it is."""
    folded = word.casefold()
    yield from map("".join, pairwise(folded)) if len(folded) > 1 else folded
    yield from _fours(folded)


def _bit(gram: str) -> int:
    return crc32(gram.encode("utf-8", "surrogatepass")) % BITS
