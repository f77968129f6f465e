"""The looks of cells: as declared, each made once; rows as high as their words need."""

from hypothesis import given
from hypothesis import strategies as st
from tests.making.drawn import drawn
from xlsxwriter.worksheet import Worksheet

from juesuan.notation.look import load_look
from juesuan.publishing.sheets.cell_formats import TALLEST, Drawing, height, lines, pixels

LOOK = load_look()


def test_a_style_is_as_declared_and_made_once() -> None:
    def draw(page: Worksheet, drawing: Drawing) -> None:
        assert drawing.format("表题") is drawing.format("表题")
        assert drawing.format("表题") is not drawing.format("表题", bold=True)
        drawing.text(page, (0, 0), "题", drawing.format("表题"))
        drawing.text(page, (1, 0), "", drawing.field("center", head=True))

    sheet, style = drawn(draw), LOOK.styles["表题"]
    assert (sheet["A1"].font.name, sheet["A1"].font.sz) == (style.faces[0], style.size)
    assert sheet["A2"].value is None
    assert sheet["A2"].fill.fgColor.rgb == f"FF{LOOK.table.shade}"
    assert sheet["A2"].border.left.style == "thin"


def test_a_text_across_is_one_cell() -> None:
    def draw(page: Worksheet, drawing: Drawing) -> None:
        drawing.across(page, 0, 3, "题", drawing.format("表题"))
        drawing.across(page, 1, 1, "独", drawing.format("表题"))

    sheet = drawn(draw)
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:C1"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("题", "独")


@given(st.integers(0, 300), st.floats(2, 60))
def test_the_lines_of_a_text_hold_it(count: int, across: float) -> None:
    needed = lines("字" * count, across)
    assert (needed - 1) * across < max(count, 1) <= needed * across + 1


def test_no_row_is_higher_than_a_workbook_takes() -> None:
    assert height(1, 9) < height(2, 9) < height(1000, 9) == TALLEST


def test_a_text_at_the_left_has_room_to_be_set_in() -> None:
    assert pixels(10, 9, "left") > pixels(10, 9, "right") > 10 * 12
