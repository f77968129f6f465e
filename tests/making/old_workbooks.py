"""XLS as it is stored: the records of a workbook, in one stream of an OLE file."""

from __future__ import annotations

import struct
from collections.abc import Sequence

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
VISIBLE, HIDDEN = 0, 1

Rows = Sequence[Sequence[str | float | bytes | None]]
"""Rows of texts, numbers, empty cells; bytes are the record of a cell as it is."""


def record(kind: int, body: bytes = b"") -> bytes:
    """One record: its kind, its length, its body."""
    return struct.pack("<HH", kind, len(body)) + body


def bof(kind: int) -> bytes:
    """The beginning of the globals (5) or of a sheet (0x10)."""
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 0x600))


def text_of(text: str) -> bytes:
    """A text with the length of its letters, each of two bytes."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def number(row: int, column: int, value: float, look: int = 0) -> bytes:
    """The record of a number."""
    return record(0x203, struct.pack("<HHHd", row, column, look, value))


def look(code: int, sides: int) -> bytes:
    """How a cell is shown: its number format, a line on each of so many sides."""
    lines = sum(1 << 4 * side for side in range(sides))
    return record(0xE0, struct.pack("<HHHBBBBIIH", 0, code, 0, 0x20, 0, 0, 0, lines, 0, 0x20C0))


def stream(sheets: Sequence[tuple[str, int, Rows]], code: str, more: bytes = b"") -> bytes:
    """The stream of a workbook: sheets by name, state and rows; every cell ruled, in one format."""
    head = bof(5) + record(0x42, struct.pack("<H", 1200)) + more
    head += record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 8, 400, 0, 0, 0, 0, 0) + b"\1\0A") * 5
    head += record(0x41E, struct.pack("<H", 164) + text_of(code)) + look(0, 0) + look(164, 4)
    names = [text_of(name)[:1] + text_of(name)[2:] for name, _, _ in sheets]
    bodies = [_sheet(rows) for _, _, rows in sheets]
    at = len(head) + sum(len(name) + 10 for name in names) + 4
    bounds = b""
    for (_, state, _), name, body in zip(sheets, names, bodies, strict=True):
        bounds += record(0x85, struct.pack("<IBB", at, state, 0) + name)
        at += len(body)
    return head + bounds + record(0xA) + b"".join(bodies)


def _sheet(rows: Rows) -> bytes:
    cells = b""
    for row, values in enumerate(rows):
        ruled = int(len(values) > 1)
        for column, value in enumerate(values):
            if isinstance(value, bytes):
                cells += value
            elif isinstance(value, str):
                place = struct.pack("<HHH", row, column, ruled)
                cells += record(0x204, place + text_of(value)) if value else b""
            elif value is not None:
                cells += number(row, column, value, ruled)
    return bof(0x10) + cells + record(0xA)


def ole(data: bytes, name: str = "Workbook", **more: bytes) -> bytes:
    """An OLE file with one stream, or more of them; a name that begins with `_` is without it."""
    streams = {name: data} | {each.removeprefix("_"): body for each, body in more.items()}
    whole = b""
    chain: list[int] = []
    places: list[tuple[int, int]] = []
    for body in streams.values():
        padded = body.ljust(max(len(body), 4096), b"\0")
        count = -(-len(padded) // SECTOR)
        places.append((len(chain), len(padded)))
        chain += [*range(len(chain) + 1, len(chain) + count), END]
        whole += padded.ljust(count * SECTOR, b"\0")
    sectors = len(chain)
    tables = -(-(sectors + 2) // (SECTOR // 4 - 1))
    chain += [END, *([TABLE] * tables)]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    listed = [sectors + 1 + at for at in range(tables)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, sectors, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *listed, *[FREE] * (109 - tables))
    entries = _entry("Root Entry", 5, 1, END, 0)
    for at, (each, place) in enumerate(zip(streams, places, strict=True), 2):
        entries += _entry(each, 2, FREE, *place, after=at if at <= len(streams) else FREE)
    folder = entries.ljust(SECTOR, b"\0")
    return header + whole + folder + struct.pack(f"<{len(chain)}I", *chain)


def _entry(  # noqa: PLR0913 - the fields of an entry
    name: str, kind: int, child: int, start: int, size: int, *, after: int = FREE
) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, FREE, after, child)
    return head + bytes(36) + struct.pack("<III", start, size, 0)


def old_word(*pieces: str, flags: int = 0) -> bytes:
    """A text of Word in pieces, those of ASCII letters stored in one byte each."""
    at, bodies = 0x400, b""
    places, marks = list[int](), [0]
    for piece in pieces:
        short = piece.isascii()
        body = piece.encode("ascii" if short else "utf-16-le")
        places.append((at * 2) | 1 << 30 if short else at)
        bodies, at = bodies + body, at + len(body)
        marks.append(marks[-1] + len(piece))
    descriptors = b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    listed = struct.pack(f"<{len(marks)}I", *marks) + descriptors
    table = struct.pack("<BH", 1, 2) + b"xx" + struct.pack("<BI", 2, len(listed)) + listed
    head = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, flags).ljust(0x1A2, b"\0")
    head += struct.pack("<II", 0, len(table))
    return ole(head.ljust(0x400, b"\0") + bodies, "WordDocument", _0Table=table)


def old_workbook(
    sheets: Sequence[tuple[str, int, Rows]],
    code: str = "#,##0.00",
    more: bytes = b"",
) -> bytes:
    """An XLS file of these sheets."""
    return ole(stream(sheets, code, more))
