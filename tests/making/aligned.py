"""Words that stand in columns without rules, as a page shows them."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.model.page import Box
from juesuan.sources.pdf.glyphs import Run
from juesuan.sources.pdf.unruled import Strip, Word

SIZE = 10.0
STEP = 20.0


def wide(text: str) -> float:
    """How wide a text is."""
    return sum(SIZE if ord(sign) > 255 else SIZE / 2 for sign in text)


def word(text: str, x: float, y: float, flush: str = "left") -> Word:
    """A word whose left edge, right edge or middle stands at x, its height halved at y."""
    x0 = x - {"left": 0, "right": wide(text), "middle": wide(text) / 2}[flush]
    box = Box(x0, y - SIZE / 2, x0 + wide(text), y + SIZE / 2)
    run = Run(tuple(text), ((box.x0, box.x1),), box.y0, box.y1, SIZE, spaced=False, turn=0)
    return Word(text, box, SIZE, run)


def line(y: float, *placed: tuple[str, float, str]) -> Strip:
    """The words of one line."""
    return tuple(word(text, x, y, flush) for text, x, flush in placed if text)


RIGHT = (330.0, 430.0, 530.0)
"""The right edges of three columns of amounts, after codes at 50 and names at 100."""


def row(y: float, code: str, name: str, *amounts: str) -> Strip:
    """A row of codes: code, name, amounts flush right."""
    cells = [(text, x, "right") for text, x in zip(amounts, RIGHT, strict=True)]
    return line(y, (code, 50, "left"), (name, 100, "left"), *cells)


def table(top: float = 100) -> list[Strip]:
    """A whole table: two lines of head, centred over cells, and rows of which one wraps."""
    rows: Sequence[Strip] = [
        line(top, ("项目", 150, "middle"), ("本年支出", 385, "middle")),
        line(
            top + STEP,
            *(("科目编码", 65, "middle"), ("科目名称", 180, "middle")),
            *(("小计", 285, "middle"), ("基本支出", 385, "middle"), ("项目支出", 485, "middle")),
        ),
        row(top + 2 * STEP, "", "合计", "30.00", "20.00", "10.00"),
        row(top + 3 * STEP, "201", "一般公共服务支出", "25.00", "20.00", "5.00"),
        row(top + 4 * STEP, "205", "教育支出及其他多种", "5.00", "", "5.00"),
        line(top + 4.6 * STEP, ("支出", 100, "left")),
    ]
    return [*rows]
