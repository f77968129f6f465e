"""PDFium opened and closed: what cannot be opened says why, a page is as large as it is seen."""

from __future__ import annotations

import pytest
from tests.making.pdf import HEIGHT, TABLE, WIDTH, file_of, pdf

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.pdf import pdfium as engine

LIMITS = Limits()


def pages(count: int) -> bytes:
    """A document of so many empty pages."""
    kids = " ".join(f"{3 + at} 0 R" for at in range(count))
    page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 200]>>"
    tree = f"<</Type /Pages /Kids [{kids}] /Count {count}>>"
    return file_of(["<</Type /Catalog /Pages 2 0 R>>", tree, *[page] * count])


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    """Why a document is not opened."""
    with pytest.raises(Unreadable) as error, engine.opened(data, limits) as document:
        assert document is None
    return str(error.value)


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "0 字节"),
        (b"x" * 2000 + b"%PDF-1.7", "开头没有 %PDF 标记"),
        (b"%PDF-1.7\nnothing", "已损坏"),
        (pdf(TABLE).replace(b"%%EOF", b"%%EOF\n9 0 obj\n"), "没有结尾标记"),
        (pages(0), "没有页面"),
    ],
)
def test_a_document_that_does_not_open_says_why(data: bytes, reason: str) -> None:
    assert reason in refused(data)


def test_a_reason_is_not_that_of_the_document_before() -> None:
    locked = "/Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O <41> /U <42>>> /ID [<00> <00>]"
    assert "加密" in refused(pdf(TABLE, trailer=locked))
    assert "没有页面" in refused(pages(0))
    assert "已损坏" in refused(b"%PDF-1.7\nnothing")


def test_limits_are_kept_to_the_page_and_the_byte() -> None:
    data = pages(3)
    assert "共 3 页，超过上限 2 页" in refused(data, Limits(pages=2))
    assert "超过上限" in refused(data, Limits(bytes=len(data) - 1))
    with engine.opened(data, Limits(pages=3, bytes=len(data))) as document:
        assert len(document) == 3


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_tells_its_box_and_its_turn(rotate: int) -> None:
    data = pdf(TABLE, rotate=rotate)
    with engine.opened(data, LIMITS) as document, engine.sheet(document, 1) as sheet:
        assert (sheet.number, sheet.rotation) == (1, rotate // 90)
        size = [sheet.right - sheet.left, sheet.top - sheet.bottom]
        assert size == ([HEIGHT, WIDTH] if rotate % 180 else [WIDTH, HEIGHT])
        assert engine.count_characters(sheet.text) > 0


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_picture_is_turned_and_scaled_as_asked(turn: int) -> None:
    data = pdf(TABLE)
    with engine.opened(data, LIMITS, looking=True) as document, engine.sheet(document, 1) as sheet:
        picture = engine.picture(sheet, turn, 0.5)
    size = (HEIGHT // 2, WIDTH // 2) if turn % 2 else (WIDTH // 2, HEIGHT // 2)
    assert (picture.size, picture.mode) == (size, "RGB")


def test_a_page_that_is_not_there_is_said_to_be_damaged() -> None:
    tree = "<</Type /Pages /Kids [3 0 R 9 0 R] /Count 2>>"
    page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 200]>>"
    data = file_of(["<</Type /Catalog /Pages 2 0 R>>", tree, page])
    with engine.opened(data, LIMITS) as document:
        with engine.sheet(document, 1) as sheet:
            assert sheet.number == 1
        refusal = pytest.raises(Unreadable, match="第 2 页已损坏")
        with refusal, engine.sheet(document, 2):
            pass


def test_a_document_may_be_open_twice() -> None:
    data = pages(2)
    with (
        engine.opened(data, LIMITS) as pdf_one,
        engine.opened_again(data, LIMITS) as pdf_two,
        engine.sheet(pdf_one, 1) as first,
        engine.sheet(pdf_two, 1) as second,
    ):
        assert first.page != second.page
        assert (first.left, first.top) == (second.left, second.top)
