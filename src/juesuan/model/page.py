"""A document as a reader sees it: pages of lines and grids, each with its place. Knows no 决算."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

MB, GB = 2**20, 2**30


class Box(NamedTuple):
    """A rectangle on a page as a reader sees it, in points; the origin is the top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class Place(NamedTuple):
    """Where something stands: page (paged files), line (text files), box; all counted from 1.

    `part` is the sheet of a workbook, the headings above in a DOCX; `cell` the row and the column
    in a sheet or in a table without pages, told instead of the line; `file` the file it stands in,
    where several are one disclosure. What is `scanned` was recognised in a picture.
    """

    page: int | None = None
    line: int | None = None
    box: Box | None = None
    part: str = ""
    cell: tuple[int, int] | None = None
    file: str = ""
    scanned: bool = False

    def __str__(self) -> str:
        row, column = self.cell or (0, 0)
        part = f"《{self.part}》" if self.file else f"“{self.part}”"
        parts = (
            self.file,
            f"第{self.page}页" if self.page else "",
            "（扫描）" if self.scanned else "",
            part if self.part else "",
            f"第{self.line}行" if self.line and not self.cell else "",
            f"第{row}行第{column}列" if self.cell else "",
        )
        return "".join(parts) or "位置不详"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; it covers `rows` × `columns` fields from its upper left one."""

    text: str
    row: int
    column: int
    place: Place = Place()
    rows: int = 1
    columns: int = 1
    exact: str = ""
    """What a cell of a workbook stores, where it shows fewer digits; the fact is what it shows."""


@dataclass(frozen=True)
class Grid:
    """A table: every field of height × width is covered by at most one cell, in reading order."""

    cells: tuple[Cell, ...]
    height: int
    width: int
    place: Place = Place()
    aligned: bool = False
    """Whether no rules were drawn: its columns are what stands one below the other."""

    @cached_property
    def fields(self) -> tuple[tuple[Cell | None, ...], ...]:
        """The cell covering each field, row by row; None where the source drew no cell."""
        field: list[list[Cell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in field[cell.row : cell.row + cell.rows]:
                for column in range(cell.column, min(cell.column + cell.columns, self.width)):
                    row[column] = cell
        return tuple(map(tuple, field))


class Unreadable(Exception):
    """A file that cannot be read; the message says what, where and what to do, in Chinese."""


class Formless(Unreadable):
    """A file without tables or text of final accounts; it may belong to a file that has them."""


class Framed(Unreadable):
    """A page whose text stands in other files, its frames."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `heading` is its level in sources that mark headings, else 0."""

    text: str
    place: Place
    heading: int = 0


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order; text files are one page with number None."""

    number: int | None
    blocks: tuple[Block, ...]
    width: float = 0.0
    height: float = 0.0
    unread: int = 0
    """How many pieces of text it draws whose characters cannot be told."""


class Aside(NamedTuple):
    """What a file says on no page.

    `titles` name something whole (its title, an attachment, a short note), `texts` are the rest:
    comments, notes, form fields, words in place of pictures.
    """

    titles: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


NOTHING = Aside()


class Unseen(NamedTuple):
    """Something of a file that nobody sees who looks at it: where, and what in words.

    `read` tells that it was read all the same, as rows that a sheet hides are; else it was not.
    """

    place: Place
    words: str
    read: bool = False


class FileOf(NamedTuple):
    """One file of a disclosure that came in several: its name and the SHA-256 of its bytes."""

    name: str
    sha256: str


FileKind = Literal["workbook", "pdf", "docx", "html", "text", "scan"]


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its name (never a path), the SHA-256 of its bytes, its pages.

    `files` are those it was joined of, the ones first whose tables are taken before others'.
    """

    name: str
    sha256: str
    pages: tuple[Page, ...]
    aside: Aside = NOTHING
    unseen: tuple[Unseen, ...] = ()
    kind: FileKind = "text"
    files: tuple[FileOf, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one reading; a file beyond them is `Unreadable`."""

    bytes: int = 200 * MB
    """Size of the file as it comes, in bytes."""
    pages: int = 3000
    """Pages of one document, or sheets of one workbook."""
    cells: int = 2_000_000
    """Cells, characters or drawn segments kept of one page, sheet or table."""
    columns: int = 300
    """Columns with a head that one table of books may have."""
    lines: int = 200_000
    """Lines of a text file that stand in no table."""
    unpacked: int = GB
    """Size of the unpacked parts of an archive (XLSX, DOCX) together, in bytes."""
    ratio: int = 200
    """How many times larger than packed a part of an archive may unpack."""
    pixels: int = 100_000_000
    """Pixels of one picture."""
    seconds: float = 120
    """Time a reading may take."""
    work: float = 3
    """Processor time that opening the pages of a PDF may take, beside a tenth of a second each."""
    memory: int = 4 * GB
    """Memory a reading may take, in bytes."""
