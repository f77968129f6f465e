"""The user's own DOCX, every part as it was, with a comment at each number in question."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from juesuan.model.page import Limits, Place, Unreadable
from juesuan.model.review import DeskDocument
from juesuan.packed import unpacked
from juesuan.publishing.desk.commented import AUTHOR, Comment, comments_on
from juesuan.publishing.desk.kept_package import packed_again, parsed, related, typed, written
from juesuan.publishing.disclosure.docx.elements import Element, letters
from juesuan.sources.docx import tags
from juesuan.sources.docx.package import refuse_package

OFFICE = "http://schemas.openxmlformats.org/"
W = f"{{{OFFICE}wordprocessingml/2006/main}}"
RELATION = f"{OFFICE}officeDocument/2006/relationships/comments"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BODY, COMMENTS = "word/document.xml", "word/comments.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
NO_COMMENTS = f'<w:comments xmlns:w="{W[1:-1]}"/>'
EMPTY_RELATIONS = f'<Relationships xmlns="{OFFICE}package/2006/relationships"/>'
ODD = "这个 DOCX 的写法不常见，不能加批注：请在 Word 或 WPS 中打开并另存为 DOCX 后再试"


class _Paragraph(NamedTuple):
    """A paragraph: its number from 1, its letters, the column of its cell (0 outside of tables)."""

    number: int
    text: str
    column: int
    node: Element


def marked_docx(data: bytes, document: DeskDocument, limits: Limits) -> bytes:
    """The same document with comments; raises Unreadable."""
    refuse_package(data, limits)
    with unpacked(data, "DOCX") as parts:
        names = parts.namelist()
        if BODY not in names or TYPES not in names:
            raise Unreadable(ODD)
        body = parsed(parts.read(BODY))
        has_comments = COMMENTS in names
        listed = parsed(
            parts.read(COMMENTS) if has_comments else f'<w:comments xmlns:w="{W[1:-1]}"/>'
        )
        _comment(body, listed, list(comments_on(document)))
        changed = {BODY: written(body), COMMENTS: written(listed)}
        if not has_comments:
            has = RELATIONS in names
            relations = parsed(parts.read(RELATIONS) if has else EMPTY_RELATIONS)
            types = parsed(parts.read(TYPES))
            related(relations, RELATION, "comments.xml")
            typed(types, COMMENTS, KIND)
            changed |= {RELATIONS: written(relations), TYPES: written(types)}
        return packed_again(parts, changed)


def _comment(body: Element, listed: Element, comments: Sequence[Comment]) -> None:
    paragraphs = _paragraphs(body)
    if not paragraphs:
        raise Unreadable(ODD)
    used = [int(one.get(f"{W}id", "0")) for one in listed if one.get(f"{W}id", "").isdigit()]
    number = max(used, default=-1) + 1
    for comment in comments:
        spots = comment.spots[:1] or ((Place(), ""),)
        place, words = spots[0]
        paragraph, exact = _nearest(paragraphs, place, "".join(words.split()))
        _anchor(paragraph.node, "".join(words.split()) if exact else "", str(number))
        listed.append(_element(comment, str(number)))
        number += 1


def _paragraphs(body: Element) -> list[_Paragraph]:
    """The paragraphs in their order, those of text boxes too."""
    return [
        _Paragraph(number, "".join(_letters(node).split()), _column(node), node)
        for number, node in enumerate(body.iter(f"{W}p"), start=1)
    ]


def _letters(node: Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def _column(node: Element) -> int:
    """The column of the cell a paragraph stands in, from 1; 0 outside of tables."""
    cell = next(node.iterancestors(f"{W}tc"), None)
    if cell is None:
        return 0
    return 1 + sum(_span(one) for one in cell.itersiblings(f"{W}tc", preceding=True))


def _span(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return tags.number(span, otherwise=1)


def _nearest(paragraphs: Sequence[_Paragraph], place: Place, words: str) -> tuple[_Paragraph, bool]:
    """The paragraph that holds the words, the nearest to the place; and whether it holds them."""
    line = place.line or 1
    column = place.cell[1] if place.cell else 0
    holding = [one for one in paragraphs if words and words in one.text]

    def rank(paragraph: _Paragraph) -> tuple[bool, int]:
        aside = bool(column) and paragraph.column != column
        return aside, abs(paragraph.number - line)

    if holding:
        return min(holding, key=rank), True
    return min(paragraphs, key=lambda one: abs(one.number - line)), False


def _anchor(paragraph: Element, words: str, number: str) -> None:
    """Put a range around the runs that hold the words, the whole paragraph where none do."""
    runs = [one for one in paragraph.iter(f"{W}r") if one.find(f"{W}t") is not None]
    holding = _holding(runs, words) if words else runs
    start, end = etree.Element(f"{W}commentRangeStart"), etree.Element(f"{W}commentRangeEnd")
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference").set(f"{W}id", number)
    for mark in (start, end):
        mark.set(f"{W}id", number)
    if holding:
        holding[0].addprevious(start)
        holding[-1].addnext(reference)
        holding[-1].addnext(end)
    else:
        paragraph.extend([start, end, reference])


def _holding(runs: Sequence[Element], words: str) -> list[Element]:
    """The runs that together hold the words; a lone run is parted, so that it holds no more."""
    owners = [(run, sign) for run in runs for sign in _letters(run) if not sign.isspace()]
    at = "".join(sign for _, sign in owners).find(words)
    if at < 0:
        return list(runs)
    holding = list(dict.fromkeys(run for run, _ in owners[at : at + len(words)]))
    return _parted(holding[0], words) if len(holding) == 1 else holding


def _parted(run: Element, words: str) -> list[Element]:
    """A run of one text in up to three, the words alone in one."""
    inside = [one for one in run if one.tag != f"{W}rPr"]
    text = _letters(run)
    at = text.find(words)
    if at < 0 or len(inside) != 1 or inside[0].tag != f"{W}t":
        return [run]
    before, after = text[:at], text[at + len(words) :]
    for piece, put in ((before, run.addprevious), (after, run.addnext)):
        if piece:
            other = copy.deepcopy(run)
            other.tail = None
            _say(other, piece)
            put(other)
    _say(run, words)
    return [run]


def _say(run: Element, text: str) -> None:
    for node in run.iter(f"{W}t"):
        node.text = text
        node.set(SPACE, "preserve")


def _element(comment: Comment, number: str) -> Element:
    node = etree.Element(f"{W}comment")
    for key, value in (("id", number), ("author", AUTHOR), ("initials", "审")):
        node.set(f"{W}{key}", value)
    for line in comment.text.split("\n"):
        paragraph = etree.SubElement(node, f"{W}p")
        text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
        text.set(SPACE, "preserve")
        text.text = letters(line)
    return node
