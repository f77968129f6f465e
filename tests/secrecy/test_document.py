"""Documents marked as state secrets are refused, wherever the marking stands; ordinary ones not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.markings import marked, stacks, texts
from tests.documents.unmarked import ordinary
from tests.making.asides import (
    attached,
    bookmarked,
    drawn,
    field,
    note,
    of_ones_own,
    titled,
    with_objects,
)
from tests.making.grids import grid
from tests.making.pdf import say

from juesuan.model.page import Aside, Cell, Document, Grid, Line, Page, Place, Unreadable
from juesuan.secrecy.document import (
    AROUND,
    LINES,
    MARKED,
    refuse_marked,
    refuse_secret,
    refuse_table,
)
from juesuan.sources.open import open_document


def is_refused(name: str, data: bytes) -> bool:
    """Whether a document is refused as marked; the reason tells nothing of it."""
    try:
        open_document(name, data)
    except Unreadable as error:
        return str(error) == MARKED and error.__context__ is None
    return False


def test_every_marked_document_is_refused() -> None:
    made = marked()
    assert len(made) > 400
    missed = [(name, text) for name, text in made if not is_refused(name, text.encode())]
    assert missed == []


def test_no_ordinary_document_is_refused() -> None:
    made = ordinary()
    assert len(made) > 300
    wrong = [(name, text) for name, text in made if is_refused(name, text.encode())]
    assert wrong == []


PLACES: tuple[Callable[[str], bytes], ...] = (
    lambda mark: note("Text", mark),
    lambda mark: note("FreeText", mark),
    lambda mark: note("Popup", mark),
    drawn,
    field,
    attached,
    titled,
    of_ones_own,
    bookmarked,
)


@pytest.mark.parametrize("place", range(len(PLACES)))
@pytest.mark.parametrize("mark", ["机密★10年", "密级：秘密", "某局文件 绝密☆长期"])
def test_a_marking_on_no_page_of_a_pdf_is_found(place: int, mark: str) -> None:
    assert is_refused("a.pdf", PLACES[place](mark))


@pytest.mark.parametrize("place", range(len(PLACES)))
@pytest.mark.parametrize("text", ["密级：无", "保密审查情况：已审查", "保守国家秘密"])
def test_ordinary_words_on_no_page_of_a_pdf_are_read(place: int, text: str) -> None:
    assert not is_refused("a.pdf", PLACES[place](text))


@pytest.mark.parametrize(
    "content",
    [
        say(60, 780, "机密★10年"),
        say(60, 780, "某局文件 机密★10年"),
        say(60, 20, "秘密★"),
        say(60, 780, "密级：机密"),
        say(60, 780, "机   密   ★   1 0 年"),
        "".join(say(40, 780 - 37 * n, letter) for n, letter in enumerate("机密★长期")),
        "".join(say(100 + 70 * n, 300 + 70 * n, letter) for n, letter in enumerate("机密★长期")),
        say(60, 780, "机密", way="0 1 -1 0") + say(60, 820, "★长期", way="0 1 -1 0"),
        say(60, 780, "密级") + say(60, 760, "机密"),
    ],
)
def test_a_marking_on_a_page_of_a_pdf_is_found(content: str) -> None:
    body = "".join(say(120, 770 - 30 * n, f"这是第{n}行正文，写得长一些") for n in range(12))
    assert is_refused("a.pdf", with_objects(content=content + body))


def test_a_text_of_nothing_but_lines_about_secrets_is_read_in_no_time() -> None:
    text = "\n".join(["国家秘密分为绝密、机密、秘密三级"] * 20_000)
    assert isinstance(open_document("a.md", text.encode()), Document)


def test_the_examples_are_many_and_differ() -> None:
    assert len(set(texts())) > 150
    assert len(set(stacks())) > 20


STARRED = [
    "秘密★1年",
    "机密 ★ 长期",
    "绝密★",
    "机　密★三年",
    "000001 特急 秘密★6个月",
    "密级：秘密★",
]
FREE = ["保守国家秘密", "秘密", "秘密工作经费 5 万元", "“秘密★1年”为标志", "★机密", "机密*通信"]


@pytest.mark.parametrize("text", STARRED)
def test_a_marking_is_refused_without_a_word_of_the_content(text: str) -> None:
    for source in (f"某局\n\n{text}\n账目", f"密级\t{text}\n", f"<html><p>{text}</p>账目"):
        with pytest.raises(Unreadable) as caught:
            open_document("某局.md", source.encode())
        message = str(caught.value)
        assert not [
            word for word in ("某局", "账目", "★", "机密", "绝密", "1年") if word in message
        ]
        assert caught.value.__context__ is None


@pytest.mark.parametrize("text", FREE)
def test_words_that_are_no_marking_are_read(text: str) -> None:
    assert open_document("某局.md", f"某局\n{text}\n{text}\t5\n".encode()).pages


def page(number: int, *texts: str) -> Page:
    return Page(number, tuple(Line(text, Place()) for text in texts))


def paged(*last: str) -> Document:
    return Document("x", "", (*(page(n, "正文") for n in range(1, 5)), page(5, *last)))


@pytest.mark.parametrize("last", [["秘密★1年 某局文件"], ["一", "二", "三", "四", "机密★长期"]])
def test_later_pages_are_refused_for_a_header_or_a_whole_line(last: list[str]) -> None:
    with pytest.raises(Unreadable):
        refuse_secret(paged(*last))


def test_a_text_about_markings_inside_later_pages_is_read() -> None:
    refuse_secret(paged("一", "二", "三", "四", "秘密★的标志应当标在首页"))


def test_a_marking_in_a_cell_is_refused() -> None:
    grid = Grid((Cell("秘密★1年", 0, 0, Place()),), 1, 1, Place())
    with pytest.raises(Unreadable):
        refuse_secret(Document("x", "", (Page(1, (grid,)),)))


def page_refused(*lines: str, number: int | None = 1) -> bool:
    """Whether a page of these lines is refused."""
    blocks = tuple(Line(text, Place(number)) for text in lines)
    try:
        refuse_secret(Document("某局.pdf", "", (Page(number, blocks),)))
    except Unreadable as error:
        return str(error) == MARKED
    return False


def test_a_bare_level_counts_where_a_page_opens_and_a_page_of_paper_ends() -> None:
    assert page_refused("机密", "正文一段")
    assert page_refused("正文一段", "机密")
    assert not page_refused("正文一段", "机密", number=None)
    assert page_refused("机密", "正文一段", number=None)
    assert not page_refused("正文一段", "机密", "正文又一段")


def test_a_marking_is_found_wherever_it_stands_in_a_long_text() -> None:
    body = ["国家秘密的管理经费"] + ["正文"] * (LINES + 5 * AROUND)
    assert not page_refused(*body, number=None)
    for at in (1, AROUND, LINES // 2, len(body)):
        assert page_refused(*body[:at], "机密★10年", *body[at:], number=None)
        assert page_refused(*body[:at], "密级", "机密", *body[at:], number=None)


def test_a_marking_in_entities_is_found_where_nothing_has_read_them() -> None:
    for text in ("&#x673A;&#x5BC6;★10年", "机&#23494;★", "密级：&#26426;&#23494;"):
        with pytest.raises(Unreadable):
            refuse_marked(Aside((), (text,)))
        with pytest.raises(Unreadable):
            refuse_marked(Aside((text,)))
    refuse_marked(Aside((), ("&#20915;&#31639;",)))


def test_names_and_titles_are_held_to_more_than_texts() -> None:
    for aside in (Aside(("机密",)), Aside((), ("机密★",))):
        with pytest.raises(Unreadable, match="国家秘密标志"):
            refuse_marked(aside)
    with pytest.raises(Unreadable):
        refuse_marked(Aside(), "某局决算（机密）.pdf")
    refuse_marked(Aside((), ("机密",)), "某局决算.pdf")


def test_rows_of_a_table_are_looked_at_across_and_down() -> None:
    for rows in ([["密级", "机密"]], [["密级"], ["机密"]], [["甲", "机密★"], ["乙", "1"]]):
        with pytest.raises(Unreadable):
            refuse_table(rows)
        page = Page(None, (grid("\n".join("|".join(row) for row in rows)),))
        with pytest.raises(Unreadable):
            refuse_secret(Document("", "", (page,)))
    refuse_table([["密级", "件数"], ["机密", "0"], ["秘密", "2"]])
    refuse_table([])


@given(st.lists(st.text("收支机密决算长期年1 ", max_size=6), max_size=8))
def test_no_star_no_label_and_no_period_is_no_marking(lines: list[str]) -> None:
    text = "".join(lines)
    if "密" not in text:
        assert not page_refused(*lines)
