"""What comes of opening the books: tables and an account of every row, or all problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from juesuan.sources.document import Unreadable

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the books: where, what stands there, what may stand there.

    `row` counts as the user sees it: rows of the sheet, records of a text file with its header,
    rows of a Parquet file or database table from 1; None where a whole sheet is meant.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    allowed: str
    message: str

    def __str__(self) -> str:
        place = f"{self.sheet}{f' 第{self.row}行' if self.row else ''}"
        place += f" “{self.column}”" if self.column else ""
        said = f"（现为“{self.value}”）" if self.value else ""
        return f"{place}：{self.message}{said}" + (
            f"；应为：{self.allowed}" if self.allowed else ""
        )


class Count(NamedTuple):
    """Rows, and the sum of all their amounts in 分."""

    rows: int = 0
    cents: int = 0

    def plus(self, other: Count) -> Count:
        """Both together."""
        return Count(self.rows + other.rows, self.cents + other.cents)


NONE = Count()


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the rows of one table: all that came in were taken, excluded or refused."""

    table: str
    came: Count = NONE
    taken: Count = NONE
    excluded: tuple[tuple[str, Count], ...] = ()
    refused: tuple[tuple[str, Count], ...] = ()

    @property
    def balanced(self) -> bool:
        """Whether came in = taken + excluded + refused, in rows and in 分."""
        total = self.taken
        for _, count in (*self.excluded, *self.refused):
            total = total.plus(count)
        return total == self.came


@dataclass(frozen=True)
class Books:
    """The books of one department and year: every table by name, absent ones empty.

    Amounts are int64 分. Each table ends in `line` (row in its source) and `origin` (which sheet
    or file). `notes` are remarks that stop nobody: unknown columns, codes not in the directory.
    """

    year: int
    tables: Mapping[str, ibis.Table]
    tally: tuple[Tally, ...]
    notes: tuple[Problem, ...] = ()
    sheets: tuple[tuple[str, str], ...] = ()
    """Every sheet or file that was read, with the title of the table it is."""


class BooksError(Unreadable):
    """Books that cannot be taken: every problem found, what would become of the rows, remarks."""

    def __init__(
        self,
        problems: tuple[Problem, ...],
        tally: tuple[Tally, ...] = (),
        notes: tuple[Problem, ...] = (),
    ) -> None:
        self.problems = problems
        self.tally = tally
        self.notes = notes
        head = "；".join(map(str, problems[:3]))
        more = f"……共 {len(problems)} 处" if len(problems) > 3 else ""
        super().__init__(f"账套有问题，请改正后再试：{head}{more}")
