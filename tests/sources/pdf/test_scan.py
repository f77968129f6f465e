"""Pages that are pictures: words to runs, rules to grids, every place marked as scanned."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from tests.making.pdf import pdf, ruled, say

from juesuan.model.page import Box, Cell, Document, Grid, Limits, Line, Place, Unreadable
from juesuan.sources.open import open_document
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf import scan
from juesuan.sources.pdf.scan import SCALE, _marked, _runs, _Word, can_recognise

EXTRA = pytest.mark.skipif(not can_recognise(), reason="没有可选组件 ocr，不识别图片上的文字")
ROWS = (
    ("科目编码", "科目名称", "本年支出"),
    ("2070101", "行政运行", "1,731.54"),
    ("", "合计", "268.30"),
)
XS, YS = [30, 130, 250, 370], [240, 210, 180, 150]
WORDS = "".join(
    say(x + 8, y - 20, text, 11)
    for y, row in zip(YS, ROWS, strict=False)
    for x, text in zip(XS, row, strict=False)
)
PAGE = pdf(say(140, 265, "支出决算表", 16) + ruled(XS, YS) + WORDS)


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


def pictured() -> bytes:
    """The page as a picture of PNG."""
    with engine.opened(PAGE, Limits(), looking=True) as file, engine.sheet(file, 1) as sheet:
        image = engine.picture(sheet, 0, SCALE)
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def as_scan(kind: str) -> bytes:
    """The page as a PDF, or a TIFF, that holds nothing but its picture."""
    data = io.BytesIO()
    with Image.open(io.BytesIO(pictured())) as image:
        image.convert("RGB").save(data, kind, resolution=200)
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
