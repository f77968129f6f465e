"""Charts: from zero, of the numbers that stand beside them, told apart without colours."""

import io
import re
import zipfile
from decimal import Decimal

from tests.making.disclosures import charts
from tests.making.drawn import drawn
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from juesuan.model.disclosure import Chart, Series
from juesuan.notation.look import load_look
from juesuan.publishing.sheets.cell_formats import Drawing
from juesuan.publishing.sheets.chart_sheet import draw_charts

MANY = Chart(
    "图3", "columns", "=1+1", "万元", ("=甲", "乙"),
    tuple(
        Series(f"=系列{n}", (Decimal(0), Decimal("1234.5")), ("0.00", "1,234.50"), ("", ""))
        for n in range(3)
    ),
    "三个系列",
)  # fmt: skip


def chart_xml(*chosen: Chart) -> list[str]:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        drawing = Drawing(book, load_look(), "题")
        draw_charts(book.add_worksheet("图"), "图", chosen, drawing)
    with zipfile.ZipFile(target) as archive:
        names = [f"xl/charts/chart{n}.xml" for n in range(1, len(chosen) + 1)]
        return [archive.read(name).decode() for name in names]


def test_numbers_stand_beside_the_chart_as_the_text_prints_them() -> None:
    def draw(page: Worksheet, drawing: Drawing) -> None:
        draw_charts(page, "图", [*charts(), MANY], drawing)

    sheet = drawn(draw, name="图")
    values = [[cell.value for cell in row if cell.value is not None] for row in sheet]
    assert ["2022年度", 39.5] in values
    assert ["乙", 1234.5, 1234.5, 1234.5] in values
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_a_lone_series_says_what_it_is_taken_from() -> None:
    columns, _ = charts()
    (series,) = columns.series
    told = columns._replace(series=(series._replace(says=("01:收入总计:1@上年", "01:收入总计:1")),))

    def draw(page: Worksheet, drawing: Drawing) -> None:
        draw_charts(page, "图", [told, MANY], drawing)

    values = [
        [cell.value for cell in row if cell.value is not None] for row in drawn(draw, name="图")
    ]
    assert ["收、支总计", "取数"] in values
    assert ["2022年度", 39.5, "01:收入总计:1@上年"] in values
    assert ["乙", 1234.5, 1234.5, 1234.5] in values


def test_columns_begin_at_zero_and_differ_in_pattern() -> None:
    (xml,) = chart_xml(MANY)
    assert '<c:min val="0"/>' in xml
    assert len(set(re.findall(r'prst="(\w+)"', xml))) == 2
    assert "<c:legend>" in xml
    assert "=1+1" not in xml


def test_a_small_share_has_no_label() -> None:
    _, share = charts()
    (xml,) = chart_xml(share)
    assert re.findall(r'<c:idx val="(\d)"/><c:delete val="1"/>', xml) == ["2"]
    assert len(set(re.findall(r'srgbClr val="(\w+)"', xml))) >= 3


def test_one_series_needs_no_legend() -> None:
    columns, _ = charts()
    (xml,) = chart_xml(columns)
    assert "<c:legend>" not in xml
