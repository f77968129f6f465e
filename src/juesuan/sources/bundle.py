"""Several files, one disclosure: the files of a ZIP, and documents joined into one."""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from juesuan.model.page import (
    Aside,
    Block,
    Cell,
    Document,
    FileOf,
    Grid,
    Limits,
    Page,
    Place,
    Unreadable,
)
from juesuan.packed import ENCRYPTED, refuse_bombs, unpacked
from juesuan.sources.folders import SYSTEM, Left, Source
from juesuan.sources.kinds import HEAD, ZIP

NOUN = "压缩包"
UTF8 = 0x800
OFFICE = re.compile(
    r"\[Content_Types\]\.xml|mimetype|OFD\.xml|_rels/|word/|xl/|ppt/|docProps/|META-INF/|content\.xml"
)
ENDING = ".zip"
PACK_AGAIN = "请重新压缩、重新传送后再试"
LOCKED = "压缩包有密码，没有打开：请先用密码解压，再审核解出的文件"
NESTED = "压缩包里的压缩包，没有打开：请先解压"
ASTRAY = "压缩包里有指向别处的文件（{}），疑为恶意文件，未打开"
FIRST = ("workbook", "pdf", "docx", "html", "text", "scan")
"""Whose tables are taken where several files have the same one."""


class Unpacked(NamedTuple):
    """The files of a ZIP, named as people find them, and what is left aside."""

    sources: tuple[Source, ...]
    aside: tuple[Left, ...]


def may_be_bundle(head: bytes) -> bool:
    """Whether a file that begins so may be a ZIP of documents: no Office file, no ebook."""
    name = head[30 : 30 + int.from_bytes(head[26:28], "little")].decode("latin-1")
    return head.startswith(ZIP) and not OFFICE.match(name)


def unpack(name: str, data: bytes, limits: Limits) -> Unpacked | None:
    """The files of a ZIP; None for an Office file, or where nothing tells. Raises Unreadable.

    Of a damaged archive its name alone tells what it was.
    """
    try:
        with unpacked(data, NOUN, PACK_AGAIN) as archive:
            parts = archive.infolist()
    except Unreadable:
        if name.casefold().endswith(ENDING):
            raise
        return None
    if any(OFFICE.fullmatch(part.filename) for part in parts):
        return None
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Unreadable(LOCKED)
    refuse_bombs(data, limits, NOUN)
    with unpacked(data, NOUN, PACK_AGAIN) as archive:
        items = [item for part in parts for item in _member(archive, part, name)]
    sources = tuple(item for item in items if isinstance(item, Source))
    return Unpacked(sources, tuple(item for item in items if isinstance(item, Left)))


def _member(archive: zipfile.ZipFile, part: zipfile.ZipInfo, home: str) -> Iterator[Source | Left]:
    """One file of a ZIP, where it is one that people put there."""
    path = _name(part).replace("\\", "/")
    steps = path.split("/")
    if path.startswith("/") or ".." in steps or ":" in steps[0] or "\0" in path:
        raise Unreadable(ASTRAY.format("路径"))
    if stat.S_ISLNK(part.external_attr >> 16):
        raise Unreadable(ASTRAY.format("链接"))
    hidden = any(s.startswith((".", "~$")) or s.casefold() in SYSTEM for s in steps)
    if part.is_dir() or path.endswith("/") or hidden:
        return
    data = archive.read(part)
    nested = may_be_bundle(data[:HEAD])
    where = f"{home}/{path}"
    yield Left(where, NESTED, missed=True) if nested else Source(where, data)


def _name(part: zipfile.ZipInfo) -> str:
    """A name as it was meant: UTF-8 where it says so or is, else GBK."""
    if part.flag_bits & UTF8:
        return part.filename
    raw = part.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.filename


def joined(documents: Sequence[Document], name: str = "") -> Document:
    """Documents as one, texts before tables; every place says in which file it stands."""
    names = told_apart(document.name for document in documents)
    given = list(zip(names, documents, strict=True))
    ranked = sorted(given, key=lambda pair: FIRST.index(pair[1].kind))
    named = sorted(given, key=lambda pair: -FIRST.index(pair[1].kind))
    files = tuple(FileOf(each, document.sha256) for each, document in ranked)
    return Document(
        name or " + ".join(names),
        _hash(files),
        tuple(_moved(page, each) for each, document in named for page in document.pages),
        Aside(
            tuple(title for document in documents for title in document.aside.titles),
            tuple(text for document in documents for text in document.aside.texts),
        ),
        tuple(
            unseen._replace(place=unseen.place._replace(file=each))
            for each, document in named
            for unseen in document.unseen
        ),
        files=files,
    )


def told_apart(names: Iterable[str]) -> list[str]:
    """Names of which no two are alike, a later one with its number."""
    kept: list[str] = []
    for name in names:
        again, number = name, 1
        while again in kept:
            number += 1
            again = f"{name}（{number}）"
        kept.append(again)
    return kept


def _hash(files: Iterable[FileOf]) -> str:
    """The SHA-256 over the sorted names and hashes of the files."""
    lines = "".join(f"{file.name}\0{file.sha256}\n" for file in sorted(files))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def _moved(page: Page, file: str) -> Page:
    return replace(page, blocks=tuple(_block(block, file) for block in page.blocks))


def _block(block: Block, file: str) -> Block:
    place = block.place._replace(file=file)
    if not isinstance(block, Grid):
        return replace(block, place=place)
    cells = tuple(_cell(cell, cell.place._replace(file=file)) for cell in block.cells)
    return replace(block, cells=cells, place=place)


def _cell(cell: Cell, place: Place) -> Cell:
    return replace(cell, place=place)
