"""A chart of columns: an axis from 0, above each column its number as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from juesuan.model.disclosure import Chart
from juesuan.model.page import Box
from juesuan.notation.look import ChartLook
from juesuan.publishing.disclosure.web.svg_parts import (
    GREY,
    LINE,
    SCALE,
    broken,
    row_of_fills,
    wide,
    words,
)
from juesuan.publishing.markup import Html, element

TICKS = 5
PLOT = 0.7  # how much of the height is the plot's
WIDEST = 48.0  # a column
USED = 0.9  # of the room of a category
GAP = 4.0


class SvgPlot(NamedTuple):
    """Where the columns stand: the sides of the plot, and what its top is worth."""

    left: float
    right: float
    top: float
    bottom: float
    most: Decimal

    def height(self, value: Decimal) -> float:
        """How high a value reaches above the axis."""
        return float(value / self.most) * (self.bottom - self.top)


def columns(chart: Chart, fills: Sequence[str], look: ChartLook) -> tuple[list[Html], float]:
    """The drawing and its height; labels stand upright where they are too wide for a column."""
    scale = ticks(max(value for series in chart.series for value in series.values))
    left = max(wide(f"{tick:,f}") for tick in scale) + 2 * GAP
    right = look.width * SCALE
    slot = (right - left) / len(chart.categories)
    label = max(wide(text) for series in chart.series for text in series.labels)
    turned = label > slot * USED / len(chart.series)
    top = LINE * 1.5 + (label + GAP if turned else LINE)
    frame = SvgPlot(left, right, top, top + look.height * SCALE * PLOT, scale[-1])
    names = [broken(category, slot - GAP) for category in chart.categories]
    below = frame.bottom + LINE * (max(map(len, names)) + 0.8)
    series = [one.name for one in chart.series] if len(chart.series) > 1 else []
    legend, end = row_of_fills(series, fills[: len(series)], Box(left, below, right, below))
    drawing = [
        words(f"单位：{chart.unit}", 0, LINE - 2, None),
        *_axis(frame, scale),
        *_bars(chart, fills, frame, ink=f"#{look.ink}", turned=turned),
        *_categories(names, frame),
        *legend,
    ]
    return drawing, end


def ticks(most: Decimal) -> tuple[Decimal, ...]:
    """Round numbers from 0 to the first that is not less than `most`."""
    power = Decimal(10) ** (most.adjusted() - 1)
    steps = (power * part for part in (1, 2, 5, 10, 20, 50))
    step = next(step for step in steps if step * TICKS >= most)
    return tuple((step * number).normalize() for number in range(ceil(most / step) + 1))


def _axis(frame: SvgPlot, scale: tuple[Decimal, ...]) -> Iterator[Html]:
    for tick in scale:
        y = frame.bottom - frame.height(tick)
        path = f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}"
        yield element("path", d=path, stroke="#D9D9D9" if tick else GREY)
        yield words(f"{tick:,f}", frame.left - GAP, y + GAP, "end")


def _categories(names: Sequence[Sequence[str]], frame: SvgPlot) -> Iterator[Html]:
    slot = (frame.right - frame.left) / len(names)
    for at, lines in enumerate(names):
        for row, text in enumerate(lines, 1):
            yield words(text, frame.left + slot * (at + 0.5), frame.bottom + LINE * row)


def _bars(
    chart: Chart, fills: Sequence[str], frame: SvgPlot, *, ink: str, turned: bool
) -> Iterator[Html]:
    slot = (frame.right - frame.left) / len(chart.categories)
    step = slot * USED / len(chart.series)
    breadth = min(step * 0.85, WIDEST)
    for number, series in enumerate(chart.series):
        for at, (value, label) in enumerate(zip(series.values, series.labels, strict=True)):
            middle = frame.left + slot * at + slot * (1 - USED) / 2 + step * (number + 0.5)
            high = frame.height(value)
            top = frame.bottom - high
            place = {"x": f"{middle - breadth / 2:.1f}", "y": f"{top:.1f}"}
            size = {"width": f"{breadth:.1f}", "height": f"{high:.1f}"}
            yield element("rect", **place, **size, fill=fills[number], stroke=ink)
            yield _label(label, middle, top - GAP, turned=turned)


def _label(text: str, x: float, y: float, *, turned: bool) -> Html:
    if turned:
        return words(text, x + GAP, y, None, f"rotate(-90 {x + GAP:.1f} {y:.1f})")
    return words(text, x, y)
