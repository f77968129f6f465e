"""What a Word document says beside its text: properties, margins, notes, remarks, hidden words."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from juesuan.model.page import Aside
from juesuan.sources.docx.inline import captions, words
from juesuan.sources.docx.package import Package
from juesuan.sources.docx.tags import attribute, every

SHORT = 24  # letters of a note that may name something whole
PROPERTIES = ("core-properties", "extended-properties", "custom-properties")
MARGINS = ("header", "footer")
NOTES = ("footnotes", "endnotes", "comments", "glossaryDocument")
DRAWN = ("chart", "chartEx", "diagramData")


def aside_of(package: Package, main: str) -> Aside:
    """All of it: titles, which name something, and texts."""
    titles = [*_names(package), *_properties(package)]
    texts = [*_drawn(package, main), *_variables(package, main)]
    notes = [text for root in package.related(main, *MARGINS, *NOTES) for text in _said(root)]
    titles += [note for note in notes if len(note) <= SHORT]
    return Aside(tuple(titles), (*texts, *notes))


def _names(package: Package) -> Iterator[str]:
    """The names of parts that people gave, as of embedded files."""
    names = (posixpath.basename(name) for name in package.archive.namelist())
    yield from (name for name in names if not name.isascii())


def _properties(package: Package) -> Iterator[str]:
    """Title, subject, keywords …; one of one's own with its name, for it may say of what."""
    for root in package.related("", *PROPERTIES):
        for node in root:
            value = "".join(node.itertext())
            yield value
            if name := node.get("name"):
                yield f"{name}：{value}"


def _drawn(package: Package, main: str) -> Iterator[str]:
    """The words of charts and diagrams, which are no text and no table."""
    for root in package.related(main, *DRAWN):
        yield from words(root)


def _variables(package: Package, main: str) -> Iterator[str]:
    for root in package.related(main, "settings"):
        yield from (attribute(node) for node in every(root, "w:docVar"))


def _said(root: Element) -> Iterator[str]:
    """Every paragraph of a margin or a note, what is said of its pictures, and all of it."""
    paragraphs = ["".join(words(node)) for node in every(root, "w:p")]
    yield from paragraphs
    yield from captions(root)
    if len(paragraphs) > 1:
        yield " ".join(paragraphs)
