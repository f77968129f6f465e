"""Headings by their style or their outline level, taken from the style they are based on."""

from __future__ import annotations

import pytest
from tests.making.word_parts import package, para, root

from juesuan.model.page import Limits, Line
from juesuan.sources.docx import read_docx

STYLES = root(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="z"><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>',
)


@pytest.mark.parametrize(
    "properties, level",
    [
        ("", 0),
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="x"/>', 1),
        ('<w:pStyle w:val="y"/>', 3),
        ('<w:pStyle w:val="z"/>', 0),
        ('<w:pStyle w:val="none"/>', 0),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:outlineLvl w:val="77"/>', 0),
        ('<w:outlineLvl w:val="甲"/>', 0),
    ],
)
def test_the_level_of_a_heading(properties: str, level: int) -> None:
    data = package(para("甲", properties), {"styles": STYLES})
    (line,) = read_docx("甲", data, Limits()).pages[0].blocks
    assert isinstance(line, Line)
    assert line.heading == level


def test_the_usual_style_may_be_a_heading() -> None:
    styles = STYLES.replace("Normal", "heading 2")
    (line,) = read_docx("甲", package(para("甲"), {"styles": styles}), Limits()).pages[0].blocks
    assert isinstance(line, Line)
    assert line.heading == 2
