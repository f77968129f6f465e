"""Markdown, plain text and HTML: lines, headings, tables, places, and no numeral lost."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import MANY, examples
from tests.making.grids import shown

from juesuan.model.page import Document, Grid, Limits, Line, Unreadable
from juesuan.sources.html import read_html
from juesuan.sources.markdown import read_markdown

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "jinan-lixia-2023.md"
LIMITS = Limits()


def read(text: str, limits: Limits = LIMITS) -> Document:
    return read_markdown("文.md", text.encode(), limits)


def blocks(text: str) -> tuple[Line | Grid, ...]:
    return read(text).pages[0].blocks


def grid(text: str) -> Grid:
    (found,) = (block for block in blocks(text) if isinstance(block, Grid))
    return found


def texts(document: Document) -> list[str]:
    return [
        text
        for block in document.pages[0].blocks
        for text in ([block.text] if isinstance(block, Line) else [c.text for c in block.cells])
    ]


def numerals(said: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", said))


def test_one_page_without_number_and_the_hash_of_the_bytes() -> None:
    document = read("")
    assert document.name == "文.md"
    assert document.sha256.startswith("e3b0c44298fc")
    assert [(page.number, page.blocks) for page in document.pages] == [(None, ())]


@pytest.mark.parametrize(
    "source, level, text",
    [
        ("# 目 录", 1, "目 录"),
        ("###### **（一）收入** ##", 6, "（一）收入"),
        ("##一、收入", 2, "一、收入"),
        ("# 用 C#", 1, "用 C#"),
        ("####### 七", 0, "####### 七"),
        ("#1 机组", 0, "#1 机组"),
        ("　　2023 年度  ", 0, "2023 年度"),
        ("**一、收入：**指<b>本年</b>", 0, "一、收入：指本年"),
        (r"≥\*，A\*B", 0, "≥*，A*B"),
        ("370102**********1234", 0, "370102**********1234"),
        ("5*3 与 2*x", 0, "5*3 与 2*x"),
        ("若 a<b 且 c>d", 0, "若 a<b 且 c>d"),
        ('<font color="#f00">1</font><p class=a>2', 0, "1 2"),
        ("若 a<b 2>1", 0, "若 a<b 2>1"),
        ("5.83<sup>1</sup>", 0, "5.83 1"),
        ("A&amp;B &lt;1", 0, "A&B <1"),
        ("- 一、收入", 0, "- 一、收入"),
    ],
)
def test_a_line_loses_its_markup_and_nothing_else(source: str, level: int, text: str) -> None:
    (line,) = blocks(f"\n{source}\n")
    assert isinstance(line, Line)
    assert (line.text, line.heading, line.place.line) == (text, level, 2)


def test_pipes_with_and_without_a_frame() -> None:
    framed = grid("前\n\n| 项目 | 金额 |\n|---|--:|\n| a\\|b | **1** |\n| 2 |")
    bare = grid("前\n\n项目|金额\n:-|-:\na\\|b|**1**\n2|")
    assert framed == bare
    assert shown((framed,)) == [[["项目", "金额"], ["a|b", "1"], ["2", ""]]]
    assert [cell.place.line for cell in framed.cells] == [3, 3, 5, 5, 6, 6]


def test_framed_rows_need_no_row_of_dashes_and_dashes_may_be_data() -> None:
    assert shown(blocks("|1|2|\n|3|4|\n|-|-|")) == [[["1", "2"], ["3", "4"], ["-", "-"]]]


def test_a_pipe_in_a_sentence_is_no_table() -> None:
    assert shown(blocks("a|b\nc|d")) == ["a|b", "c|d"]


def test_tabs_make_a_grid_until_a_line_without() -> None:
    found = blocks("部门：某局\n项 目\t行次\t金 额\n<b>总计</b>\t31\n\n\t\t5.00\t6\n注：1\n")
    assert shown(found) == [
        "部门：某局",
        [["项 目", "行次", "金 额"], ["总计", "31", ""]],
        [["", "", "5.00", "6"]],
        "注：1",
    ]
    assert [block.place.line for block in found] == [1, 2, 5, 6]


def test_a_one_cell_line_or_a_new_page_ends_a_block_of_tabs() -> None:
    assert shown(blocks("a\t1\n合计\nb\t2\n\fc\t3")) == [
        [["a", "1"]],
        "合计",
        [["b", "2"]],
        [["c", "3"]],
    ]


def test_a_tab_that_indents_a_sentence_makes_no_table() -> None:
    assert shown(blocks("\t2023 年度收入合计 5 万元。\n1.\t第一项\n")) == [
        "2023 年度收入合计 5 万元。",
        "1.\t第一项",
    ]


def test_html_tables_in_text_with_spans() -> None:
    found = grid(
        "# 表\n<table><tr><td rowspan=2>项目<td colspan='2'>本年&amp;<b>支出</b></tr>\n"
        "<tr><td>小<br>计</td></tr></table>\n尾"
    )
    assert (found.height, found.width, found.place.line) == (2, 3, 2)
    assert shown((found,)) == [[["项目", "本年&支出", "本年&支出"], ["项目", "小 计", ""]]]
    assert [(c.rows, c.columns, c.place.line) for c in found.cells] == [
        (2, 1, 2),
        (1, 2, 2),
        (1, 1, 3),
        (1, 1, 3),
    ]


def test_no_field_is_covered_twice() -> None:
    found = grid("<table><tr><td>a<td rowspan=9>b<tr><td colspan=5>c<td rowspan=0>d<tr></table>")
    covered = Counter(
        (row, column)
        for cell in found.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    )
    assert covered == Counter({(r, c): 1 for r in range(found.height) for c in range(found.width)})


def test_text_before_a_table_in_the_same_line_is_a_line() -> None:
    assert shown(blocks("**表** 1 <b1<table><tr><td>2<td>3</table>")) == ["表 1 <b1", [["2", "3"]]]


def test_an_html_table_never_closed_ends_at_a_blank_line() -> None:
    assert shown(blocks("<table>\n<tr><td>1<td>2\n\n# 后")) == [[["1", "2"]], "后"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["1"] * 11),
        "1\t2\n\t\t\t\t\t\t",
        "<table>" + "<tr><td rowspan=60000 colspan=999>1" * 2 + "</table>",
        "<table>" + "<tr><td>1<td>2" * 5 + "<td>3</table>",
    ],
)
def test_more_cells_than_the_limit_are_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="过多"):
        read(text, Limits(cells=10))


def test_the_jinan_sample() -> None:
    if not SAMPLE.exists():
        pytest.skip("the shared samples are not beside this checkout")
    data = SAMPLE.read_bytes()
    document = read_markdown(SAMPLE.name, data, LIMITS)
    grids = [block for block in document.pages[0].blocks if isinstance(block, Grid)]
    assert [(g.height, g.width) for g in grids[:4]] == [(34, 6), (15, 9), (11, 9), (16, 8)]
    assert len(grids) == 23
    row = [cell.text if cell else None for cell in grids[3].fields[6]]
    assert row == ["2010301", "行政运行", "767.40", "758.39", "9.02", "", "", ""]
    assert grids[3].cells[6 * 8].place.line == 198
    assert numerals(data.decode()) == numerals("\n".join(texts(document)))


WORDS = st.text("收支总计 元%.,-（）:：#1234567890０９", max_size=8)
PLAIN = st.lists(WORDS, max_size=4).map(" ".join)
BOLD = WORDS.map(lambda word: f" **{word}** <b>{word}</b> \\* ")
FIELDS = st.lists(PLAIN | BOLD, min_size=1, max_size=5)
TABLE = st.lists(FIELDS, min_size=1, max_size=5)
PART = st.one_of(
    PLAIN,
    BOLD,
    TABLE.map(lambda rows: "\n".join("\t".join(row) for row in rows)),
    TABLE.map(lambda rows: "|a|\n|--|\n" + "\n".join(f"|{'|'.join(row)}|" for row in rows)),
    TABLE.map(
        lambda rows: (
            "<table>"
            + "\n".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) for row in rows)
            + "</table>"
        )
    ),
)


@settings(max_examples=examples(MANY))
@given(st.lists(PART).map("\n".join))
def test_every_numeral_of_the_source_is_in_the_document_once(text: str) -> None:
    assert numerals(text) == numerals("\n".join(texts(read(text))))


MARKS = "** * \\ | # <b> </b> <table> </table> <tr> <td> <p> --- |-|-| < > 万 。 1 23 4.5 &amp;"
PIECES = st.sampled_from([*MARKS.split(), "\n", "\n\n", "\t", " ", "\f"])


@given(st.lists(PIECES).map("".join))
def test_no_broken_markup_loses_or_doubles_a_digit(text: str) -> None:
    digits = Counter(re.findall(r"\d", text))
    assert digits == Counter(re.findall(r"\d", "\n".join(texts(read(text)))))


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for reader in (read_markdown, read_html):
        try:
            document = reader("文", data, LIMITS)
        except Unreadable:
            continue
        for block in document.pages[0].blocks:
            if isinstance(block, Grid):
                assert all(cell is not None for row in block.fields for cell in row)
