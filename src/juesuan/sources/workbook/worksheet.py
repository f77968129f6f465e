"""A sheet of a workbook as it is shown: cells of text, merges, what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.text import refuse_large
from juesuan.sources.workbook.number_format import shown, shown_text

HOLLOW = "公式没有算出的值"
GENERAL = "General"
ROWS, COLUMNS = 2**20, 2**14
SPACE = re.compile(r"\s+")
STORED = re.compile(r"[-+0-9.eE]{1,40}|[-+]?(?:nan|inf|infinity)", re.IGNORECASE | re.ASCII)
Field = tuple[int, int]
"""Row and column of a sheet, from 0."""


class Display(NamedTuple):
    """What a cell shows, what it stores where that is a number; `ruled`: lines stand around it."""

    text: str
    exact: str = ""
    ruled: bool = False


class CellLook(NamedTuple):
    """How a cell is shown: its number format, and whether lines stand around it."""

    code: str = GENERAL
    ruled: bool = False


class Merge(NamedTuple):
    """Fields shown as one: the first and the last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Worksheet:
    """One sheet: the cells that show something, by row and column from 0."""

    name: str
    hidden: bool = False
    cells: dict[Field, Display] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    placed: bool = False
    """Whether its cells say where they stand, as all then must."""

    def put(self, at: Field, cell: Display, limits: Limits) -> None:
        """Put a cell that shows something; Unreadable where no sheet has it or it is too many."""
        if not cell.text:
            return
        if not (0 <= at[0] < ROWS and 0 <= at[1] < COLUMNS):
            raise Unreadable("工作簿已损坏：有单元格在工作表之外。请在 WPS 或 Office 中另存后再试")
        self.cells[at] = cell
        refuse_large(len(self.cells), limits)


class Sheets(NamedTuple):
    """The sheets of a workbook, and what it says on none of them: titles and other texts."""

    sheets: list[Worksheet]
    titles: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def stored_number(text: str) -> float:
    """The number that a program stored as text; ValueError for 1_000, which only Python takes."""
    if not STORED.fullmatch(text.strip(" \t\r\n")):
        raise ValueError(text)
    return float(text)


def of_number(value: float, look: CellLook, *, since_1904: bool = False) -> Display:
    """A cell that stores a number."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - no number
        return Display("#NUM!", ruled=look.ruled)
    text = on_one_line(shown(value, look.code, since_1904=since_1904))
    exact = repr(value) if text else ""
    return Display(text, exact, look.ruled)


def of_text(text: str, look: CellLook) -> Display:
    """A cell that stores a text."""
    return Display(on_one_line(shown_text(text, look.code)), ruled=look.ruled)


def of_truth(value: object, look: CellLook) -> Display:
    """A cell that is true or false, in the words of every such program."""
    return Display("TRUE" if value else "FALSE", ruled=look.ruled)


def hollow(look: CellLook) -> Display:
    """A formula whose result the file does not tell: never a zero."""
    return Display(HOLLOW, ruled=look.ruled)


def on_one_line(text: str) -> str:
    """The words of a cell on one line."""
    return SPACE.sub(" ", text).strip()
