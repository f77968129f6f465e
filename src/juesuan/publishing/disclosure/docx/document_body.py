"""The body of a document: its blocks one after another, in sections of paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import assert_never

from juesuan.model.disclosure import (
    Block,
    Chart,
    Contents,
    CoverPage,
    Disclosure,
    Gap,
    Heading,
    LinkedNumber,
    PageTable,
    Run,
    Text,
)
from juesuan.model.number import Address
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.docx.bookmarks import Bookmarks
from juesuan.publishing.disclosure.docx.contents_field import contents_lines
from juesuan.publishing.disclosure.docx.cover_page import cover_lines
from juesuan.publishing.disclosure.docx.drawn_tables import TableDrawing
from juesuan.publishing.disclosure.docx.elements import Element, W, linked, paragraph, run, twips, w
from juesuan.publishing.disclosure.docx.native_charts import chart_parts
from juesuan.publishing.disclosure.docx.papers import (
    PaperSection,
    begins_page,
    heading_run,
    is_wide,
    section_properties,
    sections,
    text_height,
    text_width,
)
from juesuan.publishing.disclosure.docx.pictures import chart_caption, picture
from juesuan.publishing.disclosure.docx.style_sheet import MISSING, PICTURE, SPACER, STYLES
from juesuan.publishing.disclosure.docx.table_fit import APART, TableFit, fit
from juesuan.publishing.disclosure.docx.word_package import WordPackage

PART_PAGE = 0.3  # of the height of a page: where the heading of a part stands that is alone on it


class DocumentBody:
    """Makes the body of one document, and knows the size of the letters in its tables."""

    def __init__(
        self, disclosure: Disclosure, look: Look, pages: Mapping[str, int], package: WordPackage
    ) -> None:
        self.disclosure, self.look, self.pages, self.package = disclosure, look, pages, package
        self.bookmarks = Bookmarks(disclosure)
        self.sizes = set[float]()
        self._pictures = count(1)
        self._title = ""

    def sections(self) -> Iterator[Element]:
        """Everything, each section closed by what it says of its paper."""
        margins = self.package.margins(self.disclosure.mark)
        parts = list(sections(self.disclosure.blocks, self.look)) or [PaperSection("upright", ())]
        for number, section in enumerate(parts, 1):
            content = [node for blocks in self._section(section) for node in blocks]
            end = section_properties(section, margins, self.look)
            if number == len(parts):
                yield from (*content, end)
            else:
                yield from _closed(content, end)

    def _section(self, section: PaperSection) -> Iterator[list[Element]]:
        """The blocks of a section; the first of them needs no new page."""
        for index in range(len(section.blocks)):
            new = [w("pageBreakBefore")] if index and begins_page(section.blocks, index) else []
            yield list(self._block(section.blocks, index, new))

    def _block(self, blocks: Sequence[Block], index: int, new: list[Element]) -> Iterator[Element]:
        if new and isinstance(blocks[index], CoverPage | Contents):
            yield paragraph(SPACER, [], *new)
        match blocks[index]:
            case CoverPage() as cover:
                yield from cover_lines(cover, self.disclosure.mark, self.look)
            case Contents() as contents:
                headings = [one for one in self.disclosure.blocks if isinstance(one, Heading)]
                room = text_width(self.look.page)
                yield from contents_lines(contents, headings, self.pages, room)
            case Heading() as heading:
                yield self._heading(heading, blocks, index, new)
            case Text(runs):
                yield paragraph(STYLES["正文"].id, map(self._run, runs), *new)
            case PageTable() as table:
                yield from self._table(table, self._above(table, blocks, index), new)
            case Chart() as chart:
                yield from self._chart(chart, new)
            case _ as unreachable:
                assert_never(unreachable)

    def _heading(
        self, heading: Heading, blocks: Sequence[Block], index: int, new: list[Element]
    ) -> Element:
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        over_table = isinstance(following, PageTable)
        style = "表题" if over_table and heading.level == 2 else f"标题{heading.level}"
        self._title = heading.text
        properties = list(new)
        if heading.level == 1 and (following is None or begins_page(blocks, index + 1)):
            before = PART_PAGE * text_height(self.look.page)
            properties.append(w("spacing", before=twips(before)))
        words = self.bookmarks.around_heading(heading, [run(heading.text)])
        return paragraph(STYLES[style].id, words, *properties)

    def _run(self, part: Run) -> Element:
        match part:
            case LinkedNumber(text, _, Address() as address) if address in self.bookmarks.cells:
                return linked(self.bookmarks.cells[address], run(text))
            case Gap():
                return run(part.text, w("rStyle", val=MISSING))
            case LinkedNumber(text):
                return run(text)
            case _:
                return run(part)

    def _above(self, table: PageTable, blocks: Sequence[Block], index: int) -> float | None:
        """What stands over a table that begins its page, in points; others stand anywhere."""
        headings = blocks[heading_run(blocks, index) : index]
        if not (headings or table.kind == "form" or is_wide(table, self.look)):
            return None
        styles = [self.look.styles["表题"]] * len(headings)
        lines = bool(table.number) + bool(table.owner or table.unit)
        over = sum(style.pitch + style.before + style.after for style in styles)
        return over + lines * self.look.styles["表注"].pitch + APART

    def _table(
        self, table: PageTable, above: float | None, new: list[Element]
    ) -> Iterator[Element]:
        measures: TableFit = fit(table, self.look, above)
        self.sizes.add(measures.size)
        drawing = TableDrawing(table, measures, self._title, self.look, self.bookmarks)
        captions = list(drawing.captions(*new))
        if new and not captions:
            captions = [paragraph(SPACER, [], *new)]
        yield from captions
        yield from drawing.grid()
        yield drawing.note()

    def _chart(self, chart: Chart, new: list[Element]) -> Iterator[Element]:
        number = next(self._pictures)
        relation = self.package.add_chart(chart_parts(chart, self.look, self.disclosure.date))
        yield paragraph(PICTURE, [picture(chart, number, relation, self.look)], *new)
        after = w("spacing", after=twips(self.look.styles["图题"].pitch / 2))
        yield paragraph(STYLES["图题"].id, chart_caption(chart), after)


def _closed(content: list[Element], end: Element) -> Iterator[Element]:
    """A section that another follows: its last paragraph says what it lies on."""
    *before, last = content
    last.find(f"{{{W}}}pPr").append(end)
    yield from (*before, last)
