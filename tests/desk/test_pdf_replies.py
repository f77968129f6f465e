"""Replies in the comments of a PDF."""

import pytest
from tests.making.pdf import pdf, say

from juesuan.desk.finding_marks import with_mark
from juesuan.desk.pdf_replies import replies_in_pdf, replies_of_comments
from juesuan.model.page import Box, Limits, Unreadable
from juesuan.model.review import Reply
from juesuan.sources.pdf.pdf_comments import PdfComment, PdfHighlight, comments_in, with_highlights

MARK = "0123456789ab@a1a1a1a1"
OURS = PdfComment(MARK, with_mark("错误：应为 8.00", MARK), "juesuan")


def test_answers_and_words_behind_the_mark_are_replies() -> None:
    comments = [
        OURS,
        PdfComment("", "已改正", "张三", 0),
        PdfComment("", "还要核", "李四", 1),
        PdfComment("", "别的话", "王五"),
        OURS._replace(text=f"{OURS.text}直接写在后面"),
    ]
    assert replies_of_comments(comments) == [
        Reply(MARK, "已改正", "张三"),
        Reply(MARK, "还要核", "李四"),
        Reply(MARK, "直接写在后面"),
    ]


def test_a_comment_whose_text_was_replaced_is_known_by_its_name() -> None:
    comments = [OURS._replace(text="改过了"), PdfComment("", "好", "张三", 0)]
    assert replies_of_comments(comments) == [Reply(MARK, "好", "张三")]


def test_no_marked_comment_is_refused() -> None:
    with pytest.raises(Unreadable, match="juesuan mark"):
        replies_of_comments([PdfComment("", "话", "张三")])


def test_comments_put_into_a_pdf_are_read_back() -> None:
    item = PdfHighlight(1, Box(50, 50, 200, 80), "", MARK, OURS.text)
    marked = with_highlights(pdf(say(60, 60, "1.00")), [item], "juesuan", Limits())
    assert [one.text for one in comments_in(marked, Limits())] == [OURS.text]
    assert replies_in_pdf(marked, Limits()) == []
