"""Facts to grids: every layout written exactly as its edition declares it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from juesuan.model.number import UNITS, Address, Facts
from juesuan.model.page import Cell, Grid
from juesuan.notation import spelling
from juesuan.notation.code_list import Classification
from juesuan.notation.equation import TOTAL
from juesuan.notation.form import Form, FormColumn, FormRow, Side

PARTS = ("类", "款", "项")


class Printed(NamedTuple):
    """An amount as printed, and the address it is of."""

    address: Address
    text: str


class LaidOut(NamedTuple):
    """A form laid out: its grid, the cell of every address, how many rows are its head."""

    grid: Grid
    cells: Mapping[Address, Cell]
    heads: int


Field = str | Printed


def write(form: Form, facts: Facts, codes: Classification, year: int) -> LaidOut:
    """One form laid out: header with merged cells, then its rows; amounts as printed."""
    writer = _Writer(form, facts, codes, year)
    layouts = {
        "科目": writer.coded,
        "两侧": writer.sided,
        "并列": writer.panels,
        "单行": writer.single,
    }
    return layouts[form.layout]()


def _header(paths: Sequence[Sequence[str]]) -> list[Cell]:
    """Cells of a nested header: equal neighbours merge, a short path reaches down."""
    depth = max(map(len, paths))
    levels = [[*path, *[path[-1]] * (depth - len(path))] for path in paths]
    cells, seen = [], set[tuple[int, int]]()
    for row in range(depth):
        for column in range(len(paths)):
            if (row, column) in seen:
                continue
            wide = _run(levels, row, column, seen)
            tall = 1
            while row + tall < depth and all(
                levels[c][row + tall] == levels[c][row] and len(paths[c]) <= row + tall
                for c in range(column, column + wide)
            ):
                tall += 1
            seen |= {(row + y, column + x) for y in range(tall) for x in range(wide)}
            cells.append(Cell(levels[column][row], row, column, rows=tall, columns=wide))
    return cells


def _run(levels: Sequence[Sequence[str]], row: int, column: int, seen: set[tuple[int, int]]) -> int:
    """How many columns from this one show the same words down to this row."""
    wide = 1
    while (
        column + wide < len(levels)
        and levels[column + wide][: row + 1] == levels[column][: row + 1]
        and (row, column + wide) not in seen
    ):
        wide += 1
    return wide


def _foot(side: Side) -> int:
    """Where 本年收入合计 or 本年支出合计 stands among a side's rows."""
    return next(i for i, row in enumerate(side.rows) if row.id in ("本年收入合计", "本年支出合计"))


class _Writer:
    """Writes one form; the header is a path of words per grid column."""

    def __init__(self, form: Form, facts: Facts, codes: Classification, year: int) -> None:
        self.form, self.facts, self.codes, self.year = form, facts, codes, year
        self.style = form.style

    def amount(self, row: str, column: str) -> Printed:
        """An amount as printed; an exact zero in the style's way, one rounded to zero as 0.00."""
        address = Address(self.form.id, row, column)
        fact = self.facts.get(address)
        if fact is None or not (fact.value or spelling.is_number(fact.printed)):
            return Printed(address, self.style.zero)
        return Printed(address, spelling.shown(fact.value, UNITS[self.style.unit]))

    def grid(self, paths: Sequence[Sequence[str]], body: Iterable[Sequence[Field]]) -> LaidOut:
        """Header and body as one grid, with the row of 栏次 where the style has it."""
        cells = _header(paths)
        height = max(map(len, paths))
        heads: list[Sequence[Field]] = [self.ordinals(paths)] if self.style.ordinals else []
        rows = [*heads, *body]
        amounts: dict[Address, Cell] = {}
        for row, fields in enumerate(rows, start=height):
            for column, field in enumerate(fields):
                cells.append(Cell(field if isinstance(field, str) else field.text, row, column))
                if not isinstance(field, str):
                    amounts[field.address] = cells[-1]
        grid = Grid(tuple(cells), height + len(rows), len(paths))
        return LaidOut(grid, amounts, height + len(heads))

    def ordinals(self, paths: Sequence[Sequence[str]]) -> list[str]:
        """栏次 under the first label, 1, 2, 3 … under the amounts."""
        count = 0
        shown: list[str] = []
        for path in paths:
            if path[-1] in ("行次", "科目编码", "科目名称", "项目", *PARTS):
                shown.append("栏次" if path[-1] == "项目" or not shown else "")
            else:
                count += 1
                shown.append(str(count))
        return shown

    def coded(self) -> LaidOut:
        """Rows of codes, 合计 first or last."""
        columns = self.form.sides[0].columns
        split = self.style.codes == "分列"
        heads: list[tuple[str, ...]] = (
            [("项目", "科目编码", part) for part in PARTS] if split else [("项目", "科目编码")]
        )
        paths = [*heads, ("项目", "科目名称"), *(column.path for column in columns)]
        rows = [name for name in self.facts.rows(self.form.id) if name != TOTAL]
        body = [self._coded_row(name, columns, split=split) for name in rows]
        total: list[Field] = [
            TOTAL,
            *[""] * len(heads),
            *(self.amount(TOTAL, c.id) for c in columns),
        ]
        body.insert(0 if self.style.total == "首行" else len(body), total)
        return self.grid(paths, body)

    def _coded_row(self, code: str, columns: Sequence[FormColumn], *, split: bool) -> list[Field]:
        parts = [code[:3], code[3:5], code[5:7]] if split else [code]
        name = self.codes.name(code, self.year) or f"科目{code}名称"
        return [*parts, name, *(self.amount(code, column.id) for column in columns)]

    def sided(self) -> LaidOut:
        """Both sides row by row; the totals of the two sides stand level at the foot."""
        bodies = [self._side(side) for side in self.form.sides]
        paths = [path for side in self.form.sides for path in self._side_paths(side)]
        blanks = [[""] * len(self._side_paths(side)) for side in self.form.sides]
        body = [
            [text for part, blank in zip(parts, blanks, strict=True) for text in (part or blank)]
            for parts in zip_longest(*bodies)
        ]
        return self.grid(paths, body)

    def _side_paths(self, side: Side) -> list[tuple[str, ...]]:
        lines = [(side.heading, "行次")] if self.style.lines else []
        return [(side.heading, "项目"), *lines, *((side.heading, *c.path) for c in side.columns)]

    def _side(self, side: Side) -> list[list[Field]]:
        """The rows of one side, with the blank ones that bring the feet of the sides level."""
        rows: list[list[Field]] = []
        for line, row in self._lined(side) if self.style.lines else self._level(side):
            amounts: list[Field] = [self.amount(row.id, c.id) if row else "" for c in side.columns]
            rows.append(self._line(row.label if row else "", line, amounts))
        return rows

    def _lined(self, side: Side) -> list[tuple[int, FormRow | None]]:
        """Every 行次 from the first to the last, a blank row where none is declared."""
        rows = {row.line: row for row in side.rows}
        return [(line, rows.get(line)) for line in range(min(rows), max(rows) + 1)]

    def _level(self, side: Side) -> list[tuple[int, FormRow | None]]:
        """The rows without 行次: both sides' 本年合计 stand level, and both their 总计."""
        tops = [_foot(each) for each in self.form.sides]
        middles = [
            len(each.rows) - 1 - top for each, top in zip(self.form.sides, tops, strict=True)
        ]
        top = _foot(side)
        blanks: list[FormRow | None] = [None] * (max(tops) - top)
        gaps: list[FormRow | None] = [None] * (max(middles) - (len(side.rows) - 1 - top))
        rows = [*side.rows[:top], *blanks, *side.rows[top:-1], *gaps, side.rows[-1]]
        return [(0, row) for row in rows]

    def _line(self, label: str, line: int, amounts: Sequence[Field]) -> list[Field]:
        return [label, *([str(line)] if self.style.lines else []), *amounts]

    def panels(self) -> LaidOut:
        """Panels of codes side by side, their totals in the last row."""
        split = self.style.codes == "分列"
        bodies = [self._panel(side, split=split) for side in self.form.sides]
        width = 4 if split else 3
        paths = [path for side in self.form.sides for path in self._panel_paths(side, split=split)]
        body = [
            [text for part in parts for text in (part or [""] * width)]
            for parts in zip_longest(*bodies)
        ]
        foot: list[Field] = []
        for side in self.form.sides:
            name = side.rows[0].id if side.rows else ""
            amount = self.amount(name, side.columns[0].id) if name else ""
            foot += [side.rows[0].label if name else "", *[""] * (width - 2), amount]
        return self.grid(paths, [*body, foot])

    def _panel_paths(self, side: Side, *, split: bool) -> list[tuple[str, ...]]:
        over = (side.heading,) if side.heading else ()
        heads = (
            [(*over, "科目编码", part) for part in PARTS[:2]] if split else [(*over, "科目编码")]
        )
        return [*heads, (*over, "科目名称"), (*over, side.columns[0].path[-1])]

    def _panel(self, side: Side, *, split: bool) -> list[list[Field]]:
        rows: list[list[Field]] = []
        for code, name in self.codes.current(self.year).items():
            if code[:3] in side.classes:
                parts = [code[:3], code[3:]] if split else [code]
                rows.append([*parts, name, self.amount(code, side.columns[0].id)])
        return rows

    def single(self) -> LaidOut:
        """One row of amounts."""
        columns = self.form.sides[0].columns
        row = self.form.sides[0].rows[0].id
        return self.grid([c.path for c in columns], [[self.amount(row, c.id) for c in columns]])
