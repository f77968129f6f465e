"""图: every chart as a native chart beside the small table of its numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from juesuan.model.disclosure import Chart, Series
from juesuan.model.number import ZERO
from juesuan.notation.look import ChartLook
from juesuan.publishing.sheets.cell_formats import PIXELS, Drawing, height, lines, pixels
from juesuan.publishing.sheets.cell_values import CellAmount, amount_format, cell_amount, cell_text
from juesuan.publishing.sheets.list_sheet import Entry, draw_rows
from juesuan.publishing.sheets.paper import (
    POINTS,
    PrintedRow,
    PrintedSheet,
    page_breaks,
    set_up,
)
from juesuan.publishing.sheets.table_sheet import LiveAmount

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.worksheet import Worksheet

PATTERNS = {
    "wide-up": "wide_upward_diagonal",
    "wide-down": "wide_downward_diagonal",
    "dots": "percent_20",
    "cross": "open_diamond",
}
WHITE, GRID = "#FFFFFF", "#D9D9D9"
CATEGORY, VALUE, SPACE = 14.0, 11.0, 2.0  # letters of a column
SOURCE, SAYS = 16.0, "取数"  # how wide the formulas over addresses are, and their head
SIZE = 9
DEFAULT = 15.0  # how high a row is of which nothing is said, in pt
SCALE = 65  # per cent: two charts on a page, beside them tables of some series
PERCENT = 100


class ChartTable(NamedTuple):
    """Where the numbers of a chart stand: the sheet, the row of the heads."""

    sheet: str
    head: int


def draw_charts(page: Worksheet, name: str, charts: Sequence[Chart], drawing: Drawing) -> None:
    """Draw charts one below the other."""
    size = drawing.look.styles["表内"].size
    most = max(len(chart.series) for chart in charts)
    more = [SOURCE] if any(map(_sources, charts)) else []
    widths = (CATEGORY, *[VALUE] * most, *more, SPACE)
    for column, letters in enumerate(widths):
        page.set_column_pixels(column, column, pixels(letters, size, "left"))
    row = 0
    if drawing.mark:
        drawing.text(page, (0, 0), drawing.mark, drawing.format("草稿", align="left"))
        row = 1
    starts, blocks = [row], list[PrintedRow]()
    for chart in charts:
        below, tall = _chart(page, ChartTable(name, starts[-1] + 2), chart, widths, drawing)
        starts.append(below)
        blocks.append(PrintedRow(tall))
    breaks = tuple(starts[at] for at in page_breaks(blocks, drawing.look.wide, SCALE))
    last = len(widths) + _columns(drawing.look.chart)
    set_up(page, drawing, PrintedSheet(starts[-1], last, wide=True, scale=SCALE, breaks=breaks))


def _chart(
    page: Worksheet, table: ChartTable, chart: Chart, widths: Sequence[float], drawing: Drawing
) -> tuple[int, float]:
    """Draw one chart and its numbers; gives the row below, and how high all of it is."""
    title = drawing.format("图题", align="left")
    drawing.text(page, (table.head - 2, 0), f"{chart.id}　{chart.title}", title)
    drawing.text(page, (table.head - 1, 0), f"单位：{chart.unit}", drawing.format("表注"))
    sources = _sources(chart)
    heads = ["", *(series.name for series in chart.series), *([SAYS] if sources else [])]
    for column, text in enumerate(heads):
        drawing.text(page, (table.head, column), text, drawing.field("center", head=True))
    size, usual = drawing.look.styles["表内"].size, drawing.look.table.tall
    head = max(usual, height(max(lines(text, VALUE - 1) for text in heads), size))
    page.set_row(table.head, head)
    rows: list[list[Entry]] = [
        [category, *(_entry(series, at) for series in chart.series), *sources[at : at + 1]]
        for at, category in enumerate(chart.categories)
    ]
    below = draw_rows(page, (table.head + 1, 0), rows, widths, drawing)
    shown = {"description": cell_text(chart.alt), "object_position": 2}
    page.insert_chart(table.head - 1, len(widths), _drawn(chart, table, drawing), shown)
    counts = (lines(text, SOURCE - 1) for text in sources or chart.categories)
    used = DEFAULT + head + sum(max(usual, height(count, size)) for count in counts)
    rest = math.ceil(max(0.0, drawing.look.chart.height * POINTS - used) / DEFAULT)
    return below + rest + 1, 2 * DEFAULT + used + rest * DEFAULT


def _sources(chart: Chart) -> Sequence[str]:
    """What the numbers of a lone series are taken from, row by row; none where that is not said."""
    says = chart.series[0].says
    return says if len(chart.series) == 1 and any(says) else ()


def _columns(look: ChartLook) -> int:
    """How many columns of usual width a chart covers, less one."""
    return int(look.width * POINTS * PIXELS / 64)


def _entry(series: Series, at: int) -> Entry:
    """A number as the text prints it; its value where the text is no plain number."""
    label = series.labels[at]
    amount = cell_amount(label) if label else None
    return LiveAmount(amount or CellAmount(series.values[at], 2, amount_format("0.00")))


def _drawn(chart: Chart, table: ChartTable, drawing: Drawing) -> NativeChart:
    look = drawing.look.chart
    drawn = drawing.book.add_chart({"type": "column" if chart.kind == "columns" else "pie"})
    first, last = table.head + 1, table.head + len(chart.categories)
    for index in range(len(chart.series)):
        column = index + 1
        options: dict[str, Any] = {
            "name": [table.sheet, table.head, column],
            "categories": [table.sheet, first, 0, last, 0],
            "values": [table.sheet, first, column, last, column],
            "data_labels": _labels(chart, index, look),
        }
        if chart.kind == "share":
            options["points"] = [_grey(look, at) for at in range(len(chart.categories))]
        else:
            options |= {**_pattern(look, index), "gap": 80}
        drawn.add_series(options)
    _frame(drawn, chart, drawing)
    return drawn


def _grey(look: ChartLook, at: int) -> dict[str, Any]:
    """How one share is filled: patterns of single points are not drawn alike everywhere."""
    return {"fill": {"color": f"#{look.shades[at % len(look.shades)]}"}, "border": _line(look)}


def _pattern(look: ChartLook, at: int) -> dict[str, Any]:
    """How the columns of a series are filled: told apart in print without colours too."""
    name = look.patterns[at % len(look.patterns)]
    if name not in PATTERNS:
        return _grey(look, at)
    shade = f"#{look.shades[at % len(look.shades)]}"
    pattern = {"pattern": PATTERNS[name], "fg_color": WHITE, "bg_color": shade}
    return {"pattern": pattern, "border": _line(look)}


def _line(look: ChartLook) -> dict[str, Any]:
    return {"color": f"#{look.ink}", "width": 0.5}


def _labels(chart: Chart, index: int, look: ChartLook) -> dict[str, Any]:
    """The printed numbers; a small share has none, the legend names it."""
    font = {"size": SIZE, "color": f"#{look.ink}"}
    if chart.kind == "columns":
        return {"value": True, "font": font, "position": "outside_end"}
    values = chart.series[index].values
    total = sum(values, ZERO)
    small = [{"delete": PERCENT * value < Decimal(look.least) * total} for value in values]
    shown = {"value": True, "percentage": True, "separator": "\n", "leader_lines": True}
    custom = [item if item["delete"] else None for item in small]
    return {**shown, "font": font, "position": "outside_end", "custom": custom}


def _frame(drawn: NativeChart, chart: Chart, drawing: Drawing) -> None:
    look, face = drawing.look, drawing.look.styles["表内"].faces[0]
    font = {"name": face, "size": SIZE, "color": f"#{look.chart.ink}"}
    drawn.set_title({"none": True})
    alone = chart.kind == "columns" and len(chart.series) == 1
    drawn.set_legend({"none": True} if alone else {"position": "bottom", "font": font})
    if chart.kind == "columns":
        axis = {"num_font": font, "line": {"color": f"#{look.chart.ink}"}}
        drawn.set_x_axis(axis)
        lines = {"visible": True, "line": {"color": GRID, "width": 0.5}}
        drawn.set_y_axis({**axis, "min": 0, "major_gridlines": lines, "num_format": "#,##0"})
    wide, tall = (round(mm * POINTS * PIXELS) for mm in (look.chart.width, look.chart.height))
    drawn.set_size({"width": wide, "height": tall})
    drawn.set_chartarea({"border": {"none": True}})
