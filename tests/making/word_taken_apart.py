"""A DOCX taken apart: its parts, its paragraphs, its tables as grids, the order of properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from lxml import etree
from lxml.etree import _Element
from tests.making.disclosures import disclosure

from juesuan.model.page import Cell, Grid
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MAIN = "word/document.xml"

# The order in which the schema of WordprocessingML wants what is used here. Word refuses others.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs kinsoku "
    "autoSpaceDE autoSpaceDN snapToGrid spacing ind jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs noProof snapToGrid color spacing w kern position sz szCs "
    "highlight u shd vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols vAlign titlePg "
    "docGrid",
    "style": "name basedOn next link uiPriority qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat "
    "themeFontLang decimalSymbol listSeparator",
    "font": "altName panose1 charset family notTrueType pitch",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "docDefaults": "rPrDefault pPrDefault",
    "styles": "docDefaults latentStyles style",
}
LABELS = (
    "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator showLeaderLines"
)
AXIS = (
    "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses "
)
CHART_ORDERS = {
    "chartSpace": "date1904 lang roundedCorners style chart spPr txPr externalData",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "plotArea": "layout barChart pieChart catAx valAx spPr",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap axId",
    "pieChart": "varyColors ser dLbls firstSliceAng",
    "ser": "idx order tx spPr invertIfNegative explosion dPt dLbls cat val",
    "dPt": "idx invertIfNegative bubble3D explosion spPr",
    "dLbls": f"dLbl delete {LABELS}",
    "dLbl": f"idx delete layout tx {LABELS}",
    "catAx": f"{AXIS} auto lblAlgn lblOffset noMultiLvlLbl",
    "valAx": f"{AXIS} crossBetween majorUnit",
    "manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
    "scaling": "logBase orientation max min",
    "legend": "legendPos legendEntry layout overlay",
}


@cache
def written(name: str = "2023", seed: int = 1, mark: str = "") -> bytes:
    """A disclosure of made-up accounts as DOCX, without pages in its contents."""
    return write_docx(replace(disclosure(name, seed), mark=mark), load_look())


def parts(data: bytes) -> dict[str, bytes]:
    """Every part by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(data: bytes, part: str = MAIN) -> _Element:
    """A part of a document as elements."""
    return etree.fromstring(parts(data)[part])


def words(node: _Element) -> str:
    """The text of an element, without the instructions of its fields."""
    marks = {f"{W}t": None, f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        marks[each.tag] or each.text or ""
        for each in node.iter(*marks)
        if each.getparent().tag == f"{W}r"
    )


def value(node: _Element, name: str, attribute: str = "val") -> str | None:
    """An attribute of the first element of that name below another."""
    first = node.find(f".//{W}{name}")
    return None if first is None else first.get(f"{W}{attribute}")


def paragraphs(data: bytes) -> list[_Element]:
    """The paragraphs of the body that stand in no table."""
    return list(tree(data).findall(f"{W}body/{W}p"))


def grids(data: bytes) -> Iterator[Grid]:
    """The tables as grids: cells that are merged are one."""
    for table in tree(data).iter(f"{W}tbl"):
        yield _grid(table)


def _grid(table: _Element) -> Grid:
    rows = table.findall(f"{W}tr")
    width = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    cells: dict[tuple[int, int], Cell] = {}
    starts: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for field in row.findall(f"{W}tc"):
            span = int(value(field, "gridSpan") or 1)
            merge = value(field, "vMerge")
            if merge == "continue":
                above = cells[starts[column], column]
                cells[starts[column], column] = Cell(
                    above.text, above.row, column, rows=above.rows + 1, columns=span
                )
            else:
                starts[column] = number
                cells[number, column] = Cell(words(field), number, column, columns=span)
            column += span
        assert column == width, "every field of a row is there once"
    return Grid(tuple(cells.values()), len(rows), width)


def disordered(data: bytes) -> list[str]:
    """Elements whose children do not stand as the schema wants."""
    wrong = []
    for name, content in parts(data).items():
        if name.startswith("word/") and name.endswith(".xml"):
            wrong += [f"{name} {fault}" for fault in faults(etree.fromstring(content))]
    return wrong


def faults(part: _Element) -> Iterator[str]:
    """The same of one part."""
    for node in part.iter():
        local, space = etree.QName(node).localname, f"{{{etree.QName(node).namespace}}}"
        orders = {W: ORDERS, C: CHART_ORDERS}.get(space, {})
        order = orders.get(local, "").split()
        inside = [etree.QName(child).localname for child in node]
        strange = not set(inside) <= set(order)
        if order and (strange or inside != sorted(inside, key=order.index)):
            yield f"{local}: {' '.join(inside)}"
