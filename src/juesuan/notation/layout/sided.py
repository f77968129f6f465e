"""Forms with two sides of fixed rows, 收入 beside 支出: 01 and 04."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from juesuan.model.page import Grid
from juesuan.notation import spelling
from juesuan.notation.form import Form, FormColumn, FormRow, Side
from juesuan.notation.layout.base import (
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

LEAST_ROWS = 3


def read(
    form: Form, grid: Grid, synonyms: Mapping[str, str], former: Mapping[str, Sequence[str]]
) -> Recognised:
    """Read both sides of one form; `former` gives codes the names they had in other years."""
    labels = [_labels(side, synonyms, former) for side in form.sides]
    firm = {name for side in labels for name in side} - {"总计", "合计"}
    table = HeadedGrid(grid, synonyms, first_where(lambda row: _is_body(row, firm, synonyms)))
    places = [_label_column(table, side) for side in labels]
    if None in places or len(set(places)) < len(places):
        return EMPTY
    columns = [place for place in places if place is not None]
    limits = [*columns, grid.width]
    if limits != sorted(limits):
        return EMPTY
    sides = [
        _Side(form, table, side, keys, span).read()
        for side, keys, span in zip(form.sides, labels, pairwise(limits), strict=True)
    ]
    return _joined(table, sides)


def _labels(
    side: Side, synonyms: Mapping[str, str], former: Mapping[str, Sequence[str]]
) -> dict[str, list[FormRow]]:
    """Every spelling of a side's rows; one spelling may name several rows, in order."""
    labels: dict[str, list[FormRow]] = {}
    for row in (*side.rows, *side.past):
        spellings = [row.label, *row.aliases, *former.get(row.id, ())]
        for spelt in dict.fromkeys(spelling.label(text, synonyms) for text in spellings):
            labels.setdefault(spelt, []).append(row)
    return labels


def _is_body(row: Sequence[str], firm: set[str], synonyms: Mapping[str, str]) -> bool:
    """Whether a row begins with a declared label (a header may end with the same words)."""
    return spelling.label(next(filter(None, row), ""), synonyms) in firm


def _label_column(table: HeadedGrid, keys: Mapping[str, list[FormRow]]) -> int | None:
    counts = [
        sum(table.label(row, column) in keys for row in table.body() if table.texts[row][column])
        for column in range(table.grid.width)
    ]
    best = max(counts, default=0)
    return counts.index(best) if best >= LEAST_ROWS else None


class _Side:
    """One side, between its label column and the next side's."""

    def __init__(
        self,
        form: Form,
        table: HeadedGrid,
        side: Side,
        keys: Mapping[str, list[FormRow]],
        span: tuple[int, int],
    ) -> None:
        self.form, self.table, self.side, self.keys = form, table, side, keys
        self.start, self.end = span
        self.chosen = self._columns()
        self.after = -1
        self.order = {row.id: index for index, row in enumerate((*side.rows, *side.past))}
        self.slots: list[Laid] = []
        self.strays: list[Stray] = []
        self.names: dict[str, str] = {}

    def _columns(self) -> dict[int, FormColumn]:
        """The amount columns of the side; a side of one column takes the only one there is."""
        among = [c for c in range(self.start + 1, self.end) if "行次" not in self.table.paths[c]]
        chosen = self.table.choose(self.side.columns, among)
        if not chosen and len(among) == 1 and len(self.side.columns) == 1:
            return {among[0]: self.side.columns[0]}
        return chosen

    def read(self) -> _Side:
        for index in self.table.body():
            text = self.table.texts[index][self.start]
            row = self._row(text) if text else None
            if row is None:
                reason = f"“{text}”不是本表声明的行" if text else "该行没有名称"
                self.strays += strays(self.table, [index], list(self.chosen), ("row", reason))
                continue
            self.names[row.id] = text
            for place, column in self.chosen.items():
                cell = self.table.cell(index, place)
                if cell.column == place:
                    self.slots.append(addressed(self.form, row.id, column, cell, _word(row)))
        others = [
            c
            for c in range(self.start + 1, self.end)
            if c not in self.chosen and "行次" not in self.table.paths[c]
        ]
        self.strays += strays(self.table, self.table.body(), others, UNDECLARED)
        return self

    def _row(self, text: str) -> FormRow | None:
        """The declared row of that label that is still free, the next one in order first."""
        free = [
            r
            for r in self.keys.get(spelling.label(text, self.table.synonyms), ())
            if r.id not in self.names
        ]
        if not free:
            return None
        row = next((r for r in free if self.order[r.id] > self.after), free[0])
        if row not in self.side.past:
            self.after = self.order[row.id]
        return row


def _word(row: FormRow) -> str:
    return row.id if not row.id.isdigit() else spelling.unnumbered(row.label)


def _joined(table: HeadedGrid, sides: Sequence[_Side]) -> Recognised:
    declared = sum(len(side.side.rows) for side in sides)
    named = sum(len(side.names) for side in sides)
    wanted = sum(len(side.side.columns) for side in sides)
    columns = dict.fromkeys(c.id for side in sides for c in side.chosen.values())
    chosen = sum(len(side.chosen) for side in sides)
    notes = [
        text
        for row in table.body()
        if (text := next(filter(None, table.texts[row]), "")) and is_note(text)
    ]
    return Recognised(
        tuple(slot for side in sides for slot in side.slots),
        tuple(stray for side in sides for stray in side.strays),
        tuple(columns),
        {name: text for side in sides for name, text in side.names.items()},
        tuple(notes),
        named / declared * chosen / wanted,
    )
