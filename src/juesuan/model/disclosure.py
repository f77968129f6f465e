"""A disclosure as it is said, in order, whatever it looks like: what every writer is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from juesuan.model.number import Address, Facts
from juesuan.model.page import Cell, Grid

Align = Literal["left", "center", "right"]
TableKind = Literal["form", "list", "card"]
ChartKind = Literal["columns", "share"]
SHORT = 16  # characters of a text of a card that is no running text


class LinkedNumber(NamedTuple):
    """A number in running text, as printed, and what it says: a formula over addresses.

    `address` is the cell it repeats; None for one that is reckoned (a change, a rate, a share).
    """

    text: str
    says: str
    address: Address | None = None


class Gap(NamedTuple):
    """A text that the books do not give: what it is about, and what is needed there."""

    anchor: str
    need: str

    @property
    def text(self) -> str:
        """How a draft shows it."""
        return f"〔待填：{self.need}〕"


Run = str | LinkedNumber | Gap


class CoverPage(NamedTuple):
    """The first page: its lines from the top (year, department, 部门决算), the date at its foot.

    `signed` are the lines for those who sign, where the tables are handed in.
    """

    lines: tuple[str, ...]
    date: str
    signed: tuple[str, ...] = ()


class Contents(NamedTuple):
    """Where the table of contents stands; writers make it of the headings of level 1 and 2."""

    title: str


class Heading(NamedTuple):
    """A heading: 1 a part (on a page of its own), 2 a section or a table, 3 within a section.

    `id` is the same in every format and every run, for links.
    """

    level: int
    text: str
    id: str


class Text(NamedTuple):
    """One paragraph of running text."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)


@dataclass(frozen=True)
class PageTable:
    """One table below a heading of its own.

    The first `heads` rows of the grid are its head, repeated on every page it runs over. `number`
    (公开03表), `owner` (部门：某局) and `unit` (万元) stand between heading and grid, `note` below
    it; `totals` are the rows that sum up all others.
    `cells` gives the address of the number in a field, by the row and column of the cell's upper
    left field. `widths` are what the columns need, in Chinese characters.
    """

    id: str
    kind: TableKind
    grid: Grid
    heads: int
    cells: Mapping[tuple[int, int], Address]
    aligns: tuple[Align, ...]
    widths: tuple[float, ...]
    number: str = ""
    owner: str = ""
    unit: str = ""
    note: str = ""
    totals: frozenset[int] = frozenset()

    def align(self, cell: Cell) -> Align:
        """How a cell stands in its field: heads, and what is short in a card, in the middle.

        The rest stands as its column says.
        """
        short = len(cell.text) <= SHORT if self.kind == "card" else cell.columns > 1
        middle = cell.row < self.heads or short
        return "center" if middle else self.aligns[cell.column]


class Series(NamedTuple):
    """One row of numbers of a chart; `labels` are the numbers as the text prints them.

    So are `shares` in the whole that the text speaks of, where there is one: 92.5%.
    """

    name: str
    values: tuple[Decimal, ...]
    labels: tuple[str, ...]
    says: tuple[str, ...]
    shares: tuple[str, ...] = ()


class Chart(NamedTuple):
    """A chart: columns per category, or the shares of one series in its sum; `alt` tells it.

    Every value is ≥ 0 and at least one is more; `unit` is that of the values (万元), in which
    `labels` stand. Axes start at 0.
    """

    id: str
    kind: ChartKind
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str


Block = CoverPage | Contents | Heading | Text | PageTable | Chart


@dataclass(frozen=True)
class Disclosure:
    """One department's (or unit's) whole disclosure: blocks in order, and the numbers behind them.

    `shown` are the numbers as printed, `exact` the same in 元 before rounding (None where they are
    taken from a published document); `rounding` says how the ones became the others. `mark` is
    printed on every page of a draft. `date` is the day of publication, the only date of any format.
    """

    year: int
    department: str
    title: str
    edition: str
    date: date
    unit: str
    blocks: tuple[Block, ...]
    shown: Facts
    exact: Facts | None = None
    rounding: Literal["each", "balanced"] = "each"
    mark: str = ""
    keywords: tuple[str, ...] = field(default=())

    @property
    def gaps(self) -> Iterator[Gap]:
        """Every text that is missing, in order."""
        for block in self.blocks:
            if isinstance(block, Text):
                yield from (run for run in block.runs if isinstance(run, Gap))

    @property
    def tables(self) -> Iterator[PageTable]:
        """The tables, in order."""
        return (block for block in self.blocks if isinstance(block, PageTable))

    @property
    def charts(self) -> Iterator[Chart]:
        """The charts, in order."""
        return (block for block in self.blocks if isinstance(block, Chart))
