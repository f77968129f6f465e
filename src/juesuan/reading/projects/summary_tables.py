"""Summary tables of self-evaluated projects: 序号, 项目名称, money, 得分, 等级 in any selection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from juesuan.model.page import Grid, Line
from juesuan.model.project import Figure, Kind, Listed, ProjectList, Quote
from juesuan.notation import spelling
from juesuan.notation.card.figure import figure, malformed
from juesuan.notation.card.layout import Vocabulary, key
from juesuan.notation.card.reader import CardField, fields_of, is_card
from juesuan.reading.tables import Table

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("项目名称", "项目", "项目支出名称"),
    "owner": ("项目单位", "实施单位", "单位名称", "预算单位", "主管部门"),
    "year": ("评价年度", "年度"),
    "initial": ("年初预算数", "年初预算"),
    "budget": ("全年预算数", "全年预算", "预算数", "预算金额", "调整预算数"),
    "executed": ("全年执行数", "执行数", "执行金额", "全年支出数", "决算数"),
    "rate": ("执行率", "预算执行率"),
    "score": ("自评得分", "评价得分", "得分", "自评分数", "评价分数", "分数", "自评分"),
    "grade": ("自评等级", "评价等级", "等级", "绩效等级", "评级", "自评等次", "等次", "自评结果"),
}
ROLES = {one: role for role, spelled in HEADINGS.items() for one in spelled}
TOTALS = frozenset({"合计", "总计"})
NO_PROJECTS = TOTALS | {"平均", "平均分", "小计"}
TITLE = re.compile(r"汇总表|一览表|自评情况|自评结果|绩效自评")
HEADER_ROWS = 3
FIGURES = frozenset({"initial", "budget", "executed", "rate", "score"})


def read_list(table: Table, unit: str, vocabulary: Vocabulary) -> list[ProjectList]:
    """The list a table is; [] for any other table."""
    if is_card(table.grid, vocabulary):
        return []
    head, columns = _header(table.grid)
    if not {"name"} < {*columns.values()} or not {"score", "grade"} & {*columns.values()}:
        return []
    if not _about_projects(table):
        return []
    fields = [fields_of(table.grid, at) for at in range(head, table.grid.height)]
    title, kind = _title(table.above)
    listed = tuple(row for one in fields if (row := _row(one, columns)))
    totals = tuple(row for one in fields if (row := _total_row(one, columns)))
    wrong = tuple(_malformed(table.grid, head, columns))
    return [ProjectList(title, kind, listed, unit, table.grid.place, wrong, totals)]


def _malformed(grid: Grid, head: int, columns: Mapping[int, str]) -> Iterator[Quote]:
    """The cells of amounts, rates and scores that are not the spelling of one number."""
    for at in range(head, grid.height):
        for cell in fields_of(grid, at):
            number = cell.fresh and columns.get(cell.column) in FIGURES
            if number and (wrong := malformed(cell.text, cell.place)):
                yield wrong


def _about_projects(table: Table) -> bool:
    """Whether words above the table or in its head speak of evaluation."""
    above = "".join(line.text for line in table.above)
    head = "".join(
        one.text for at in range(min(2, table.grid.height)) for one in fields_of(table.grid, at)
    )
    return bool(re.search(r"自评|评价|绩效", above + head))


def _header(grid: Grid) -> tuple[int, dict[int, str]]:
    """How many rows are header, and the role of each column."""
    columns: dict[int, str] = {}
    for at in range(min(HEADER_ROWS, grid.height)):
        row = fields_of(grid, at)
        roles = {one.column: ROLES[key(one.text)] for one in row if key(one.text) in ROLES}
        named = "name" in roles.values()
        if columns and (not roles or _holds_numbers(row)):
            return at, columns
        if named or columns:
            columns |= roles
    return min(HEADER_ROWS, grid.height) if columns else 0, columns


def _holds_numbers(row: list[CardField]) -> bool:
    return any(one.fresh and figure(one.text) for one in row)


def _title(above: tuple[Line, ...]) -> tuple[str, Kind]:
    """The nearest title above the table, and the kind of projects it names."""
    lines = [line.text.strip() for line in above]
    near = " ".join(lines[-3:])
    at = max((near.rfind(word), kind) for word, kind in (("转移支付", 1), ("部门预算项目", 0)))
    kind: Kind = "转移支付" if at[0] >= 0 and at[1] else "部门预算"
    title = next((text for text in reversed(lines) if TITLE.search(text)), "")
    return re.sub(r"^\d+[、.．]\s*", "", title), kind


def _row(row: list[CardField], columns: Mapping[int, str]) -> Listed | None:
    """The row of a project, None for any other."""
    name = next((one for one in row if columns.get(one.column) == "name"), None)
    if name is None or key(row[0].text) in NO_PROJECTS or key(name.text) in NO_PROJECTS | {*ROLES}:
        return None
    return _read_row(name, row, columns)


def _total_row(row: list[CardField], columns: Mapping[int, str]) -> Listed | None:
    """The row of 合计, wherever before the amounts the word stands; None for any other."""
    named = (one for one in row if columns.get(one.column) not in FIGURES)
    name = next((one for one in named if key(one.text) in TOTALS), None)
    return _read_row(name, row, columns) if name else None


def _read_row(name: CardField, row: list[CardField], columns: Mapping[int, str]) -> Listed:
    cells = {columns[one.column]: one for one in row if one.column in columns}

    def number(role: str, *, dash: bool = False) -> Figure | None:
        cell = cells.get(role)
        return figure(cell.text, cell.place, dash=dash) if cell else None

    def text(role: str) -> str:
        return spelling.plain(cells[role].text) if role in cells else ""

    return Listed(
        _one_line(name.text),
        name.place,
        text("owner"),
        text("year"),
        number("initial", dash=True),
        number("budget", dash=True),
        number("executed", dash=True),
        number("rate"),
        number("score"),
        text("grade"),
    )


def _one_line(text: str) -> str:
    return re.sub(r"\s+", "", text)
