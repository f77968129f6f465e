"""Charts that Word itself draws and edits: greys and patterns, axes from 0, labels as printed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from lxml import etree

from juesuan.extras import wanted
from juesuan.model.disclosure import Chart, Series
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.docx.elements import MM, C, Element, R, element, letters

PATTERNS = {"wide-up": "wdUpDiag", "wide-down": "wdDnDiag", "dots": "pct20", "cross": "smGrid"}
PAPER, GRID = "FFFFFF", "D9D9D9"
DARK = 0x70  # greys below it are drawn over in white
THIN = 6350  # half a point
FRACTION = re.compile(r"\.(\d+)")
GAP = 100  # between the columns of two categories, in parts of a column
PLOT, DIGIT = 0.88, 0.56  # how much of its width a chart draws in; a digit, of a letter
BESIDE, BENEATH, SPARE, MOST_ABOVE = 0.15, 0.24, 0.04, 0.45  # parts of a chart around columns
UPRIGHT = -5400000  # a quarter turn to the left
FEW = 10  # an axis that ends below it may have steps of less than 1
RELATION = "rId1"


class ChartParts(NamedTuple):
    """The chart as Word draws it, and the workbook behind it; it leads there by `RELATION`."""

    drawing: bytes
    workbook: bytes


def chart_parts(chart: Chart, look: Look, day: date) -> ChartParts:
    """A chart and its numbers."""
    space = etree.fromstring(_skeleton(chart))
    plot = space.find(f".//{{{C}}}plotArea")
    for number, (node, series) in enumerate(
        zip(plot.iter(f"{{{C}}}ser"), chart.series, strict=True)
    ):
        _looks(chart, series, look, number, node)
    if chart.kind == "columns":
        _columns(plot, chart, look)
    _frame(space, chart, look)
    drawing = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ChartParts(drawing, _workbook(chart, day))


def _skeleton(chart: Chart) -> bytes:
    """Series and categories with their references to the workbook."""
    with wanted():
        from pptx.chart.data import CategoryChartData  # noqa: PLC0415 - of an extra
        from pptx.chart.xmlwriter import ChartXmlWriter  # noqa: PLC0415 - as above
        from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415 - as above

    data = CategoryChartData()
    data.categories = [letters(name) for name in chart.categories]
    for series in chart.series:
        form = number_format(series) or "General"
        data.add_series(letters(series.name), series.values, number_format=form)
    columns = chart.kind == "columns"
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if columns else XL_CHART_TYPE.PIE
    xml: str = ChartXmlWriter(kind, data).xml
    return re.sub(r'(<c:(?:axId|crossAx) val=")-', r"\1", xml).encode()


def number_format(series: Series) -> str | None:
    """The format by which Word writes the values as their labels; None where there is none."""
    fractions = {len(match[1]) if (match := FRACTION.search(t)) else 0 for t in series.labels}
    if len(fractions) != 1:
        return None
    (places,) = fractions
    ending = f".{'0' * places}" if places else ""
    for sign, start in ((",", "#,##0"), ("", "0")):
        written = tuple(f"{value:{sign}.{places}f}" for value in series.values)
        if written == series.labels:
            return start + ending
    return None


def _looks(chart: Chart, series: Series, look: Look, number: int, node: Element) -> None:
    """How the series is drawn, in the order of the schema: after its name."""
    parts: list[Element] = []
    if chart.kind == "columns":
        parts = [_shape(look, number), element("c:invertIfNegative", val=0)]
    else:
        for index in range(len(series.values)):
            inside = element("c:idx", val=index), element("c:bubble3D", val=0), _shape(look, index)
            parts.append(element("c:dPt", *inside))
    parts.append(element("c:dLbls", *_labels(chart, series, look)))
    place = node.find(f"{{{C}}}tx")
    for part in parts:
        place.addnext(part)
        place = part


def _labels(chart: Chart, series: Series, look: Look) -> Iterator[Element]:
    """The labels of a series: as printed; none for the shares that are too small for one."""
    form = number_format(series)
    for index, text in enumerate(series.labels):
        if chart.kind == "share" and is_small(series, index, look):
            yield element("c:dLbl", element("c:idx", val=index), element("c:delete", val=1))
        elif form is None:
            yield element("c:dLbl", element("c:idx", val=index), _said(text, look), *_shown())
    if form is not None:
        yield element("c:numFmt", formatCode=form, sourceLinked=0)
    upright = _is_upright(chart, look)
    turned: dict[str, str | float] = {"rot": UPRIGHT, "vert": "horz"} if upright else {}
    body = element("a:bodyPr", **turned, wrap="none")
    yield element("c:txPr", body, element("a:lstStyle"), _default_letters(look))
    yield from _shown()
    if chart.kind == "share":
        yield element("c:showLeaderLines", val=0)


def _is_upright(chart: Chart, look: Look) -> bool:
    return chart.kind == "columns" and is_crowded(chart, look)


def is_small(series: Series, index: int, look: Look) -> bool:
    """Whether a share stands in the legend only."""
    return series.values[index] * 100 < sum(series.values) * Decimal(str(look.chart.least))


def _below_labels(chart: Chart, look: Look) -> Element:
    """Where the columns stand, so that upright labels have room above the highest of them."""
    above = min(MOST_ABOVE, _longest_label(chart, look) / (look.chart.height * MM) + SPARE)
    places = {"x": BESIDE, "y": above, "w": 1 - BESIDE - SPARE, "h": 1 - above - BENEATH}
    modes = [element(f"c:{axis}Mode", val="edge") for axis in "xy"]
    sizes = [element(f"c:{name}", val=f"{part:.3f}") for name, part in places.items()]
    inner = element("c:layoutTarget", val="inner")
    return element("c:layout", element("c:manualLayout", inner, *modes, *sizes))


def _longest_label(chart: Chart, look: Look) -> float:
    """How long the longest label is, in points."""
    letters_of_it = max(len(label) for series in chart.series for label in series.labels)
    return letters_of_it * DIGIT * look.styles["表内"].size


def is_crowded(chart: Chart, look: Look) -> bool:
    """Whether the labels of columns would run into one another, were they not upright."""
    columns = len(chart.categories) * (len(chart.series) + GAP / 100)
    room = look.chart.width * MM * PLOT / columns
    return _longest_label(chart, look) > room * (1 if len(chart.series) > 1 else 2)


def _said(text: str, look: Look) -> Element:
    words = element("a:t")
    words.text = letters(text)
    line = element("a:p", element("a:r", _run_properties("a:rPr", look), words))
    return element(
        "c:tx", element("c:rich", element("a:bodyPr", wrap="none"), element("a:lstStyle"), line)
    )


def _shown() -> list[Element]:
    names = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent")
    shown = [element(f"c:{name}", val=int(name == "showVal")) for name in names]
    outside = element("c:dLblPos", val="outEnd")
    return [outside, *shown, element("c:showBubbleSize", val=0)]


def _shape(look: Look, number: int) -> Element:
    """The grey and the pattern of the series or share of that number."""
    shades, patterns = look.chart.shades, look.chart.patterns
    shade = shades[number % len(shades)]
    preset = PATTERNS.get(patterns[number % len(patterns)])
    if preset is None:
        fill = element("a:solidFill", _colour(shade))
    else:
        ink = PAPER if int(shade[:2], 16) < DARK else look.chart.ink
        lines, ground = element("a:fgClr", _colour(ink)), element("a:bgClr", _colour(shade))
        fill = element("a:pattFill", lines, ground, prst=preset)
    return element("c:spPr", fill, _line(look.chart.ink))


def _line(colour: str) -> Element:
    return element("a:ln", element("a:solidFill", _colour(colour)), w=THIN)


def _colour(value: str) -> Element:
    return element("a:srgbClr", val=value)


def _columns(plot: Element, chart: Chart, look: Look) -> None:
    """Columns apart from one another, on an axis that starts at 0."""
    bars = plot.find(f"{{{C}}}barChart")
    bars.find(f"{{{C}}}grouping").addnext(element("c:varyColors", val=0))
    gaps = element("c:gapWidth", val=GAP), element("c:overlap", val=0)
    for gap in gaps:
        bars.find(f"{{{C}}}axId").addprevious(gap)
    axis = plot.find(f"{{{C}}}valAx")
    scaling = axis.find(f"{{{C}}}scaling")
    scaling.extend([element("c:orientation", val="minMax"), element("c:min", val=0)])
    lines = axis.find(f"{{{C}}}majorGridlines")
    lines.append(element("c:spPr", _line(GRID)))
    if is_crowded(chart, look):
        plot.insert(0, _below_labels(chart, look))
    most = max(value for series in chart.series for value in series.values)
    form = "#,##0" if most >= FEW else "General"
    lines.addnext(element("c:numFmt", formatCode=form, sourceLinked=0))
    axis.find(f"{{{C}}}crosses").addnext(element("c:crossBetween", val="between"))
    for name in ("catAx", "valAx"):
        ticks = plot.find(f"{{{C}}}{name}/{{{C}}}tickLblPos")
        ticks.addnext(element("c:spPr", _line(look.chart.ink)))


def _frame(space: Element, chart: Chart, look: Look) -> None:
    """What is around the plot: no title (the caption is the document's), legend, letters."""
    head = space.find(f"{{{C}}}chart")
    head.find(f"{{{C}}}autoTitleDeleted").set("val", "1")
    if chart.kind == "share" or len(chart.series) > 1:
        side = "r" if chart.kind == "share" else "b"
        legend = element("c:legendPos", val=side), element("c:overlay", val=0)
        head.find(f"{{{C}}}plotArea").addnext(element("c:legend", *legend))
    head.find(f"{{{C}}}dispBlanksAs").addprevious(element("c:plotVisOnly", val=1))
    for node in space.findall(f"{{{C}}}txPr") + space.findall(f"{{{C}}}date1904"):
        space.remove(node)
    space.insert(0, element("c:date1904", val=0))
    space.insert(1, element("c:roundedCorners", val=0))
    outside = element("a:ln", element("a:noFill"))
    space.append(element("c:spPr", element("a:noFill"), outside))
    shape = element("a:bodyPr"), element("a:lstStyle")
    space.append(element("c:txPr", *shape, _default_letters(look)))
    data = element("c:externalData", element("c:autoUpdate", val=0))
    data.set(f"{{{R}}}id", RELATION)
    space.append(data)


def _default_letters(look: Look) -> Element:
    usual = element("a:pPr", _run_properties("a:defRPr", look))
    return element("a:p", usual, element("a:endParaRPr", lang="zh-CN"))


def _run_properties(name: str, look: Look) -> Element:
    style = look.styles["表内"]
    faces = [element(f"a:{kind}", typeface=letters(style.faces[0])) for kind in ("latin", "ea")]
    fill = element("a:solidFill", _colour(look.chart.ink))
    return element(name, fill, *faces, lang="zh-CN", sz=round(style.size * 100), b=0)


def _workbook(chart: Chart, day: date) -> bytes:
    """The numbers behind a chart, where its references find them; the day is its only time."""
    import xlsxwriter  # noqa: PLC0415 - only when a chart is written

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": datetime.combine(day, time())})
        sheet = book.add_worksheet("Sheet1")
        _strings(sheet, chart.categories, 0)
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, letters(series.name))
            shown = book.add_format({"num_format": number_format(series) or "General"})
            for row, value in enumerate(series.values, 1):
                sheet.write_number(row, column, float(value), shown)
    return target.getvalue()


def _strings(sheet: Any, texts: Sequence[str], column: int) -> None:  # noqa: ANN401 - no types
    for row, text in enumerate(texts, 1):
        sheet.write_string(row, column, letters(text))
