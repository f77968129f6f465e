"""How large a table is set: as declared, or smaller by steps until its numbers stand unbroken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from juesuan.model.disclosure import PageTable
from juesuan.model.page import Cell
from juesuan.notation.look import TextStyle
from juesuan.publishing.disclosure.column_room import shared
from juesuan.publishing.disclosure.not_set import NotSet

LEAST, STEP = 6.0, 0.5  # pt: nobody reads smaller ones
EASY = 8.0  # pt: down to there letters are made smaller so that words are broken less
BESIDE = 0.48  # em left free on either side of a cell: half a letter where a line begins with （
TOLD_BESIDE = 1.0  # em that the widths of columns as they are told leave free
SPARE = 0.2  # pt, for what is rounded
LONGEST = 8.0  # em of a word in Latin letters; longer ones are broken
CLUSTER = 3.0  # em of a Chinese character with the signs that cling to it: （一）
WORDS = re.compile(r"[\u0021-\u024f\u2010-\u2027\u2030-\u205e]+|[^\s]")
NUMBER = re.compile(r"[-+−(（]?[\d.,]+%?[)）]?")

Measure = Callable[[str], float]


class Fitted(NamedTuple):
    """A table that fits: the size of its letters and the widths of its columns, in pt."""

    size: float
    columns: tuple[float, ...]

    def inside(self, cell: Cell) -> float:
        """The width a cell has for its text, in em."""
        wide = sum(self.columns[cell.column : cell.column + cell.columns])
        return (wide - SPARE) / self.size - 2 * BESIDE


def fit(table: PageTable, available: float, style: TextStyle, measure: Measure) -> Fitted:
    """The largest size at which every number stands on one line; NotSet where none does.

    Down to an easy size, columns have the widths they ask for too.
    """
    least = _least(table, measure)
    asked = [
        max(need, wide - TOLD_BESIDE + 2 * BESIDE)
        for need, wide in zip(least, table.widths, strict=True)
    ]
    for size in _sizes(style.size):
        needed = [em * size + SPARE for em in least]
        comfortable = size <= EASY or sum(asked) * size <= available
        if sum(needed) <= available and comfortable:
            wishes = ([em * size for em in wish] for wish in (asked, _on_one_line(table, measure)))
            return Fitted(size, tuple(shared(needed, wishes, available)))
    name = table.number or table.id
    raise NotSet(
        f"表“{name}”太宽：字缩到 {LEAST:g} 磅，{table.grid.width} 栏的数字仍排不进一页，"
        "请减少栏数或改用更大的金额单位"
    )


def broken(text: str, room: float, measure: Measure) -> str:
    """A text, its words that are longer than the room broken into lines; numbers never are."""
    return WORDS.sub(lambda word: "\n".join(_pieces(word[0], room, measure)), text)


def _sizes(largest: float) -> Iterator[float]:
    size = largest
    while size > LEAST:
        yield size
        size -= STEP
    yield LEAST


def _least(table: PageTable, measure: Measure) -> list[float]:
    """What each column needs for what is never broken, in em."""
    least = [1 + 2 * BESIDE] * table.grid.width
    for cell in sorted(table.grid.cells, key=lambda cell: cell.columns):
        across = range(cell.column, min(cell.column + cell.columns, table.grid.width))
        lacking = _unbroken(cell.text, measure) + 2 * BESIDE - sum(least[i] for i in across)
        for column in across if lacking > 0 else ():
            least[column] += lacking / len(across)
    return least


def _on_one_line(table: PageTable, measure: Measure) -> list[float]:
    """What each column would take for all text below its head on one line, in em."""
    wishes = [0.0] * table.grid.width
    for cell in table.grid.cells:
        if cell.columns == 1 and cell.row >= table.heads:
            wide = max(map(measure, cell.text.split("\n"))) + 2 * BESIDE
            wishes[cell.column] = max(wishes[cell.column], wide)
    return wishes


def _unbroken(text: str, measure: Measure) -> float:
    """The longest part of a text that stands on one line."""
    if NUMBER.fullmatch(text.strip()):
        return measure(text.strip())
    words = max((_kept(word, measure) for word in WORDS.findall(text)), default=0)
    return max(words, min(measure(text), CLUSTER))


def _kept(word: str, measure: Measure) -> float:
    whole = measure(word)
    return whole if NUMBER.fullmatch(word) else min(whole, LONGEST)


def _pieces(word: str, room: float, measure: Measure) -> Iterator[str]:
    if NUMBER.fullmatch(word) or measure(word) <= room:
        yield word
        return
    piece = ""
    for sign in word:
        if piece and measure(piece + sign) > room:
            yield piece
            piece = ""
        piece += sign
    yield piece
