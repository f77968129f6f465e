"""XLSX and XLSM in: sheets as they are shown, results of formulas as they are stored; no macros."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from lxml import etree

from juesuan.model.page import Limits, Unreadable
from juesuan.packed import refuse_bombs, unpacked
from juesuan.secrecy.account_books import refuse_parts
from juesuan.sources.kinds import refuse_zip
from juesuan.sources.workbook.formats import BUILT_IN
from juesuan.sources.workbook.worksheet import (
    GENERAL,
    CellLook,
    Display,
    Field,
    Merge,
    Sheets,
    Worksheet,
    hollow,
    of_number,
    of_text,
    of_truth,
    stored_number,
)

CHUNK = 2**18
EMPTY = re.compile(rb'<c\b[^<>]*\br="[A-Z]{1,3}\d{1,7}"[^<>]*/>')
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
SIDES = ("left", "right", "top", "bottom", "start", "end")
ZERO = re.compile(r"-?0*(?:\.0*)?")
NO_LOOK = CellLook()
BINARY = "二进制工作簿（XLSB）暂不支持：请在 WPS 或 Office 中另存为 XLSX 后再试"


class _Book(NamedTuple):
    """What the cells of every sheet need to know."""

    strings: Sequence[str]
    looks: Sequence[CellLook]
    since_1904: bool
    limits: Limits
    uncalculated: bool = False


class _Part(NamedTuple):
    """A sheet in the list of a workbook, and the part that holds it."""

    name: str
    part: str
    hidden: bool


def read_xlsx(data: bytes, limits: Limits) -> Sheets:
    """The sheets of an XLSX; Unreadable for what is damaged, locked or too large."""
    refuse_bombs(data, limits)
    with unpacked(data) as archive:
        refuse_parts(archive)
        main = _main(archive)
        if not main.endswith(".xml"):
            raise Unreadable(BINARY)
        targets = {identity: part for identity, _, part in _relations(archive, main)}
        kinds = {kind: part for _, kind, part in _relations(archive, main)}
        root = _root(archive, main)
        if etree.QName(root).localname != "workbook":
            refuse_zip(archive.namelist())
        strings = _strings(archive, kinds.get("sharedStrings", ""), limits)
        looks = _looks(archive, kinds.get("styles", ""))
        properties = root.find("{*}workbookPr")
        since_1904 = properties is not None and _true(properties.get("date1904"))
        book = _Book(strings, looks, since_1904, limits)
        parts = _sheets(root, targets)
        if len(parts) > limits.pages:
            raise Unreadable(f"工作表过多：{len(parts):,} 张，上限 {limits.pages:,} 张")
        if _recalculated(root) and _never_calculated(archive, [each.part for each in parts]):
            book = book._replace(uncalculated=True)
        return Sheets([_sheet(archive, each, book) for each in parts])


def _main(archive: zipfile.ZipFile) -> str:
    """The part that is the workbook, by the relation of the whole file."""
    mains = [part for _, kind, part in _relations(archive, "") if kind == "officeDocument"]
    return mains[0]


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """Identity, kind and target of what a part relates to inside the file; nothing outside it."""
    folder = PurePosixPath(part).parent
    rels = str(folder / "_rels" / f"{PurePosixPath(part).name}.rels")
    names = set(archive.namelist())
    if rels not in names:
        return
    for item in _root(archive, rels):
        target = item.get("Target", "")
        inside = target[1:] if target.startswith("/") else _joined(folder, target)
        if item.get("TargetMode") != "External" and inside in names:
            yield item.get("Id", ""), item.get("Type", "").rpartition("/")[2], inside


def _joined(folder: PurePosixPath, target: str) -> str:
    parts: list[str] = []
    for part in (folder / target).parts:
        if part == "..":
            del parts[-1:]
        else:
            parts.append(part)
    return "/".join(parts)


def _root(archive: zipfile.ZipFile, part: str) -> etree._Element:
    """The root of a small part; no entities, no network, no declarations of a type."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(archive.read(part), parser)
    _refuse_declared(root)
    return root


def _refuse_declared(element: etree._Element) -> None:
    if element.getroottree().docinfo.doctype:
        raise Unreadable("工作簿的 XML 带有类型声明（DTD），疑为恶意文件，未打开")


def _elements(stream: IO[bytes], *tags: str, clear: str = "") -> Iterator[etree._Element]:
    """The elements of a large part as they end; those named `clear` are let go one by one."""
    parser = etree.XMLPullParser(
        ("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    begun = False
    while chunk := stream.read(CHUNK):
        parser.feed(EMPTY.sub(b"", chunk))
        for _, element in parser.read_events():
            if not begun:
                _refuse_declared(element)
                begun = True
            yield element
            if element.tag.endswith("}" + clear):
                _let_go(element)
    parser.close()


def _let_go(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _true(word: str | None) -> bool:
    return word in ("1", "true", "on")


def _sheets(root: etree._Element, targets: Mapping[str, str]) -> list[_Part]:
    """Each sheet of cells in order; a sheet that is but a chart holds none."""
    sheets = []
    for item in root.iterfind("{*}sheets/{*}sheet"):
        identity = next((v for name, v in item.items() if str(name).endswith("}id")), "")
        part = targets[identity]
        if "chartsheet" not in part:
            hidden = item.get("state", "visible") != "visible"
            sheets.append(_Part(item.get("name", ""), part, hidden))
    return sheets


def _strings(archive: zipfile.ZipFile, part: str, limits: Limits) -> list[str]:
    """The texts that the cells share: as they are shown, without how they are pronounced."""
    if not part:
        return []
    strings = []
    with archive.open(part) as stream:
        for item in _elements(stream, "si", clear="si"):
            strings.append(_text(item))
            if len(strings) > limits.cells:
                raise Unreadable(f"工作簿的文字过多：超过 {limits.cells:,} 条。请拆分后再试")
    return strings


def _text(item: etree._Element) -> str:
    """The text of a string item: plain, or in runs of different looks."""
    pieces = [piece.text or "" for piece in item.iterfind("{*}t")]
    pieces += [piece.text or "" for piece in item.iterfind("{*}r/{*}t")]
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _looks(archive: zipfile.ZipFile, part: str) -> list[CellLook]:
    """How cells are shown, by the number they give."""
    if not part:
        return []
    root = _root(archive, part)
    codes = dict(BUILT_IN)
    for item in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[int(item.get("numFmtId", "0"))] = item.get("formatCode", GENERAL)
    borders = [_ruled(border) for border in root.iterfind("{*}borders/{*}border")]
    looks = []
    for item in root.iterfind("{*}cellXfs/{*}xf"):
        code = codes.get(int(item.get("numFmtId", "0")), GENERAL)
        border = _ordinal(item.get("borderId", "0"))
        looks.append(CellLook(code, border < len(borders) and borders[border]))
    return looks


def _ruled(border: etree._Element) -> bool:
    """Whether lines stand on two sides or more; one alone underlines a title or closes a table."""
    sides = [border.find(f"{{*}}{side}") for side in SIDES]
    lines = [side.get("style", "none") for side in sides if side is not None]
    return len(lines) - lines.count("none") > 1


def _recalculated(root: etree._Element) -> bool:
    """Whether the programs are told to calculate all of it anew when they open it."""
    properties = root.find("{*}calcPr")
    return properties is not None and _true(properties.get("fullCalcOnLoad"))


def _never_calculated(archive: zipfile.ZipFile, parts: Sequence[str]) -> bool:
    """Whether every formula has the result 0, as a program writes them that cannot calculate."""
    results = 0
    for part in parts:
        with archive.open(part) as stream:
            for row in _elements(stream, "row", clear="row"):
                for cell in row.iterfind("{*}c"):
                    value = cell.find("{*}v")
                    if cell.find("{*}f") is None or value is None:
                        continue
                    results += 1
                    if cell.get("t", "n") != "n" or not ZERO.fullmatch(value.text or ""):
                        return False
    return results > 0


def _sheet(archive: zipfile.ZipFile, each: _Part, book: _Book) -> Worksheet:
    sheet, row = Worksheet(each.name, each.hidden), -1
    with archive.open(each.part) as stream:
        for element in _elements(stream, "row", "mergeCell", "col", clear="row"):
            kind = etree.QName(element).localname
            if kind == "row":
                row = int(element.get("r", row + 2)) - 1
                _row(sheet, row, element, book)
            elif kind == "col" and _true(element.get("hidden")):
                ends = int(element.get("min", "1")) - 1, int(element.get("max", "1")) - 1
                sheet.hidden_columns.append(ends)
            elif kind == "mergeCell":
                sheet.merges.append(_merge(element.get("ref", "")))
    return sheet


def _row(sheet: Worksheet, row: int, element: etree._Element, book: _Book) -> None:
    if _true(element.get("hidden")):
        sheet.hidden_rows.append(row)
    column = -1
    for cell in element.iterfind("{*}c"):
        place = cell.get("r")
        if not place and sheet.placed:
            raise ValueError(sheet.name)
        sheet.placed |= bool(place)
        row, column = _field(place) if place else (row, column + 1)
        sheet.put((row, column), _shown(cell, book), book.limits)


def _shown(cell: etree._Element, book: _Book) -> Display:
    """What a cell shows, by its kind: a shared or own text, an error, a truth, a number."""
    style, kind = _ordinal(cell.get("s", "0")), cell.get("t", "n")
    look = book.looks[style] if style < len(book.looks) else NO_LOOK
    value = cell.findtext("{*}v") or ""
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return of_text("" if inline is None else _text(inline), look)
    if kind == "s":
        return of_text(book.strings[_ordinal(value)] if value else "", look)
    if cell.find("{*}f") is not None and (book.uncalculated or (not value and kind != "str")):
        return hollow(look)
    if kind == "b" and value:
        return of_truth(_true(value), look)
    if kind in ("str", "e", "d") or not value:
        stated = look if kind == "str" else CellLook(ruled=look.ruled)
        return of_text(_unescaped(value), stated)
    return of_number(stored_number(value), look, since_1904=book.since_1904)


def _ordinal(word: str) -> int:
    """Which of a list is meant, from 0; a negative one would count from its end."""
    number = int(word)
    if number < 0:
        raise ValueError(word)
    return number


def _merge(ref: str) -> Merge:
    first, _, last = ref.partition(":")
    (top, left), (bottom, right) = _field(first), _field(last or first)
    return Merge(top, left, bottom, right)


def _field(place: str) -> Field:
    match = PLACE.fullmatch(place.replace("$", ""))
    if match is None:
        raise ValueError(place)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
