"""Grids as text in the ways that documents and conversion tools write tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from random import Random

from juesuan.model.number import Facts
from juesuan.model.page import Grid
from juesuan.notation import layout
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form

KINDS = ("tab", "pipe", "html")
TITLES = "{};《{}》;表{n} {};{n}.《{}》;公开0{n}表 {};{year}年度{};{}。;（{n}）{}".split(";")


def texts(grid: Grid) -> list[list[str]]:
    """The texts of a grid, blank where a merged cell reaches."""
    rows = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def tab(grid: Grid) -> str:
    """Tab-separated lines, as PDF-to-text tools write them."""
    return "\n".join("\t".join(row) for row in texts(grid))


def pipe(grid: Grid) -> str:
    """A Markdown pipe table."""
    first, *rest = ("| " + " | ".join(row) + " |" for row in texts(grid))
    return "\n".join([first, "|" + " --- |" * grid.width, *rest])


def html(grid: Grid) -> str:
    """An HTML table with merged cells."""
    lines = []
    for row in range(grid.height):
        cells = "".join(
            f'<td rowspan="{c.rows}" colspan="{c.columns}">{escape(c.text)}</td>'
            for c in grid.cells
            if c.row == row
        )
        lines.append(f"<tr>{cells}</tr>")
    return "<table>" + "".join(lines) + "</table>"


RENDERERS = {"tab": tab, "pipe": pipe, "html": html}


def document(edition: Edition, facts: Facts, random: Random, kind: str, department: str) -> str:
    """A whole text document: cover, and every form under its title, printed one way or another."""
    printed = random.choice(TITLES)
    unit = edition.forms[0].style.unit
    parts = [f"{edition.year}年度", f"{department}部门决算", "目录", ""]
    for n, form in enumerate(edition.forms, 1):
        title = printed.format(random.choice(form.titles()), n=n, year=edition.year)
        grid = layout.write(form, facts, edition.codes(form), edition.year).grid
        parts += [f"# {title}", "", f"部门：{department}", ""]
        parts += [f"金额单位：{unit}", ""]
        parts += _tables(form, grid, random, kind)
        parts += ["", f"注：{form.note or form.title}", ""]
    return "\n".join(parts)


def _tables(form: Form, grid: Grid, random: Random, kind: str) -> Iterable[str]:
    """The table whole, or in two parts with its header repeated."""
    head = _head(form, grid)
    if random.random() < 0.7 or grid.height < head + 4:
        return [RENDERERS[kind](grid)]
    cut = random.randint(head + 1, grid.height - 1)
    return [
        RENDERERS[kind](_rows(grid, range(cut))),
        "",
        RENDERERS[kind](_rows(grid, [*range(head), *range(cut, grid.height)])),
    ]


def _head(form: Form, grid: Grid) -> int:
    """The height of the header: where the first row of data begins."""
    depth = max(cell.row + cell.rows for cell in grid.cells if cell.row == 0)
    nested = max((c.row + c.rows for c in grid.cells if c.rows > 1 or c.columns > 1), default=depth)
    return max(depth, nested) + int(form.style.ordinals)


def _rows(grid: Grid, rows: Sequence[int]) -> Grid:
    place = {row: index for index, row in enumerate(rows)}
    cells = tuple(
        type(c)(c.text, place[c.row], c.column, c.place, c.rows, c.columns)
        for c in grid.cells
        if c.row in place
    )
    return Grid(cells, len(rows), grid.width)
