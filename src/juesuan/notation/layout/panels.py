"""The form whose codes stand in panels side by side: 06; one panel is accepted too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from juesuan.model.number import Address
from juesuan.model.page import Grid
from juesuan.notation import spelling
from juesuan.notation.form import Form, FormColumn
from juesuan.notation.layout.base import (
    CJK,
    EMPTY,
    HeadedGrid,
    Laid,
    Recognised,
    Stray,
    first_where,
    is_note,
    strays,
)

CODE_LENGTHS = (3, 5)
LEAST_CODES = 3
PERSONNEL, PUBLIC = "人员经费合计", "公用经费合计"
GROUP_COLUMNS = {"人员经费": PERSONNEL, "公用经费": PUBLIC}


def is_body(row: list[str]) -> bool:
    """Whether a row is one of data: it holds an economic code or an amount."""
    amounts = (spelling.DECIMAL_AMOUNT.fullmatch(spelling.plain(text)) for text in row)
    return _is_coded(row) or any(amounts)


def _is_coded(row: list[str]) -> bool:
    return any(_is_code(spelling.plain(text)) for text in row)


def _is_code(text: str) -> bool:
    return text.isdigit() and len(text) in CODE_LENGTHS and text[0] == "3"


class _Panel:
    """Columns of one panel: codes (one column or 类 and 款), name, and the amounts after it."""

    def __init__(self, codes: Sequence[int], name: int, amounts: Sequence[int]) -> None:
        self.codes, self.name, self.amounts = codes, name, amounts
        self.above = ""

    def code(self, table: HeadedGrid, row: int) -> str:
        """The code of a row; a blank 类 before its 款, as where cells are merged, is the one above.

        Rows are asked for from top to bottom.
        """
        first, *rest = (table.part(row, column) for column in self.codes)
        if rest and rest[0] and not first and len(rest[0]) != CODE_LENGTHS[1]:
            first = self.above
        self.above = first or self.above
        code = "".join((first, *rest))
        return rest[0] if rest and len(rest[0]) == CODE_LENGTHS[1] else code


def read(form: Form, grid: Grid, synonyms: Mapping[str, str]) -> Recognised:
    """Read the panels of one form; nothing where the grid holds no economic codes."""
    table = HeadedGrid(grid, synonyms, first_where(is_body))
    panels = _panels(table)
    if not panels:
        return EMPTY
    return _Reader(form, table, panels).read()


def _panels(table: HeadedGrid) -> list[_Panel]:
    named = [_named(table, column) for column in range(table.grid.width)]
    starts = [
        c for c, codes in enumerate(named) if codes >= LEAST_CODES or (codes and _heads(table, c))
    ]
    panels = []
    for start, end in pairwise([*starts, table.grid.width]):
        codes = [start]
        if start + 1 < end and _parts(table, start + 1):
            codes.append(start + 1)
        name = codes[-1] + 1
        if name < end:
            panels.append(_Panel(codes, name, range(name + 1, end)))
    return panels


def _heads(table: HeadedGrid, column: int) -> bool:
    return any("编码" in word or "代码" in word for word in table.paths[column])


def _named(table: HeadedGrid, column: int) -> int:
    """How many whole codes stand in a column, each with a name next: an amount may be 342 too."""
    rows = [table.texts[row][column:] for row in table.body()]
    following = [
        next(filter(None, rest), "") for text, *rest in rows if _is_code(spelling.plain(text))
    ]
    return sum(bool(CJK.search(text)) for text in following)


def _parts(table: HeadedGrid, column: int) -> bool:
    """Whether two-digit parts of codes stand in a column."""
    texts = [table.part(row, column) for row in table.body()]
    return any(text.isdigit() and len(text) == 2 for text in texts)


class _Reader:
    """The rows of one table, panel by panel."""

    def __init__(self, form: Form, table: HeadedGrid, panels: Sequence[_Panel]) -> None:
        self.form, self.table, self.panels = form, table, panels
        self.column = form.columns[0]
        self.chosen = [self._amount(panel) for panel in panels]
        self.totals = {
            spelling.label(text, table.synonyms): row.id
            for side in form.sides
            for row in side.rows
            for text in (row.label, *row.aliases)
        }
        self.slots: list[Laid] = []
        self.strays: list[Stray] = []
        self.labels: dict[str, str] = {}
        self.notes: list[str] = []
        self.used: set[tuple[int, int]] = set()

    def _amount(self, panel: _Panel) -> int | None:
        """The panel's amount column: by its header, else the only one."""
        chosen = self.table.choose(self.form.sides[0].columns, panel.amounts)
        if chosen:
            return next(iter(chosen))
        return panel.amounts[0] if len(panel.amounts) == 1 else None

    def read(self) -> Recognised:
        rows = coded = 0
        for row in self.table.body():
            first = next(filter(None, self.table.texts[row]), "")
            if is_note(first):
                self.notes.append(first)
                continue
            rows += bool(first)
            self._totals(row)
            codes = [
                self._panel_row(row, panel, amount)
                for panel, amount in zip(self.panels, self.chosen, strict=True)
                if amount is not None
            ]
            coded += any(codes) or _is_coded(self.table.texts[row])
        self._grouped()
        self._left_over()
        placed = any(column is not None for column in self.chosen)
        likeness = coded / rows if rows and placed else 0.0
        return Recognised(
            tuple(self.slots),
            tuple(self.strays),
            (self.column.id,),
            self.labels,
            tuple(self.notes),
            likeness,
        )

    def _panel_row(self, row: int, panel: _Panel, amount: int) -> bool:
        """Read a row of a panel; whether it has a code."""
        texts = self.table.texts[row]
        code = panel.code(self.table, row)
        if not _is_code(code):
            return False
        if code in self.labels:
            reason = f"重复的行：{code}，只读第一次出现的"
            self.strays += strays(self.table, [row], [amount], ("repeated", reason), code)
            self.used.add((row, amount))
            return True
        self._add(row, amount, code, texts[panel.name], self.column)
        return True

    def _add(self, row: int, column: int, name: str, label: str, declared: FormColumn) -> None:
        cell = self.table.cell(row, column)
        self.labels[name] = label
        self.used.add((row, column))
        address = Address(self.form.id, name, declared.id)
        self.slots.append(Laid(address, cell, f"{label} / {declared.title}"))

    def _totals(self, row: int) -> None:
        """The totals of the panels: the first amount after a label, before the next label."""
        texts = self.table.texts[row]
        labelled = [c for c, text in enumerate(texts) if CJK.search(text)]
        for place, end in pairwise([*labelled, len(texts)]):
            name = self.totals.get(self.table.label(row, place))
            if name is None or name in self.labels:
                continue
            amounts = [c for c in range(place + 1, end) if c in self.chosen]
            shown = [c for c in amounts if texts[c]] or [
                c for c in range(place + 1, end) if texts[c]
            ]
            for column in [*shown, *amounts][:1]:
                self._add(row, column, name, name, self.column)

    def _grouped(self) -> None:
        """One panel with columns 人员经费 and 公用经费: its row 合计 holds the two totals."""
        for row in self.table.body():
            firsts = [self.table.label(row, c) for c in range(min(3, self.table.grid.width))]
            if "合计" not in firsts or len(self.panels) != 1:
                continue
            for column in self.panels[0].amounts:
                for word, name in GROUP_COLUMNS.items():
                    if word in self.table.paths[column] and name not in self.labels:
                        self._add(row, column, name, name, self.column)
            self.used |= {(row, column) for column in self.panels[0].amounts}

    def _left_over(self) -> None:
        """Digits in an amount column that belong to no row that was read."""
        for panel, amount in zip(self.panels, self.chosen, strict=True):
            for row in self.table.body():
                columns = [
                    c
                    for c in panel.amounts
                    if (row, c) not in self.used and not self._repeats(row, c, amount)
                ]
                self.strays += strays(
                    self.table, [row], columns, ("row", "该行没有可识别的经济分类科目编码")
                )

    def _repeats(self, row: int, column: int, amount: int | None) -> bool:
        """Whether a further column only says again what the amount of its row says."""
        if amount is None or column == amount:
            return False
        return self.table.texts[row][column] == self.table.texts[row][amount]
