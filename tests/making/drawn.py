"""A sheet drawn by one of the drawing functions, as another library reads it."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet as ReadSheet
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from juesuan.notation.look import load_look
from juesuan.publishing.sheets.cell_formats import Drawing


def drawn(
    draw: Callable[[Worksheet, Drawing], None], mark: str = "", name: str = "表"
) -> ReadSheet:
    """The sheet that `draw` draws, with rich text kept."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        drawing = Drawing(book, load_look(), "2023年度甲局部门决算", mark)
        draw(book.add_worksheet(name), drawing)
    return openpyxl.load_workbook(target, rich_text=True)[name]
