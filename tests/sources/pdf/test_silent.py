"""Characters that PDFium leaves out are read from their codes, or counted as lost."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from tests.making.pdf import TABLE, file_of, lines, pdf, read, stream

from juesuan.reading import _pictures
from juesuan.sources.pdf.silent import LeftOut

PAGE = (
    "<</Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R"
    " /Resources <</Font <</F 5 0 R>>>>>>"
)
LONE = "<</Type /Font /Subtype /Type1 /BaseFont /{0} /Encoding <</Type /Encoding /Differences [65"
WIDTHS = f" /FirstChar 65 /LastChar 80 /Widths [{' '.join(['500'] * 16)}]"


def lone(font: str, content: str) -> bytes:
    kept = ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>", PAGE]
    return file_of([*kept, stream("", content), font])


@pytest.mark.parametrize("widths", ["", WIDTHS], ids=["bare", "widths"])
@pytest.mark.parametrize("base", ["Helvetica", "Times-Roman", "Courier-Bold", "Arial", "SimSun"])
def test_a_lone_character_without_a_glyph_is_read(base: str, widths: str) -> None:
    names = "/Omega /checkmark /afii10017 /arrowright /notequal"
    font = f"{LONE.format(base)} {names}]>>{widths}>>"
    content = "".join(
        f"BT /F 10 Tf 1 0 0 1 40 {200 - 20 * at} Tm <{65 + at:02x}> Tj ET " for at in range(5)
    )
    blank = "BT /F 10 Tf 1 0 0 1 40 40 Tm (  ) Tj ET "
    document = read(lone(font, content + blank))
    assert [normalize("NFKC", text) for text in lines(document)] == ["Ω", "✓", "А", "→", "≠"]
    (page,) = document.pages
    assert page.unread == 0
    places = [block.place.box for block in page.blocks]
    assert all(box and 39 < box.x0 < 41 for box in places)


def test_a_character_among_others_stays_in_its_line() -> None:
    font = f"{LONE.format('Helvetica')} /Omega]>>>>"
    content = "".join(
        f"BT /F 10 Tf 1 0 0 1 {x} 200 Tm <{code}> Tj ET "
        for x, code in ((40, "3132"), (51.2, "41"), (61, "33"))
    )
    assert lines(read(lone(font, content))) == ["12\u21263"]


def test_what_nobody_can_tell_is_told_as_lost() -> None:
    font = "<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>"
    content = "BT /F 10 Tf 1 0 0 1 40 200 Tm <85> Tj ET BT /F 10 Tf 1 0 0 1 40 100 Tm <61> Tj ET "
    document = read(lone(font, content))
    assert document.pages[0].unread == 1
    (unread,) = _pictures(document)
    assert unread.place.page == 1
    assert "1 处文字没有读出" in unread.reason


def test_a_page_that_says_everything_has_lost_nothing() -> None:
    (page,) = read(pdf(TABLE)).pages
    assert page.unread == 0
    assert LeftOut([], 0) == ([], 0)


def test_what_is_read_again_is_not_read_twice() -> None:
    font = f"{LONE.format('Helvetica')} /Omega]>>>>"
    content = "BT /F 10 Tf 1 0 0 1 40 200 Tm <41> Tj ET " * 1
    both = content + "BT /F 10 Tf 1 0 0 1 40 100 Tm <313233> Tj ET "
    assert [normalize("NFKC", text) for text in lines(read(lone(font, both)))] == ["Ω", "123"]
