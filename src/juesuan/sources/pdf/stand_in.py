"""A font of boxes, made here: it stands in for every font that a PDF names and does not hold.

A real substitute would differ from machine to machine, and so would the boxes of its characters.
Every glyph of this one is the same shape, so that no character is without extent: PDFium leaves
what has none out of a page's text.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache

_GLYPHS = 65535
"""All that a font may have: a PDF may ask for any glyph by its number."""
_FULL, _HALF, _BLANK = 1, 2, 3
_END = b"\x0e"
_CALL = b"\x20\x1d"
"""Call subroutine 0, the shape that all glyphs share: two bytes a glyph."""
_EM, _ASCENT, _DESCENT = 1000, 880, -120
_LATIN = ((0x21, 0x9F), (0xA1, 0x24F))
_SPACES = ((0x20, 0x20), (0xA0, 0xA0), (0x2000, 0x200F), (0x3000, 0x3000))


@cache
def slivers() -> bytes:
    """For reading: each glyph, spaces too, is narrower than any advance a page may state."""
    sliver = _rectangle(0, 0, 100, 500) + _END
    return _font(sliver, _CALL, _CALL)


@cache
def frames() -> bytes:
    """For pictures: a hollow box for each character, half as wide for Latin ones."""
    full = _rectangle(80, -40, 840, 840) + _rectangle(40, -800, 760, 760, back=True) + _END
    half = _rectangle(60, -40, 380, 840) + _rectangle(40, -800, 300, 760, back=True) + _END
    return _font(full, half, _END)


def _rectangle(x: int, y: int, width: int, height: int, *, back: bool = False) -> bytes:
    """Charstring operators: move by (x, y), draw; the other way round it is a hole."""
    moved = _number(x) + _number(y) + b"\x15"
    if back:
        drawn = ((height, b"\x07"), (width, b"\x06"), (-height, b"\x07"))
    else:
        drawn = ((width, b"\x06"), (height, b"\x07"), (-width, b"\x06"))
    return moved + b"".join(_number(by) + along for by, along in drawn)


def _font(full: bytes, half: bytes, blank: bytes) -> bytes:
    """An OpenType file of six tables around the outlines."""
    tables = {
        b"CFF ": _outlines(full, half, blank),
        b"cmap": _characters(),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0),
            *(0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 0, 0),
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x10000, _ASCENT, _DESCENT, 0, _EM, *(0, 0, _EM, 1), *[0] * 7, 4
        ),
        b"hmtx": struct.pack(">8h", _EM, 0, _EM, 0, _EM // 2, 0, _EM, 0),
        b"maxp": struct.pack(">IH", 0x5000, _GLYPHS),
    }
    at = 12 + 16 * len(tables)
    directory = b"OTTO" + struct.pack(">HHHH", len(tables), 64, 2, 16 * len(tables) - 64)
    body = b""
    for tag, table in tables.items():
        directory += tag + struct.pack(">III", 0, at + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body


def _characters() -> bytes:
    """A cmap of format 13: whole ranges of characters share one glyph."""
    spans = [(*each, _HALF) for each in _LATIN] + [(*each, _BLANK) for each in _SPACES]
    groups, after = [], 0
    for first, last, glyph in sorted(spans):
        if first > after:
            groups.append((after, first - 1, _FULL))
        groups.append((first, last, glyph))
        after = last + 1
    groups.append((after, 0x10FFFF, _FULL))
    ranges = b"".join(struct.pack(">III", *group) for group in groups)
    table = struct.pack(">HHIII", 13, 0, 16 + len(ranges), 0, len(groups)) + ranges
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _outlines(full: bytes, half: bytes, blank: bytes) -> bytes:
    """The table `CFF `: the shape once, as a subroutine, and glyphs that call it."""
    glyphs = [_CALL] * _GLYPHS
    glyphs[_HALF], glyphs[_BLANK] = half, blank
    before = b"\x01\0\x04\x04" + _index([b"JuesuanStandIn"])
    after = _index([]) + _index([full])
    drawn = _index(glyphs)
    at = len(before) + len(_top(0, 0)) + len(after)
    names = b"\x02" + struct.pack(">HH", 1, _GLYPHS - 2)
    return before + _top(at, at + len(drawn)) + after + drawn + names


def _top(drawn: int, names: int) -> bytes:
    """The dictionary that says where names and glyphs stand; the private one is empty."""
    box = b"".join(_number(edge) for edge in (0, _DESCENT, _EM, _ASCENT)) + b"\x05"
    return _index([_long(names) + b"\x0f" + _long(drawn) + b"\x11" + _long(0) * 2 + b"\x12" + box])


def _index(items: Sequence[bytes]) -> bytes:
    if not items:
        return b"\0\0"
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    head = struct.pack(">HB", len(items), 4)
    return head + struct.pack(f">{len(offsets)}I", *offsets) + b"".join(items)


def _number(value: int) -> bytes:
    return b"\x1c" + struct.pack(">h", value)


def _long(value: int) -> bytes:
    return b"\x1d" + struct.pack(">i", value)
