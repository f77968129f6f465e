"""HTML in, lines and grids out; nothing is run, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from juesuan.model.page import (
    Aside,
    Block,
    Cell,
    Document,
    Framed,
    Grid,
    Limits,
    Line,
    Place,
)
from juesuan.sources.text import decode, one_page, refuse_large

# The parser keeps no positions, so each start tag is given the number of its line beforehand.
# Unquoted, because inside another attribute's value a quotation mark would end that value.
MARK = "data-juesuan-line"
START_TAG = re.compile(r"<([A-Za-z][\w:.-]*)(?=[\s/>]|$)")

SKIPPED = frozenset("script style template noscript head iframe object svg select".split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = frozenset(
    "-text a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small "
    "span strike strong time tt u var wbr o:p".split()
)
APART = frozenset(["sup", "sub"])  # 5.83<sup>1</sup> must not read as 5.831
DATA = 3  # cells of a row, and rows of a table, that make a table of data
WIDEST_SPAN = 1000  # the HTML standard's own limit for colspan
SPACE = re.compile(r"[ \t\n\f]+")
SUSPECT = re.compile(r"[密祕]|&#|\\u?5bc6", re.IGNORECASE)
COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)  # one that never ends goes on to the end
TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{1,300})", re.IGNORECASE)
HEAD = 65536  # characters within which a page names itself
TEMPLATE = re.compile(r"<(/?)template\b", re.IGNORECASE)  # what it holds is no part of the tree
ESCAPED = re.compile(r"\\u?([0-9A-Fa-f]{4}) ?")  # 机 in a style sheet: \673a, in a script: \u673a
FRAMES = re.compile(r"<(?:frame|iframe)\b[^<>]{0,2000}\bsrc\s?=", re.IGNORECASE)
ELSEWHERE = (
    "网页的正文在框架（frame）里，不在这个文件中：请打开框架里的网页另存后再试，"
    "或把随它保存的文件夹里的网页一起审核"
)
QUOTED = re.compile(r"[\"'`\n]")


def read_html(name: str, data: bytes, limits: Limits) -> Document:
    """Read a whole HTML file: headings, paragraphs and tables in their order; or Unreadable."""
    text = decode(data)
    document = one_page(name, data, html_blocks(text, 1, limits), limits, unseen(text))
    if not document.pages[0].blocks and FRAMES.search(text):
        raise Framed(ELSEWHERE)
    return document


def html_blocks(text: str, first: int, limits: Limits) -> Iterator[Block]:
    """The lines and grids of HTML whose first line has the number `first`."""
    body = LexborHTMLParser(_numbered(text, first)).body
    if body is None:
        return
    line = _Text(first)
    for node, step in _walk(body, _is_data):
        if step == "leaf":
            yield from line.ended()
            yield from _table(node, line.at(node), limits)
        elif node.is_text_node:
            line.add(node.text_content or "")
        elif node.tag in APART:
            line.pieces.append(" ")
        elif node.tag not in INLINE:
            yield from line.ended()
            if node.tag in HEADINGS:
                line.level = HEADINGS[node.tag] if step == "enter" else 0
        if step == "enter":
            line.at(node)
    yield from line.ended()


def _numbered(text: str, first: int) -> str:
    lines = text.split("\n")
    marked = (START_TAG.sub(rf"<\g<1> {MARK}={n} ", line) for n, line in enumerate(lines, first))
    return "\n".join(marked)


def unseen(text: str) -> Aside:
    """What HTML says beside its running text: title, comments, attributes, parts not shown."""
    shown = TEMPLATE.sub(r"<\1noscript", text) if SUSPECT.search(text) else ""
    root = LexborHTMLParser(shown).root if shown else None
    if root is None:
        head = TITLE.search(text[:HEAD])
        return Aside((_collapsed(unescape(head[1])),)) if head else Aside()
    titles = [node.text() for node in root.css("title")]
    return Aside(tuple(titles), (*COMMENT.findall(text), *_unseen(root)))


def _unseen(root: LexborNode) -> Iterator[str]:
    todo = [(root, False)]
    while todo:
        node, skipped = todo.pop()
        if node.is_text_node:
            words = ESCAPED.sub(_escaped, node.text_content or "") if skipped else ""
            yield from QUOTED.split(words)
        elif not node.is_comment_node:
            values = [value for value in node.attributes.values() if value]
            yield from (*values, "：".join(values))  # <meta name="密级" content="机密">
            if node.tag in SKIPPED and not skipped:
                yield node.text()
            inside = skipped or node.tag in SKIPPED
            todo.extend((inner, inside) for inner in node.iter(include_text=True))


def _escaped(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))


Step = Literal["enter", "leave", "leaf"]


def _walk(
    root: LexborNode, leaf: Callable[[LexborNode], bool]
) -> Iterator[tuple[LexborNode, Step]]:
    """Each element on entering and on leaving, texts and leaves once; what is no content never."""
    todo: list[tuple[LexborNode, Step]] = [(root, "enter")]
    while todo:
        node, step = todo.pop()
        if step == "enter" and leaf(node):
            step = "leaf"
        yield node, step
        if step == "enter" and not node.is_text_node:
            todo.append((node, "leave"))
            inner = [n for n in node.iter(include_text=True) if n.tag not in SKIPPED]
            todo.extend((n, "enter") for n in reversed(inner) if not n.is_comment_node)


def _is_data(node: LexborNode) -> bool:
    """Whether this is a table of data; one cell, or tables inside it, is mere page layout.

    Unless it has more rows of several cells itself than the tables inside it have rows.
    """
    if node.tag != "table":
        return False
    if not any(inner.mem_id != node.mem_id for inner in node.css("table")):
        return len(node.css("td, th")) > 1
    rows = rows_of(node)
    inside = len(node.css("tr")) - len(rows)
    return sum(_filled(row) >= DATA for row in rows) > max(inside, DATA)


def rows_of(table: LexborNode) -> list[LexborNode]:
    """The rows of a table, without those of tables inside it."""
    rows = []
    for row in table.css("tr"):
        home = row.parent
        while home is not None and home.tag != "table":
            home = home.parent
        if home is not None and home.mem_id == table.mem_id:
            rows.append(row)
    return rows


def _filled(row: LexborNode) -> int:
    """How many cells of a row hold words and no table."""
    cells = (cell for cell in row.iter() if cell.tag in ("td", "th"))
    return sum(bool(cell.text().strip()) and not cell.css("table") for cell in cells)


@dataclass
class _Text:
    """The line being put together."""

    number: int
    start: int = 0
    level: int = 0
    begun: bool = False
    pieces: list[str] = field(default_factory=list)

    def at(self, node: LexborNode) -> int:
        """The number of the source line a node starts on; the last one known if it bears none."""
        self.number = int(node.attributes.get(MARK) or self.number)
        return self.number

    def add(self, text: str) -> None:
        """Take a text; the first words of a line say where it starts."""
        if text.strip() and not self.begun:
            self.begun = True
            self.start = self.number + text[: -len(text.lstrip())].count("\n")
        self.pieces.append(text)

    def ended(self) -> Iterator[Line]:
        """The line put together so far, if it says anything."""
        if self.begun:
            yield Line(_collapsed("".join(self.pieces)), Place(line=self.start), self.level)
        self.pieces.clear()
        self.begun = False


def _collapsed(text: str) -> str:
    return SPACE.sub(" ", text).strip()


def cell_text(cell: LexborNode) -> str:
    """The words of one cell on one line; what a reader sees apart stays apart by a space."""
    pieces = []
    for node, _ in _walk(cell, lambda _: False):
        if node.is_text_node:
            pieces.append(node.text_content or "")
        elif node.tag not in INLINE:
            pieces.append(" ")
    return _collapsed("".join(pieces))


def _table(table: LexborNode, number: int, limits: Limits) -> Iterator[Block]:
    for caption in table.css("caption"):
        if text := cell_text(caption):
            line = int(caption.attributes.get(MARK) or number)
            yield Line(text, Place(line=line))
    rows = rows_of(table)
    layout = TableLayout(
        limits, [Place(line=int(row.attributes.get(MARK) or number)) for row in rows]
    )
    for at, row in enumerate(rows):
        for node in row.iter():
            if node.tag in ("td", "th"):
                layout.put(at, node)
    if layout.cells:
        yield layout.grid()


class TableLayout:
    """Cells put into a rectangle as a browser does, no field covered twice."""

    def __init__(self, limits: Limits, places: list[Place]) -> None:
        self.limits = limits
        self.places = places
        self.cells: list[Cell] = []
        self.taken: list[set[int]] = [set() for _ in places]
        self.column = [0] * len(places)
        self.fields = 0

    def put(self, row: int, node: LexborNode) -> None:
        """Put a cell on the first free field of its row."""
        taken = self.taken[row]
        column = next(n for n in count(self.column[row]) if n not in taken)
        wide = max(1, min(_span(node, "colspan"), WIDEST_SPAN))
        wide = next((n for n in range(1, wide) if column + n in taken), wide)
        below = len(self.places) - row
        high = min(_span(node, "rowspan") or below, below)
        self.fields += wide * high
        refuse_large(self.fields, self.limits)
        for fields in self.taken[row : row + high]:
            fields.update(range(column, column + wide))
        self.column[row] = column + wide
        place = Place(line=int(node.attributes.get(MARK) or self.places[row].line or 1))
        self.cells.append(Cell(cell_text(node), row, column, place, high, wide))

    def grid(self) -> Grid:
        """The grid, short rows filled up with empty cells."""
        width = max(max(taken, default=-1) + 1 for taken in self.taken)
        refuse_large(width * len(self.places), self.limits)
        empty = [
            Cell("", row, column, self.places[row])
            for row, taken in enumerate(self.taken)
            for column in range(width)
            if column not in taken
        ]
        cells = sorted([*self.cells, *empty], key=lambda cell: (cell.row, cell.column))
        return Grid(tuple(cells), len(self.places), width, self.places[0])


def _span(node: LexborNode, attribute: str) -> int:
    match = re.match(r"\s*(\d{1,9})", node.attributes.get(attribute) or "")
    return int(match.group(1)) if match else 1
