"""A voucher that is numbered and dated on its first line alone: the other lines are its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from juesuan.books.origins.running import BEFORE
from juesuan.books.sheet import Row, SheetField, key
from juesuan.books.typed.periodic import is_periodic
from juesuan.model.books import BooksTable

WORDS = frozenset(("凭证字", "凭证类别", "凭证类型", "凭证类别字", "类别字", "字"))
NAMES = ("voucher", "posted", "period")
SAID_ONCE = "凭证号、日期只写在每张凭证的第一行，以下各行照第一行读"


@dataclass(frozen=True)
class FirstLines:
    """Where a list of vouchers says word, number and date, and what its lines must have.

    `once` says that only the first line of a voucher does.
    """

    number: int = -1
    word: int = -1
    places: tuple[int, ...] = ()
    account: int = -1
    amounts: tuple[int, ...] = ()
    summary: int = -1
    once: bool = False

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Rows of which each line says its voucher, word and number together."""
        last: dict[int, str] = {}
        for line, row in rows:
            cells = [*row]
            if self._numbered(cells):
                last = {place: _at(cells, place) for place in self.places}
            elif self.once and self._moves(cells):
                for place, text in last.items():
                    if place < len(cells):
                        cells[place] = cells[place] or text
            yield line, self._worded(cells)

    def _worded(self, cells: list[str]) -> list[str]:
        if self.word >= 0 and _at(cells, self.word) and _at(cells, self.number):
            cells[self.number] = f"{cells[self.word]}-{cells[self.number]}"
        return cells

    def _numbered(self, cells: Sequence[str]) -> bool:
        return bool(_at(cells, self.number))

    def _moves(self, cells: Sequence[str]) -> bool:
        """Whether a row is a line of a voucher: an account and an amount, and no 本月合计."""
        summary = _at(cells, self.summary)
        if is_periodic(summary) or key(summary) in BEFORE:
            return False
        return bool(_at(cells, self.account)) and any(_at(cells, n) for n in self.amounts)

    def is_once(self, top: Iterable[Sequence[str]]) -> bool:
        """Whether the first rows have lines without a number, and no number twice in a row."""
        lines = [row for row in top if self._moves(row)]
        numbers = [tuple(_at(row, place) for place in self.places) for row in lines]
        blank = [number for number, row in zip(numbers, lines, strict=True) if not self._told(row)]
        again = any(a == b and any(a) for a, b in pairwise(numbers))
        return bool(blank and lines and self._numbered(lines[0]) and not again)

    def _told(self, row: Sequence[str]) -> bool:
        return any(_at(row, place) for place in self.places)


def first_lines(table: BooksTable, fields: Sequence[SheetField]) -> FirstLines:
    """Where a list of vouchers says what; nothing for other tables."""
    named = {one.column.name: n for n, one in enumerate(fields) if one.column}
    accounts = [n for n, one in enumerate(fields) if one.column and one.column.codes == "acct"]
    if NAMES[0] not in named or not table.together or not accounts:
        return FirstLines()
    number = named[NAMES[0]]
    loose = (n for n, one in enumerate(fields) if not one.column and key(one.title) in WORDS)
    word = next(loose, -1)
    places = [named[name] for name in NAMES if name in named] + [word] * (word >= 0)
    sides = [named[name] for name in table.together if name in named]
    amounts = sides or [n for n, one in enumerate(fields) if "金额" in one.title]
    summary = named.get("summary", -1)
    return FirstLines(number, word, tuple(places), accounts[0], tuple(amounts), summary)


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if 0 <= place < len(cells) else ""
