"""Bookmarks: short, plain, never the same for two; only what is led to is marked."""

import re

from hypothesis import given
from hypothesis import strategies as st
from tests.making.disclosures import disclosure
from tests.making.word_taken_apart import W, paragraphs, tree, words, written

from juesuan.model.disclosure import Heading
from juesuan.model.number import Address
from juesuan.publishing.disclosure.docx.bookmarks import (
    Bookmarks,
    bookmark_name,
    heading_bookmark,
)
from juesuan.publishing.disclosure.docx.elements import run


@given(st.text(), st.text())
def test_two_texts_have_two_names_that_word_allows(first: str, second: str) -> None:
    names = bookmark_name("n", first), bookmark_name("n", second)
    assert (names[0] == names[1]) == (first == second)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.ASCII) for name in names)


def test_a_name_may_be_read() -> None:
    assert bookmark_name("n", "03:2010301:1").startswith("_n03_2010301_1_")


def test_only_cells_that_the_text_leads_to_are_marked() -> None:
    marks = Bookmarks(disclosure())
    total, other = Address.parse("01:收入总计:1"), Address.parse("01:支出总计:2")
    assert set(marks.cells) == {total}
    assert len(marks.around_cell(other, [run("1")])) == 1
    assert len(marks.around_cell(None, [run("1")])) == 1
    assert len(marks.around_cell(total, [run("1")])) == 3


def test_a_mark_is_set_once() -> None:
    marks = Bookmarks(disclosure())
    total, heading = Address.parse("01:收入总计:1"), Heading(1, "文", "甲")
    assert [len(marks.around_cell(total, [])) for _ in range(2)] == [2, 0]
    assert [len(marks.around_heading(heading, [])) for _ in range(2)] == [2, 0]


def test_every_link_of_a_document_leads_somewhere() -> None:
    data = tree(written())
    names = [mark.get(f"{W}name") for mark in data.iter(f"{W}bookmarkStart")]
    numbers = [mark.get(f"{W}id") for mark in data.iter(f"{W}bookmarkStart")]
    anchors = [link.get(f"{W}anchor") for link in data.iter(f"{W}hyperlink")]
    assert anchors
    assert set(anchors) <= set(names)
    assert len(names) == len(set(names)) == len(set(numbers))
    assert numbers == [mark.get(f"{W}id") for mark in data.iter(f"{W}bookmarkEnd")]


def test_a_number_of_the_text_leads_to_its_cell() -> None:
    data = written()
    name = bookmark_name("n", "01:收入总计:1")
    links = [
        words(link)
        for node in paragraphs(data)
        for link in node.iter(f"{W}hyperlink")
        if link.get(f"{W}anchor") == name
    ]
    (mark,) = [m for m in tree(data).iter(f"{W}bookmarkStart") if m.get(f"{W}name") == name]
    assert links == [words(mark.getparent())]


def test_a_heading_has_the_bookmark_of_its_id() -> None:
    assert heading_bookmark(Heading(1, "甲", "部分-1")) == heading_bookmark(
        Heading(2, "乙", "部分-1")
    )
