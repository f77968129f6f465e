"""OFD in, lines and grids out: text and rules of its pages as drawn, read as those of a PDF are.

Experimental: made after the standard, GB/T 33190, without real files at hand.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from lxml import etree

from juesuan.model.page import Block, Box, Document, Limits, Line, Page, Place, Unreadable
from juesuan.packed import refuse_bombs, unpacked
from juesuan.sources.pdf.frames import Frame
from juesuan.sources.pdf.glyphs import ASCENT, DESCENT, Run
from juesuan.sources.pdf.grids import read_grids
from juesuan.sources.pdf.lines import read_lines
from juesuan.sources.pdf.rulings import Ruling, Rulings, joined

NOUN, MAIN = "OFD", "OFD.xml"
MM = 72 / 25.4
WIDE = 0x2E80  # letters from here on are as wide as they are high
A4 = (0.0, 0.0, 210.0, 297.0)
THIN = 1.0  # points
DEEPEST = 16
DAMAGED = "OFD 已损坏（{}）：请用 OFD 阅读器打开，另存为 PDF 后再试"
EMPTY = "OFD 里没有文字（可能是扫描件）：请提供可复制文字的 OFD 或 PDF"
STEP = re.compile(r"[MLQBACS]|-?\d+(?:\.\d+)?")

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class _Drawn(NamedTuple):
    """What is drawn on a page, in points from its top left corner."""

    runs: list[Run]
    across: list[Ruling]
    down: list[Ruling]


def is_ofd(data: bytes) -> bool:
    """Whether an archive is an OFD, by its list of parts."""
    try:
        with unpacked(data, NOUN) as archive:
            return MAIN in archive.namelist()
    except Unreadable:
        return MAIN.encode() in data[:128]


def read_ofd(name: str, data: bytes, limits: Limits) -> Document:
    """Read the pages of an OFD; Unreadable says in Chinese why not, and what to do."""
    refuse_bombs(data, limits, NOUN)
    with unpacked(data, NOUN) as archive:
        package = _Package(archive, limits)
        pages = tuple(
            _page(package, number, each, limits) for number, each in enumerate(package.pages(), 1)
        )
    if not any(page.blocks for page in pages):
        raise Unreadable(EMPTY)
    return Document(name, sha256(data).hexdigest(), pages)


class _Package:
    """The parts of an OFD, the document in it, its pages and templates."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.archive, self.limits = archive, limits
        root = _first(self.xml(MAIN), "DocRoot")
        if root is None or not root.text:
            raise Unreadable(DAMAGED.format("没有文档"))
        self.home = posixpath.dirname(root.text.strip().lstrip("/"))
        self.document = self.xml(root.text.strip())
        self.templates = {
            each.get("ID", ""): each.get("BaseLoc", "")
            for each in _all(self.document, "TemplatePage")
        }

    def xml(self, part: str) -> Element:
        """The root of a part, without entities or network."""
        name = part.lstrip("/")
        if name not in self.archive.namelist():
            raise Unreadable(DAMAGED.format(f"缺少 {name}"))
        if self.archive.getinfo(name).file_size > self.limits.bytes:
            raise Unreadable(DAMAGED.format(f"{name} 过大"))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            root: Element = etree.fromstring(self.archive.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(DAMAGED.format(name)) from error
        return root

    def within(self, place: str) -> Element:
        """A part by its place in the document."""
        return self.xml(place if place.startswith("/") else posixpath.join(self.home, place))

    def pages(self) -> list[Element]:
        """The pages, each with what is drawn on it."""
        listed = [each for each in _all(self.document, "Page") if each.get("BaseLoc")]
        if len(listed) > self.limits.pages:
            raise Unreadable(f"OFD 共 {len(listed)} 页，超过上限 {self.limits.pages} 页；请拆分")
        return [self.within(each.get("BaseLoc", "")) for each in listed]

    def size(self, page: Element) -> tuple[float, ...]:
        """The box of a page, in millimetres: left, top, width, height."""
        for root in (page, self.document):
            box = _first(root, "PhysicalBox")
            if box is not None and len(numbers := _numbers(box.text)) == len(A4):
                return tuple(numbers)
        return A4


def _page(package: _Package, number: int, page: Element, limits: Limits) -> Page:
    left, top, width, height = package.size(page)
    drawn = _Drawn([], [], [])
    start = (MM, 0.0, 0.0, MM, -left * MM, -top * MM)
    behind = [package.templates.get(each.get("TemplateID", "")) for each in _all(page, "Template")]
    for root in (*(package.within(place) for place in behind if place), page):
        for layer in _all(root, "Layer"):
            _take(layer, start, drawn, 0)
        if len(drawn.runs) + len(drawn.across) + len(drawn.down) > limits.cells:
            raise Unreadable(f"OFD 第 {number} 页的内容过多；请确认文件内容")
    frame = Frame(width * MM, height * MM, 0, 0.0, height * MM)
    rulings = Rulings(tuple(sorted(joined(drawn.across))), tuple(sorted(joined(drawn.down))))
    grids, rest = read_grids(rulings, drawn.runs, frame, number, limits)
    lines = [Line(text, Place(number, box=_tidy(box))) for text, box in read_lines(rest, frame)]
    blocks: list[Block] = [*grids, *lines]
    blocks.sort(key=lambda block: (block.place.box or Box(0, 0, 0, 0))[1::-1])
    return Page(number, tuple(blocks), round(frame.width, 2), round(frame.height, 2))


def _take(group: Element, around: Matrix, drawn: _Drawn, depth: int) -> None:
    """The objects of a layer or a block of a page."""
    for each in group:
        kind = etree.QName(each).localname if isinstance(each.tag, str) else ""
        if kind == "PageBlock" and depth < DEEPEST:
            _take(each, around, drawn, depth + 1)
        elif kind in ("TextObject", "PathObject") and each.get("Visible") != "false":
            place = _within(each, around)
            (_text if kind == "TextObject" else _path)(each, place, drawn)


def _within(each: Element, around: Matrix) -> Matrix:
    """From the space of an object to the page."""
    boundary = [*_numbers(each.get("Boundary")), 0, 0][:2]
    given = _numbers(each.get("CTM"))
    a, b, c, d, e, f = given if len(given) == len(around) else (1, 0, 0, 1, 0, 0)
    return _product((a, b, c, d, e + boundary[0], f + boundary[1]), around)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def _at(x: float, y: float, place: Matrix) -> Point:
    a, b, c, d, e, f = place
    return a * x + c * y + e, b * x + d * y + f


def _text(each: Element, place: Matrix, drawn: _Drawn) -> None:
    """The words of a text object, letter by letter; upright ones only."""
    size = next(iter(_numbers(each.get("Size"))), 0.0)
    if size <= 0 or abs(place[1]) > abs(place[0]) / 10 or place[3] <= 0:
        return
    for code in _all(each, "TextCode"):
        letters = (code.text or "").strip("\r\n")
        starts = _starts(code, letters, size)
        edges, shown = [], []
        ends = [*starts[1:], None] if letters else []
        for letter, (x, y), after in zip(letters, starts, ends, strict=True):
            if letter.isspace():
                continue
            wide = size * (1 if ord(letter) >= WIDE else 0.5)
            end = min(x + wide, after[0]) if after and after[0] > x else x + wide
            (x0, base), (x1, _) = _at(x, y, place), _at(end, y, place)
            edges.append((x0, x1))
            shown.append(letter)
        if shown:
            high = size * place[3]
            top, low = base - ASCENT * high, base + DESCENT * high
            drawn.runs.append(Run(tuple(shown), tuple(edges), top, low, high, False, 0))  # noqa: FBT003


def _starts(code: Element, letters: str, size: float) -> list[Point]:
    """Where each letter of a text begins."""
    x = next(iter(_numbers(code.get("X"))), 0.0)
    y = next(iter(_numbers(code.get("Y"))), 0.0)
    steps = [*_steps(code.get("DeltaX"), len(letters))]
    starts = [(x, y)]
    for at, letter in enumerate(letters[:-1]):
        x += steps[at] if at < len(steps) else size * (1 if ord(letter) >= WIDE else 0.5)
        starts.append((x, y))
    return starts[: len(letters)]


def _steps(text: str | None, most: int) -> Iterator[float]:
    """The steps between letters; `g n d` says n times d."""
    words = (text or "").split()
    at = 0
    while at < len(words) and most > 0:
        if words[at] == "g" and at + 2 < len(words):
            count, step = _numbers(words[at + 1])[:1], _numbers(words[at + 2])[:1]
            for _ in range(min(int(count[0]) if count else 0, most)):
                yield step[0] if step else 0.0
                most -= 1
            at += 3
        else:
            yield from _numbers(words[at])[:1]
            at, most = at + 1, most - 1


def _path(each: Element, place: Matrix, drawn: _Drawn) -> None:
    """The straight sides of a path that run across or down."""
    for data in _all(each, "AbbreviatedData"):
        for line in _subpaths(data.text or ""):
            for (x0, y0), (x1, y1) in pairwise([_at(x, y, place) for x, y in line]):
                if abs(y1 - y0) <= THIN < abs(x1 - x0):
                    drawn.across.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
                elif abs(x1 - x0) <= THIN < abs(y1 - y0):
                    drawn.down.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _subpaths(data: str) -> Iterator[list[Point]]:
    """The corners of each figure of a path; curves end one."""
    points: list[Point] = []
    command, numbers = "", list[float]()
    for word in [*STEP.findall(data), "S"]:
        if not word.isalpha():
            numbers.append(float(word))
            continue
        here = [(numbers[-2], numbers[-1])] if len(numbers) > 1 else []
        if command == "C":
            here = points[:1]
        elif command != "L" and points:
            yield points
            points = []
        points += here
        command, numbers = word, []
    if points:
        yield points


def _numbers(text: str | None) -> list[float]:
    return [float(word) for word in re.findall(r"-?\d+(?:\.\d+)?", text or "")]


def _all(root: Element, name: str) -> Sequence[Element]:
    return [each for each in root.iter() if isinstance(each.tag, str) and _named(each, name)]


def _named(each: Element, name: str) -> bool:
    return str(etree.QName(each).localname) == name


def _first(root: Element, name: str) -> Element | None:
    return next(iter(_all(root, name)), None)


def _tidy(box: Box) -> Box:
    return Box(*(round(edge, 2) for edge in box))
