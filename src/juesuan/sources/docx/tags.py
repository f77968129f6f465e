"""The names in the XML of Word documents, one for their transitional and strict spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from lxml import etree

OFFICE, STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
NAMESPACES = {
    "w": (OFFICE + "wordprocessingml/2006/main", STRICT + "wordprocessingml/main"),
    "r": (
        OFFICE + "officeDocument/2006/relationships",
        STRICT + "officeDocument/relationships",
    ),
    "m": (OFFICE + "officeDocument/2006/math", STRICT + "officeDocument/math"),
    "a": (OFFICE + "drawingml/2006/main", STRICT + "drawingml/main"),
    "wp": (
        OFFICE + "drawingml/2006/wordprocessingDrawing",
        STRICT + "drawingml/wordprocessingDrawing",
    ),
    "mc": (OFFICE + "markup-compatibility/2006",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "o": ("urn:schemas-microsoft-com:office:office",),
}
PREFIXES = {uri: prefix for prefix, uris in NAMESPACES.items() for uri in uris}
WHOLE = re.compile(r"\s*([+-]?\d{1,9})(?:\.\d+)?\s*")
OFF = frozenset(("0", "false", "off"))


def tag(node: Element) -> str:
    """The short name of an element: `w:p`."""
    return _short(node.tag)


@lru_cache(4096)
def _short(name: str) -> str:
    uri, _, local = name.lstrip("{").rpartition("}")
    return f"{PREFIXES.get(uri, '?')}:{local}"


@lru_cache(4096)
def spelt(name: str) -> tuple[str, ...]:
    """A short name in full, each way it may be spelt."""
    prefix, _, local = name.rpartition(":")
    return tuple(f"{{{uri}}}{local}" for uri in NAMESPACES[prefix]) if prefix else (local,)


def every(node: Element, *names: str) -> Iterator[Element]:
    """All elements of these names in and under one, in their order."""
    full = [each for name in names for each in spelt(name)]
    elements: Iterator[Element] = etree.ElementDepthFirstIterator(node, full)
    return elements


def holds(node: Element, *names: str) -> bool:
    """Whether an element of these names is in one."""
    return next(every(node, *names), None) is not None


def above(node: Element) -> list[Element]:
    """The elements around one, the nearest first."""
    return list(etree.AncestorsIterator(node))


def child(node: Element | None, *path: str) -> Element | None:
    """The first child of a name, or the child of that child, and so on."""
    for name in path:
        if node is None:
            return None
        node = next((inner for inner in node if tag(inner) == name), None)
    return node


def attribute(node: Element | None, name: str = "w:val") -> str:
    """What an attribute says; "" where it is not there."""
    if node is None:
        return ""
    return next((value for full in spelt(name) if (value := node.get(full))), "")


def number(node: Element | None, name: str = "w:val", otherwise: int = 0) -> int:
    """A whole number that an attribute says."""
    match = WHOLE.fullmatch(attribute(node, name))
    return int(match[1]) if match else otherwise


def switch(node: Element | None) -> bool | None:
    """Whether an element switches a property on or off; None where it is not there."""
    return None if node is None else attribute(node) not in OFF


def chosen(node: Element) -> Element | None:
    """The one of alternatives that is read: the first choice that says anything, or the last."""
    options = [inner for inner in node if tag(inner) in ("mc:Choice", "mc:Fallback")]
    return next((one for one in options if holds(one, "w:t")), next(iter(options), None))
