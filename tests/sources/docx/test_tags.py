"""Names of elements and attributes, transitional and strict alike."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.making.word_parts import STRICT, W, root

from juesuan.sources.docx.tags import attribute, child, chosen, every, holds, number, switch, tag

XML = root(
    "body",
    '<w:p w:val="7"><w:pPr><w:b/><w:i w:val="0"/><w:u w:val="甲"/></w:pPr><w:t/></w:p>'
    '<other xmlns="urn:x"/><bare xmlns=""/>',
)


@pytest.mark.parametrize("xml", [XML, XML.replace(W, STRICT)])
def test_both_spellings_are_one(xml: str) -> None:
    body = etree.fromstring(xml.encode())
    assert tag(body) == "w:body"
    paragraph = child(body, "w:p")
    assert attribute(paragraph) == "7"
    assert number(paragraph) == 7
    assert [tag(node) for node in every(body, "w:t", "w:b")] == ["w:b", "w:t"]
    assert holds(body, "w:b")
    assert not holds(body, "w:tbl")


def test_switches_and_numbers_that_are_not_there_or_are_none() -> None:
    properties = child(etree.fromstring(XML.encode()), "w:p", "w:pPr")
    assert switch(child(properties, "w:b")) is True
    assert switch(child(properties, "w:i")) is False
    assert switch(child(properties, "w:none")) is None
    assert number(child(properties, "w:u"), otherwise=3) == 3
    assert number(None, otherwise=4) == 4
    assert attribute(None) == ""
    assert child(properties, "w:none", "w:b") is None


def test_names_of_nobody_are_told_apart() -> None:
    assert [tag(node) for node in etree.fromstring(XML.encode())[1:]] == ["?:other", "?:bare"]


def test_of_alternatives_the_first_that_says_anything() -> None:
    def both(first: str, second: str) -> etree._Element:
        inner = f"<mc:Choice>{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback>"
        return etree.fromstring(root("body", inner).encode())

    for first, second, wanted in (
        ("<w:t/>", "<w:t/>", "mc:Choice"),
        ("<w:drawing/>", "<w:t/>", "mc:Fallback"),
        ("", "", "mc:Choice"),
    ):
        option = chosen(both(first, second))
        assert option is not None
        assert tag(option) == wanted
    assert chosen(etree.fromstring(root("body", "").encode())) is None
