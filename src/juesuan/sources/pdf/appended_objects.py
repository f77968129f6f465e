"""What is written behind the bytes of a PDF, kept to what changed: annotations as own objects.

pdfium writes everything it has read once more, and annotations of ours within their pages, where
no viewer can let another one answer them. What it wrote is taken apart here, never the PDF itself.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

TOKEN = re.compile(rb"<<|>>|[\[\]()]|<[0-9A-Fa-f\s]*>|/[^\s<>\[\]()/%{}]*|[^\s<>\[\]()/%{}]+")
BLANKS = b" \t\r\n\f\0"
IN_TEXT = re.compile(rb"[()\\]")
OBJECT = re.compile(rb"[\s\0]*([0-9]{1,9}) ([0-9]{1,5}) obj")
LENGTH = re.compile(rb"[0-9]{1,10}")
ENDED = re.compile(rb"[\s\0]*endobj")
STREAM = re.compile(rb"[\s\0]*stream\r?\n")
LAST = re.compile(rb"startxref\s+([0-9]{1,12})\s+%%EOF")
OF_TABLE = (b"/Size", b"/W", b"/Index", b"/Length", b"/Type", b"/Filter", b"/DecodeParms")
LOCKED, MARK = b"/Encrypt", b"/Subtype/Highlight"
ENTRY = struct.Struct(">BIH")
WIDTHS = b"[1 4 2]"


class Appended(NamedTuple):
    """An object as it was written: its number, its value, whether a stream follows."""

    number: int
    value: bytes
    stream: bool


class NotAsWritten(ValueError):
    """What stands behind the bytes of a PDF is not as pdfium writes it."""


def kept_to_changes(written: bytes, start: int) -> bytes:
    """The same update, behind the first `start` bytes, of nothing but what changed."""
    try:
        return _rewritten(written, start)
    except (ValueError, LookupError, struct.error):
        return written


def _rewritten(written: bytes, start: int) -> bytes:
    match = LAST.search(written, max(start, len(written) - 64))
    if match is None:
        raise NotAsWritten
    objects, table = _objects(written, start)
    at = _past_blanks(written, table)
    trailer = _fields(written, written.index(b"<<", at))
    if LOCKED in trailer:  # texts in it are locked by the numbers of their objects
        raise NotAsWritten
    count = int(trailer[b"/Size"])
    changed: dict[int, bytes] = {}
    for item in objects:
        value, marks = _parted(item, count)
        if marks:
            changed[item.number] = value
            changed |= dict(enumerate(marks, start=count))
            count += len(marks)
    body = _Body(written[:start], at - int(match[1]))
    plain = written.startswith(b"xref", at)
    return body.ended(changed, count, trailer, plain=plain) if changed else written


class _Body:
    """What is written behind a PDF; places are counted from `shift`."""

    def __init__(self, data: bytes, shift: int) -> None:
        self.data, self.shift = bytearray(data), shift
        self.places: dict[int, int] = {}

    def ended(
        self,
        objects: Mapping[int, bytes],
        count: int,
        trailer: Mapping[bytes, bytes],
        *,
        plain: bool,
    ) -> bytes:
        """All of it: the objects, where they stand, and how a reader finds that."""
        self.data += b"\n"
        for number in sorted(objects):
            self.places[number] = len(self.data) - self.shift
            self.data += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
        rest = b"".join(b" ".join(pair) for pair in trailer.items() if pair[0] not in OF_TABLE)
        rest = rest.replace(b"/ID [", b"/ID[")
        at = len(self.data) - self.shift
        if plain:
            head = b"<</Size %d%b>>" % (count, rest)
            self.data += b"xref\n%btrailer\n%b\n" % (b"".join(self._table()), head)
        else:
            self._stream(count, rest, at)
        self.data += b"startxref\n%d\n%%%%EOF\n" % at
        return bytes(self.data)

    def _runs(self) -> Iterator[list[int]]:
        """The numbers of the objects, those that follow each other together."""
        run: list[int] = []
        for number in sorted(self.places):
            if run and number != run[-1] + 1:
                yield run
                run = []
            run.append(number)
        yield run

    def _table(self) -> Iterator[bytes]:
        yield b"0 1\n0000000000 65535 f\r\n"
        for run in self._runs():
            yield b"%d %d\n" % (run[0], len(run))
            yield from (b"%010d 00000 n\r\n" % self.places[number] for number in run)

    def _stream(self, count: int, rest: bytes, at: int) -> None:
        self.places[count] = at
        index = b" ".join(b"%d %d" % (run[0], len(run)) for run in self._runs())
        rows = b"".join(ENTRY.pack(1, self.places[number], 0) for number in sorted(self.places))
        head = b"<</Type/XRef/Size %d/W%b/Index[%b]/Length %d%b>>" % (
            *(count + 1, WIDTHS, index, len(rows), rest),
        )
        self.data += b"%d 0 obj\n%bstream\n%b\nendstream\nendobj\n" % (count, head, rows)


def _objects(data: bytes, at: int) -> tuple[list[Appended], int]:
    """The objects from a place on, and where what is none begins."""
    objects: list[Appended] = []
    while match := OBJECT.match(data, at):
        begin = _past_blanks(data, match.end())
        end = _end(data, begin)
        value = data[begin:end]
        if stream := STREAM.match(data, end):
            fields = _fields(value, 0)
            if fields.get(b"/W"):
                break  # where all objects stand, written as one of them
            length = LENGTH.fullmatch(fields[b"/Length"].strip())
            if length is None:
                raise NotAsWritten
            end = data.index(b"endstream", stream.end() + int(length[0])) + len(b"endstream")
        ended = ENDED.match(data, end)
        if ended is None or match[2] != b"0":
            raise NotAsWritten
        objects.append(Appended(int(match[1]), value, stream is not None))
        at = ended.end()
    return objects, at


def _parted(item: Appended, number: int) -> tuple[bytes, list[bytes]]:
    """A page or a list of annotations, each mark of ours in it named by the next number."""
    if item.stream or MARK not in item.value:
        return item.value, []
    begin = 0
    if item.value.startswith(b"<<"):
        spans = _spans(item.value, 2)
        begin = next((a for key, a, _ in spans if key == b"/Annots"), -1)
    if begin < 0 or not item.value.startswith(b"[", begin):
        return item.value, []
    parts, marks, last = [item.value[: begin + 1]], list[bytes](), begin + 1
    for a, b in _elements(item.value, begin + 1):
        if item.value.startswith(b"<<", a) and MARK in item.value[a:b]:
            marks.append(item.value[a:b])
            parts += [item.value[last:a], b" %d 0 R " % (number + len(marks) - 1)]
            last = b
    return b"".join((*parts, item.value[last:])), marks


def _fields(data: bytes, at: int) -> dict[bytes, bytes]:
    """The keys of a dictionary with their values as they stand."""
    return {key: data[a:b].strip() for key, a, b in _spans(data, at + 2)}


def _spans(data: bytes, at: int) -> Iterator[tuple[bytes, int, int]]:
    """Each key of a dictionary with where its value begins and ends; a reference is one value."""
    key, begin, end = b"", 0, 0
    for a, b in _elements(data, at):
        if data.startswith(b"/", a) and (not key or end):
            if key:
                yield key, begin, end
            key, begin, end = data[a:b], 0, 0
        else:
            begin, end = begin or a, b
    if key:
        yield key, begin, end


def _elements(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Where the values within a dictionary or list begin and end."""
    while match := TOKEN.match(data, _past_blanks(data, at)):
        if match[0] in (b">>", b"]"):
            return
        at = _end(data, match.start())
        yield match.start(), at
    raise NotAsWritten


def _end(data: bytes, at: int) -> int:
    """Where a value ends that begins at a place."""
    depth = 0
    while match := TOKEN.match(data, _past_blanks(data, at)):
        at = match.end()
        if match[0] == b"(":
            at = _text_end(data, at)
        depth += (match[0] in (b"<<", b"[")) - (match[0] in (b">>", b"]"))
        if depth <= 0:
            return at
    raise NotAsWritten


def _past_blanks(data: bytes, at: int) -> int:
    while data[at : at + 1] in BLANKS and at < len(data):
        at += 1
    return at


def _text_end(data: bytes, at: int) -> int:
    """Where a text ends whose bracket has opened."""
    depth = 1
    while depth:
        match = IN_TEXT.search(data, at)
        if match is None:
            raise NotAsWritten
        escaped = match[0] == b"\\"
        at = match.end() + escaped
        depth += (match[0] == b"(") - (match[0] == b")")
    return at
