"""An XLSX as the archive it is: cells that carry no value, hidden rows and columns."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from xml.etree import ElementTree as ET

from juesuan.model.page import Limits, Unreadable
from juesuan.packed import unpacked

MAGIC = b"PK\x03\x04"
CHUNK = 2**20
WIDEST = 702  # column ZZ: no sheet of books is wider
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
CELL = re.compile(rb"<c\b([^>]*)>(\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*)</c>")
ERROR = re.compile(rb'<c\b[^>]*\bt="e"[^>]*>.{0,400}?</c>', re.DOTALL)
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
VALUE = re.compile(rb"<v>([^<]*)</v>")
LAST_ROW = re.compile(rb'<row\b[^>]*?\br="(\d{1,7})"')
WIDE = re.compile(rb'\sr="([A-Z]{2,3})\d')  # of rows and cells alike, and so ten times as fast


ROW = re.compile(rb"<row\b[^>]{0,400}>")
COLUMN = re.compile(rb"<col\b[^>]{0,400}>")
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
NUMBER = re.compile(rb'\b(r|min|max)="(\d{1,7})"')


class Hollow(NamedTuple):
    """A cell whose value a reader cannot know: a formula without result, or an error."""

    row: int
    column: int
    text: str


class Marks(NamedTuple):
    """What the cells of a sheet do not tell: those without a value, hidden rows and columns."""

    hollow: list[Hollow]
    rows: list[int]
    columns: list[int]


def marks_of(data: bytes, limits: Limits) -> dict[str, Marks]:
    """By sheet name, what its cells do not tell; Unreadable for sheets larger than the limits.

    Reads every sheet to its end through the archive's own sizes and checksums, so that a part
    that lies about its size is found here and not by the parser.
    """
    with unpacked(data) as archive:
        return {name: _scan(archive, part, limits) for name, part in _sheets(archive)}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each worksheet."""
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - expat bounds entities
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - as above
    for item in (*book.iter(f"{MAIN}sheet"), *book.iter(f"{STRICT}sheet")):
        identity = next((value for name, value in item.items() if name.endswith("}id")), "")
        target = targets.get(identity, "")
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if part in archive.namelist():
            yield item.get("name", ""), part


def _scan(archive: zipfile.ZipFile, part: str, limits: Limits) -> Marks:
    marks, rest, rows, columns = Marks([], [], []), b"", 0, 26
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            text = rest + chunk
            end = text.rfind(b"</c>") + 4
            text, rest = (text[:end], text[end:]) if end > 3 else (b"", text)
            if len(rest) > limits.unpacked // 16:
                raise Unreadable("工作簿的一个单元格过大，未打开")
            marks.hollow.extend(_hollow(text))
            if b"hidden=" in text:
                _note_hidden(text, marks)
            rows = max(rows, *map(int, LAST_ROW.findall(text)), 0)
            columns = max(columns, *map(_number, WIDE.findall(text)), 0)
            if columns > WIDEST or rows * columns > limits.cells:
                raise Unreadable(f"工作表过大：{rows} 行 {columns} 列，请删去表外的单元格后再试")
    return marks


def _note_hidden(text: bytes, marks: Marks) -> None:
    for row in ROW.finditer(text):
        if HIDDEN.search(row[0]):
            marks.rows.extend(int(value) for name, value in NUMBER.findall(row[0]) if name == b"r")
    for column in COLUMN.finditer(text):
        if HIDDEN.search(column[0]):
            ends = {name: int(value) for name, value in NUMBER.findall(column[0])}
            last = min(ends.get(b"max", 0), WIDEST)
            marks.columns.extend(range(ends.get(b"min", 1), last + 1))


def _hollow(text: bytes) -> Iterator[Hollow]:
    if b"<f" in text:
        for cell in CELL.finditer(text):
            if b't="e"' not in cell.group(1):
                yield _place(cell.group(0), "公式没有算出的值")
    if b't="e"' in text:
        for cell in ERROR.finditer(text):
            value = VALUE.search(cell.group(0))
            yield _place(cell.group(0), value.group(1).decode("utf-8", "replace") if value else "")


def _place(cell: bytes, text: str) -> Hollow:
    place = PLACE.search(cell)
    return (
        Hollow(int(place.group(2)), _number(place.group(1)), text) if place else Hollow(0, 0, text)
    )


def _number(letters: bytes) -> int:
    """Column A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
