"""Numbers that Word prints before paragraphs: counted as Word counts them, never in the text."""

from __future__ import annotations

import pytest
from tests.making.grids import shown
from tests.making.word_parts import cell, package, para, root, row, table

from juesuan.model.page import Limits
from juesuan.sources.docx import read_docx

Levels = tuple[tuple[str, str, str], ...]  # format, text, and whatever else a level says
CHINESE: Levels = (
    ("chineseCounting", "第%1部分", ""),
    ("chineseCounting", "%2、", ""),
    ("chineseCounting", "（%3）", ""),
    ("decimal", "%4.", ""),
)


def level(at: int, style: str, text: str, more: str = "") -> str:
    """One level of a list."""
    start = "" if "w:start " in more else '<w:start w:val="1"/>'
    return (
        f'<w:lvl w:ilvl="{at}">{start}<w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(identity: int, levels: Levels, more: str = "") -> str:
    """A list as it is defined."""
    inner = "".join(level(at, *each) for at, each in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="{identity}">{more}{inner}</w:abstractNum>'


def use(identity: int, of: int, over: str = "") -> str:
    """A list as paragraphs name it."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{over}</w:num>'


def numbering(*nodes: str) -> str:
    """The part that holds all lists."""
    return root("numbering", "".join(nodes))


def item(text: str, at: int = 0, identity: int = 1) -> str:
    """A paragraph of a list."""
    return para(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{identity}"/></w:numPr>')


def lines(body: str, lists: str, styles: str = "") -> list[object]:
    """What is shown."""
    parts = {"numbering": lists} | ({"styles": styles} if styles else {})
    return shown(read_docx("甲.docx", package(body, parts), Limits()).pages[0].blocks)


def printed(levels: Levels, *items: tuple[int, str]) -> list[object]:
    """Paragraphs of one list, each on a level."""
    body = "".join(item(text, at) for at, text in items)
    return lines(body, numbering(definition(1, levels), use(1, 1)))


def test_parts_items_and_numbers_are_counted_on_their_levels() -> None:
    assert printed(
        CHINESE,
        *((0, "概况"), (1, "职责"), (2, "甲"), (2, "乙"), (3, "丙"), (1, "机构"), (2, "丁")),
        *((0, "报表"), (1, "总表")),
    ) == [
        *("第一部分 概况", "一、职责", "（一）甲", "（二）乙", "1. 丙", "二、机构", "（一）丁"),
        *("第二部分 报表", "一、总表"),
    ]


def test_levels_above_are_said_too() -> None:
    levels = (("decimal", "%1", ""), ("decimal", "%1.%2", ""), ("decimal", "%1.%2.%3", ""))
    assert printed(levels, (0, "甲"), (1, "乙"), (1, "丙"), (2, "丁"), (0, "戊"), (2, "己")) == [
        *("1 甲", "1.1 乙", "1.2 丙", "1.2.1 丁", "2 戊", "己")
    ]


def test_a_level_that_was_passed_over_has_no_number_that_all_programs_print() -> None:
    assert printed(CHINESE, (1, "职责"), (0, "概况"), (1, "机构"), (0, "报表")) == [
        *("一、职责", "概况", "一、机构", "报表")
    ]


def test_a_legal_level_says_the_others_in_digits() -> None:
    levels = (("chineseCounting", "%1、", ""), ("decimal", "%1.%2", "<w:isLgl/>"))
    assert printed(levels, (0, "甲"), (1, "乙")) == ["一、甲", "1.1 乙"]


def test_a_list_begins_where_it_says() -> None:
    later = (("decimal", "%1、", '<w:start w:val="5"/>'),)
    assert printed(later, (0, "甲"), (0, "乙")) == ["5、甲", "6、乙"]


def test_a_level_that_does_not_restart_goes_on() -> None:
    levels = (CHINESE[0], ("decimal", "（%2）", '<w:lvlRestart w:val="0"/>'))
    assert printed(levels, (0, "甲"), (1, "乙"), (0, "丙"), (1, "丁")) == [
        *("第一部分 甲", "（1）乙", "第二部分 丙", "（2）丁")
    ]


def test_lists_of_one_definition_count_together_unless_one_starts_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbering(definition(1, CHINESE[1:2]), use(1, 1), use(2, 1), use(3, 1, anew))
    levels = "".join(
        item(text, 0, at) for text, at in [*zip("甲乙丙丁", (1, 2, 3, 3), strict=True)]
    )
    assert lines(levels, lists.replace("%2", "%1")) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_level_may_be_overridden() -> None:
    over = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'
    lists = numbering(definition(1, CHINESE[:1]), use(1, 1, over))
    assert lines(item("甲"), lists) == ["I)甲"]


def style(name: str, properties: str, based: str = "") -> str:
    """A style of paragraphs."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    inner = f"{base}<w:pPr><w:numPr>{properties}</w:numPr></w:pPr>"
    return f'<w:style w:type="paragraph" w:styleId="{name}">{inner}</w:style>'


FIRST, SECOND = '<w:numId w:val="1"/>', '<w:ilvl w:val="1"/>'
STYLED = root(
    "styles",
    style("A", FIRST) + style("B", "", "A") + style("C", SECOND + FIRST) + style("D", FIRST),
)


def test_a_style_may_say_the_list() -> None:
    levels = (*CHINESE[:2], ("chineseCounting", "（%3）", '<w:pStyle w:val="D"/>'))
    lists = numbering(definition(1, levels), use(1, 1))
    body = "".join(para(text, f'<w:pStyle w:val="{text}"/>') for text in "ABCD")
    assert lines(body, lists, STYLED) == ["第一部分 A", "第二部分 B", "一、C", "（一）D"]
    none = para("甲", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(none, lists, STYLED) == ["甲"]


def test_a_list_may_be_defined_by_the_style_of_another() -> None:
    lists = numbering(
        definition(1, (), '<w:numStyleLink w:val="公"/>'),
        definition(2, CHINESE[:1], '<w:styleLink w:val="公"/>'),
        use(1, 1),
    )
    assert lines(item("甲"), lists) == ["第一部分 甲"]


def test_links_in_a_loop_end() -> None:
    link = '<w:styleLink w:val="{}"/><w:numStyleLink w:val="{}"/>'
    lists = numbering(
        definition(1, (), link.format("a", "b")),
        definition(2, (), link.format("b", "a")),
        use(1, 1),
    )
    assert lines(item("甲"), lists) == ["甲"]
    loop = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert lines(para("甲", '<w:pStyle w:val="A"/>'), lists, root("styles", loop)) == ["甲"]


@pytest.mark.parametrize(
    "style, text, more, shown_",
    [
        ("bullet", "·", "", "·甲"),
        ("bullet", "\uf06c", "", "•甲"),
        ("none", "", "", "甲"),
        ("none", "注：", "", "注：甲"),
        ("thaiLetters", "%1.", "", "甲"),
        ("decimal", "%1", '<w:suff w:val="nothing"/>', "1 甲"),
        ("chineseCounting", "%1", '<w:suff w:val="nothing"/>', "一甲"),
        ("chineseCounting", "%1", '<w:suff w:val="space"/>', "一 甲"),
        ("decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>", "甲"),
        ("decimalEnclosedCircle", "%1", "", "① 甲"),
        ("decimal", "%9.", "", "甲"),
    ],
)
def test_what_is_printed_before_the_text(style: str, text: str, more: str, shown_: str) -> None:
    assert printed(((style, text, more),), (0, "甲")) == [shown_]


def test_what_no_list_defines_is_not_numbered() -> None:
    assert lines(item("甲", 0, 7), numbering()) == ["甲"]
    assert lines(item("甲", 8), numbering(definition(1, CHINESE), use(1, 1))) == ["甲"]


def test_a_paragraph_that_is_gone_is_not_counted() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    deleted = para("<w:del>" + "<w:r><w:delText>无</w:delText></w:r>" + "</w:del>", number + gone)
    lists = numbering(definition(1, CHINESE), use(1, 1))
    assert lines(item("甲", 1) + deleted + item("乙", 1), lists) == ["一、甲", "二、乙"]


def test_cells_are_numbered_and_empty_ones_too() -> None:
    rows = [row(cell(item("", 3)), cell("收入"), "5.00") for _ in range(2)]
    lists = numbering(definition(1, CHINESE), use(1, 1))
    assert lines(table(*rows), lists) == [[["1.", "收入", "5.00"], ["2.", "收入", "5.00"]]]
