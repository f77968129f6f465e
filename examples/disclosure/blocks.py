"""The pieces a disclosure is made of, before anyone decides how they look."""

from dataclasses import dataclass, field


@dataclass
class Cell:
    """One cell of a ruled table; `cols` and `rows` are its spans."""

    text: str
    cols: int = 1
    rows: int = 1
    align: str = "center"
    bold: bool = False


Row = list[Cell]


@dataclass
class Heading:
    """A part (level 1) or section (2, 3); `entry` is its line in the 目录, if it has one."""

    level: int
    text: str
    entry: str = ""


@dataclass
class Para:
    """A paragraph; `lead` is set in bold before it."""

    text: str
    lead: str = ""


@dataclass
class Table:
    """A ruled table with its head lines and note."""

    key: str  # 01 … 09, or the name of an annex table
    header: list[Row]
    body: list[Row]
    widths: list[float]
    code: str = ""  # 公开0X表
    unit: str = ""
    owner: str = ""
    notes: list[str] = field(default_factory=list)
    landscape: bool = False
    pipe: bool = False  # a flat header: in Markdown a pipe table
    size: float = 9.0
    inset: float = 2.6


Block = Heading | Para | Table


def heads(*texts: str) -> Row:
    """Header cells without spans."""
    return [Cell(t) for t in texts]


def line(labels: list[str], amounts: list[str], bold: bool = False) -> Row:
    """A body row: text cells to the left, amounts to the right."""
    return [Cell(t, align="left", bold=bold) for t in labels] + [
        Cell(a, align="right", bold=bold) for a in amounts
    ]


def find(table: Table, first: str) -> Row:
    """The only body row whose first cell says `first`."""
    (row,) = [r for r in table.body if r and r[0].text == first]
    return row
