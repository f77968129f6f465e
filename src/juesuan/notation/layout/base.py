"""What every layout reads and shares: slots, strays, header paths and the choice of columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from juesuan.model.number import Address
from juesuan.model.page import Cell, Grid
from juesuan.model.reading import UnreadKind
from juesuan.notation import spelling
from juesuan.notation.form import SUBTOTALS, Form, FormColumn

UNDECLARED: tuple[UnreadKind, str] = ("column", "本表声明中没有这一栏")
GROUPS = frozenset({"预算数", "决算数"})
# words that make what stands below them another number than the same words without them
FOREIGN = frozenset(
    "预算数 调整预算数 上年决算数 上年数 年初结转和结余 结转 本年收入 年末结转和结余".split()
)
MIXED_WORDS = 2
LOWER = frozenset({"款", "项"})
ORDINAL_WORDS = frozenset({"栏次", "类", "款", "项", "行次", "栏目"})
YEAR = re.compile(r"^20\d\d年度?")
CJK = re.compile(r"[\u4e00-\u9fff]")


class Laid(NamedTuple):
    """One declared cell found in a grid: its address, the cell, the cell in words."""

    address: Address
    cell: Cell
    name: str


class Stray(NamedTuple):
    """A cell that shows digits where the form declares no number, and why it was not read.

    `row` is the row that a repeated one says again.
    """

    cell: Cell
    kind: UnreadKind
    reason: str
    row: str = ""


class Recognised(NamedTuple):
    """One form read from one grid; `likeness` (0 to 1) says how much the grid looks like it."""

    slots: tuple[Laid, ...]
    strays: tuple[Stray, ...]
    columns: tuple[str, ...]
    labels: Mapping[str, str]
    notes: tuple[str, ...]
    likeness: float


EMPTY = Recognised((), (), (), {}, (), 0.0)


class HeadedGrid:
    """A grid as its layout sees it: own texts, header paths, the first row of the body."""

    def __init__(
        self,
        grid: Grid,
        synonyms: Mapping[str, str],
        first: Callable[[list[list[str]]], int],
        *,
        mixed: bool = False,
    ) -> None:
        self.grid = grid
        self.synonyms = synonyms
        self.texts = [[""] * grid.width for _ in range(grid.height)]
        for cell in grid.cells:
            self.texts[cell.row][cell.column] = cell.text.strip()
        self.ordinals = next((r for r in range(grid.height) if is_ordinals(self.texts[r])), None)
        self.start = first(self.texts) if self.ordinals is None else self.ordinals + 1
        self.mixed = self._mixed() if mixed else None
        words = [] if self.mixed is None else self.texts[self.mixed]
        worded = [index for index, text in enumerate(words) if CJK.search(text)]
        self.last_words = frozenset(worded[1:])
        self.over = self._words_over()
        self.paths = [self._path(words) for words in self.over]

    def _words_over(self) -> list[list[str]]:
        """What stands over each column, outermost first."""
        grid, rows = self.grid, range(self.start)
        head = [row for row in rows if row != self.ordinals]
        head += [self.mixed] if self.mixed is not None else []
        spans = any(cell.columns > 1 for cell in grid.cells if cell.row < self.start)
        over: list[list[str]] = [[] for _ in range(grid.width)]
        for column in range(grid.width):
            for row in head:
                text = self._over(row, column)
                if row == self.mixed and not self.heads(row, column):
                    continue
                if not text and not spans and any(self.texts[r][column] for r in head if r > row):
                    text = next((t for t in reversed(self.texts[row][:column]) if t), "")
                over[column].append(text)
        return over

    def _path(self, words: Sequence[str]) -> tuple[str, ...]:
        """The keys of the words over a column, without years, each once in a run."""
        path: list[str] = []
        for text in words:
            word = spelling.key(YEAR.sub("", spelling.plain(text)), self.synonyms)
            if word and (not path or path[-1] != word):
                path.append(word)
        return tuple(path)

    def _mixed(self) -> int | None:
        """The row of 合计 where the last words of the header stand beside it."""
        if self.start >= self.grid.height:
            return None
        words = [text for text in self.texts[self.start] if CJK.search(text)]
        shows = any(spelling.DECIMAL_AMOUNT.fullmatch(text) for text in self.texts[self.start])
        return self.start if len(words) > MIXED_WORDS and not shows else None

    def heads(self, row: int, column: int) -> bool:
        """Whether a field of the first body row still belongs to the header."""
        return row == self.mixed and column in self.last_words

    def _over(self, row: int, column: int) -> str:
        cell = self.grid.fields[row][column]
        return cell.text.strip() if cell else ""

    def body(self) -> range:
        """The indexes of the rows below the header."""
        return range(self.start, self.grid.height)

    def cell(self, row: int, column: int) -> Cell:
        """The cell of a field; an empty one where the source drew none."""
        cell = self.grid.fields[row][column]
        return cell or Cell("", row, column, self.grid.place)

    def part(self, row: int, column: int) -> str:
        """A code or a part of one; under 款 and 项 a number that lost its 0 has it again."""
        text = spelling.plain(self.texts[row][column])
        digit = len(text) == 1 and text.isdecimal() and set(self.paths[column]) & LOWER
        return f"0{text}" if digit else text

    def label(self, row: int, column: int) -> str:
        """The key of a row's label."""
        return spelling.label(self.texts[row][column], self.synonyms)

    def choose_of(
        self, form: Form, among: Sequence[int], under: Sequence[str] = ()
    ) -> dict[int, FormColumn]:
        """Which column of a form each grid column is; of its extra ones, what says all their words.

        Nothing that the form always has is taken for one of those.
        """
        chosen = self.choose(form.columns, among, under)
        taken = {column.id for column in chosen.values()}
        rest = [column for column in form.extra if column.id not in taken]
        free = [index for index in among if index not in chosen]
        whole = {at for at in free if any(self._says(c, (*under, *self.paths[at])) for c in rest)}
        more = self.choose(rest, sorted(whole), under)
        return dict(sorted((chosen | more).items()))

    def _says(self, column: FormColumn, path: Sequence[str]) -> bool:
        """Whether a head says every word of a column."""
        paths = (column.path, *column.aliases)
        return any(all(spelling.key(w, self.synonyms) in path for w in words) for words in paths)

    def choose(
        self, columns: Sequence[FormColumn], among: Sequence[int], under: Sequence[str] = ()
    ) -> dict[int, FormColumn]:
        """Which declared column each of some grid columns is, best matches first, each once.

        `under` are words that all of them stand under though the head does not say so.
        """
        scored = [
            (score, -index, index, column)
            for index in among
            for column in columns
            if (score := fitness(column, (*under, *self.paths[index]), self.synonyms)) > 0
        ]
        chosen: dict[int, FormColumn] = {}
        taken: set[str] = set()
        for _, _, index, column in sorted(scored, key=lambda item: item[:2], reverse=True):
            if index not in chosen and column.id not in taken:
                chosen[index] = column
                taken.add(column.id)
        return dict(sorted(chosen.items()))


def first_where(is_body: Callable[[list[str]], bool]) -> Callable[[list[list[str]]], int]:
    """The index of the first row that is one of data, for a test on one row."""

    def first(rows: list[list[str]]) -> int:
        return next((index for index, row in enumerate(rows) if is_body(row)), len(rows))

    return first


def fitness(column: FormColumn, path: Sequence[str], synonyms: Mapping[str, str]) -> float:
    """How well a header path says a declared column: 0 not at all, more is better."""
    best = 0.0
    for words_over in (column.path, *column.aliases):
        wanted = [spelling.key(word, synonyms) for word in words_over]
        groups = [word for word in wanted if word in GROUPS]
        items = [word for word in wanted if word not in GROUPS] or wanted
        needed = [*groups, items[-1]]
        if items[-1] == SUBTOTALS[0]:
            needed += items[-2:-1]
        foreign = any(word in FOREIGN and word not in wanted for word in path)
        if not foreign and all(word in path for word in needed):
            matched = sum(word in path for word in wanted)
            extra = sum(word not in wanted for word in path)
            best = max(best, 1 + matched - extra / 8)
    return best


def is_ordinals(row: Sequence[str]) -> bool:
    """Whether a row holds nothing but 栏次 (maybe beside 类 款 项) and 1, 2, 3 …"""
    shown = [spelling.plain(text) for text in row if text]
    numbers = [text for text in shown if text not in ORDINAL_WORDS]
    return len(numbers) > 0 and (
        numbers == [str(n) for n in range(1, len(numbers) + 1)]
        and ("栏次" in shown or len(numbers) > 1)
    )


def is_note(text: str) -> bool:
    """Whether a row at the foot of a grid is a note."""
    return bool(re.match(r"(注|备注|说明)\s*[:：]|\d[.、．]\s*本表", text.strip()))


def title(form: Form, column: FormColumn) -> str:
    """A column in words, without the group heading that the whole form shares."""
    return "/".join(part for part in column.path if "三公" not in part) or form.title


def addressed(form: Form, row: str, column: FormColumn, cell: Cell, label: str) -> Laid:
    """The slot of one cell, named for a reader: 行政运行 / 本年支出合计."""
    name = f"{label} / {title(form, column)}" if label else title(form, column)
    return Laid(Address(form.id, row, column.id), cell, name)


def strays(
    table: HeadedGrid,
    rows: Sequence[int],
    columns: Sequence[int],
    why: tuple[UnreadKind, str],
    row_name: str = "",
) -> list[Stray]:
    """The cells of some rows and columns that show digits."""
    return [
        Stray(table.cell(row, column), *why, row_name)
        for row in rows
        for column in columns
        if spelling.is_number(table.texts[row][column])
    ]
