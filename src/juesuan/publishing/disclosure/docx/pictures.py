"""Where a chart stands in the text: its frame, the words in place of it, its caption."""

from __future__ import annotations

from juesuan.model.disclosure import Chart
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.docx.elements import (
    EMUS,
    MM,
    NAMES,
    Element,
    R,
    element,
    letters,
    run,
    w,
)


def picture(chart: Chart, number: int, relation: str, look: Look) -> Element:
    """A chart in a line of text; `alt` is what is said of it where it cannot be seen."""
    extent = {"cx": _emus(look.chart.width), "cy": _emus(look.chart.height)}
    about = element("wp:docPr", id=number, name=letters(chart.title), descr=letters(chart.alt))
    lead = element("c:chart")
    lead.set(f"{{{R}}}id", relation)
    graphic = element("a:graphic", element("a:graphicData", lead, uri=NAMES["c"]))
    no_effect = element("wp:effectExtent", l=0, t=0, r=0, b=0)
    frame = element("wp:cNvGraphicFramePr")
    around = {"distT": 0, "distB": 0, "distL": 0, "distR": 0}
    size = element("wp:extent", **extent)
    inline = element("wp:inline", size, no_effect, about, frame, graphic, **around)
    return w("r", w("drawing", inline))


def chart_caption(chart: Chart) -> list[Element]:
    """Its caption, with the unit of its numbers."""
    unit = f"（单位：{chart.unit}）" if chart.unit else ""
    return [run(f"{chart.id}\u3000{chart.title}{unit}")]


def _emus(length: float) -> int:
    return round(length * MM * EMUS)
