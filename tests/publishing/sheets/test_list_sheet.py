"""Lists: heads on every page, texts as texts, amounts as numbers, none said to be none."""

from decimal import Decimal

import pytest
from openpyxl.worksheet.worksheet import Worksheet as ReadSheet
from tests.making.drawn import drawn
from xlsxwriter.worksheet import Worksheet

from juesuan.publishing.sheets.base_sheet import exact_amount
from juesuan.publishing.sheets.cell_formats import Drawing
from juesuan.publishing.sheets.list_sheet import (
    Entry,
    ListColumn,
    ListSheet,
    draw_list,
    first_row,
)
from juesuan.publishing.sheets.table_sheet import LiveAmount

COLUMNS = (ListColumn("名称", 10), ListColumn("金额（元）", 12))


def listed(*rows: tuple[Entry, ...], mark: str = "") -> ReadSheet:
    def draw(page: Worksheet, drawing: Drawing) -> None:
        draw_list(page, ListSheet("抵销", ("说明一句",), COLUMNS, rows), drawing)

    return drawn(draw, mark)


@pytest.mark.parametrize("mark", ["", "草稿"])
def test_a_list_has_its_title_heads_and_rows(mark: str) -> None:
    sheet = listed(("=甲", LiveAmount(exact_amount(Decimal("1.50")))), mark=mark)
    texts = [[cell.value for cell in row] for row in sheet]
    marks = [["草稿", None]] if mark else []
    heads = [["抵销", None], ["说明一句", None], ["名称", "金额（元）"]]
    assert texts == [*marks, *heads, ["=甲", 1.5]]
    top = len(marks) + len(heads)
    assert sheet.cell(top + 1, 1).data_type == "s"
    assert sheet.cell(top + 1, 2).number_format == "#,##0.00;-#,##0.00;0.00"
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.freeze_panes == f"A{top + 1}"


def test_where_nothing_is_listed_that_is_said() -> None:
    assert listed()["A4"].value == "（无）"


def test_rows_begin_where_they_are_said_to() -> None:
    def draw(_: Worksheet, drawing: Drawing) -> None:
        assert first_row(drawing, 1) == 3 + bool(drawing.mark)

    drawn(draw)
    drawn(draw, "草稿")


def test_a_long_text_has_a_high_row() -> None:
    sheet = listed(("短", "甲"), ("长" * 60, "乙"))
    assert sheet.row_dimensions[5].height > 2 * sheet.row_dimensions[4].height
