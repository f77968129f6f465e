"""Pages that are pictures: words to runs, rules to grids, every place marked as scanned."""

from __future__ import annotations

import io

import pylopdf_fonts_zh_cn as noto
import pytest
from PIL import Image, ImageDraw, ImageFont

from juesuan.model.page import Box, Cell, Document, Grid, Line, Place, Unreadable
from juesuan.sources.open import open_document
from juesuan.sources.pdf import scan
from juesuan.sources.pdf.scan import _marked, _runs, _Word, can_recognise

EXTRA = pytest.mark.skipif(not can_recognise(), reason="没有可选组件 ocr，不识别图片上的文字")
ROWS = (
    ("科目编码", "科目名称", "本年支出"),
    ("2070101", "行政运行", "1,731.54"),
    ("", "合计", "268.30"),
)
XS, YS = (100, 400, 800, 1200), (300, 380, 460, 540)
"""The rules of the table, in pixels of a page of A5 at 200 to the inch."""


def words(*placed: tuple[str, float, float]) -> list[_Word]:
    return [_Word(text, x0, 10, x1, 30) for text, x0, x1 in placed]


def texts(*placed: tuple[str, float, float]) -> list[str]:
    return ["".join(run.text) for run in _runs(words(*placed), 0.36)]


def test_words_that_touch_are_one_run_and_others_are_not() -> None:
    assert texts(("收", 0, 20), ("入", 20, 40), ("12.50", 80, 120)) == ["收入", "12.50"]
    assert texts(("1,205.30", 0, 80), ("268.30", 100, 160)) == ["1,205.30", "268.30"]


def test_letters_of_a_word_share_its_width_and_blanks_are_none() -> None:
    (run,) = _runs(words(("12 5", 0, 40)), 0.5)
    assert "".join(run.text) == "125"
    assert [*run.edges] == [(0, 5), (5, 10), (15, 20)]
    assert [run.y0, run.y1] == [5, 15]


def test_every_place_of_a_block_says_that_it_was_scanned() -> None:
    at = Place(3, box=Box(0, 0, 9, 9))
    grid = _marked(Grid((Cell("1", 0, 0, at),), 1, 1, at))
    assert isinstance(grid, Grid)
    assert [grid.place.scanned, grid.cells[0].place.scanned] == [True, True]
    line = _marked(Line("甲", at))
    assert str(line.place) == "第3页（扫描）"


def as_scan(kind: str) -> bytes:
    """A page with a title and a ruled table, as a file that holds nothing but its picture."""
    page = Image.new("RGB", (1300, 1843), "white")
    pen = ImageDraw.Draw(page)
    face = str(noto.serif_path())
    pen.text((500, 180), "支出决算表", "black", ImageFont.truetype(face, 56))
    for x in XS:
        pen.line((x, YS[0], x, YS[-1]), "black", 3)
    for y in YS:
        pen.line((XS[0], y, XS[-1], y), "black", 3)
    small = ImageFont.truetype(face, 34)
    for y, row in zip(YS, ROWS, strict=False):
        for x, text in zip(XS, row, strict=False):
            pen.text((x + 24, y + 14), text, "black", small)
    data = io.BytesIO()
    page.save(data, kind, resolution=200)
    return data.getvalue()


@pytest.mark.parametrize("kind", ["PDF", "PNG"])
def test_without_the_extra_it_says_which_to_install(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("juesuan.sources.pdf", "juesuan.sources.pdf.scan"):
        monkeypatch.setattr(f"{module}.can_recognise", lambda: False)
    with pytest.raises(Unreadable, match=r'pip install "juesuan\[ocr\]"'):
        open_document("扫描", as_scan(kind))


def table(document: Document) -> list[str]:
    (grid,) = (b for page in document.pages for b in page.blocks if isinstance(b, Grid))
    assert all(cell.place.scanned for cell in grid.cells)
    return [cell.text for cell in grid.cells]


@EXTRA
@pytest.mark.parametrize("kind", ["PDF", "TIFF"])
def test_a_scan_is_read_like_the_page_it_shows(kind: str) -> None:
    document = open_document("扫描", as_scan(kind))
    assert document.kind == "scan"
    assert table(document) == [text for row in ROWS for text in row]


@EXTRA
def test_a_number_of_which_it_is_not_sure_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "SURE", 1.1)
    cells = table(open_document("扫描", as_scan("PNG")))
    assert "合计" in cells
    assert not any(sign.isdecimal() for cell in cells for sign in cell)
