"""HTML made of elements: whatever text goes in, it is text that a browser takes out again."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from juesuan.model.page import Cell, Grid
from juesuan.publishing import grid
from juesuan.publishing.markdown import drawn, table
from juesuan.publishing.markup import Html, element, escaped, fragment, joined, lines
from juesuan.publishing.screen import UNSEEN

HOSTILE = "</td><script>alert(1)</script>&lt;\"' onclick=x"
STEERING = re.compile(rf"[\x00-\x08\x0b-\x1f\ufeff{UNSEEN}]")
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from([HOSTILE, "a\x1b[31m"])


def parsed(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<!doctype html><body>{page}</body>")


@given(TEXTS, TEXTS)
@example(HOSTILE, HOSTILE)
def test_a_text_stays_text_inside_and_in_an_attribute(inside: str, title: str) -> None:
    page = parsed(element("p", inside, title=title))
    (body,) = page.css("body")
    assert [node.tag for node in body.iter()] == ["p"]
    (node,) = page.css("p")
    assert node.text(deep=True) == STEERING.sub("", inside)
    assert node.attributes == {"title": STEERING.sub("", title)}
    assert [child.tag for child in node.iter()] == []


@given(TEXTS)
def test_nothing_is_escaped_twice_and_nothing_not_at_all(text: str) -> None:
    once = escaped(text)
    assert isinstance(once, Html)
    assert escaped(once) is once
    assert element("p", once) == element("p", text)
    assert joined("", [once]) == once == escaped(str(text))


def test_html_through_other_hands_is_text_again() -> None:
    bold = element("b", "粗")
    assert element("p", bold) == "<p><b>粗</b></p>"
    assert element("p", f"{bold}") == "<p>&lt;b&gt;粗&lt;/b&gt;</p>"
    assert element("p", bold + bold).startswith("<p>&lt;")


def test_an_attribute_is_text_even_where_it_is_html() -> None:
    assert element("a", title=element("b")) == '<a title="&lt;b&gt;&lt;/b&gt;"></a>'


def test_attributes_that_are_none_are_not_written() -> None:
    assert element("details", id=None, open=False) == "<details></details>"
    assert element("details", class_="", open=True) == '<details class="" open></details>'
    drawn = element("path", d="M0 0", stroke_linejoin="round", aria_label="甲", name="乙")
    assert drawn == '<path d="M0 0" stroke-linejoin="round" aria-label="甲" name="乙"/>'
    assert element("input", type="checkbox", checked=True) == '<input type="checkbox" checked>'
    assert element("svg", element("rect", x="0")) == '<svg><rect x="0"/></svg>'


def test_what_stands_between_is_text_too() -> None:
    assert joined("<", ["甲", element("b", "乙")]) == "甲&lt;<b>乙</b>"
    assert lines(["甲", element("b", "乙")]) == "甲\n<b>乙</b>\n"
    assert lines([]) == ""


@pytest.mark.parametrize("name", ["03:2010301:1", "甲\x1b乙", "\ud800", "a b#c"])
def test_what_leads_to_an_id_is_of_plain_signs(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9%._~/-]*", fragment(name))


def test_a_grid_is_drawn_with_its_spans() -> None:
    cells = (Cell("甲", 0, 0, rows=2), Cell("乙<", 0, 1, columns=2), Cell("1", 1, 1))
    assert grid.drawn(Grid((*cells, Cell("2", 1, 2)), 2, 3)) == (
        '<table>\n<tr><td rowspan="2">甲</td><td colspan="2">乙&lt;</td></tr>\n'
        "<tr><td>1</td><td>2</td></tr>\n</table>"
    )


def test_a_table_has_a_head_and_a_caption_where_it_is_given_them() -> None:
    assert grid.listed(("栏",), [("<",)], "表") == (
        "<table><caption>表</caption><thead><tr><th>栏</th></tr></thead>"
        "<tbody>\n<tr><td>&lt;</td></tr>\n</tbody></table>"
    )


@given(TEXTS)
@example("[x](javascript:1)*粗*`<b>`")
def test_a_cell_in_markdown_is_markup_of_neither_kind(text: str) -> None:
    rows = str(table([[text]]))
    assert rows == drawn(Grid((Cell(text, 0, 0),), 1, 1))
    inside = rows.removeprefix("<table>\n<tr><td>").removesuffix("</td></tr>\n</table>")
    assert not re.search(r"[<>\[\]`*|\\]", inside)
    (field,) = parsed(rows).css("td")
    assert field.text(deep=True) == " ".join(STEERING.sub(" ", text).split())
