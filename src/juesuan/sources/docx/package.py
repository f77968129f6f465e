"""A Word document as the package it is: parts found by relations, XML without entities or network.

A relation that leads outside is never followed; one that leads nowhere is as if it were not there.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from lxml import etree

from juesuan.model.page import Limits, Unreadable
from juesuan.packed import refuse_bombs, unpacked
from juesuan.sources.docx.tags import tag

KIND = "文档"
TYPES = "[content_types].xml"
DAMAGED = "文档已损坏（{}）：请在 WPS 或 Office 中打开并另存后再试"
HEAD = 2**16


class Relation(NamedTuple):
    """From a part to another: what for (`header`), and the other's name."""

    kind: str
    target: str


class Package:
    """The parts of a document, each parsed when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.archive = archive
        self.limits = limits
        self.names = {part_name(name): name for name in reversed(archive.namelist())}

    def xml(self, part: str) -> Element | None:
        """The root of a part; None where there is none, Unreadable where it is no XML."""
        name = self.names.get(part_name(part))
        if name is None:
            return None
        if self.archive.getinfo(name).file_size > self.limits.bytes:
            most = self.limits.bytes / 2**20
            raise Unreadable(f"文档的正文过大：{name} 超过 {most:.0f} MB。请拆分后再试")
        return _parsed(self.archive.read(name), name)

    def relations(self, part: str) -> dict[str, Relation]:
        """By its id, each relation of a part to another one within the package."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {
            each.get("Id", ""): Relation(
                each.get("Type", "").rpartition("/")[2], _target(folder, each.get("Target", ""))
            )
            for each in (() if root is None else root)
            if each.get("TargetMode", "").casefold() != "external"
        }

    def related(self, part: str, *kinds: str) -> Iterator[Element]:
        """The roots of the parts that a part has relations of these kinds to."""
        for kind, target in dict.fromkeys(self.relations(part).values()):
            root = self.xml(target) if kind in kinds else None
            if root is not None:
                yield root

    def chunks(self, part: str) -> frozenset[str]:
        """The ids of relations to other files that are there and meant to stand in the text."""
        return frozenset(
            identity
            for identity, (kind, target) in self.relations(part).items()
            if kind == "aFChunk" and part_name(target) in self.names
        )

    def main(self) -> str:
        """The name of the part that is the document itself; "" where there is none."""
        relations = self.relations("").values()
        return next((target for kind, target in relations if kind == "officeDocument"), "")

    def is_word(self) -> bool:
        """Whether its main part is a document of Word, told by its root."""
        name = self.names.get(part_name(self.main()))
        if name is None or TYPES not in self.names:
            return False
        parser = etree.XMLPullParser(["start"], resolve_entities=False, no_network=True)
        with self.archive.open(name) as stream:
            parser.feed(stream.read(HEAD))
        return any(tag(root) == "w:document" for _, root in list(parser.read_events())[:1])


def is_word(data: bytes) -> bool:
    """Whether a ZIP is a document of Word, as far as it can be told."""
    try:
        with unpacked(data, KIND) as archive:
            return Package(archive, Limits()).is_word()
    except (Unreadable, etree.XMLSyntaxError):
        return False


def refuse_package(data: bytes, limits: Limits) -> None:
    """Unreadable where the archive is not one that should be opened."""
    refuse_bombs(data, limits, KIND)
    with unpacked(data, KIND) as archive:
        names = [part_name(name) for name in archive.namelist()]
    if len(names) != len(set(names)):
        raise Unreadable("文档里有同名的部件，不知以哪个为准，疑为恶意文件，未打开")


def part_name(name: str) -> str:
    """The name of a part as it is compared: whatever its case, whichever way its slashes lean."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _target(folder: str, target: str) -> str:
    path = posixpath.join("/", folder, unquote(target).replace("\\", "/"))
    return posixpath.normpath(path).lstrip("/")


def _parsed(data: bytes, name: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if b"<!DOCTYPE" in data:
        raise Unreadable(f"文档里有不允许的声明（{name} 中的 DOCTYPE），疑为恶意文件，未打开")
    try:
        root: Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(DAMAGED.format(name)) from error
    if etree.ElementTree(root).docinfo.doctype:
        raise Unreadable(f"文档里有不允许的声明（{name} 中的 DOCTYPE），疑为恶意文件，未打开")
    return root
