"""Pictures of pages with what was read from them: lines, cells, ruling lines, and any marks.

For looking at a reading: each page becomes page-001.png and so on, turned as it was read;
page-001.txt tells what the numbers on it stand for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from juesuan.model.page import Box, Document, Grid, Limits, Page, Unreadable
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf.glyphs import read_text
from juesuan.sources.pdf.objects import objects_on
from juesuan.sources.pdf.rulings import Rulings, read_rulings

Mark = tuple[Box, str, str]
"""A box on the page, its colour, its label."""
_SCALE = 2.0
_TEXT = 11
_INSET = (0.8, 0.8, -0.8, -0.8)
_LINE, _CELL, _RULE = "#3b6fd4", "#2f9e44", "#e8a33d"


class _Ruled(NamedTuple):
    """How a page is turned, and its ruling lines."""

    turn: int
    rulings: Rulings


def draw(
    data: bytes,
    document: Document,
    out: Path,
    marks: Mapping[int, Sequence[Mark]],
    limits: Limits = Limits(),  # noqa: B008 - immutable
) -> list[Path]:
    """Draw each page of a PDF into the folder `out`; `marks` are by page number, from 1."""
    out.mkdir(parents=True, exist_ok=True)
    with engine.opened(data, limits) as pdf:
        ruled = [_ruled(pdf, page.number or 1, limits) for page in document.pages]
    with engine.opened(data, limits, looking=True) as pdf:
        return [
            _draw_page(pdf, page, each, out, marks)
            for page, each in zip(document.pages, ruled, strict=True)
        ]


def _ruled(pdf: object, number: int, limits: Limits) -> _Ruled:
    with engine.sheet(pdf, number) as sheet:
        frame, _, owners = read_text(sheet, limits)
        if frame.width * frame.height * _SCALE**2 > limits.pixels:
            raise Unreadable(f"PDF 第 {number} 页幅面过大，无法绘制；请缩小页面后再试")
        objects = list(objects_on(sheet.page, owners))
        return _Ruled(frame.turn, read_rulings(sheet, objects, frame, limits))


def _draw_page(
    pdf: object, page: Page, ruled: _Ruled, out: Path, marks: Mapping[int, Sequence[Mark]]
) -> Path:
    number = page.number or 1
    with engine.sheet(pdf, number) as sheet:
        picture = engine.picture(sheet, ruled.turn, _SCALE)
    pen = ImageDraw.Draw(picture)
    _draw_rulings(pen, ruled.rulings)
    _draw_blocks(pen, page)
    page_marks = marks.get(number, ())
    labels = _labels([label for _, _, label in page_marks])
    _draw_marks(pen, page_marks, labels)
    saved = _saved(picture, out / f"page-{number:03}.png")
    _list_labels(labels, saved.with_suffix(".txt"))
    return saved


def _draw_rulings(pen: ImageDraw.ImageDraw, rulings: Rulings) -> None:
    for y, x0, x1 in rulings.across:
        pen.line(_scaled(Box(x0, y, x1, y)), fill=_RULE, width=3)
    for x, y0, y1 in rulings.down:
        pen.line(_scaled(Box(x, y0, x, y1)), fill=_RULE, width=3)


def _draw_blocks(pen: ImageDraw.ImageDraw, page: Page) -> None:
    for block in page.blocks:
        if not isinstance(block, Grid):
            _frame(pen, block.place.box, _LINE, 1)
            continue
        for cell in block.cells:
            inset = cell.place.box and Box(
                *(a + b for a, b in zip(cell.place.box, _INSET, strict=True))
            )
            _frame(pen, inset, _CELL, 1)


def _draw_marks(pen: ImageDraw.ImageDraw, marks: Sequence[Mark], labels: Mapping[str, str]) -> None:
    font = ImageFont.load_default(_TEXT)
    for box, colour, label in marks:
        _frame(pen, box, colour, 3)
        x, y, _, _ = _scaled(box)
        pen.text((x + 2, y + 1), labels[label], fill=colour, font=font)


def _labels(texts: Sequence[str]) -> dict[str, str]:
    """What is drawn for each label: itself, or a number in place of its Chinese words.

    The font that comes with Pillow has no Chinese; one of the machine's would differ with it.
    """
    chinese = [text for text in dict.fromkeys(texts) if not text.isascii()]
    numbered = {text: f"#{number}" for number, text in enumerate(chinese, 1)}
    return {text: numbered.get(text, text) for text in texts}


def _list_labels(labels: Mapping[str, str], path: Path) -> None:
    """What the numbers on a picture stand for, where there are any."""
    lines = [f"{drawn}  {label}\n" for label, drawn in labels.items() if drawn != label]
    if lines:
        beside = path.with_suffix(".part")
        beside.write_text("".join(lines), "utf-8")
        beside.replace(path)


def _frame(pen: ImageDraw.ImageDraw, box: Box | None, colour: str, width: int) -> None:
    if box is not None:
        pen.rectangle(_scaled(box), outline=colour, width=width)


def _scaled(box: Box) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (_SCALE * edge for edge in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _saved(picture: Image.Image, path: Path) -> Path:
    """Write beside, then rename: a picture is whole or absent."""
    beside = path.with_suffix(".part")
    picture.save(beside, format="PNG")
    return beside.replace(path)
