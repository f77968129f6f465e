"""Charts of one number as inline SVG: its years, its place among others; no script, no style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.archive.number_history import YearOfNumber
from juesuan.archive.peer_group import PeerGroup
from juesuan.model.number import WAN
from juesuan.publishing.markup import Html, element

WIDTH, HEIGHT = 640.0, 200.0
SIDE, TOP, BOTTOM = 60.0, 30.0, 30.0
STRIP = 90.0


class ChartPoint(NamedTuple):
    """A point of a chart, and what it says."""

    x: float
    y: float
    text: str


def years_chart(name: str, groups: Sequence[Sequence[YearOfNumber]]) -> Html:
    """A number over the years, each group of years a line; missing years leave a gap in it."""
    every = [year for group in groups for year in group if _amount(year) is not None]
    if len({year.year for year in every}) < 2:
        return Html()
    first, last = min(y.year for y in every), max(y.year for y in every)
    amounts = [_amount(year) or Decimal(0) for year in every]
    low, high = min(*amounts, Decimal(0)), max(*amounts, Decimal(0))
    points = [
        ChartPoint(
            _across(year.year - first, last - first),
            _up(amount, low, high),
            f"{year.year}：{year.number.printed or '空白'}" if year.number else "",
        )
        for year in every
        if (amount := _amount(year)) is not None
    ]
    zero = _up(Decimal(0), low, high)
    axis = element("path", d=f"M{SIDE:g} {zero:.1f}H{WIDTH - SIDE:g}", class_="axis")
    years = dict.fromkeys(year.year for year in every)
    labels = (_words(_across(y - first, last - first), HEIGHT - 8, str(y)) for y in years)
    line = element("path", d=_line(every, points), class_="line")
    return _svg(HEIGHT, f"{name}历年", axis, line, *_dots(points), *labels)


def _line(years: Sequence[YearOfNumber], points: Sequence[ChartPoint]) -> str:
    parts, before = [], None
    for year, point in zip(years, points, strict=True):
        pen = "L" if before is not None and year.year == before + 1 else "M"
        parts.append(f"{pen}{point.x:.1f} {point.y:.1f}")
        before = year.year
    return "".join(parts)


def _dots(points: Sequence[ChartPoint]) -> Iterator[Html]:
    for point in points:
        title = element("title", point.text)
        place = {"cx": f"{point.x:.1f}", "cy": f"{point.y:.1f}", "r": "4"}
        yield element("g", title, element("circle", **place), class_="dot")
        yield _words(point.x, point.y - 9, point.text.partition("：")[2])


def peers_chart(name: str, group: PeerGroup, unit: str) -> Html:
    """The amounts of a group along a line, its middle half a bar, one unit marked."""
    if group.middle is None:
        return Html()
    amounts = [Decimal(peer.number.cents or 0) / 100 for peer in group.peers]
    low, high = min(amounts), max(amounts)
    if low == high:
        return Html()

    def at(value: Decimal) -> float:
        return SIDE + float((value - low) / (high - low)) * (WIDTH - 2 * SIDE)

    lower, median, upper = at(group.middle.lower), at(group.middle.median), at(group.middle.upper)
    box = {"x": f"{lower:.1f}", "y": "30", "width": f"{upper - lower:.1f}", "height": "24"}
    dots = (
        element(
            "g",
            element("title", f"{peer.unit}：{peer.number.printed or '空白'}{peer.number.unit}"),
            element("circle", cx=f"{at(amount):.1f}", cy="42", r="4"),
            class_="dot mine" if peer.unit == unit else "dot",
        )
        for peer, amount in zip(group.peers, amounts, strict=True)
    )
    ends = ((at(low), low), (median, group.middle.median), (at(high), high))
    labels = (_words(x, STRIP - 8, f"{value / WAN:.2f}") for x, value in ends)
    line = element("path", d=f"M{SIDE:g} 42H{WIDTH - SIDE:g}", class_="axis")
    middle = element("path", d=f"M{median:.1f} 26V58", class_="line")
    half = element("rect", **box, class_="half")
    return _svg(STRIP, f"{name}在同类中的位置（万元）", line, half, middle, *dots, *labels)


def _amount(year: YearOfNumber) -> Decimal | None:
    if year.number is None or year.number.cents is None:
        return None
    return Decimal(year.number.cents) / 100


def _across(step: int, steps: int) -> float:
    return SIDE + (WIDTH - 2 * SIDE) * step / max(steps, 1)


def _up(value: Decimal, low: Decimal, high: Decimal) -> float:
    share = float((value - low) / (high - low)) if high > low else 0.0
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _words(x: float, y: float, text: str) -> Html:
    return element("text", text, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor="middle")


def _svg(height: float, name: str, *parts: str) -> Html:
    look = {"viewBox": f"0 0 {WIDTH:g} {height:g}", "role": "img", "class_": "chart"}
    return element("svg", *parts, **look, aria_label=name)
