"""One workbook in: sheets of text, cached values only; macros are never looked at."""

from __future__ import annotations

import io
import itertools
import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.books.origins.archive import MAGIC, Marks, marks_of
from juesuan.books.origins.gathered import Known, SheetSource, by_head, gathered, headed, table_of
from juesuan.books.origins.stated import with_unit
from juesuan.books.origins.understood import Understood, understood
from juesuan.books.sheet import (
    AMOUNTS,
    HEADER_ROWS,
    Row,
    Sheet,
    SheetField,
    batched,
    header_notes,
    header_problems,
    match_header,
    table_named,
)
from juesuan.model.books import Problem, Schema
from juesuan.model.page import Limits, Unreadable
from juesuan.packed import refuse_bombs, unpacked
from juesuan.secrecy.account_books import refuse_head, refuse_parts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

UNMARKED = Marks([], [], [])
MOST_NAMED = 5
BOOK_PARTS = ("xl/workbook.xml", "content.xml")  # of XLSX and of ODS
ARCHIVE = "是压缩包，不是工作簿：请先解压，再给出解压出来的文件夹"
SILENT = re.compile(r"说明|目录|readme|sheet\d+", re.IGNORECASE)
Cells = Sequence[Sequence[Any]]


def read_workbook(
    data: bytes, schema: Schema, limits: Limits, more: Sequence[SheetSource] = ()
) -> tuple[list[Sheet], list[Problem]]:
    """The sheets of a workbook that are tables of the books, and remarks on the others."""
    sources, notes = workbook_sources(data, schema, limits)
    return gathered(sources, schema, more), notes


def workbook_sources(
    data: bytes, schema: Schema, limits: Limits, file: Path | None = None
) -> tuple[list[SheetSource], list[Problem]]:
    """The sheets of a workbook that are tables; one of several files says its name, too."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - as pyarrow

    marks = _opened(data, limits) if data.startswith(MAGIC) else {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        parsed = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        for name, sheet in parsed.items():
            refuse_head(name, sheet.iter_rows())
        hidden = {m.name for m in book.sheets_metadata if m.visible != SheetVisibleEnum.Visible}
        sheets = [(name, sheet) for name, sheet in parsed.items() if name not in hidden]
    except CalamineError as error:
        message = "不是可读的工作簿（或已加密）：请在 WPS 或 Office 中另存为不加密的 XLSX 后再试"
        raise Unreadable(message) from error
    tables, notes = _tables(sheets, schema, marks, file)
    return tables, [*(_hidden(name, schema) for name in sorted(hidden)), *notes]


def _opened(data: bytes, limits: Limits) -> dict[str, Marks]:
    """What the cells of an archive's sheets do not tell; an archive of files is no workbook."""
    refuse_bombs(data, limits)
    with unpacked(data) as archive:
        parts = set(archive.namelist())
        if parts.isdisjoint(BOOK_PARTS):
            raise Unreadable(ARCHIVE)
        refuse_parts(archive)
    return marks_of(data, limits) if BOOK_PARTS[0] in parts else {}


def _hidden(name: str, schema: Schema) -> Problem:
    ours = "；它的名称是账套的一张表，要用请先取消隐藏" if table_named(schema, name) else ""
    return Problem(name, None, "", "", "", f"隐藏的工作表，未读{ours}")


def _tables(
    sheets: Sequence[tuple[str, CalamineSheet]],
    schema: Schema,
    marks: dict[str, Marks],
    file: Path | None,
) -> tuple[list[SheetSource], list[Problem]]:
    tables, notes = [], []
    for name, sheet in sheets:
        table = table_of(schema, name, file.stem if file else "") if sheet.total_height else None
        table = table or table_named(schema, name)
        if not table and file and sheet.total_height:
            top = itertools.islice(sheet.iter_rows(), HEADER_ROWS + 2)
            table = headed(schema, [[shown(cell) for cell in row] for row in top])
            notes += [by_head(f"{file.name}《{name}》", table)] if table else []
        if table:
            names = (f"{file.name}《{name}》", name, file.stem) if file else (name, name)
            build = partial(_sheet, table.name, names, sheet, marks.get(name, UNMARKED))
            tables.append(SheetSource(table, build))
        elif not SILENT.search(name) and sheet.total_height:
            notes.append(Problem(name, None, "", "", "", "不认识的工作表，未读"))
    return tables, notes


def _sheet(
    title: str, names: tuple[str, ...], sheet: CalamineSheet, marks: Marks, neighbours: Known
) -> Sheet:
    table, name = neighbours.schema.table(title), names[0]
    cells: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    height, came = match_header(table, [[shown(cell) for cell in row] for row in cells[:22]])
    merged = _merged(name, sheet, (height, came), cells)
    top = [[shown(cell) for cell in row] for row in cells[:22]]
    head = understood(table, came, neighbours, names[1:], top[height:])
    fields = head.fields
    problems = header_problems(table, name, fields) if any(map(any, top)) else []
    fields, opposed, notes = with_unit(name, top, height, fields)
    problems += opposed
    if height:
        columns = {n for n, field in enumerate(came) if fields[n].column or fields[n].helps}
        for cell in marks.hollow:
            if cell.row > height and cell.column - 1 in columns:
                title = fields[cell.column - 1].title
                message = "单元格没有可用的值，请在表格软件中重新计算并保存，或改填数值"
                problems.append(Problem(name, cell.row, title, cell.text, "数值", message))
        problems += merged
    rows = partial(_rows, cells, height, head)
    return Sheet(
        table=table,
        origin=name,
        fields=fields,
        batches=lambda: batched(rows(), len(fields)) if height else iter(()),
        problems=tuple(problems),
        notes=(
            *notes,
            *header_notes(name, fields, table, head.notes),
            *_unseen(name, marks, height, cells),
        ),
    )


def _unseen(name: str, marks: Marks, height: int, cells: Cells) -> Iterator[Problem]:
    """Hidden rows and columns that hold values: taken like the others, and told."""

    def filled(row: int, columns: Sequence[int]) -> bool:
        values = cells[row - 1] if row <= len(cells) else ()
        return any(shown(values[at - 1]) for at in columns if at <= len(values))

    width = range(1, len(cells[0]) + 1) if cells else ()
    rows = [row for row in marks.rows if row > height and filled(row, width)]
    below = range(height + 1, len(cells) + 1)
    inside = (at for at in marks.columns if at in width)
    columns = [at for at in inside if any(filled(row, [at]) for row in below)]
    for kind, hidden in (("行", rows), ("列", columns)):
        if hidden:
            first = "、".join(map(str, hidden[:MOST_NAMED]))
            more = f"等 {len(hidden)} {kind}" if len(hidden) > MOST_NAMED else kind
            message = f"第 {first} {more}是隐藏的（或被筛选掉了），其中的数照样取用：不要的请删除"
            yield Problem(name, None, "", "", "", message)


def _merged(
    name: str,
    sheet: CalamineSheet,
    head: tuple[int, tuple[SheetField, ...]],
    cells: list[list[Any]],
) -> list[Problem]:
    """A merged cell of words is of each of its rows; one of amounts hides what each row has."""
    height, fields = head
    hidden: dict[int, list[tuple[int, int]]] = {}
    for (first, column), (last, right) in sheet.merged_cell_ranges or ():
        if first < height or last == first or first >= len(cells) or column >= len(fields):
            continue
        meant = fields[column].column
        if right > column or (
            meant.kind == "amount" if meant else AMOUNTS.search(fields[column].title)
        ):
            hidden.setdefault(column, []).append((first + 1, last + 1))
            continue
        for row in cells[first + 1 : last + 1]:
            row[column] = row[column] or cells[first][column]
    return [
        Problem(name, at[0][0], fields[column].title, "", "每行各填各的", _hiding(at))
        for column, at in sorted(hidden.items())
    ]


def _hiding(ranges: Sequence[tuple[int, int]]) -> str:
    (first, last), more = ranges[0], len(ranges) - 1
    others = f"，这样的共 {more + 1} 处" if more else ""
    return f"第 {first} 至 {last} 行合并了单元格，请取消合并并逐行填写{others}"


def _rows(cells: Cells, height: int, head: Understood) -> Iterator[Row]:
    lines = enumerate(cells[height:], start=height + 1)
    yield from head.rows((line, [shown(cell) for cell in row]) for line, row in lines)


def shown(cell: object) -> str:
    """A cell as text: whole numbers without a point, dates as 2024-03-01."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()
