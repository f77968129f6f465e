"""The disclosure as Markdown, for reading side by side and for comparing two drafts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from juesuan.model.disclosure import (
    Block,
    Chart,
    Contents,
    CoverPage,
    Disclosure,
    Gap,
    Heading,
    PageTable,
    Text,
)
from juesuan.model.page import Cell
from juesuan.publishing import grid
from juesuan.publishing.markdown import Safe, in_cell, joined, line, marked, page, plain
from juesuan.publishing.markup import Html

LEVELS = 2  # of headings in the contents


def write_markdown(disclosure: Disclosure) -> bytes:
    """The whole text; the same disclosure gives the same bytes."""
    mark = marked([(disclosure.mark, True)]) if disclosure.mark else None
    parts: list[Safe] = []
    for block in disclosure.blocks:
        parts += _block(block, disclosure)
        if mark and isinstance(block, CoverPage | PageTable):
            parts.append(mark)
    return page(parts).encode("utf-8", "backslashreplace")


def _block(block: Block, disclosure: Disclosure) -> Iterator[Safe]:
    match block:
        case CoverPage(lines, day):
            yield line("# {}", "".join(lines))
            yield plain(day)
        case Contents(title):
            yield line("## {}", title)
            yield joined("\n", _entries(disclosure))
        case Heading(level, text, _):
            yield line(f"{'#' * min(level + 1, 6)} {{}}", text)
        case Text(runs):
            groups = groupby(runs, lambda run: isinstance(run, Gap))
            yield marked((Text(tuple(same)).text, missing) for missing, same in groups)
        case PageTable():
            yield from _table(block)
        case Chart():
            yield line("{} {}（单位：{}）", block.id, block.title, block.unit)
            yield plain(block.alt)


def _entries(disclosure: Disclosure) -> Iterator[Safe]:
    for block in disclosure.blocks:
        if isinstance(block, Heading) and block.level <= LEVELS:
            yield line(f"{'  ' * (block.level - 1)}- {{}}", block.text)


def _table(table: PageTable) -> Iterator[Safe]:
    above = (
        table.owner,
        table.number,
        f"金额单位：{table.unit}" if table.unit else "",
    )
    if any(above):
        yield plain("　".join(filter(None, above)))
    rows: list[list[Html]] = [[] for _ in range(table.grid.height)]
    for cell in table.grid.cells:
        rows[cell.row].append(_cell(cell, table))
    lines = [*map(grid.row, rows)]
    yield Safe(grid.table(lines[table.heads :], lines[: table.heads]))
    if table.note:
        yield line("注：{}", table.note)


def _cell(cell: Cell, table: PageTable) -> Html:
    tag = "th" if cell.row < table.heads else "td"
    side = "right" if (cell.row, cell.column) in table.cells else None
    return grid.cell(in_cell(cell.text), cell.rows, cell.columns, tag, align=side)
