"""The text of an old Word file (DOC, WPS) from its bytes: to count what a conversion kept."""

from __future__ import annotations

import io
import struct
from itertools import pairwise

from xlrd.compdoc import CompDoc, CompDocError

from juesuan.model.page import Unreadable
from juesuan.packed import DAMAGE, LOCKED

MAIN, TABLES = "WordDocument", ("0Table", "1Table")
MAGIC, ENCRYPTED, SECOND = 0xA5EC, 0x100, 0x200
FLAGS, PIECES = 0x0A, 0x1A2
"""Where the header of the text says what it is, and where its table of pieces stands."""
PROPERTIES, TABLE = 1, 2
BYTES = 1 << 30  # a piece of one byte a letter
DAMAGED = (*DAMAGE, CompDocError, AssertionError, TypeError, AttributeError, MemoryError)


def old_text(data: bytes) -> str | None:
    """The text of an old Word file, notes and margins included; None where it is none.

    Raises Unreadable where it is locked.
    """
    try:
        whole = CompDoc(data, logfile=io.StringIO())
        main = whole.get_named_stream(MAIN)
        if main is None or _short(main, 0) != MAGIC:
            return None
        flags = _short(main, FLAGS)
        if flags & ENCRYPTED:
            raise Unreadable(LOCKED)
        table = whole.get_named_stream(TABLES[bool(flags & SECOND)])
        return "".join(_pieces(main, table or b""))
    except DAMAGED:
        return None


def _pieces(main: bytes, table: bytes) -> list[str]:
    start, size = _whole(main, PIECES), _whole(main, PIECES + 4)
    at, end = start, start + size
    while at < end and table[at] == PROPERTIES:
        at += 3 + _short(table, at + 1)
    if table[at] != TABLE:
        return []
    size = _whole(table, at + 1)
    count = (size - 4) // 12
    first = at + 5
    kinds = first + 4 * (count + 1)
    marks = struct.unpack_from(f"<{count + 1}I", table, first)
    places = (_whole(table, kinds + 8 * n + 2) for n in range(count))
    pieces = zip(places, pairwise(marks), strict=True)
    return [_piece(main, place, end - begun) for place, (begun, end) in pieces if end > begun]


def _piece(main: bytes, place: int, length: int) -> str:
    if place & BYTES:
        start = (place & ~BYTES) // 2
        return main[start : start + length].decode("cp1252", "replace")
    return main[place : place + 2 * length].decode("utf-16-le", "replace")


def _whole(data: bytes, at: int) -> int:
    (value,) = struct.unpack_from("<I", data, at)
    return int(value)


def _short(data: bytes, at: int) -> int:
    (value,) = struct.unpack_from("<H", data, at)
    return int(value)
