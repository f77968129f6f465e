"""A table of a disclosure on a web page: heads told as heads, each number with its id."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.model.disclosure import PageTable
from juesuan.model.page import Cell
from juesuan.publishing import grid
from juesuan.publishing.disclosure.web.page_ids import PageIds
from juesuan.publishing.markup import Html, element, joined

SIDES = {"left": "l", "center": "c", "right": "r"}


def web_table(table: PageTable, block: int, ids: PageIds, named: tuple[str, str]) -> Html:
    """A table in a region that scrolls where the screen is too narrow; its note below it.

    `block` is its number among the blocks, `named` what it is called and its classes.
    """
    label, kinds = named
    caption = _caption(table)
    rows: list[list[Html]] = [[] for _ in range(table.grid.height)]
    for cell in table.grid.cells:
        rows[cell.row].append(_cell(cell, table, ids.fields.get((block, cell.row, cell.column))))
    drawn = element(
        "table",
        caption,
        element("colgroup", *(element("col") for _ in table.widths)),
        element("thead", *map(grid.row, rows[: table.heads])) if table.heads else Html(),
        element("tbody", *_lines(rows[table.heads :])),
        aria_label=None if caption else label,
    )
    region = element(
        "div",
        drawn,
        id=ids.blocks[block],
        class_=f"t{block} {kinds}",
        role="region",
        aria_label=label,
        tabindex="0",
    )
    return joined("\n", [region, *_note(table)])


def _lines(rows: list[list[Html]]) -> Iterator[Html]:
    for cells in rows:
        yield Html("\n")
        yield grid.row(cells)


def _caption(table: PageTable) -> Html:
    """Whose table it is, its number, its unit."""
    words = {
        "owner": table.owner,
        "number": table.number,
        "unit": f"金额单位：{table.unit}" if table.unit else "",
    }
    if not any(words.values()):
        return Html()
    return element("caption", *(element("span", text, class_=kind) for kind, text in words.items()))


def _note(table: PageTable) -> Iterator[Html]:
    if table.note:
        yield element("p", f"注：{table.note}", class_="note")


def _cell(cell: Cell, table: PageTable, name: str | None) -> Html:
    """A cell of the head, the label of a row, or what stands in a row."""
    align = table.align(cell)
    if cell.row < table.heads:
        scope = "col" if cell.text else None
        return grid.cell(
            cell.text, cell.rows, cell.columns, "th" if cell.text else "td", scope=scope
        )
    if _is_label(cell, table):
        kind = None if align == "left" else SIDES[align]
        return grid.cell(cell.text, cell.rows, cell.columns, "th", scope="row", class_=kind)
    kind = None if align == "right" else SIDES[align]
    return grid.cell(cell.text, cell.rows, cell.columns, class_=kind, id=name)


def _is_label(cell: Cell, table: PageTable) -> bool:
    """Whether a cell says what its row is: words in a column of words, the first one of a card."""
    if not cell.text or (cell.row, cell.column) in table.cells:
        return False
    if table.kind != "form":
        return cell.column == 0
    return table.aligns[cell.column] == "left"
