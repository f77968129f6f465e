"""A chart as SVG inside a page: real text, greys and patterns that survive black and white."""

from __future__ import annotations

from juesuan.model.disclosure import Chart
from juesuan.notation.look import ChartLook
from juesuan.publishing.disclosure.web.svg_columns import columns
from juesuan.publishing.disclosure.web.svg_parts import SCALE, SIZE, pattern
from juesuan.publishing.disclosure.web.svg_share import shares
from juesuan.publishing.markup import Html, element, lines
from juesuan.publishing.screen import clean


def svg_chart(chart: Chart, look: ChartLook, name: str) -> Html:
    """The drawing; `name` begins the ids in it, so that no two on a page are the same."""
    share = chart.kind == "share"
    ids = [f"{name}-{at}" for at in range(len(chart.categories if share else chart.series))]
    patterns = [pattern(fill, number, look) for number, fill in enumerate(ids)]
    fills = [f"url(#{fill})" for fill in ids]
    drawing, high = (shares if share else columns)(chart, fills, look)
    parts = (
        element("title", clean(chart.title), id=f"{name}-title"),
        element("desc", clean(chart.alt), id=f"{name}-desc"),
        element("defs", *patterns),
        *drawing,
    )
    return element(
        "svg",
        lines(["", *parts]),
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        viewBox=f"0 0 {look.width * SCALE:g} {high:g}",
        font_size=f"{SIZE:g}",
        fill=f"#{look.ink}",
    )
