"""Replies in a marked PDF: an answer to a comment of ours, or words behind its mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from juesuan.desk.finding_marks import MARK, marked
from juesuan.model.page import Limits, Unreadable
from juesuan.model.review import Reply
from juesuan.sources.pdf.pdf_comments import PdfComment, comments_in

NOTHING = "里面没有带编号的批注：请用 juesuan mark 写出的批注版"


def replies_in_pdf(data: bytes, limits: Limits) -> list[Reply]:
    """The replies in the comments; raises Unreadable where no comment has a mark."""
    return replies_of_comments(comments_in(data, limits))


def replies_of_comments(comments: Sequence[PdfComment]) -> list[Reply]:
    """The replies among comments; raises Unreadable where none has a mark."""
    marks = {at: mark for at, one in enumerate(comments) if (mark := _mark(one))}
    if not marks:
        raise Unreadable(NOTHING)
    replies = (_reply(at, comments, marks) for at in range(len(comments)))
    return list(dict.fromkeys(reply for some in replies for reply in some))


def _mark(comment: PdfComment) -> str:
    """The mark of a comment of ours; "" of any other."""
    if comment.parent is not None:
        return ""
    match = marked(comment.text)
    name = MARK.match(comment.name)
    return match.mark if match else name[0] if name else ""


def _reply(at: int, comments: Sequence[PdfComment], marks: Mapping[int, str]) -> Iterator[Reply]:
    """What a comment says to a finding: behind the mark of ours, or as an answer to it."""
    comment = comments[at]
    if at in marks:
        match = marked(comment.text)
        if match and match.behind:
            yield Reply(marks[at], match.behind)
        return
    root, seen = comment.parent, {at}
    while root is not None and root not in seen and root not in marks:
        seen.add(root)
        root = comments[root].parent
    if root is not None and root in marks and comment.text.strip():
        yield Reply(marks[root], comment.text.strip(), comment.author)
