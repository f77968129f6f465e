"""The body of a Word document as lines and tables in their order, each with its place."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from juesuan.model.page import Block, Limits, Line, Place, Unreadable
from juesuan.sources.docx.inline import DEEPEST, NESTED, Inline, Passage, words
from juesuan.sources.docx.numbering import Numbering
from juesuan.sources.docx.spans import LaidTable, Spread, edges, is_layout, joined, span
from juesuan.sources.docx.styles import TextStyles
from juesuan.sources.docx.tags import attribute, child, chosen, every, holds, number, switch, tag

EMBEDDED = "文档里嵌着另一个文件（altChunk），其中的内容读不到：请在 Word 中打开并另存后再试"
LEAD, SHORT = 8, 24  # letters of the headings above as they are quoted in a place
GONE = frozenset(("w:del", "w:moveFrom"))
SILENT = frozenset(("w:sectPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid"))


class _Heading(NamedTuple):
    level: int
    text: str


class Body:
    """Reads the blocks of a document; what it passes over is in `inline.unseen`."""

    def __init__(
        self,
        root: Element,
        styles: TextStyles,
        numbering: Numbering,
        limits: Limits,
        embedded: Container[str] = (),
    ) -> None:
        self.root = root
        self.embedded = embedded
        self.styles = styles
        self.numbering = numbering
        self.limits = limits
        self.inline = Inline(root, styles)
        self.paged = holds(root, "w:lastRenderedPageBreak")
        self.headings: list[_Heading] = []
        self.part = ""
        self.paragraphs = 0

    def blocks(self) -> Iterator[Block]:
        """All lines and tables; the page of each is known where Word left its page breaks."""
        body = child(self.root, "w:body")
        return joined(self._blocks(body, 0)) if body is not None else iter(())

    def _blocks(self, container: Element, depth: int) -> Iterator[Block | LaidTable]:
        """The blocks in a body, a cell or a text box."""
        if depth > DEEPEST:
            raise Unreadable(NESTED.format(DEEPEST))
        carried = Passage()
        for node, name in self._nodes(container, depth):
            if name == "w:p":
                carried.append(self.inline.paragraph(node))
                if _mark_is_gone(node):
                    continue
                yield from self._paragraph(node, carried, depth)
                carried = Passage()
            elif name == "w:tbl":
                yield from self._lines(carried, 0)
                carried = Passage()
                table = self._table(node, depth)
                if table is not None:
                    yield table
        yield from self._lines(carried, 0)
        yield from self._boxes(carried, depth)

    def _nodes(self, container: Element, depth: int) -> Iterator[tuple[Element, str]]:
        """Paragraphs and tables, those in wrappers as well."""
        for node in container:
            name = tag(node)
            if name in ("w:p", "w:tbl"):
                yield node, name
            elif name == "w:altChunk" and attribute(node, "r:id") in self.embedded:
                raise Unreadable(EMBEDDED)
            elif name in GONE:
                self.inline.set_aside("".join(words(node)))
            elif name == "mc:AlternateContent":
                option = chosen(node)
                if option is not None:
                    yield from self._nodes(option, depth)
            elif name not in SILENT:
                if depth > DEEPEST:
                    raise Unreadable(NESTED.format(DEEPEST))
                yield from self._nodes(node, depth + 1)

    def _paragraph(
        self, node: Element, passage: Passage, depth: int
    ) -> Iterator[Block | LaidTable]:
        self.paragraphs += 1
        properties = child(node, "w:pPr")
        label = self.numbering.label(self.styles.numbering(properties))
        if label:
            passage.label(label, self.inline.page)
        yield from self._lines(passage, self.styles.heading(properties))
        yield from self._boxes(passage, depth)

    def _lines(self, passage: Passage, level: int) -> Iterator[Line]:
        lines = [
            Line(text, self._place(piece.page), level)
            for piece in passage.pieces
            if (text := piece.text())
        ]
        yield from lines
        if lines and level:
            self._enter(_Heading(level, "".join(line.text for line in lines)))

    def _boxes(self, passage: Passage, depth: int) -> Iterator[Block | LaidTable]:
        """What stands in text boxes; fields that are open around them are not open in them."""
        fields = self.inline.fields
        for box in passage.boxes:
            self.inline.fields = []
            yield from self._blocks(box, depth + 1)
        self.inline.fields = fields

    def _enter(self, heading: _Heading) -> None:
        above = [each for each in self.headings if each.level < heading.level]
        self.headings = [*above, heading]
        *upper, last = (each.text for each in self.headings[-2:])
        first = (_short(text.split()[0], LEAD) for text in upper)
        self.part = " › ".join((*first, _short(last, SHORT)))

    def _place(self, page: int) -> Place:
        return Place(page if self.paged else None, max(1, self.paragraphs), part=self.part)

    def _table(self, table: Element, depth: int) -> LaidTable | None:
        """A table and what stands in its cells; None where it has none."""
        spread, inside = Spread(self.limits), list[Block]()
        headings, part = self.headings, self.part
        place = self._place(self.inline.page)._replace(line=self.paragraphs + 1)
        for row in self._rows(table, "w:tr", depth):
            properties = child(row, "w:trPr")
            if child(properties, "w:del") is not None or switch(child(properties, "w:hidden")):
                self.inline.set_aside("".join(words(row)))
                continue
            spread.row(number(child(properties, "w:gridBefore")))
            inside += self._row(row, spread, part, depth)
        if not spread.cells:
            return None
        grid = spread.grid(place._replace(page=spread.cells[0].place.page))
        if not is_layout(grid):
            self.headings, self.part = headings, part
        return LaidTable(grid, edges(table), tuple(inside))

    def _row(self, row: Element, spread: Spread, part: str, depth: int) -> Iterator[Block]:
        """Fill a row; its cells stand side by side, so each begins on the page of the first."""
        first, last = self.inline.page, self.inline.page
        line = self.paragraphs + 1
        for cell in self._rows(row, "w:tc", depth):
            self.inline.page = first
            covers = span(cell)
            if child(cell, "w:tcPr", "w:cellDel") is not None or spread.goes_on(covers):
                self.inline.set_aside("".join(words(cell)))
                self.paragraphs += sum(1 for _ in every(cell, "w:p"))
                continue
            blocks = list(joined(self._blocks(cell, depth + 1)))
            lines = [block for block in blocks if isinstance(block, Line)]
            page = lines[0].place.page if lines else self._place(first).page
            spread.put(" ".join(each.text for each in lines), Place(page, line, part=part), covers)
            yield from blocks
            last = max(last, self.inline.page)
        self.inline.page = last

    def _rows(self, table: Element, name: str, depth: int) -> Iterator[Element]:
        """The rows of a table or the cells of a row, those in wrappers as well."""
        for node in table:
            if tag(node) == name:
                yield node
            elif tag(node) in GONE:
                self.inline.set_aside("".join(words(node)))
            elif tag(node) not in SILENT and depth <= DEEPEST:
                yield from self._rows(node, name, depth + 1)


def _mark_is_gone(paragraph: Element) -> bool:
    """Whether the mark at the end of a paragraph was deleted or is hidden."""
    mark = child(paragraph, "w:pPr", "w:rPr")
    if mark is None:
        return False
    gone = any(child(mark, name) is not None for name in GONE)
    return gone or bool(switch(child(mark, "w:vanish")))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
