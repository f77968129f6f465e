"""Replies in a marked DOCX: an answer to a comment of ours, or words behind its mark."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from juesuan.desk.finding_marks import marked
from juesuan.model.page import Unreadable
from juesuan.model.review import Reply
from juesuan.packed import unpacked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
NOTHING = "里面没有带编号的批注：请用 juesuan mark 写出的批注版"
BODY, COMMENTS, THREADS = "word/document.xml", "word/comments.xml", "word/commentsExtended.xml"


class WordComment(NamedTuple):
    """A comment of a DOCX: its id, the ids of its paragraphs, its author and text."""

    id: str
    paragraphs: tuple[str, ...]
    author: str
    text: str


def replies_in_docx(data: bytes) -> list[Reply]:
    """The replies in the comments; raises Unreadable where no comment has a mark."""
    with unpacked(data, "DOCX") as parts:
        comments = [_comment(one) for one in _part(parts, COMMENTS).iter(f"{W}comment")]
        parents = {
            one.get(f"{W15}paraId", ""): one.get(f"{W15}paraIdParent", "")
            for one in _part(parts, THREADS).iter(f"{W15}commentEx")
        }
        spots = _spots(_part(parts, BODY))
    marks = {one.id: match for one in comments if (match := marked(one.text))}
    if not marks:
        raise Unreadable(NOTHING)
    replies: list[Reply] = []
    for comment in comments:
        if comment.id in marks:
            match = marks[comment.id]
            replies += [Reply(match.mark, match.behind)] if match.behind else []
        elif comment.text and (root := _root(comment, comments, parents, spots, set(marks))):
            replies.append(Reply(marks[root].mark, comment.text, comment.author))
    return list(dict.fromkeys(replies))


def _part(parts: zipfile.ZipFile, name: str) -> etree._Element:
    """A part without entities; an empty one where it is not there."""
    if name not in parts.namelist():
        return etree.Element("none")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(parts.read(name), parser)


def _comment(element: etree._Element) -> WordComment:
    paragraphs = list(element.iter(f"{W}p"))
    lines = ("".join(run.text or "" for run in one.iter(f"{W}t")) for one in paragraphs)
    names = tuple(one.get(f"{W14}paraId", "") for one in paragraphs)
    author, name = element.get(f"{W}author", ""), element.get(f"{W}id", "")
    return WordComment(name, names, author, "\n".join(lines).strip())


def _spots(body: etree._Element) -> Mapping[str, int]:
    """Where each comment begins; comments that begin at the same place are one thread."""
    spots: dict[str, int] = {}
    at = 0
    for element in body.iter(f"{W}commentRangeStart", f"{W}t"):
        if element.tag == f"{W}t":
            at += len(element.text or "")
        else:
            spots[element.get(f"{W}id", "")] = at
    return spots


def _root(
    comment: WordComment,
    comments: list[WordComment],
    parents: Mapping[str, str],
    spots: Mapping[str, int],
    ours: set[str],
) -> str:
    """The comment of ours that a comment answers: by its thread, else where both begin alike."""
    owners = {name: one.id for one in comments for name in one.paragraphs if name}
    for name in comment.paragraphs:
        seen: set[str] = set()
        while name in parents and name not in seen:
            seen.add(name)
            name = parents[name]  # noqa: PLW2901 - up the thread
            if owners.get(name) in ours:
                return owners[name]
    same = (one for one in _earlier(comment, comments) if one.id in ours)
    here = spots.get(comment.id)
    return next((one.id for one in same if here is not None and spots.get(one.id) == here), "")


def _earlier(comment: WordComment, comments: list[WordComment]) -> Iterator[WordComment]:
    """The comments before one, the nearest first."""
    return reversed(comments[: comments.index(comment)])
