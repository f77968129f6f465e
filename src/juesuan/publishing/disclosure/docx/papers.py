"""Sections: which blocks lie on which paper, and what a section says of its paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import Literal, NamedTuple

from juesuan.model.disclosure import Block, Contents, CoverPage, Heading, PageTable
from juesuan.notation.look import Look, Paper
from juesuan.publishing.disclosure.docx.elements import MM, Element, R, twips, w

PaperKind = Literal["cover", "contents", "upright", "wide"]
HEADER, FOOTER = 15.0, 12.0  # mm: from the edge of the paper; below the text
SPARE = 0.1  # mm: what is rounded costs no line of the page
SIDES = ("default", "even")
FRONT = CoverPage, Contents


class PaperSection(NamedTuple):
    """Blocks on one kind of paper; `counts` where pages are counted from its first one on."""

    kind: PaperKind
    blocks: tuple[Block, ...]
    counts: bool = False


class Margins(NamedTuple):
    """The parts in the margins of its pages, by relation: of odd pages, then of even ones."""

    headers: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()


def is_wide(table: PageTable, look: Look) -> bool:
    """Whether a table lies on a wide page."""
    return sum(table.widths) > look.table.wide


def paper(kind: PaperKind, look: Look) -> Paper:
    """The paper of a section."""
    return look.wide if kind == "wide" else look.page


def text_width(sheet: Paper) -> float:
    """How wide its text may be, in points."""
    return (sheet.width - sheet.left - sheet.right) * MM


def text_height(sheet: Paper) -> float:
    """How high its text may be, in points."""
    return (sheet.height - sheet.top - sheet.bottom) * MM


def sections(blocks: Sequence[Block], look: Look) -> Iterator[PaperSection]:
    """The blocks in sections; a wide table takes the headings just above it along.

    Pages are counted from the first one behind cover and contents.
    """
    rest = list(dropwhile(lambda block: isinstance(block, FRONT), blocks))
    for block in blocks[: len(blocks) - len(rest)]:
        yield PaperSection("cover" if isinstance(block, CoverPage) else "contents", (block,))
    for number, section in enumerate(_papers(rest, look)):
        yield section._replace(counts=number == 0)


def _papers(blocks: Sequence[Block], look: Look) -> Iterator[PaperSection]:
    gathered: list[Block] = []
    for block in blocks:
        if isinstance(block, PageTable) and is_wide(block, look):
            start = heading_run(gathered, len(gathered))
            yield from _upright(gathered[:start])
            yield PaperSection("wide", (*gathered[start:], block))
            gathered = []
        else:
            gathered.append(block)
    yield from _upright(gathered)


def _upright(blocks: Sequence[Block]) -> Iterator[PaperSection]:
    if blocks:
        yield PaperSection("upright", tuple(blocks))


def heading_run(blocks: Sequence[Block], end: int) -> int:
    """Where the headings begin that stand just before `end`; a part's heading is none of them."""
    start = end
    while start:
        block = blocks[start - 1]
        if not isinstance(block, Heading) or block.level == 1:
            break
        start -= 1
    return start


def begins_page(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block begins a page: a part, a table with its headings, what follows contents."""
    block = blocks[index]
    if index and isinstance(blocks[index - 1], FRONT):
        return True
    first = heading_run(blocks, index) == index
    if isinstance(block, Heading):
        return block.level == 1 or (first and _leads_to_table(blocks, index))
    form = isinstance(block, PageTable) and block.kind == "form"
    return isinstance(block, FRONT) or (form and first)


def _leads_to_table(blocks: Sequence[Block], index: int) -> bool:
    rest = (block for block in blocks[index:] if not isinstance(block, Heading))
    return isinstance(next(rest, None), PageTable)


def section_properties(section: PaperSection, margins: Margins, look: Look) -> Element:
    """What a section says of itself at its end; a cover says itself that it is a draft's."""
    kind, sheet = section.kind, paper(section.kind, look)
    headers = () if kind == "cover" else margins.headers
    footers = () if kind in {"cover", "contents"} else margins.footers
    parts = [("headerReference", headers), ("footerReference", footers)]
    references = [
        _reference(name, side, relation)
        for name, relations in parts
        for side, relation in zip(SIDES, relations, strict=False)
    ]
    size = {"w": _mm(sheet.width), "h": _mm(sheet.height)}
    turned = {"orient": "landscape"} if kind == "wide" else {}
    return w(
        "sectPr",
        *references,
        w("type", val="nextPage"),
        w("pgSz", **size, **turned),
        _page_margins(sheet),
        *([w("pgNumType", start=1)] if section.counts else []),
        w("cols", space=_mm(sheet.left)),
        w("titlePg", val=0),
        w("docGrid", type="lines", linePitch=twips(look.styles["正文"].pitch)),
    )


def _reference(name: str, side: str, relation: str) -> Element:
    node = w(name, type=side)
    node.set(f"{{{R}}}id", relation)
    return node


def _page_margins(sheet: Paper) -> Element:
    return w(
        "pgMar",
        top=_mm(sheet.top),
        right=_mm(sheet.right),
        bottom=_mm(sheet.bottom - SPARE),
        left=_mm(sheet.left),
        header=_mm(min(HEADER, sheet.top / 2)),
        footer=_mm(max(sheet.bottom - FOOTER, sheet.bottom / 2)),
        gutter=0,
    )


def _mm(length: float) -> int:
    return twips(length * MM)
