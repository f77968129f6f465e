"""Bookmarks: the places inside a document that its contents and its numbers lead to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from itertools import count

from juesuan.model.disclosure import Disclosure, Heading, LinkedNumber, Text
from juesuan.model.number import Address
from juesuan.publishing.disclosure.docx.elements import Element, w

PLAIN = re.compile(r"[^A-Za-z0-9]+")
READABLE, DIGEST = 16, 20  # with the sign and two strokes, 39 of the 40 signs that Word allows


def bookmark_name(sign: str, text: str) -> str:
    """The bookmark of a text: the same for the same text, another for any other; hidden."""
    readable = PLAIN.sub("_", text).strip("_")[:READABLE]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]
    return f"_{sign}{readable}_{digest}"


class Bookmarks:
    """The places of one document that are linked to, and the numbers their marks have."""

    def __init__(self, disclosure: Disclosure) -> None:
        cells = {address for table in disclosure.tables for address in table.cells.values()}
        self.cells: Mapping[Address, str] = {
            address: bookmark_name("n", str(address))
            for address in _linked(disclosure)
            if address in cells
        }
        self._unset = set(self.cells)
        self._headings = set[str]()
        self._numbers = count(1)

    def around_cell(self, address: Address | None, inside: list[Element]) -> list[Element]:
        """The content of a cell, marked if a number of the text leads to it."""
        if address not in self._unset:
            return inside
        self._unset.discard(address)
        return self._around(self.cells[address], inside)

    def around_heading(self, heading: Heading, inside: list[Element]) -> list[Element]:
        """The words of a heading, marked."""
        if heading.id in self._headings:
            return inside
        self._headings.add(heading.id)
        return self._around(heading_bookmark(heading), inside)

    def _around(self, name: str, inside: list[Element]) -> list[Element]:
        number = next(self._numbers)
        start = w("bookmarkStart", id=number, name=name)
        return [start, *inside, w("bookmarkEnd", id=number)]


def heading_bookmark(heading: Heading) -> str:
    """The bookmark of a heading."""
    return bookmark_name("h", heading.id)


def _linked(disclosure: Disclosure) -> Iterator[Address]:
    for block in disclosure.blocks:
        for part in block.runs if isinstance(block, Text) else ():
            if isinstance(part, LinkedNumber) and part.address is not None:
                yield part.address
