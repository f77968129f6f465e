"""Forms whose rows are classification codes: 02, 03, 05, 07, 08."""

from __future__ import annotations

import re
from collections.abc import Mapping

from juesuan.model.page import Grid
from juesuan.notation import spelling
from juesuan.notation.equation import TOTAL
from juesuan.notation.form import Form, FormColumn
from juesuan.notation.layout.base import (
    CJK,
    EMPTY,
    UNDECLARED,
    HeadedGrid,
    Laid,
    Recognised,
    Stray,
    addressed,
    first_where,
    is_note,
    strays,
)

CODE = re.compile(r"\d{3}(\d{2}){0,2}")
PART = re.compile(r"\d{2,7}")
JOINED = re.compile(r"(\d{3}(?:\d{2}){0,2})\D")
TOTALS = frozenset({"合计", "总计"})
PARTS = frozenset({"类", "款", "项"})
NOT_NAMES = TOTALS | PARTS


def is_body(row: list[str]) -> bool:
    """Whether a row is one of data: it begins with a code or a total, or shows an amount."""
    shown = [spelling.plain(text) for text in row if text]
    if not shown:
        return False
    first = shown[0]
    return bool(
        CODE.fullmatch(first)
        or JOINED.match(first)
        or first in TOTALS | spelling.ELLIPSES
        or any(spelling.DECIMAL_AMOUNT.fullmatch(text) for text in shown)
    )


def read(form: Form, grid: Grid, synonyms: Mapping[str, str]) -> Recognised:
    """Read the rows of codes of one form; nothing where the grid has no such rows."""
    table = HeadedGrid(grid, synonyms, first_where(is_body), mixed=True)
    names = _name_column(table)
    if names is None:
        return EMPTY
    chosen = table.choose_of(form, range(names + 1, grid.width))
    if not chosen:
        return EMPTY
    return _Reader(form, table, names, chosen).read()


def _name_column(table: HeadedGrid) -> int | None:
    """The column under 科目名称; without such a header, that with the most names."""
    first = range(min(table.grid.width, 6))
    heads = [i for i in first if any(word.endswith("名称") for word in table.paths[i])]
    if heads:
        return heads[-1]
    counts = [sum(_is_name(table.texts[row][i]) for row in table.body()) for i in first]
    return counts.index(max(counts)) if any(counts) else None


def _is_name(text: str) -> bool:
    return bool(CJK.search(text)) and spelling.key(text) not in NOT_NAMES and not is_note(text)


class _Reader:
    """The rows of one table, read once from top to bottom."""

    def __init__(
        self, form: Form, table: HeadedGrid, names: int, chosen: Mapping[int, FormColumn]
    ) -> None:
        self.form, self.table, self.names, self.chosen = form, table, names, chosen
        self.amounts = range(names + 1, table.grid.width)
        self.parts: list[str] = [""] * names
        self.slots: list[Laid] = []
        self.strays: list[Stray] = []
        self.labels: dict[str, str] = {}
        self.notes: list[str] = []
        self.rows = self.known = 0

    def read(self) -> Recognised:
        for row in self.table.body():
            self._row(row)
        self._drop_unfilled()
        others = [c for c in self.amounts if c not in self.chosen]
        self.strays += strays(self.table, self.table.body(), others, UNDECLARED)
        declared = [c for c in self.chosen.values() if self.form.column(c.id)]
        share = len(declared) / len(self.form.columns)
        likeness = share * (0.5 + 0.5 * self.known / self.rows if self.rows else 0.8)
        columns = tuple(column.id for column in self.chosen.values())
        return Recognised(
            tuple(self.slots),
            tuple(self.strays),
            columns,
            self.labels,
            tuple(self.notes),
            likeness,
        )

    def _drop_unfilled(self) -> None:
        """Take out the columns besides that show nothing: they were left blank, not found zero."""
        shown = {slot.address.column for slot in self.slots if slot.cell.text.strip()}
        kept = shown | {column.id for column in self.form.columns}
        self.chosen = {at: column for at, column in self.chosen.items() if column.id in kept}
        self.slots = [slot for slot in self.slots if slot.address.column in kept]

    def _row(self, row: int) -> None:
        texts = self.table.texts[row]
        shown = [text for text in texts if text]
        if not shown:
            return
        if is_note(shown[0]):
            self.notes.append(shown[0])
            return
        self.rows += 1
        name, label = self._identify(row)
        if name is None:
            self.strays += strays(
                self.table,
                [row],
                self.amounts,
                ("row", f"该行没有可识别的科目编码（{label or '无名称'}）"),
            )
        elif name in self.labels:
            row_name = f"{name} {label}"
            reason = f"重复的行：{row_name}，只读第一次出现的"
            self.strays += strays(self.table, [row], self.amounts, ("repeated", reason), row_name)
        else:
            self.known += 1
            self.labels[name] = label
            for index, column in self.chosen.items():
                cell = self.table.cell(row, index)
                if cell.column == index and not self.table.heads(row, index):
                    self.slots.append(addressed(self.form, name, column, cell, label or name))

    def _identify(self, row: int) -> tuple[str | None, str]:
        """The row's code or 合计 (None if neither), and its label as printed."""
        label = self.table.texts[row][self.names]
        plain = [self.table.part(row, column) for column in range(self.names)]
        lead = ["" if text in PARTS else text for text in plain]
        if spelling.key(label) in TOTALS or any(part in TOTALS for part in lead):
            return TOTAL, TOTAL
        joined = JOINED.match(spelling.plain(label))
        if joined and not any(lead):
            return joined[1], spelling.plain(label)[len(joined[1]) :]
        return self._code(lead), label

    def _code(self, lead: list[str]) -> str | None:
        """The code from one column or from 类, 款, 项; a blank upper level is the one above."""
        if not any(lead) or not all(PART.fullmatch(part) or not part for part in lead):
            return None
        last = max(index for index, part in enumerate(lead) if part)
        filled = [part or self.parts[i] if i < last else part for i, part in enumerate(lead)]
        code = ""
        for part in filled:
            if part.startswith(code) and len(part) > len(code):
                code = part
            elif len(part) == 2:
                code += part
        self.parts = filled
        return code if CODE.fullmatch(code) else None
