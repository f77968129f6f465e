"""`juesuan read`: from a file to what was read from it, without an audit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from juesuan.model.number import Fact
from juesuan.model.page import Box, Document, Framed, Limits, Unreadable
from juesuan.model.reading import Meta, Reading
from juesuan.notation.code_list import Entry
from juesuan.notation.edition import Edition, cover_words, load
from juesuan.notation.edition_folders import edition_id
from juesuan.reading import read
from juesuan.reading.cover import Cover, read_cover
from juesuan.sources.bundle import Unpacked, joined, told_apart, unpack
from juesuan.sources.folders import Source
from juesuan.sources.kinds import refuse_kind
from juesuan.sources.open import open_document
from juesuan.sources.regular import read_regular
from juesuan.tasks.results import Extract

SEVERAL = "几份文件合在一起，不能当作一份文件的字节来读：请一次指定一份"
NO_PAGES = "只有 PDF 才能画出页面；文本文件请直接看行号，工作簿请直接看工作表的行和列"
READ, EMPTY = "#2f9e44", "#868e96"


class Opened(NamedTuple):
    """A document, the edition chosen for it, and what was read by that edition."""

    document: Document
    edition: Edition
    reading: Reading


def read_file(source: Source, edition: str, codes: Sequence[Entry], limits: Limits) -> Extract:
    """Read one file without auditing it; raises Unreadable."""
    document, _, reading = opened(source, edition, codes, limits)
    return Extract(document.name, document.sha256, reading)


def cover_of(source: Source, limits: Limits) -> Meta:
    """Whose document of which year and kind a file is; raises Unreadable."""
    document = open_source(source, limits)
    return read_cover(document, cover_words()).meta("")


def opened(source: Source, edition: str, codes: Sequence[Entry], limits: Limits) -> Opened:
    """Open a file, choose its edition where none is named, and read it; raises Unreadable."""
    document = open_source(source, limits)
    chosen, cover = _chosen(document, edition)
    if codes:
        chosen = chosen.with_functional(codes)
    return Opened(document, chosen, read(document, chosen, cover))


def open_source(source: Source, limits: Limits) -> Document:
    """The pages of a file, or of several that are one disclosure; raises Unreadable."""
    if isinstance(source.origin, tuple):
        return joined(_open_parts(source.origin, limits), source.name)
    return open_document(source.name, content(source, limits), limits)


def _open_parts(parts: Sequence[Source], limits: Limits) -> list[Document]:
    """The files of several; a page that holds but frames is what they hold."""
    documents: list[Document] = []
    framed: Framed | None = None
    for part in parts:
        try:
            documents.append(_open_part(part, limits))
        except Framed as error:
            framed = error
    if framed and not documents:
        raise framed
    return documents


def _open_part(part: Source, limits: Limits) -> Document:
    """One file of several; where it cannot be read, its name is said."""
    try:
        return open_source(part, limits)
    except Framed:
        raise
    except Unreadable as error:
        raise Unreadable(f"“{part.name}”：{error}") from error


def survey_file(source: Source, edition: str, codes: Sequence[Entry], limits: Limits) -> Extract:
    """What a file holds that has no form, and hardly a claim: cards, or a piece of text."""
    del codes
    document = open_source(source, limits)
    chosen, cover = _chosen(document, edition)
    return Extract(document.name, document.sha256, read(document, chosen, cover, formless=True))


def unpack_file(
    source: Source, edition: str, codes: Sequence[Entry], limits: Limits
) -> Unpacked | None:
    """The files of a ZIP, None for an Office file; raises Unreadable."""
    del edition, codes
    return unpack(source.name, content(source, limits), limits)


def choose_edition(document: Document) -> Edition:
    """The edition of a document's year and region; raises Unreadable for no final accounts."""
    return _chosen(document)[0]


def _chosen(document: Document, name: str = "") -> tuple[Edition, Cover]:
    """The edition of a name, else that of a document's cover, and the cover."""
    named = load(name) if name else None
    cover = read_cover(document, cover_words())
    return named or load(edition_id(cover.year, cover.region)), cover


def read_document(document: Document, edition: Edition | None = None) -> Reading:
    """Read a document by an edition, its own where none is given; raises Unreadable."""
    return read(document, edition) if edition else read(document, *_chosen(document))


def content(source: Source, limits: Limits) -> bytes:
    """What the file holds; no more than the limit is ever read, and one byte to tell."""
    if isinstance(source.origin, bytes):
        return source.origin
    if isinstance(source.origin, tuple):
        raise Unreadable(SEVERAL)
    return read_regular(source.origin, limits.bytes, refuse_kind)


def draw_file(
    source: Source, edition: str, codes: Sequence[Entry], limits: Limits, out: str
) -> tuple[str, ...]:
    """Draw each page of a PDF into a folder, the recognised cells marked; raises Unreadable.

    Of several files each PDF has a folder of its own within it.
    """
    document, _, reading = opened(source, edition, codes, limits)
    if not isinstance(source.origin, tuple):
        return _draw(source, document, reading, Path(out), limits=limits)
    parts = [(part, _open_part(part, limits)) for part in source.origin]
    names = told_apart(document.name for _, document in parts)
    drawn = [
        path
        for name, (part, document) in zip(names, parts, strict=True)
        if document.pages[0].number
        for path in _draw(
            part, document, reading, Path(out, PurePath(name).stem), limits=limits, file=name
        )
    ]
    if not drawn:
        raise Unreadable(NO_PAGES)
    return tuple(drawn)


def _draw(  # noqa: PLR0913 - what to draw, whereof, where to
    source: Source,
    document: Document,
    reading: Reading,
    out: Path,
    *,
    limits: Limits,
    file: str = "",
) -> tuple[str, ...]:
    from juesuan.sources.draw import draw  # noqa: PLC0415 - brings Pillow, for drawing only

    data = content(source, limits)
    if not document.pages[0].number:
        raise Unreadable(NO_PAGES)
    marks: dict[int, list[tuple[Box, str, str]]] = {}
    for fact in reading.facts.values():
        if fact.place.page and fact.place.box and fact.place.file == file:
            marks.setdefault(fact.place.page, []).append(_mark(fact.place.box, fact))
    return tuple(str(path) for path in draw(data, document, out, marks, limits))


def _mark(box: Box, fact: Fact) -> tuple[Box, str, str]:
    return box, EMPTY if fact.blank else READ, str(fact.address)
