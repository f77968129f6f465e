"""The user's own XLSX with one more sheet: 批注, a row for each finding; the others as they were.

At the end of the workbook's looks stands one more: long texts break, what is filled in stays text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from juesuan.model.page import Limits, Unreadable
from juesuan.model.review import DeskDocument, mark_of
from juesuan.packed import refuse_bombs, unpacked
from juesuan.publishing.desk.kept_package import packed_again, parsed, related, typed, written
from juesuan.publishing.desk.overview_workbook import MARK, OUTCOME, REPLY
from juesuan.publishing.desk.round_words import set_aside
from juesuan.publishing.disclosure.docx.elements import Element, letters
from juesuan.publishing.screen import width as wide

OFFICE = "http://schemas.openxmlformats.org/"
S = f"{{{OFFICE}spreadsheetml/2006/main}}"
R = f"{{{OFFICE}officeDocument/2006/relationships}}"
WORKSHEET = f"{OFFICE}officeDocument/2006/relationships/worksheet"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STYLES, PLAIN, AS_TEXT = "xl/styles.xml", "0", "49"
BOOK, RELATIONS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
NAME = "批注"
HEADS = ("等级", "工作表", "位置", "说明", "更正", REPLY, OUTCOME, MARK)
WIDTHS = (6, 16, 24, 60, 20, 30, 12, 24)
MOST = 8000  # letters of one cell
LINE, HIGHEST = 15, 405  # points, of a line and of a row
ODD = "这个工作簿的写法不常见，不能加批注：请在 WPS 或 Excel 中另存为 XLSX 后再试"


def marked_workbook(data: bytes, document: DeskDocument, limits: Limits) -> bytes:
    """The same workbook with a sheet of comments behind the others; raises Unreadable."""
    refuse_bombs(data, limits)
    with unpacked(data) as parts:
        names = parts.namelist()
        if not {BOOK, RELATIONS, TYPES} <= set(names):
            raise Unreadable(ODD)
        book, relations, types = (parsed(parts.read(name)) for name in (BOOK, RELATIONS, TYPES))
        target = _free_name(names)
        _list(book, related(relations, WORKSHEET, target.removeprefix("xl/")))
        typed(types, target, KIND)
        changed = {BOOK: book, RELATIONS: relations, TYPES: types}
        look = ""
        if STYLES in names:
            changed[STYLES] = parsed(parts.read(STYLES))
            look = _look(changed[STYLES])
        changed[target] = _sheet(list(_rows(document)), look)
        return packed_again(parts, {name: written(root) for name, root in changed.items()})


def _rows(document: DeskDocument) -> Iterator[tuple[str, ...]]:
    yield HEADS
    for finding in document.findings:
        part = next((place.part for place, _ in finding.places if place.part), "")
        message = "；".join(filter(None, (finding.message, set_aside(finding))))
        texts = (finding.label, part, finding.where, message, finding.correction)
        yield (*texts, "", "", mark_of(document, finding))


def _look(styles: Element) -> str:
    """Add a look that breaks long texts; its number, "" where the workbook lists no looks."""
    looks = styles.find(f"{S}cellXfs")
    if looks is None:
        return ""
    number = len(looks.findall(f"{S}xf"))
    none = dict.fromkeys(("fontId", "fillId", "borderId", "xfId"), PLAIN)
    made = {"numFmtId": AS_TEXT, **none, "applyNumberFormat": "1", "applyAlignment": "1"}
    etree.SubElement(
        etree.SubElement(looks, f"{S}xf", made), f"{S}alignment", vertical="top", wrapText="1"
    )
    looks.set("count", str(number + 1))
    return str(number)


def _sheet(rows: Sequence[Sequence[str]], look: str) -> Element:
    """Rows of texts, none of which is a formula."""
    styled = {"s": look} if look else {}
    root = etree.Element(f"{S}worksheet", nsmap={None: S[1:-1]})
    properties = etree.SubElement(root, f"{S}sheetPr")
    etree.SubElement(properties, f"{S}pageSetUpPr", fitToPage="1")
    columns = etree.SubElement(root, f"{S}cols")
    for at, width in enumerate(WIDTHS, start=1):
        size = {"min": str(at), "max": str(at), "width": str(width), "customWidth": "1"}
        etree.SubElement(columns, f"{S}col", size)
    data = etree.SubElement(root, f"{S}sheetData")
    for number, texts in enumerate(rows, start=1):
        row = etree.SubElement(data, f"{S}row", r=str(number), ht=str(_height(texts)))
        for at, text in enumerate(texts):
            spot = {"r": f"{chr(ord('A') + at)}{number}", **styled, "t": "inlineStr"}
            cell = etree.SubElement(row, f"{S}c", spot)
            inside = etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t")
            inside.text = letters(text[:MOST])
    setup = {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}
    etree.SubElement(root, f"{S}pageSetup", setup)
    return root


def _height(texts: Sequence[str]) -> int:
    """How high a row is, in points, so that every text in it is seen."""
    lines = (-(-wide(text[:MOST]) // room) for text, room in zip(texts, WIDTHS, strict=True))
    return min(max(1, *lines) * LINE, HIGHEST)


def _free_name(names: Sequence[str]) -> str:
    taken = {name.casefold() for name in names}
    every = (f"xl/worksheets/sheet{number}.xml" for number in range(1, len(names) + 2))
    return next(name for name in every if name not in taken)


def _list(book: Element, relation: str) -> None:
    sheets = book.find(f"{S}sheets")
    if sheets is None:
        raise Unreadable(ODD)
    taken = {one.get("name", "").casefold() for one in sheets}
    numbers = {one.get("sheetId", "").lstrip("0") for one in sheets}
    number = next(text for at in range(1, len(numbers) + 2) if (text := str(at)) not in numbers)
    free = (f"{NAME}{at}" if at else NAME for at in range(len(taken) + 1))
    name = next(one for one in free if one not in taken)
    entry = etree.SubElement(sheets, f"{S}sheet", name=name)
    entry.set("sheetId", number)
    entry.set(f"{R}id", relation)
