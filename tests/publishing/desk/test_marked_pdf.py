"""A user's PDF with highlights: one for each place, those without a place in the margin."""

from dataclasses import replace

from tests.making.desk import FINDING, OTHER, WRONG
from tests.making.pdf import pdf, say

from juesuan.model.page import Box, Limits, Place
from juesuan.publishing.desk.marked_pdf import marked_pdf
from juesuan.sources.pdf.pdf_comments import comments_in


def test_every_finding_has_its_comment_with_its_mark() -> None:
    line = Place(1, box=Box(0, 0, 400, 300))
    finding = replace(FINDING, actual="9.00", places=((line, "为9.00"), (line, "8.00")))
    document = replace(WRONG, findings=(finding, OTHER))
    data = marked_pdf(pdf(say(50, 50, "9.00 8.00")), document, Limits())
    comments = comments_in(data, Limits())
    names = [one.name for one in comments]
    assert names == [
        "0123456789ab@a1a1a1a1",
        "0123456789ab@a1a1a1a1#2",
        "ba9876543210@a1a1a1a1",
    ]
    assert all("【" in one.text and one.author == "juesuan 审核" for one in comments)
