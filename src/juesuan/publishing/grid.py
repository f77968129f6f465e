"""A grid as an HTML table, drawn here only: cells, rows, the table around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from juesuan.model.page import Grid
from juesuan.publishing.markup import Html, element, escaped, joined, lines


def cell(
    inside: str, rows: int = 1, columns: int = 1, tag: str = "td", **attributes: str | None
) -> Html:
    """One cell that covers rows × columns fields."""
    tall = str(rows) if rows > 1 else None
    wide = str(columns) if columns > 1 else None
    return element(tag, inside, **attributes, rowspan=tall, colspan=wide)


def row(cells: Iterable[Html], kind: str | None = None) -> Html:
    """Cells in a row of some class."""
    return element("tr", *cells, class_=kind)


def table(body: Iterable[Html], head: Iterable[Html] = (), caption: str = "") -> Html:
    """Rows as a table, below a caption and the rows of its head where it has any."""
    above = element("caption", caption) if caption else Html()
    top = joined("", head)
    if not top:
        return element("table", above, "\n", lines(body))
    return element("table", above, element("thead", top), element("tbody", "\n", lines(body)))


def drawn(grid: Grid, shown: Callable[[str], Html] = escaped) -> Html:
    """A grid, its cells where they stand."""
    rows: list[list[Html]] = [[] for _ in range(grid.height)]
    for field in grid.cells:
        rows[field.row].append(cell(shown(field.text), field.rows, field.columns))
    return table(map(row, rows))


def listed(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> Html:
    """Rows of texts under a head of words."""
    head = row(cell(word, tag="th") for word in heads)
    return table((row(map(cell, texts)) for texts in rows), [head], caption)
