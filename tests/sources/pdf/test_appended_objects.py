"""Marks written behind a PDF are objects of their own, and nothing that did not change is there."""

from __future__ import annotations

import re
import struct
import zlib

import pytest
from tests.making.pdf import pdf, say

from juesuan.model.page import Box, Limits
from juesuan.sources.pdf import read_pdf
from juesuan.sources.pdf.appended_objects import kept_to_changes
from juesuan.sources.pdf.pdf_comments import PdfHighlight, comments_in, with_highlights

LIMITS = Limits()
ITEM = PdfHighlight(1, Box(0, 0, 400, 300), "12.34", "名", "说明 (一) \\ 〈二〉 >> ]\n第二行")
SMALL = {
    1: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Annots 6 0 R"
    b"/Resources<</Font<</F1 5 0 R>>>>>>",
    5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    6: b"[<</Type/Annot/Subtype/Link/Rect[1 1 2 2]/Contents(a\\) [b)>>]",
}


def packed() -> bytes:
    """A PDF whose objects stand in a stream, and where they stand in another."""
    text = b"BT /F1 12 Tf 20 100 Td (12.34) Tj ET"
    data = bytearray(b"%PDF-1.5\n")
    streams = {4: b"<</Length %d>>stream\n%b\nendstream" % (len(text), text)}
    head = body = b""
    for number, value in SMALL.items():
        head += b"%d %d " % (number, len(body))
        body += value + b" "
    whole = zlib.compress(head + body)
    sizes = (len(SMALL), len(head), len(whole))
    streams[7] = b"<</Type/ObjStm/N %d/First %d/Length %d/Filter/FlateDecode>>stream\n" % sizes
    streams[7] += whole + b"\nendstream"
    rows = [struct.pack(">BIH", 0, 0, 65535)] * 9
    for at, number in enumerate(SMALL):
        rows[number] = struct.pack(">BIH", 2, 7, at)
    for number, value in streams.items():
        rows[number] = struct.pack(">BIH", 1, len(data), 0)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, value)
    at, table = len(data), b"".join(rows)
    head = b"8 0 obj\n<</Type/XRef/Size 9/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return bytes(data) + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


@pytest.mark.parametrize("data", [pdf(say(50, 200, "12.34")), packed()], ids=["table", "stream"])
def test_a_mark_is_an_object_that_another_can_answer(data: bytes) -> None:
    marked = with_highlights(data, [ITEM, ITEM._replace(name="乙")], "审核", LIMITS)
    behind = marked[len(data) :]
    assert marked.startswith(data)
    assert len(re.findall(rb"\n[0-9]+ 0 obj\n<<[^\n]*/Subtype/Highlight", behind)) == 2
    assert behind.count(b"endstream") <= 1  # none of the page, one to find objects by
    assert [one.name for one in comments_in(marked, LIMITS)] == ["名", "乙"]
    assert comments_in(marked, LIMITS)[0].text == ITEM.text
    before, after = read_pdf("a.pdf", data, LIMITS), read_pdf("a.pdf", marked, LIMITS)
    assert before.pages == after.pages
    assert marked == with_highlights(data, [ITEM, ITEM._replace(name="乙")], "审核", LIMITS)


def test_a_copy_that_is_marked_again_keeps_what_it_had() -> None:
    data = with_highlights(pdf(say(50, 200, "12.34")), [ITEM], "审核", LIMITS)
    again = with_highlights(data, [ITEM._replace(name="乙")], "审核", LIMITS)
    assert [one.name for one in comments_in(again, LIMITS)] == ["名", "乙"]


@pytest.mark.parametrize(
    "tail",
    [b"", b"1 0 obj\n<<", b"1 0 obj\n[]\nendobj\nxref\ntrailer\n<</Size x>>\n", b"\xff" * 90],
)
@pytest.mark.parametrize("end", [b"", b"startxref\n12\n%%EOF\n"])
def test_what_pdfium_would_not_write_stays_as_it_is(tail: bytes, end: bytes) -> None:
    written = b"%PDF-1.7\n" + tail + end
    assert kept_to_changes(written, 9) == written


def test_texts_that_are_locked_stay_where_they_are() -> None:
    page = b"\n1 0 obj\n<</Annots[<</Subtype/Highlight>>]>>\nendobj\n"
    for lock, kept in ((b"/Encrypt 9 0 R", True), (b"", False)):
        tail = page + b"xref\n0 0\ntrailer\n<</Size 9%b>>\nstartxref\n%d\n%%%%EOF\n"
        written = b"%PDF-1.7" + tail % (lock, 8 + len(page))
        assert (kept_to_changes(written, 8) == written) is kept
