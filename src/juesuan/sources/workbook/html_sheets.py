"""Workbooks saved as HTML (mostly named .xls), as Excel and systems of finance do."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from juesuan.model.page import Limits, Place
from juesuan.sources.html import SKIPPED, TableLayout, rows_of, unseen
from juesuan.sources.workbook.worksheet import (
    COLUMNS,
    Display,
    Merge,
    Sheets,
    Worksheet,
    on_one_line,
    stored_number,
)

OVERVIEW = "a[name^=table]"  # where LibreOffice begins the sheets of a workbook
NAME = re.compile(r"<x:Name>([^<>]{1,40})</x:Name>")
RULE = re.compile(r"\.([\w-]{1,60})\s{0,9}\{([^{}]{0,3000})\}")
SIDES = ("-left", "-right", "-top", "-bottom")
BORDER = re.compile(r"border(-left|-right|-top|-bottom)?\s?:([^;]{1,200})", re.IGNORECASE)
NO_LINE = re.compile(r"\bnone\b|^\s*0", re.IGNORECASE)
GONE = re.compile(r"display\s?:\s?none", re.IGNORECASE)
STORED = ("x:num", "sdval")
"""Where Excel and LibreOffice keep the number of a cell."""
GAP = 1  # empty rows between two tables of one sheet


def read_html_sheets(text: str, limits: Limits) -> Sheets | None:
    """The sheets of a workbook in HTML; None for a page, which says something beside its tables."""
    body = LexborHTMLParser(text).body
    tables = body.css("table") if body else []
    if body is None or not tables or any(map(_nests, tables)) or _says_more(body):
        return None
    names = [name.text() for name in body.css(f"{OVERVIEW} em")] or NAME.findall(text)
    named = len(names) == len(tables)
    ruled = frozenset(name for name, css in RULE.findall(text) if _ruled(css))
    sheets = [Worksheet(on_one_line(name)) for name in names] if named else [Worksheet("")]
    top = 0
    for at, table in enumerate(tables):
        below = _put(table, sheets[at * named], 0 if named else top, ruled, limits)
        top = below + GAP
    aside = unseen(text)
    return Sheets(sheets, aside.titles, aside.texts)


def _nests(table: LexborNode) -> bool:
    return any(inner.mem_id != table.mem_id for inner in table.css("table"))


def _says_more(body: LexborNode) -> bool:
    """Whether words stand beside the tables, the list of sheets that LibreOffice adds aside."""
    skipped = SKIPPED | {"table"}
    if body.css_first(OVERVIEW):
        skipped |= {"a", "h1"}
    todo = [body]
    while todo:
        node = todo.pop()
        if node.is_text_node and (node.text_content or "").strip():
            return True
        todo += (n for n in node.iter(include_text=True) if n.tag not in skipped)
    return False


def _put(
    table: LexborNode, sheet: Worksheet, top: int, ruled: frozenset[str], limits: Limits
) -> int:
    """Put the cells of a table on a sheet from a row on; the row after them."""
    rows = rows_of(table)
    layout = TableLayout(limits, [Place(line=1)] * len(rows))
    framed = (table.attributes.get("border") or "0").strip() != "0"
    for at, row in enumerate(rows):
        if _gone(row):
            sheet.hidden_rows.append(top + at)
        for node in row.iter():
            if node.tag in ("td", "th"):
                layout.put(at, node)
                cell = layout.cells[-1]
                first = (top + at, cell.column)
                shown = Display(cell.text, _stored(node, cell.text), framed or _framed(node, ruled))
                sheet.put(first, shown, limits)
                if cell.rows > 1 or cell.columns > 1:
                    below, beyond = first[0] + cell.rows - 1, cell.column + cell.columns - 1
                    sheet.merges.append(Merge(*first, below, beyond))
    sheet.hidden_columns += _hidden_columns(table)
    return top + len(rows)


def _hidden_columns(table: LexborNode) -> Iterator[tuple[int, int]]:
    at = 0
    for column in table.css("col"):
        span = column.attributes.get("span") or "1"
        times = max(1, min(int(span), COLUMNS)) if span.isdecimal() else 1
        if _gone(column):
            yield at, at + times - 1
        at += times


def _gone(node: LexborNode) -> bool:
    return bool(GONE.search(node.attributes.get("style") or ""))


def _stored(cell: LexborNode, text: str) -> str:
    """The number that a cell stores, where its program says so; without a value its own words."""
    for name in STORED:
        if name in cell.attributes:
            try:
                value = stored_number(cell.attributes[name] or text.replace(",", ""))
            except ValueError:
                return ""
            return repr(value) if math.isfinite(value) else ""
    return ""


def _framed(cell: LexborNode, ruled: frozenset[str]) -> bool:
    """Whether lines stand around a cell, by its class or its own style."""
    classes = (cell.attributes.get("class") or "").split()
    return not ruled.isdisjoint(classes) or _ruled(cell.attributes.get("style") or "")


def _ruled(css: str) -> bool:
    """Whether lines stand on two sides or more, the last word on each side counting."""
    sides = dict.fromkeys(SIDES, False)
    for side, words in BORDER.findall(css):
        drawn = not NO_LINE.search(words)
        sides |= dict.fromkeys((side.lower(),) if side else SIDES, drawn)
    return sum(sides.values()) > 1
