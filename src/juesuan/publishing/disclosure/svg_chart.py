"""A chart as SVG inside a page: real text, greys and patterns that survive black and white."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil, cos, pi, sin
from typing import NamedTuple

from juesuan.model.disclosure import Chart
from juesuan.model.page import Box
from juesuan.notation.look import ChartLook
from juesuan.publishing.markup import Html, element
from juesuan.publishing.screen import clean, width

SCALE = 3  # units of the drawing to a millimetre
SIZE = 11.0  # of letters, in those units
LINE = 14.0
SWATCH = 18.0  # a fill in a legend, and the space after it
TICKS = 5
PIE = 0.36  # radius of a pie, in heights of the drawing
DARK = 0x80


class Frame(NamedTuple):
    """Where the columns of a chart stand: the plot's sides, and what its top is worth."""

    left: float
    right: float
    top: float
    bottom: float
    most: Decimal

    def height(self, value: Decimal) -> float:
        """How high a value reaches above the axis, which is 0."""
        return float(value / self.most) * (self.bottom - self.top)


def svg_chart(chart: Chart, look: ChartLook, name: str) -> Html:
    """The drawing; `name` begins the ids in it, so that no two on a page are the same."""
    fills = range(len(chart.categories) if chart.kind == "share" else len(chart.series))
    patterns = [_pattern(f"{name}-{number}", number, look) for number in fills]
    drawing, high = (
        _share(chart, look, name) if chart.kind == "share" else _columns(chart, look, name)
    )
    return element(
        "svg",
        element("title", clean(chart.title), id=f"{name}-title"),
        element("desc", clean(chart.alt), id=f"{name}-desc"),
        element("defs", *patterns),
        *drawing,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {look.width * SCALE:g} {high:g}",
        font_size=f"{SIZE:g}",
        fill=f"#{look.ink}",
    )


def ticks(most: Decimal) -> tuple[Decimal, ...]:
    """Round numbers from 0 to the first that is not less than `most`."""
    power = Decimal(10) ** (most.adjusted() - 1)
    steps = (power * part for scale in (1, 10) for part in (scale, 2 * scale, 5 * scale))
    step = next(step for step in steps if step * TICKS >= most)
    return tuple(step * number for number in range(ceil(most / step) + 1))


def _pattern(name: str, number: int, look: ChartLook) -> Html:
    """What fills a column or a slice: a ground of grey, marks on it."""
    count = len(look.patterns)
    shade = look.shades[(number + number // count) % len(look.shades)]
    mark = "FFFFFF" if int(shade[:2], 16) < DARK else look.ink
    drawn = {
        "wide-up": "M-2 2L2 -2M-2 10L10 -2M6 10L10 6",
        "wide-down": "M-2 6L2 10M-2 -2L10 10M6 -2L10 2",
        "cross": "M0 4H8M4 0V8",
        "dots": "M3.5 4a.5 .5 0 1 0 1 0a.5 .5 0 1 0 -1 0",
    }.get(look.patterns[number % count], "")
    ground = element("rect", width="8", height="8", fill=f"#{shade}")
    marks = element("path", d=drawn, stroke=f"#{mark}", fill="none") if drawn else Html()
    return element(
        "pattern", ground, marks, id=name, width="8", height="8", patternUnits="userSpaceOnUse"
    )


def _text(text: str, x: float, y: float, anchor: str = "middle", turn: str | None = None) -> Html:
    side = None if anchor == "start" else anchor
    return element(
        "text", clean(text), x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=side, transform=turn
    )


def _wide(text: str) -> float:
    return width(text) * SIZE * 0.52


def _broken(text: str, room: float) -> list[str]:
    """A text in lines no wider than there is room, a letter at least in each."""
    lines = [""]
    for sign in clean(text):
        if lines[-1] and _wide(lines[-1] + sign) > room:
            lines.append("")
        lines[-1] += sign
    return lines


def _fill(name: str, number: int) -> str:
    return f"url(#{name}-{number})"


def _columns(chart: Chart, look: ChartLook, name: str) -> tuple[list[Html], float]:
    scale = ticks(max(value for series in chart.series for value in series.values))
    left = max(_wide(f"{tick.normalize():,f}") for tick in scale) + 8
    right, slot = look.width * SCALE, (look.width * SCALE - left) / len(chart.categories)
    turned = slot * 0.9 / len(chart.series) < max(
        _wide(label) for series in chart.series for label in series.labels
    )
    labels = max(_wide(label) for series in chart.series for label in series.labels)
    top = LINE * 1.5 + (labels + 6 if turned else LINE)
    frame = Frame(left, right, top, top + look.height * SCALE * 0.7, scale[-1])
    names = [_broken(category, slot - 6) for category in chart.categories]
    below = frame.bottom + LINE * (max(map(len, names)) + 0.5)
    legend = [series.name for series in chart.series] if len(chart.series) > 1 else []
    entries, end = _row_of_fills(legend, Box(left, below, right, below), name)
    drawing = [
        _text(f"单位：{chart.unit}", 0, LINE - 2, "start"),
        *_axis(frame, scale),
        *(_bars(chart, frame, name, turned=turned, ink=look.ink)),
        *(
            _text(line, left + slot * (at + 0.5), frame.bottom + LINE * (row + 1))
            for at, lines in enumerate(names)
            for row, line in enumerate(lines)
        ),
        *entries,
    ]
    return drawing, end


def _axis(frame: Frame, scale: tuple[Decimal, ...]) -> Iterator[Html]:
    for tick in scale:
        y = frame.bottom - frame.height(tick)
        grey = "#D9D9D9" if tick else "#595959"
        yield element("path", d=f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}", stroke=grey)
        yield _text(f"{tick.normalize():,f}", frame.left - 5, y + 4, "end")


def _bars(chart: Chart, frame: Frame, name: str, *, turned: bool, ink: str) -> Iterator[Html]:
    slot = (frame.right - frame.left) / len(chart.categories)
    wide = min(slot * 0.76 / len(chart.series), 48)
    step = slot * 0.9 / len(chart.series)
    for number, series in enumerate(chart.series):
        for at, (value, label) in enumerate(zip(series.values, series.labels, strict=True)):
            middle = frame.left + slot * (at + 0.05) + step * (number + 0.5)
            high = frame.height(value)
            y = frame.bottom - high
            yield element(
                "rect",
                x=f"{middle - wide / 2:.1f}",
                y=f"{y:.1f}",
                width=f"{wide:.1f}",
                height=f"{high:.1f}",
                fill=_fill(name, number),
                stroke=f"#{ink}",
            )
            if turned:
                turn = f"rotate(-90 {middle + 4:.1f} {y - 4:.1f})"
                yield _text(label, middle + 4, y - 4, "start", turn)
            else:
                yield _text(label, middle, y - 4)


def _share(chart: Chart, look: ChartLook, name: str) -> tuple[list[Html], float]:
    series, high = chart.series[0], look.height * SCALE
    radius = high * PIE
    x, y = radius + _wide("约100%") + 8, high / 2 + LINE / 2
    words = [
        f"{category}　{label}{chart.unit}"
        for category, label in zip(chart.categories, series.labels, strict=True)
    ]
    start = x + radius + _wide("约100%") + 12
    box = Box(start, 0, look.width * SCALE, high)
    entries, end = _list_of_fills(words, box, name)
    slices = _slices(series.values, (x, y, radius), look, name)
    return [*slices, *_middled(entries, end, high)], max(high, end)


def _middled(entries: list[Html], end: float, high: float) -> list[Html]:
    """A legend beside a pie, as high as its middle."""
    shift = max(high / 2 - end / 2, 0)
    return [element("g", *entries, transform=f"translate(0 {shift:.1f})")]


def _slices(
    values: tuple[Decimal, ...], circle: tuple[float, float, float], look: ChartLook, name: str
) -> Iterator[Html]:
    """Slices from the top on, clockwise; those not too small bear their share."""
    x, y, radius = circle
    whole, before = sum(values), Decimal(0)
    labels: list[tuple[float, float]] = []
    for number, value in enumerate(values):
        start, middle, end = (
            float(part / whole) * 2 * pi for part in (before, before + value / 2, before + value)
        )
        before += value
        if value:
            shape = _slice(circle, start, end)
            fill = _fill(name, number)
            yield element(
                "path", d=shape, fill=fill, stroke=f"#{look.ink}", stroke_linejoin="round"
            )
        share = 100 * value / whole
        at = (x + (radius + 6) * sin(middle), y + 4 - (radius + 9) * cos(middle))
        clear = all(abs(at[0] - p) > _wide("约10%") or abs(at[1] - q) > LINE for p, q in labels)
        if value and share >= Decimal(str(look.least)) and clear:
            labels.append(at)
            yield _text(f"约{share:.0f}%", *at, "start" if middle <= pi else "end")


def _slice(circle: tuple[float, float, float], start: float, end: float) -> str:
    """The path of a slice; a whole circle is two halves."""
    x, y, radius = circle
    if end - start > 2 * pi - 1e-6:
        half = f"A{radius:.2f} {radius:.2f} 0 1 1 {x:.2f}"
        return f"M{x:.2f} {y - radius:.2f}{half} {y + radius:.2f}{half} {y - radius:.2f}Z"
    (from_x, from_y), (to_x, to_y) = (
        (x + radius * sin(angle), y - radius * cos(angle)) for angle in (start, end)
    )
    large = int(end - start > pi)
    arc = f"A{radius:.2f} {radius:.2f} 0 {large} 1 {to_x:.2f} {to_y:.2f}"
    return f"M{x:.2f} {y:.2f}L{from_x:.2f} {from_y:.2f}{arc}Z"


def _row_of_fills(words: list[str], box: Box, name: str) -> tuple[list[Html], float]:
    """What each fill stands for, one after another; and how far down that reaches."""
    entries: list[Html] = []
    x, y = box.x0, box.y0
    for number, text in enumerate(words):
        if x > box.x0 and x + SWATCH + _wide(text) > box.x1:
            x, y = box.x0, y + LINE
        entries += _entry(text, (x, y), box.x1 - x, _fill(name, number))
        x += SWATCH + _wide(text) + 16
    return entries, y + LINE if words else box.y0


def _list_of_fills(words: list[str], box: Box, name: str) -> tuple[list[Html], float]:
    """The same, each on lines of its own."""
    entries: list[Html] = []
    y = box.y0
    for number, text in enumerate(words):
        entry = _entry(text, (box.x0, y), box.x1 - box.x0, _fill(name, number))
        entries += entry
        y += LINE * (len(entry) - 1) + 4
    return entries, y


def _entry(text: str, at: tuple[float, float], room: float, fill: str) -> list[Html]:
    """A swatch and the lines beside it."""
    x, y = at
    swatch = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": "12", "height": "10"}
    lines = _broken(text, room - SWATCH)
    return [
        element("rect", **swatch, fill=fill, stroke="#595959"),
        *(_text(line, x + SWATCH, y + 9 + LINE * row, "start") for row, line in enumerate(lines)),
    ]
