"""What a PDF says on no page: document information, bookmarks, attachments, notes, form fields.

PDFium gives what it knows by name; the rest (fields of parents, layers, metadata of one's own) are
the text strings of the file itself, found in its objects as they lie there or packed in streams.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import pypdfium2
from pypdfium2 import raw

from juesuan.model.page import Aside

NOTE = ("Contents", "Subj", "V", "DV", "T", "TU", "RC")
LINK = 2  # FPDF_ANNOT_LINK
NOTES, DEEP, SHORT = 2000, 8, 24
UNPACKED = 64 * 2**20
LITERAL = re.compile(rb"\((\xfe\xff|\xef\xbb\xbf)((?:[^\\()]|\\[\s\S])*+)\)")
HEXED = re.compile(rb"<\s{0,4}((?:[Ff][Ee][Ff][Ff]|[Ee][Ff][Bb][Bb][Bb][Ff])[0-9A-Fa-f\s]*+)>")
ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
LETTERS = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r\n": b"",
}
XMP = re.compile(rb"<x:xmpmeta((?:[^<]|<(?!/x:xmpmeta))*+)")
TAG = re.compile(r"<[^<>]*>")


def aside_of(pdf: Any, data: bytes, words: Iterable[Sequence[str]]) -> Aside:  # noqa: ANN401 - pypdfium2 is untyped
    """All of it: titles, which name something, and texts; `words` are the notes of each page."""
    titles = [*filter(None, _information(pdf)), *_attachments(pdf)]
    with suppress(pypdfium2.PdfiumError):
        titles += [_title(mark) for mark in pdf.get_toc(max_depth=DEEP)]
    notes = list(_notes(pdf, words))
    titles += [note for note in notes if len(note) <= SHORT]
    return Aside(tuple(titles), (*notes, *_strings(data)))


def _information(pdf: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    for key in pdf.METADATA_KEYS:
        yield _words(partial(raw.FPDF_GetMetaText, pdf, key.encode() + b"\0"))


def _title(mark: Any) -> str:  # noqa: ANN401 - as above
    return _words(partial(raw.FPDFBookmark_GetTitle, mark))


def _attachments(pdf: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    for index in range(min(pdf.count_attachments(), NOTES)):
        with suppress(pypdfium2.PdfiumError):
            yield _name(pdf.get_attachment(index))


def _name(file: Any) -> str:  # noqa: ANN401 - as above
    def named(room: Any, size: int) -> int:  # noqa: ANN401 - as above
        pointer = room and ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR))
        return int(raw.FPDFAttachment_GetName(file, pointer, size))

    return _words(named)


def _notes(pdf: Any, words: Iterable[Sequence[str]]) -> Iterator[str]:  # noqa: ANN401 - as above
    """The words of the notes and fields of each page, and those that are drawn for them."""
    for number, noted in enumerate(words):
        if noted:
            yield from filter(None, noted)
            with suppress(pypdfium2.PdfiumError):
                yield from _drawn(pdf, number)


def notes_on(page: Any) -> list[str]:  # noqa: ANN401 - as above
    """The words of each note of an open page; "" at least, where there is one that is no link."""
    words: list[str] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), NOTES)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        if raw.FPDFAnnot_GetSubtype(note) != LINK:
            words.append("")
        words += [_value(note, key) for key in NOTE]
        raw.FPDFPage_CloseAnnot(note)
    return words


def _value(note: Any, key: str) -> str:  # noqa: ANN401 - as above
    name = key.encode() + b"\0"

    def value(room: Any, size: int) -> int:  # noqa: ANN401 - as above
        pointer = room and ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR))
        return int(raw.FPDFAnnot_GetStringValue(note, name, pointer, size))

    return _words(value)


def _words(given: Callable[[Any, int], int]) -> str:
    """A text of PDFium's, asked for its size first; what is no letter in it is shown as such."""
    size = given(None, 0)
    room = ctypes.create_string_buffer(size)
    given(room, size)
    return room.raw[: max(size - 2, 0)].decode("utf-16-le", "replace").strip()


def _drawn(pdf: Any, number: int) -> Iterator[str]:  # noqa: ANN401 - as above
    """The lines that a page gains when its notes are drawn onto it."""
    before = set(_lines(pdf, number))
    page = pdf[number]
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    yield from (line for line in _lines(pdf, number) if line not in before)


def _lines(pdf: Any, number: int) -> list[str]:  # noqa: ANN401 - as above
    page = pdf[number]
    text = page.get_textpage()
    try:
        return [str(line) for line in text.get_text_range().splitlines()]
    finally:
        text.close()
        page.close()


def _strings(data: bytes) -> Iterator[str]:
    """The text strings (UTF-16 or UTF-8, as they say of themselves) of a file and its metadata."""
    for part in (data, *_packed(data)):
        for match in LITERAL.finditer(part):
            yield _decoded(match[1] + ESCAPED.sub(_unescaped, match[2]))
        for match in HEXED.finditer(part):
            digits = re.sub(rb"\s", b"", match[1])
            yield _decoded(bytes.fromhex(digits[: len(digits) // 2 * 2].decode()))
        for match in XMP.finditer(part):
            yield from TAG.split(match[1].decode("utf-8", "replace"))


def _packed(data: bytes) -> Iterator[bytes]:
    """The streams that hold objects, unpacked, as far as there is room."""
    room = UNPACKED
    for match in re.finditer(rb"/ObjStm", data):
        start = data.find(b"stream", match.end(), match.end() + 2000)
        end = data.find(b"endstream", start)
        if start < 0 or end < 0 or room <= 0:
            continue
        with suppress(zlib.error):
            packed = data[start + len(b"stream") : end].lstrip(b"\r\n")
            part = zlib.decompressobj().decompress(packed, room)
            room -= len(part)
            yield part


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1].isdigit():
        return bytes([int(match[1], 8) & 0xFF]) if match[1][:1] < b"8" else match[1]
    return LETTERS.get(match[1], match[1])


def _decoded(text: bytes) -> str:
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    return text[3:].decode("utf-8", "replace")
