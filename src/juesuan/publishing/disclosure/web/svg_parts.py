"""What drawings of charts are made of: texts, what columns and slices are filled with, legends."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.model.page import Box
from juesuan.notation.look import ChartLook
from juesuan.publishing.markup import Html, element
from juesuan.publishing.screen import clean, width

SCALE = 3  # units of the drawing to a millimetre
SIZE = 11.0  # of letters, in those units
LINE = 14.0
SWATCH = 18.0  # a fill in a legend, and the space after it
GREY = "#595959"
DARK = 0x80
MARKS = {
    "wide-up": "M-2 2L2 -2M-2 10L10 -2M6 10L10 6",
    "wide-down": "M-2 6L2 10M-2 -2L10 10M6 -2L10 2",
    "cross": "M0 4H8M4 0V8",
    "dots": "M3.5 4a.5 .5 0 1 0 1 0a.5 .5 0 1 0 -1 0",
}


def words(
    text: str, x: float, y: float, anchor: str | None = "middle", turn: str | None = None
) -> Html:
    """A text on a line."""
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}"}
    return element("text", clean(text), **place, text_anchor=anchor, transform=turn)


def wide(text: str) -> float:
    """About how wide a text is drawn."""
    return width(text) * SIZE * 0.52


def broken(text: str, room: float) -> list[str]:
    """A text in as few lines as there is room for, about as long as one another."""
    lines = _filled(text, room)
    even = _filled(text, wide(text) / len(lines) + SIZE)
    return even if len(even) == len(lines) and max(map(wide, even)) <= room else lines


def _filled(text: str, room: float) -> list[str]:
    lines = [""]
    for sign in clean(text):
        if lines[-1] and wide(lines[-1] + sign) > room:
            lines.append("")
        lines[-1] += sign
    return lines


def pattern(name: str, number: int, look: ChartLook) -> Html:
    """What fills a column or a slice: a ground of grey, marks on it; each number another one."""
    count = len(look.patterns)
    shade = look.shades[(number + 2 * (number // count)) % len(look.shades)]
    mark = "FFFFFF" if int(shade[:2], 16) < DARK else look.ink
    shape = MARKS.get(look.patterns[number % count])
    ground = element("rect", width="8", height="8", fill=f"#{shade}")
    marks = element("path", d=shape, stroke=f"#{mark}", fill="none") if shape else Html()
    tile = {"width": "8", "height": "8", "patternUnits": "userSpaceOnUse"}
    return element("pattern", ground, marks, id=name, **tile)


def row_of_fills(names: Sequence[str], fills: Sequence[str], box: Box) -> tuple[list[Html], float]:
    """What each fill stands for, one after another; and how far down that reaches."""
    entries: list[Html] = []
    x, y = box.x0, box.y0
    for name, fill in zip(names, fills, strict=True):
        if x > box.x0 and x + SWATCH + wide(name) > box.x1:
            x, y = box.x0, y + LINE * 1.2
        entry = _entry(name, fill, Box(x, y, box.x1, box.y1))
        entries += entry
        x, y = x + SWATCH + wide(name) + 16, y + LINE * (len(entry) - 2)
    return entries, y + LINE if names else box.y0


def list_of_fills(names: Sequence[str], fills: Sequence[str], box: Box) -> tuple[list[Html], float]:
    """The same, each on lines of its own."""
    entries: list[Html] = []
    y = box.y0
    for name, fill in zip(names, fills, strict=True):
        entry = _entry(name, fill, box._replace(y0=y))
        entries += entry
        y += LINE * (len(entry) - 1) + 4
    return entries, y


def _entry(name: str, fill: str, box: Box) -> list[Html]:
    """A swatch and the lines beside it."""
    swatch = {"x": f"{box.x0:.1f}", "y": f"{box.y0:.1f}", "width": "12", "height": "10"}
    x, lines = box.x0 + SWATCH, broken(name, box.x1 - box.x0 - SWATCH)
    return [
        element("rect", **swatch, fill=fill, stroke=GREY),
        *(words(text, x, box.y0 + 9 + LINE * row, None) for row, text in enumerate(lines)),
    ]
