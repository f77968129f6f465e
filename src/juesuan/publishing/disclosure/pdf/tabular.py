"""Tables as data for the template: which page, how large, how wide each column, every cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from juesuan.model.disclosure import PageTable
from juesuan.model.page import Cell
from juesuan.notation.look import Look, Paper
from juesuan.publishing.disclosure.pdf.fitting import BESIDE, Fitted, broken, fit
from juesuan.publishing.disclosure.pdf.lettering import Lettering

POINTS = 72 / 25.4  # in a mm
LAST = 3  # rows of the body that the last page of a table has at least
TALLEST = 0.4  # of the height of a page; a taller row may run over to the next
INSIDE, BELOW = "表内", "表注"


def table_piece(
    table: PageTable, title: dict[str, Any] | None, look: Look, words: Lettering
) -> dict[str, Any]:
    """A table and what stands above and below it."""
    wide = sum(table.widths) > look.table.wide
    paper = look.wide if wide else look.page
    where = f"表“{table.number or table.id}”"
    style = look.styles[INSIDE]
    measure = partial(words.measure, INSIDE)
    fitted = fit(table, across(paper), style, measure)
    put = partial(words.put, where=where)
    cells = list(_cells(table, fitted, partial(put, INSIDE), measure, _down(paper)))
    return {
        "kind": "table",
        "id": table.id,
        "heading": title,
        "wide": wide,
        "fresh": table.kind == "form" or title is not None,
        "size": fitted.size,
        "leading": (style.pitch / style.size - 1) * fitted.size,
        "tall": look.table.tall * fitted.size / style.size,
        "beside": BESIDE * fitted.size,
        "columns": list(fitted.columns),
        "heads": table.heads,
        "cells": cells,
        "number": put(BELOW, table.number),
        "owner": put(BELOW, table.owner and f"部门：{table.owner}"),
        "unit": put(BELOW, table.unit and f"金额单位：{table.unit}"),
        "note": put(BELOW, table.note and f"注：{table.note}"),
    }


def _cells(
    table: PageTable,
    fitted: Fitted,
    put: Callable[[str], str],
    measure: Callable[[str], float],
    down: float,
) -> Iterator[dict[str, Any]]:
    """Every cell, and an empty one in every field that none covers, row by row."""
    height = table.grid.height
    watched = {height - LAST: "three", height - 1: "last"} if height - LAST >= table.heads else {}
    for row, fields in enumerate(table.grid.fields):
        mark = watched.get(row, "")
        for column, field in enumerate(fields):
            cell = field or Cell("", row, column)
            if (cell.row, cell.column) != (row, column):
                continue
            text = broken(put(cell.text.strip()), fitted.inside(cell), measure)
            yield {
                "text": text,
                "x": column,
                "y": row,
                "columns": min(cell.columns, table.grid.width - column),
                "rows": min(cell.rows, height - row),
                "align": table.align(cell),
                "long": _height(text, fitted, cell, measure) > TALLEST * down,
                "mark": mark,
            }
            mark = ""


def _height(text: str, fitted: Fitted, cell: Cell, measure: Callable[[str], float]) -> float:
    """About how high a text stands in its cell, in pt."""
    return measure(text) / max(fitted.inside(cell) - 1, 1) * fitted.size * 4 / 3


def across(paper: Paper) -> float:
    """How wide the text of a page is, in pt."""
    return (paper.width - paper.left - paper.right) * POINTS


def _down(paper: Paper) -> float:
    return (paper.height - paper.top - paper.bottom) * POINTS
