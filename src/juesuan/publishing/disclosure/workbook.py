"""The whole disclosure as a workbook: every table a sheet, its sums live, charts, words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from juesuan.model.disclosure import CoverPage, Disclosure, Heading, PageTable, Text
from juesuan.model.number import UNITS, Address
from juesuan.notation.edition import Edition
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.live_tables import LiveTables, names_in_words
from juesuan.publishing.sheets import base_sheet, checks_sheet, text_sheet
from juesuan.publishing.sheets.base_sheet import base_amounts, draw_base
from juesuan.publishing.sheets.cell_formats import Drawing
from juesuan.publishing.sheets.cell_values import PLAIN, cell_text
from juesuan.publishing.sheets.chart_sheet import draw_charts
from juesuan.publishing.sheets.checks_sheet import draw_checks
from juesuan.publishing.sheets.sheet_names import DefinedNames, SheetNames, fixed
from juesuan.publishing.sheets.table_sheet import TableSheet, draw_table
from juesuan.publishing.sheets.text_sheet import ListedSheet, draw_cover, draw_words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CHARTS = "图"
CONTENTS = {
    CHARTS: "图和图中的数",
    text_sheet.WORDS: "文字说明",
    base_sheet.TITLE: "各表的数未取整前的精确金额",
    checks_sheet.TITLE: "勾稽关系和差额",
}


def write_workbook(disclosure: Disclosure, look: Look, edition: Edition) -> bytes:
    """A disclosure as XLSX; raises Unwritable.

    A sum is a formula where its equation holds to the 分; every formula carries what it comes to.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only when a workbook is written

    target = BytesIO()
    with Workbook(target, PLAIN) as book:
        day = disclosure.date
        properties = {
            "title": cell_text(f"{disclosure.mark}{disclosure.title}"),
            "company": cell_text(disclosure.department),
            "keywords": cell_text("，".join(disclosure.keywords)),
            "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a date, no moment
        }
        book.set_properties(properties)
        book.calc_on_load = False  # what every formula comes to is written, also where all is zero
        drawing = Drawing(book, look, disclosure.title, disclosure.mark)
        DisclosureSheets(disclosure, edition, drawing).draw()
    return target.getvalue()


@dataclass(frozen=True)
class DisclosureSheets:
    """The sheets of a disclosure in order: cover, forms, charts, words, other tables, amounts."""

    disclosure: Disclosure
    edition: Edition
    drawing: Drawing
    listed: list[ListedSheet] = field(default_factory=list)

    def draw(self) -> None:
        """Draw every sheet."""
        names = SheetNames((text_sheet.COVER, *CONTENTS))
        sheets = list(self._tables(names))
        live = self._live(sheets)
        cover = self.drawing.book.add_worksheet(text_sheet.COVER)
        for sheet in (sheet for sheet in sheets if sheet.table.kind == "form"):
            self._table(sheet, live)
        if charts := list(self.disclosure.charts):
            draw_charts(self._page(CHARTS), CHARTS, charts, self.drawing)
        if words := list(_words(self.disclosure)):
            draw_words(self._page(text_sheet.WORDS), words, self.drawing)
        for sheet in (sheet for sheet in sheets if sheet.table.kind != "form"):
            self._table(sheet, live)
        self._behind(live)
        draw_cover(cover, _cover(self.disclosure), self.listed, self.drawing)
        _name_cells(live, self.drawing)

    def _page(self, name: str, content: str = "") -> Worksheet:
        """A new sheet, listed on the cover."""
        self.listed.append(ListedSheet(name, content or CONTENTS[name]))
        return self.drawing.book.add_worksheet(name)

    def _table(self, sheet: TableSheet, live: LiveTables) -> None:
        page = self._page(sheet.name, sheet.title)
        draw_table(page, sheet, live.fields(sheet), self.drawing)

    def _tables(self, names: SheetNames) -> Iterator[TableSheet]:
        for title, table in _headed(self.disclosure):
            form = self.edition.form(table.id) if table.kind == "form" else None
            name = names.take(table.number or (form.title if form else title))
            zero = form.style.zero if form else ""
            yield TableSheet(
                name, form.title if form else title, table, bool(self.drawing.mark), zero
            )

    def _live(self, sheets: Sequence[TableSheet]) -> LiveTables:
        base, exact = None, self.disclosure.exact
        if exact is not None:
            exact = exact.without(_counts(self.disclosure))
            printed = [a for sheet in sheets for a in sheet.table.cells.values()]
            base = base_amounts(exact, self.edition, printed, base_sheet.TITLE, self.drawing)
        return LiveTables(self.disclosure, self.edition, sheets, base)

    def _behind(self, live: LiveTables) -> None:
        """The exact amounts; the equations, where there are none or something differs."""
        if live.base is not None:
            words = names_in_words(list(self.disclosure.tables))
            draw_base(self._page(base_sheet.TITLE), live.base, words, self.drawing)
        checks = live.checks()
        if live.base is None or not checks.sound:
            draw_checks(self._page(checks_sheet.TITLE), checks, self.drawing)


def _headed(disclosure: Disclosure) -> Iterator[tuple[str, PageTable]]:
    """Every table with the heading above it."""
    title = ""
    for block in disclosure.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, PageTable):
            yield title or block.number or block.id, block


def _words(disclosure: Disclosure) -> Iterator[Heading | Text]:
    """Headings and paragraphs, without the headings of what stands on sheets of its own."""
    for block, after in pairwise((*disclosure.blocks, None)):
        if isinstance(block, Text) or (
            isinstance(block, Heading) and not isinstance(after, PageTable)
        ):
            yield block


def _counts(disclosure: Disclosure) -> Iterator[Address]:
    """What is no money: vehicles, persons."""
    return (address for address, fact in disclosure.shown.items() if fact.unit not in UNITS)


def _cover(disclosure: Disclosure) -> CoverPage:
    covers = (block for block in disclosure.blocks if isinstance(block, CoverPage))
    return next(covers, CoverPage((disclosure.title,), ""))


def _name_cells(live: LiveTables, drawing: Drawing) -> None:
    """A name for every number that no sum gives."""
    names = DefinedNames()
    for address, place in live.leaves():
        drawing.book.define_name(names.take(address), fixed(place))
