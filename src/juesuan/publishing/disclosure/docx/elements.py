"""Elements of WordprocessingML: made one inside the other, their texts never anything but text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

from juesuan.publishing.screen import one_line

Element: TypeAlias = _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
NAMES = {"w": W, "r": R, "a": A, "c": C, "wp": WP}
OWN = {prefix: {prefix: name} for prefix, name in NAMES.items()}  # what an element needs to say

NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
SEEN_INSTEAD = "\ufffd"
TWIPS, EMUS = 20, 12700  # of a point
MM = 72 / 25.4  # points of a millimetre


def element(name: str, /, *inside: Element, **attributes: str | float) -> Element:
    """An element by its prefixed name; attributes have no prefix."""
    prefix, _, local = name.partition(":")
    values = {key: str(value) for key, value in attributes.items()}
    node = etree.Element(f"{{{NAMES[prefix]}}}{local}", values, OWN[prefix])
    node.extend(inside)
    return node


def w(name: str, /, *inside: Element, **attributes: str | float) -> Element:
    """An element of Word's; its attributes are Word's too."""
    values = {f"{{{W}}}{key}": str(value) for key, value in attributes.items()}
    node = etree.Element(f"{{{W}}}{name}", values, OWN["w"])
    node.extend(inside)
    return node


def letters(text: str) -> str:
    """A text of one line without what steers; what no XML may hold is seen to be missing."""
    return NO_XML.sub(SEEN_INSTEAD, one_line(text))


def run(text: str, *properties: Element) -> Element:
    """A stretch of text; the ends of its lines are kept."""
    node = w("r", w("rPr", *properties)) if properties else w("r")
    for number, line in enumerate(text.split("\n")):
        if number:
            node.append(w("br"))
        words = w("t")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = letters(line)
        node.append(words)
    return node


def paragraph(style: str, inside: Iterable[Element], *properties: Element) -> Element:
    """A paragraph in a style; `properties` stand in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *inside)


def field(instruction: str, result: str) -> list[Element]:
    """A field and what it last came to."""
    code = w("instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = f" {instruction} "
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        run(result),
        w("r", w("fldChar", fldCharType="end")),
    ]


def linked(bookmark: str, *inside: Element) -> Element:
    """What leads to a bookmark of the same document."""
    return w("hyperlink", *inside, anchor=bookmark, history=1)


def twips(points: float) -> int:
    """Points as Word counts lengths."""
    return round(points * TWIPS)
