"""The table of contents: a field with its result stored, so that nobody need update it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from juesuan.model.disclosure import Contents, Heading
from juesuan.publishing.disclosure.docx.bookmarks import heading_bookmark
from juesuan.publishing.disclosure.docx.elements import (
    Element,
    field,
    linked,
    paragraph,
    run,
    twips,
    w,
)
from juesuan.publishing.disclosure.docx.style_sheet import STYLES

LEVELS = {1: STYLES["目录一级"].id, 2: STYLES["目录二级"].id}
INSTRUCTION = ' TOC \\o "1-2" \\h \\z \\u '


def contents_lines(
    contents: Contents, headings: Sequence[Heading], pages: Mapping[str, int], width: float
) -> Iterator[Element]:
    """Its title and a line for each heading of the first two levels, with its page if told."""
    yield paragraph(STYLES["目录标题"].id, [run(contents.title)])
    listed = [heading for heading in headings if heading.level in LEVELS]
    for number, heading in enumerate(listed):
        inside = [_line(heading, pages.get(heading.id))]
        if number == 0:
            inside = [*_opening(), *inside]
        if number == len(listed) - 1:
            inside = [*inside, w("r", w("fldChar", fldCharType="end"))]
        dots = w("tabs", w("tab", val="right", leader="dot", pos=twips(width)))
        yield paragraph(LEVELS[heading.level], inside, dots)


def _opening() -> list[Element]:
    """The field's beginning; its end is that of the last line."""
    code = field(INSTRUCTION.strip(), "")
    return code[:3]


def _line(heading: Heading, page: int | None) -> Element:
    inside = [run(heading.text)]
    if page is not None:
        number = field(f"PAGEREF {heading_bookmark(heading)} \\h", str(page))
        inside += [w("r", w("tab")), *number]
    return linked(heading_bookmark(heading), *inside)
