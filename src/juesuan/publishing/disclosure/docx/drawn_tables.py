"""Tables as Word draws them: heads repeated, rows whole, the caption above, the note below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.model.disclosure import PageTable
from juesuan.model.page import Cell
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.docx.bookmarks import Bookmarks
from juesuan.publishing.disclosure.docx.elements import Element, letters, paragraph, run, twips, w
from juesuan.publishing.disclosure.docx.style_sheet import BLACK, SPACER, STYLES, table_style
from juesuan.publishing.disclosure.docx.table_fit import ABOVE, APART, ROWS_TOGETHER, TableFit

NOTE = STYLES["表注"].id
EIGHTHS = 8  # Word counts the thickness of lines in eighths of a point


@dataclass(frozen=True)
class TableDrawing:
    """A table, how it fits, what it is called, and where its linked cells are marked."""

    table: PageTable
    fit: TableFit
    title: str
    look: Look
    bookmarks: Bookmarks

    def caption(self) -> Iterator[list[Element]]:
        """The lines between heading and grid, as what stands in them: number; owner and unit."""
        table = self.table
        if table.number:
            yield [_tab(), run(table.number)]
        owner = table.owner
        unit = f"金额单位：{table.unit}" if table.unit else ""
        if owner or unit:
            yield [run(owner), _tab(), run(unit)]

    def captions(self, *first: Element) -> Iterator[Element]:
        """The same as paragraphs; `first` are further properties of the first of them."""
        lines = list(self.caption())
        for number, inside in enumerate(lines, 1):
            right = w("tabs", w("tab", val="right", pos=sum(self.fit.widths)))
            apart = [w("spacing", after=twips(APART))] * (number == len(lines))
            yield paragraph(NOTE, inside, w("keepNext"), *first, right, *apart)
            first = ()

    def note(self) -> Element:
        """What stands below: the note, or the thinnest line, so that tables stay apart."""
        if self.table.note:
            apart = w("spacing", before=twips(APART))
            return paragraph(NOTE, [run(f"注：{self.table.note}")], apart)
        return paragraph(SPACER, [])

    def grid(self) -> Iterator[Element]:
        """The table itself; none where it has no fields."""
        if not (self.table.grid.width and self.table.grid.height):
            return
        columns = w("tblGrid", *(w("gridCol", w=width) for width in self.fit.widths))
        rows = (self._row(number) for number in range(self.table.grid.height))
        yield w("tbl", self._properties(), columns, *rows)

    def _properties(self) -> Element:
        described = [self.table.number, self.table.owner, self.table.unit]
        line: dict[str, str | float] = {
            "val": "single",
            "sz": round(self.look.table.line * EIGHTHS),
            "space": 0,
            "color": BLACK,
        }
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        beside, above = self.fit.margin, twips(ABOVE)
        around = {"top": above, "left": beside, "bottom": above, "right": beside}
        return w(
            "tblPr",
            w("tblW", w=sum(self.fit.widths), type="dxa"),
            w("jc", val="center"),
            w("tblBorders", *(w(side, **line) for side in sides)),
            w("tblLayout", type="fixed"),
            w("tblCellMar", *(w(side, w=size, type="dxa") for side, size in around.items())),
            w("tblLook", val="0020" if self.table.heads else "0000"),
            w("tblCaption", val=letters(self.title or self.table.id)),
            w("tblDescription", val=letters("，".join(filter(None, described)))),
        )

    def _row(self, number: int) -> Element:
        head = [w("tblHeader")] if number < self.table.heads else []
        height = w("trHeight", val=twips(self.fit.tall), hRule="atLeast")
        row = w("tr", w("trPr", w("cantSplit"), height, *head))
        fields = self.table.grid.fields[number]
        column = 0
        while column < len(fields):
            cell = fields[column]
            if cell is None or cell.column != column:
                row.append(self._field(Cell("", number, column), number))
                column += 1
            else:
                row.append(self._field(cell, number))
                column += min(cell.columns, len(fields) - column)
        return row

    def _field(self, cell: Cell, row: int) -> Element:
        """A field of a row: a cell, or the part of one that began in a row above."""
        widths = self.fit.widths[cell.column : cell.column + cell.columns]
        properties = w("tcPr", w("tcW", w=sum(widths), type="dxa"))
        if len(widths) > 1:
            properties.append(w("gridSpan", val=len(widths)))
        if cell.rows > 1:
            properties.append(w("vMerge", val="restart" if row == cell.row else "continue"))
        if row < self.table.heads:
            fill = self.look.table.shade
            properties.append(w("shd", val="clear", color="auto", fill=fill))
        properties.append(w("vAlign", val="center"))
        return w("tc", properties, self._text(cell, row))

    def _text(self, cell: Cell, row: int) -> Element:
        inside: Sequence[Element] = ()
        if row == cell.row:
            address = self.table.cells.get((cell.row, cell.column))
            text = [run(cell.text)] if cell.text else []
            inside = self.bookmarks.around_cell(address, text)
        properties = [w("keepNext")] if self._keeps(row) else []
        align = self.table.align(cell)
        if align != self.look.styles["表内"].align:
            properties.append(w("jc", val=align))
        return paragraph(table_style(self.fit.size, self.look), inside, *properties)

    def _keeps(self, row: int) -> bool:
        """Whether a row stays with what follows: at the head, and at the foot up to the note."""
        last = self.table.grid.height - 1
        at_foot = last - row < ROWS_TOGETHER and (row < last or bool(self.table.note))
        return row < min(self.table.heads + ROWS_TOGETHER - 1, last) or at_foot


def _tab() -> Element:
    return w("r", w("tab"))
