"""Lists as a workbook of their own, one a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO

from juesuan.notation.look import Look
from juesuan.publishing.sheets.cell_formats import Drawing
from juesuan.publishing.sheets.cell_values import PLAIN, cell_text
from juesuan.publishing.sheets.list_sheet import ListSheet, draw_list


def write_lists(
    lists: Mapping[str, ListSheet], look: Look, title: str, mark: str, day: date
) -> bytes:
    """The lists by name of their sheets as XLSX; raises Unwritable."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only when a workbook is written

    target = BytesIO()
    with Workbook(target, PLAIN) as book:
        created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a date, no moment
        book.set_properties({"title": cell_text(f"{mark}{title}"), "created": created})
        drawing = Drawing(book, look, title, mark)
        for name, rows in lists.items():
            draw_list(book.add_worksheet(name), rows, drawing)
    return target.getvalue()
