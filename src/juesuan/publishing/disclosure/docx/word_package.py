"""The package of a document: its parts and how they lead to one another, with one fixed time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from lxml import etree

from juesuan.extras import wanted
from juesuan.model.disclosure import Disclosure
from juesuan.publishing.disclosure.docx.elements import Element, field, letters, paragraph, run, w
from juesuan.publishing.disclosure.docx.native_charts import RELATION, ChartParts
from juesuan.publishing.disclosure.docx.papers import SIDES, Margins
from juesuan.publishing.disclosure.docx.style_sheet import STYLES

if TYPE_CHECKING:
    from docx.opc.part import Part

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP can tell, the same for every part
OFFICE = "http://schemas.microsoft.com/office/word"
WORD = 15  # the version whose layout is asked for
DRAWING = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KEPT = ("styles", "settings", "theme")  # of what the empty document of the library brings
"""The last words of the relations that stay."""


class WordPackage:
    """A package that is filled part by part and then written."""

    def __init__(self) -> None:
        with wanted():
            import docx  # noqa: PLC0415 - of an extra

        self._document = docx.Document()
        self._main = self._document.part
        self._charts = 0
        for relations in (self._main.rels, self._main.package.rels):
            for name, relation in list(relations.items()):
                kind = relation.reltype.rpartition("/")[2]
                if kind not in (*KEPT, "officeDocument", "core-properties"):
                    del relations[name]

    def margins(self, mark: str) -> Margins:
        """What stands in the margins: the mark of a draft, if any, and the page numbers."""
        headers = [_header(mark) for _ in SIDES] if mark else []
        footers = [_footer(side) for side in SIDES]
        return Margins(
            tuple(self._in_margin("header", parts) for parts in headers),
            tuple(self._in_margin("footer", parts) for parts in footers),
        )

    def _in_margin(self, kind: str, content: Element) -> str:
        main: Any = self._main  # these two have no types
        part, relation = main.add_header_part() if kind == "header" else main.add_footer_part()
        _refill(part.element, [content])
        return str(relation)

    def add_chart(self, parts: ChartParts) -> str:
        """Add a chart and the workbook behind it; say by which relation the text leads to it."""
        self._charts += 1
        drawing = self._part(f"/word/charts/chart{self._charts}.xml", DRAWING, parts.drawing)
        name = f"/word/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx"
        book = self._part(name, SHEET, parts.workbook)
        relation = drawing.relate_to(book, f"{RELATIONS}/package")
        assert relation == RELATION  # noqa: S101 - the first of a part that leads nowhere yet
        return self._main.relate_to(drawing, f"{RELATIONS}/chart")

    def _part(self, name: str, kind: str, content: bytes) -> Part:
        from docx.opc.packuri import PackURI  # noqa: PLC0415 - of an extra, there by now
        from docx.opc.part import Part  # noqa: PLC0415 - as above

        return Part(PackURI(name), kind, content, self._main.package)

    def write(
        self,
        disclosure: Disclosure,
        body: Iterable[Element],
        styles: Iterable[Element],
        fonts: Element,
    ) -> bytes:
        """The whole document as bytes."""
        _refill(self._document.element.body, body)
        _refill(self._document.styles.element, styles)
        _refill(self._document.settings.element, _settings())
        table = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._main.relate_to(
            self._part("/word/fontTable.xml", FONTS, table), f"{RELATIONS}/fontTable"
        )
        self._describe(disclosure)
        target = io.BytesIO()
        self._document.save(target)
        return _with_fixed_times(target)

    def _describe(self, disclosure: Disclosure) -> None:
        """What the file says of itself; the day of publication is its only time."""
        day = datetime.combine(disclosure.date, time())
        about = self._document.core_properties
        about.title = letters(disclosure.title)[:255]
        about.author = about.last_modified_by = letters(disclosure.department)[:255]
        about.keywords = "，".join(map(letters, disclosure.keywords))[:255]
        about.subject = about.comments = about.category = ""
        about.language = "zh-CN"
        about.created = about.modified = day
        about.revision = 1


def _refill(node: Element, inside: Iterable[Element]) -> None:
    for old in list(node):
        node.remove(old)
    node.extend(inside)


def _header(mark: str) -> Element:
    return paragraph(STYLES["草稿"].id, [run(mark)])


def _footer(side: str) -> Element:
    """— 1 —: on odd pages to the right, on even ones to the left, one letter from the edge."""
    odd = side == "default"
    indent = w("ind", **{"rightChars" if odd else "leftChars": 100, "firstLine": 0})
    place = w("jc", val="right" if odd else "left")
    number = [run("— "), *field("PAGE", "1"), run(" —")]
    return paragraph(STYLES["页码"].id, number, indent, place)


def _settings() -> list[Element]:
    """Settings, in the order of the schema: never that fields be made anew at opening."""
    version = w("compatSetting", name="compatibilityMode", uri=OFFICE, val=WORD)
    return [
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", version),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    ]


def _with_fixed_times(source: io.BytesIO) -> bytes:
    """The same parts in the same order, all of one time, from no machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return target.getvalue()
