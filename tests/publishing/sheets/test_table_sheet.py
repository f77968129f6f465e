"""Tables on sheets: merged heads, every field where the grid has it, notes and units around."""

from decimal import Decimal

import pytest
from openpyxl.worksheet.worksheet import Worksheet as ReadSheet
from tests.making.disclosures import card, disclosure
from tests.making.drawn import drawn
from xlsxwriter.worksheet import Worksheet

from juesuan.composing.page_tables import plain_table
from juesuan.model.disclosure import PageTable
from juesuan.model.number import Address
from juesuan.model.page import Cell, Grid
from juesuan.publishing.sheets.cell_formats import Drawing
from juesuan.publishing.sheets.cell_values import CellAmount
from juesuan.publishing.sheets.table_sheet import LiveAmount, TableSheet, draw_table


def table_sheet(
    sheet: TableSheet, live: dict[tuple[int, int], LiveAmount] | None = None
) -> ReadSheet:
    def draw(page: Worksheet, drawing: Drawing) -> None:
        draw_table(page, sheet, live or {}, drawing)

    return drawn(draw, "草稿" if sheet.marked else "")


@pytest.mark.parametrize("name", ["2023", "2024-310000"])
@pytest.mark.parametrize("marked", [False, True])
def test_every_field_stands_where_the_grid_has_it(name: str, marked: bool) -> None:  # noqa: FBT001
    for table in disclosure(name).tables:
        sheet = TableSheet("表", "题", table, marked)
        page = table_sheet(sheet)
        merged = {str(area) for area in page.merged_cells.ranges}
        for cell in table.grid.cells:
            place = sheet.place(cell.row, cell.column)
            seen = page.cell(place.row + 1, place.column + 1)
            assert (seen.value or "") == cell.text
            if cell.rows * cell.columns > 1:
                assert any(area.startswith(f"{seen.coordinate}:") for area in merged)
        assert page["A1"].value == ("草稿" if marked else "题")


def test_what_stands_around_the_grid() -> None:
    table = next(table for table in disclosure().tables if table.id == "03")
    page = table_sheet(TableSheet("表", "支出决算表", table))
    last = page.max_column
    assert page.cell(2, last).value == "公开03表"
    assert (page["A3"].value, page.cell(3, last).value) == (
        "部门：云川市青禾区档案馆",
        "金额单位：万元",
    )
    assert str(page.cell(page.max_row, 1).value).startswith("注：")
    assert page.print_area.endswith(f"${page.max_row}")


def test_numbers_are_numbers_where_they_are_said_to_be() -> None:
    table = plain_table("卡", "card", card(), 0, {})
    live = {
        (2, 1): LiveAmount(CellAmount(Decimal(120), 2, "0.00")),
        (2, 2): LiveAmount(CellAmount(Decimal(96), 2, "0.00"), "=ROUND(B4,2)"),
    }
    page = table_sheet(TableSheet("卡", "题", table), live)
    assert (page["B4"].value, page["C4"].value, page["D4"].value) == (120, "=ROUND(B4,2)", "8.00")


def test_what_the_source_left_uncovered_has_its_lines() -> None:
    grid = Grid((Cell("甲", 0, 0), Cell("乙", 1, 1)), 2, 2)
    page = table_sheet(TableSheet("卡", "题", plain_table("卡", "card", grid, 0, {})))
    assert page["B2"].border.left.style == "thin"
    assert page["A3"].border.left.style == "thin"


def test_the_numbers_of_a_table_know_their_addresses() -> None:
    address = Address.parse("03:合计:1")
    grid = Grid((Cell("甲", 0, 0), Cell("1.50", 0, 1), Cell("（1）", 0, 2)), 1, 3)
    cells = {(0, 1): address, (0, 2): address._replace(column="2")}
    table = PageTable("03", "form", grid, 0, cells, ("left", "right", "right"), (3, 3, 3))
    amounts = TableSheet("表", "题", table).amounts
    assert [(each.field, each.address, each.amount.value) for each in amounts] == [
        ((0, 1), address, Decimal("1.50"))
    ]
