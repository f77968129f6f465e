"""A chart of shares: a pie, each slice with its share about it, and a legend with the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from math import cos, pi, sin
from typing import NamedTuple

from juesuan.model.disclosure import Chart
from juesuan.model.page import Box
from juesuan.notation.look import ChartLook
from juesuan.publishing.disclosure.web.svg_parts import (
    LINE,
    SCALE,
    list_of_fills,
    wide,
    words,
)
from juesuan.publishing.markup import Html, element

RADIUS = 0.36  # in heights of the drawing
GAP = 8.0
LABEL = wide("99%以上") + GAP
WHOLE = 2 * pi
UPRIGHT = 0.2
NEARLY = Decimal("99.5")


class SvgPie(NamedTuple):
    """A circle, and how to get about on it: angles go clockwise from its top."""

    x: float
    y: float
    radius: float

    def at(self, angle: float, beyond: float = 0) -> tuple[float, float]:
        """The point at an angle, so far beyond the circle."""
        reach = self.radius + beyond
        return self.x + reach * sin(angle), self.y - reach * cos(angle)

    def slice(self, start: float, end: float) -> str:
        """The path of a slice; the whole pie is two halves."""
        arc = f"A{self.radius:.2f} {self.radius:.2f} 0"
        if end - start > WHOLE - 1e-6:
            top, bottom = (
                f"{self.x:.2f} {self.y + side:.2f}" for side in (-self.radius, self.radius)
            )
            return f"M{top}{arc} 1 1 {bottom}{arc} 1 1 {top}Z"
        (x0, y0), (x1, y1) = self.at(start), self.at(end)
        far = int(end - start > pi)
        return f"M{self.x:.2f} {self.y:.2f}L{x0:.2f} {y0:.2f}{arc} {far} 1 {x1:.2f} {y1:.2f}Z"


def shares(chart: Chart, fills: Sequence[str], look: ChartLook) -> tuple[list[Html], float]:
    """The drawing and its height."""
    high, right = look.height * SCALE, look.width * SCALE
    pie = SvgPie(high * RADIUS + LABEL, high / 2, high * RADIUS)
    series = chart.series[0]
    names = [
        f"{category}　{label}"
        for category, label in zip(chart.categories, series.labels, strict=True)
    ]
    box = Box(pie.x + pie.radius + LABEL + GAP, 0, right, high)
    legend, end = list_of_fills(names, fills, box)
    lower = element("g", *legend, transform=f"translate(0 {max(high - end, 0) / 2:.1f})")
    slices = _slices(series.values, fills, pie, f"#{look.ink}")
    unit = words(f"单位：{chart.unit}", 0, LINE - 2, None)
    return [unit, *slices, *_labels(series.values, pie, look.least), lower], max(high, end)


def _angles(values: Sequence[Decimal]) -> list[tuple[float, float]]:
    """From where to where each slice goes."""
    whole = sum(values)
    ends = [float(part / whole) * WHOLE for part in accumulate(values, initial=Decimal(0))]
    return list(pairwise(ends))


def _slices(
    values: Sequence[Decimal], fills: Sequence[str], pie: SvgPie, ink: str
) -> Iterator[Html]:
    for value, fill, (start, end) in zip(values, fills, _angles(values), strict=True):
        if value:
            shape = pie.slice(start, end)
            yield element("path", d=shape, fill=fill, stroke=ink, stroke_linejoin="round")


def _labels(values: Sequence[Decimal], pie: SvgPie, least: float) -> Iterator[Html]:
    """Shares about the pie, save small ones and those that would stand on another."""
    whole = sum(values)
    taken: list[tuple[float, float]] = []
    for value, (start, end) in zip(values, _angles(values), strict=True):
        share, middle = 100 * value / whole, (start + end) / 2
        x, y = pie.at(middle, GAP)
        free = all(abs(x - a) > LABEL or abs(y - b) > LINE for a, b in taken)
        if share >= Decimal(str(least)) and free:
            taken.append((x, y))
            yield words(_told(share), x, y + 4 - 4 * cos(middle), _anchor(middle))


def _told(share: Decimal) -> str:
    """A share in whole per cent; what is nearly the whole is not told as the whole."""
    if share == 100:
        return "100%"
    return "99%以上" if share >= NEARLY else f"约{share:.0f}%"


def _anchor(angle: float) -> str | None:
    """Which end of a label stands at the pie: a middle above and below it."""
    if abs(sin(angle)) < UPRIGHT:
        return "middle"
    return None if angle < pi else "end"
