"""An empty workbook for the books that explains itself; nothing in it is protected."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from juesuan.model.books import BooksTable, Column
from juesuan.notation.edition import Edition

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MARK = "行标记"
HELP, EXAMPLE = "填写说明", "示例（不读入）"
FIRST = 3  # the first row to fill in, from 0: below titles, help and example
LAST = 1_048_575
ABOUT = (
    "本工作簿是部门决算的账套：每张工作表一类数据，每列第二行是填写说明，第三行是示例。",
    "从第四行起填写；第一列“行标记”为“填写说明”或“示例”的行不读入，其余行都读入。",
    "表头可用中文或英文名；不需要的列可以留空或删去，标 * 的列必填；可以加列，不认识的列不读。",
    "金额单位为元；表头改写为“（万元）”则按万元读入，换算到分。编码列是文本，前导零保留。",
    "账簿只要预算会计 6、7、8 类科目；年末结转分录必须在“年末结转分录”列填“是”。",
    "账簿行多时可分为“账簿1”“账簿2”多张，或改用 CSV、Parquet 文件，一张表一个文件，文件名即表名。",
)


def write_template(target: str | Path | IO[bytes], edition: Edition) -> None:
    """Write the workbook: a sheet per table, help, drop-downs, an example, the year filled in."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only when a workbook is written

    schema = edition.books
    with Workbook(
        str(target) if isinstance(target, str | Path) else target,
        {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
    ) as book:
        look = _look(book)
        # Same input, same bytes: a workbook of now would differ from one of a second later.
        book.set_properties({"created": datetime(edition.year, 12, 31, tzinfo=UTC)})
        _about(book.add_worksheet("说明"), schema.tables, look)
        for table in schema.tables:
            sheet = book.add_worksheet(table.title)
            _sheet(sheet, table, look)
            for number, column in enumerate(table.columns, start=1):
                _choices(sheet, number, column)
            if table.name == schema.year[0]:
                names = [column.name for column in table.columns]
                sheet.write_number(FIRST, names.index(schema.year[1]) + 1, edition.year)


def _look(book: Workbook) -> dict[str, Format]:
    plain = {"font_name": "宋体", "font_size": 11, "valign": "top"}
    return {
        "title": book.add_format({**plain, "bold": True, "bg_color": "#DDEBF7", "border": 1}),
        "must": book.add_format({**plain, "bold": True, "bg_color": "#F8CBAD", "border": 1}),
        "help": book.add_format({**plain, "font_color": "#595959", "text_wrap": True}),
        "example": book.add_format({**plain, "font_color": "#808080", "italic": True}),
        "text": book.add_format({**plain, "num_format": "@"}),
        "amount": book.add_format({**plain, "num_format": "#,##0.00"}),
        "integer": book.add_format({**plain, "num_format": "0"}),
        "number": book.add_format({**plain, "num_format": "0.##"}),
        "date": book.add_format({**plain, "num_format": "yyyy-mm-dd"}),
    }


def _about(sheet: Worksheet, tables: tuple[BooksTable, ...], look: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "决算账套", look["title"])
    for row, text in enumerate(ABOUT, start=1):
        sheet.write_string(row, 1, text, look["help"])
    start = len(ABOUT) + 2
    sheet.write_row(start, 0, ["工作表", "内容"], look["title"])
    for row, table in enumerate(tables, start=start + 1):
        sheet.write_url(row, 0, f"internal:'{table.title}'!A1", string=table.title)
        sheet.write_string(
            row, 1, table.help + ("（必有）" if table.required else ""), look["help"]
        )


def _sheet(sheet: Worksheet, table: BooksTable, look: dict[str, Format]) -> None:
    sheet.freeze_panes(FIRST, 1)
    sheet.set_column(0, 0, 12, look["text"])
    sheet.write_row(0, 0, [MARK], look["title"])
    sheet.write_row(1, 0, [HELP], look["help"])
    sheet.write_row(2, 0, [EXAMPLE], look["example"])
    sheet.set_row(1, 60)
    for number, column in enumerate(table.columns, start=1):
        title = f"{column.title}（元）" if column.kind == "amount" else column.title
        must = "*" if column.required else ""
        sheet.write_string(0, number, title + must, look["must" if must else "title"])
        sheet.write_string(1, number, column.help, look["help"])
        sheet.set_column(number, number, _width(column), look.get(column.kind, look["text"]))
        _example(sheet, number, column, look["example"])


def _width(column: Column) -> int:
    return 40 if column.kind == "text" and column.name.endswith("text") else 16


def _example(sheet: Worksheet, number: int, column: Column, look: Format) -> None:
    """The example as a number where it is one, else as text."""
    if column.kind in ("amount", "integer", "number") and column.example:
        sheet.write_number(2, number, float(column.example), look)
    elif column.example:
        sheet.write_string(2, number, column.example, look)


def _choices(sheet: Worksheet, number: int, column: Column) -> None:
    """A drop-down list of the column's vocabulary, within the 255 characters Excel keeps."""
    words = list(column.values) or (["是", "否"] if column.kind == "bool" else [])
    if not words:
        return
    sheet.data_validation(
        FIRST,
        number,
        LAST,
        number,
        {
            "validate": "list",
            "source": words,
            "error_title": "不在可选的词中",
            "error_message": column.allowed[:255],
            "error_type": "warning",
        },
    )
