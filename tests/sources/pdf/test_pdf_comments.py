"""Highlights are put on the number itself, on pages turned any way, the same each time."""

import pytest
from tests.making.pdf import TURNS, pdf, say

from juesuan.model.page import Box, Limits
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf import read_pdf
from juesuan.sources.pdf.glyphs import read_text
from juesuan.sources.pdf.pdf_comments import PdfHighlight, comments_in, spots, with_highlights

LINE = Box(0, 0, 400, 300)
ITEM = PdfHighlight(1, LINE, "12.34", "名", "说明，两行\n【0123456789ab@a1a1a1a1】")


@pytest.mark.parametrize("turn", TURNS)
def test_the_number_itself_is_marked_however_the_page_is_turned(turn: int) -> None:
    data = pdf(f"{TURNS[turn]} {say(50, 200, '支出 12.34 万元')}", rotate=turn)
    with engine.opened(data, Limits()) as document, engine.sheet(document, 1) as sheet:
        frame, runs, _ = read_text(sheet, Limits())
        (box,) = spots(ITEM, runs)
    assert frame.width == 400
    assert 50 + 20 < box.x0 < box.x1 < 50 + 20 + 45
    assert box.y1 - box.y0 < 12
    assert spots(ITEM._replace(words="99"), runs) == [LINE]
    assert comments_in(with_highlights(data, [ITEM], "审核", Limits()), Limits())[0].name == "名"


def test_the_same_input_gives_the_same_bytes_and_the_text_stays() -> None:
    data = pdf(say(50, 200, "12.34"))
    first, second = (with_highlights(data, [ITEM], "审核", Limits()) for _ in range(2))
    assert first == second
    assert first.startswith(data)
    before, after = read_pdf("a.pdf", data, Limits()), read_pdf("a.pdf", first, Limits())
    assert before.pages == after.pages
    (comment,) = comments_in(first, Limits())
    assert (comment.text, comment.author, comment.parent) == (ITEM.text, "审核", None)


def test_a_page_that_is_not_there_is_not_marked() -> None:
    data = pdf(say(50, 200, "12.34"))
    assert comments_in(with_highlights(data, [ITEM._replace(page=9)], "", Limits()), Limits()) == []
