"""Replies in the comments of a DOCX, by thread, by place, and behind the mark."""

import pytest
from tests.making.word_parts import package, para, run

from juesuan.desk.docx_replies import W14, W15, replies_in_docx
from juesuan.model.page import Unreadable
from juesuan.model.review import Reply

MARK = "0123456789ab@a1a1a1a1"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OURS = f"错误：应为 8.00【{MARK}】"
STARTS = '<w:commentRangeStart w:id="{}"/>'


def comments(*texts: tuple[str, str, str]) -> str:
    items = "".join(
        f'<w:comment w:id="{at}" w:author="{author}"><w:p w14:paraId="{name}"><w:r><w:t>{text}'
        "</w:t></w:r></w:p></w:comment>"
        for at, (author, name, text) in enumerate(texts)
    )
    return f'<w:comments xmlns:w="{WORD}" xmlns:w14="{W14[1:-1]}">{items}</w:comments>'


def threads(*pairs: tuple[str, str]) -> str:
    items = "".join(
        f'<w15:commentEx w15:paraId="{name}" w15:paraIdParent="{parent}"/>'
        for name, parent in pairs
    )
    return f'<w15:commentsEx xmlns:w15="{W15[1:-1]}">{items}</w15:commentsEx>'


def document(body: str, said: str, threaded: str = "") -> bytes:
    parts = {"comments": said} | ({"commentsExtended": threaded} if threaded else {})
    return package(body, parts)


def test_an_answer_is_found_by_its_thread() -> None:
    said = comments(("juesuan", "A", OURS), ("张三", "B", "已改正"), ("李四", "C", "再核"))
    data = document(para(run("九")), said, threads(("B", "A"), ("C", "B")))
    assert replies_in_docx(data) == [Reply(MARK, "已改正", "张三"), Reply(MARK, "再核", "李四")]


def test_without_threads_it_is_found_where_both_begin() -> None:
    said = comments(("juesuan", "", OURS), ("张三", "", "已改正"), ("王五", "", "别处的话"))
    body = para(STARTS.format(0) + STARTS.format(1) + run("九") + STARTS.format(2) + run("八"))
    assert replies_in_docx(document(body, said)) == [Reply(MARK, "已改正", "张三")]


def test_words_behind_the_mark_are_a_reply() -> None:
    said = comments(("juesuan", "", f"{OURS} 同意"))
    assert replies_in_docx(document(para(run("九")), said)) == [Reply(MARK, "同意")]


def test_no_marked_comment_is_refused() -> None:
    with pytest.raises(Unreadable, match="juesuan mark"):
        replies_in_docx(document(para(run("九")), comments(("张三", "", "话"))))
    with pytest.raises(Unreadable, match="juesuan mark"):
        replies_in_docx(package(para(run("九"))))
