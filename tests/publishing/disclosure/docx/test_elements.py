"""Elements: texts are texts, line ends are kept, fields have their three parts."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.making.word_taken_apart import W, words

from juesuan.publishing.disclosure.docx.elements import (
    SEEN_INSTEAD,
    element,
    field,
    letters,
    linked,
    paragraph,
    run,
    twips,
    w,
)


@given(st.text())
def test_any_text_is_written_and_read_back_as_it_is_shown(text: str) -> None:
    node = etree.fromstring(etree.tostring(w("p", run(text))))
    assert words(node) == "\n".join(letters(line) for line in text.split("\n"))


def test_what_no_xml_holds_is_seen_to_be_missing() -> None:
    assert letters("甲\ud800乙\uffff") == f"甲{SEEN_INSTEAD}乙{SEEN_INSTEAD}"


def test_what_steers_is_a_blank_and_blanks_are_kept() -> None:
    assert letters("共  \x1b\u202e3 ") == "共   3 "


def test_properties_follow_the_style_in_the_order_given() -> None:
    node = paragraph("Normal", [run("文")], w("keepNext"), w("jc", val="left"))
    inside = [etree.QName(child).localname for child in node[0]]
    assert inside == ["pStyle", "keepNext", "jc"]


def test_a_field_says_what_it_last_came_to() -> None:
    node = w("p", *field("PAGE", "7"))
    kinds = [mark.get(f"{W}fldCharType") for mark in node.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert words(node) == "7"


def test_a_link_leads_to_its_bookmark() -> None:
    assert linked("_n1", run("文")).get(f"{W}anchor") == "_n1"


def test_attributes_of_other_vocabularies_have_no_prefix() -> None:
    assert element("wp:extent", cx=1, cy=2.5).items() == [("cx", "1"), ("cy", "2.5")]


def test_a_point_is_twenty_twips() -> None:
    assert twips(10.52) == 210
