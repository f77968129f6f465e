"""Tables as data for the template: which page, how large, how wide each column, every cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from math import ceil, floor
from typing import Any

from juesuan.model.disclosure import PageTable
from juesuan.model.page import Cell
from juesuan.notation.look import Look, Paper
from juesuan.publishing.disclosure.pdf.endings import LAST, WATCHED
from juesuan.publishing.disclosure.pdf.even_lines import balanced
from juesuan.publishing.disclosure.pdf.fitting import BESIDE, Fitted, broken, fit
from juesuan.publishing.disclosure.pdf.lettering import Lettering

POINTS = 72 / 25.4  # in a mm
ABOVE = 1.0  # pt, over the lines of a cell of several lines and under them
LINE = 4 / 3  # of the size of its letters a line is high
FULL = 0.8  # of the height of a page; what stands over a table and its note may take the rest
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
    fresh = table.kind == "form" or title is not None
    put = partial(words.put, where=where)
    lines, down = _lines(table, fitted, measure), _down(paper)
    long = _long(lines, fitted.size, down)
    tall = look.table.tall * fitted.size / style.size
    cells = list(_cells(table, fitted, partial(put, INSIDE), measure, long))
    return {
        "kind": "table",
        "id": table.id,
        "heading": title,
        "wide": wide,
        "fresh": fresh,
        "full": (wide or fresh) and _height(lines, fitted.size, tall) > FULL * down,
        "size": fitted.size,
        "leading": (style.pitch / style.size - 1) * fitted.size,
        "tall": tall,
        "factor": 1.0,
        "rows": table.grid.height,
        "top": paper.top * POINTS,
        "above": ABOVE,
        "beside": BESIDE * fitted.size,
        "columns": list(fitted.columns),
        "heads": 0 if long & {*range(table.heads)} else table.heads,
        "cells": cells,
        **_around(table, across(paper), words, partial(put, BELOW)),
    }


def _around(
    table: PageTable, room: float, words: Lettering, put: Callable[[str], str]
) -> dict[str, Any]:
    """What stands above a table and below it; the name of its owner smaller where it is long."""
    size = words.size(BELOW)
    owner = put(table.owner)
    unit = put(table.unit and f"金额单位：{table.unit}")
    return {
        "number": put(table.number),
        "owner": owner,
        "unit": unit,
        "shrunk": min(1.0, room / max(words.measure(BELOW, f"{owner}　") * size, 1)),
        "apart": words.measure(BELOW, f"{owner}　{unit}") * size > room,
        "note": put(table.note and f"注：{table.note}"),
    }


def _cells(
    table: PageTable,
    fitted: Fitted,
    put: Callable[[str], str],
    measure: Callable[[str], float],
    long: Collection[int],
) -> Iterator[dict[str, Any]]:
    """Every cell, and an empty one in every field that none covers, row by row."""
    height = table.grid.height
    watched = {height - back: kind for back, kind in WATCHED.items()} | {height - 1: LAST}
    for row, fields in enumerate(table.grid.fields):
        mark = watched.get(row, "") if row >= table.heads else ""
        for column, field in enumerate(fields):
            cell, head = field or Cell("", row, column), row < table.heads
            if (cell.row, cell.column) != (row, column):
                continue
            room = fitted.inside(cell)
            text = _text(put(cell.text.strip()), room, measure, head=head)
            yield {
                "text": text,
                "several": "\n" in text or measure(text) > room,
                "x": column,
                "y": row,
                "columns": min(cell.columns, table.grid.width - column),
                "rows": min(cell.rows, height - row),
                "align": table.align(cell),
                "long": row in long,
                "mark": mark,
            }
            mark = ""


def _text(text: str, room: float, measure: Callable[[str], float], *, head: bool) -> str:
    """A text in lines that fit; in a head no letter is left over for a line of its own."""
    alone = measure(text) > room >= 1 and len(text) % floor(room) == 1
    lines = balanced(text, room) if head and alone else [text]
    return "\n".join(broken(line, room, measure) for line in lines)


def _lines(
    table: PageTable, fitted: Fitted, measure: Callable[[str], float]
) -> list[tuple[Cell, float]]:
    """About how many lines each cell takes, rather more than fewer."""
    rooms = ((cell, max(fitted.inside(cell) - 1, 1)) for cell in table.grid.cells)
    return [(cell, measure(cell.text) / room) for cell, room in rooms]


def _height(lines: Sequence[tuple[Cell, float]], size: float, tall: float) -> float:
    """About how high the rows are together, rather more than less."""
    rows: dict[int, float] = {}
    for cell, count in lines:
        high = ceil(count) * size * LINE + 2 * ABOVE if count > 1 else tall
        rows[cell.row] = max(rows.get(cell.row, tall), high)
    return sum(rows.values())


def _long(lines: Sequence[tuple[Cell, float]], size: float, down: float) -> set[int]:
    """The rows that may not fit on a page of that height, and so run over to the next."""
    rows: set[int] = set()
    for cell, count in lines:
        if count * size * LINE > TALLEST * down:
            rows.update(range(cell.row, cell.row + cell.rows))
    return rows


def across(paper: Paper) -> float:
    """How wide the text of a page is, in pt."""
    return (paper.width - paper.left - paper.right) * POINTS


def _down(paper: Paper) -> float:
    return (paper.height - paper.top - paper.bottom) * POINTS
