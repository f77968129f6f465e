"""HTML: what is shown in its order, spans as a browser lays them, every place in the source."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.grids import shown

from juesuan.model.page import Block, Grid, Limits, Line, Unreadable
from juesuan.sources.html import html_blocks, read_html, unseen


def web(text: str) -> tuple[Block, ...]:
    """The blocks of a page of HTML."""
    return read_html("文.html", text.encode(), Limits()).pages[0].blocks


def test_a_whole_html_file_in_order_and_only_what_is_shown() -> None:
    blocks = web(
        "<!doctype html>\n<head><title>0</title><style>p{x:1}</style></head>\n"
        "<script>if (a<b) 2</script><!-- 3 -->\n"
        "<h2><span>一、</span>收入</h2>\n<p>收入\n合计<b>5</b>.<i>00</i>&nbsp;万元<br>其中</p>\n"
        "<table><caption>表 1</caption><tr><th>a<th>b</table>\n"
        "<table><tr><td><p>版面</p><table><tr><td>c<td>d</table></table>"
        '<img src="http://x.invalid/4.png">尾'
    )
    assert shown(blocks) == [
        *("一、收入", "收入 合计5.00\xa0万元", "其中", "表 1"),
        *([["a", "b"]], "版面", [["c", "d"]], "尾"),
    ]
    assert [block.place.line for block in blocks] == [4, 5, 6, 7, 7, 8, 8, 8]
    assert [block.heading for block in blocks if isinstance(block, Line)] == [2, 0, 0, 0, 0, 0]


def test_an_attribute_that_holds_markup_does_not_disturb_the_places() -> None:
    assert shown(web('<html><p title="<td class=1>">x</p>')) == ["x"]


def test_lines_are_counted_from_the_first_that_is_given() -> None:
    text = "<p>甲</p>\n\n<p>乙</p>"
    assert [block.place.line for block in html_blocks(text, 1, Limits())] == [1, 3]
    assert [block.place.line for block in html_blocks(text, 41, Limits())] == [41, 43]


def test_a_note_set_high_is_no_digit_of_the_number() -> None:
    (grid,) = web("<table><tr><td>总计<td>5.83<sup>1</sup><td>2<sub>注</sub></table>")
    assert shown([grid]) == [[["总计", "5.83 1", "2 注"]]]
    assert shown(web("<p>5.83<sup>1</sup>万元")) == ["5.83 1 万元"]


def test_a_table_of_one_cell_is_mere_layout() -> None:
    assert shown(web("<table><tr><td>收入合计<p>5.00万元</table>")) == ["收入合计", "5.00万元"]


SPANS = st.tuples(st.integers(0, 4), st.integers(0, 4))
ROWS = st.lists(st.lists(SPANS, max_size=4), min_size=1, max_size=5)


@given(ROWS)
def test_every_field_is_covered_once_and_no_cell_is_lost(rows: list[list[tuple[int, int]]]) -> None:
    lines = [
        "<tr>" + "".join(f"<td rowspan={r} colspan={c}>格{at}" for at, (r, c) in enumerate(row))
        for row in rows
    ]
    blocks = web("<html><p>始</p><table>\n" + "\n".join(lines) + "</table>")[1:]
    if sum(map(len, rows)) < 2:
        assert not any(isinstance(block, Grid) for block in blocks)
        return
    (grid,) = blocks
    assert isinstance(grid, Grid)
    covered = Counter(
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    )
    assert covered == Counter({(r, c): 1 for r in range(grid.height) for c in range(grid.width)})
    written = [(at, cell) for cell in grid.cells if cell.text for at in [cell.row]]
    assert [len(row) for row in rows] == [
        sum(at == number for at, _ in written) for number in range(len(rows))
    ]
    assert all(cell.place.line == at + 2 for at, cell in written)


WORDS = st.sampled_from(
    ["收入", "5.00", "12", " ", "&amp;", "<b>3</b>", "<br>", "<i>4", "</p>", "<p>7"]
)


ROW = "<tr><td>20{0}<td>甲<td>{0}.00<td>{0}.50"


def test_a_table_within_a_cell_of_data_leaves_the_data_a_table() -> None:
    inner = "<table><tr><td>部门：某局<td>单位：万元</table>"
    rows = "".join(ROW.format(n) for n in range(1, 6))
    (grid,) = web(f"<table><tr><td colspan=4>{inner}{rows}</table>")
    assert isinstance(grid, Grid)
    assert (grid.height, grid.width, grid.cells[0].text) == (6, 4, "部门：某局 单位：万元")


def test_tables_within_a_page_laid_out_by_one_are_tables() -> None:
    rows = "".join(ROW.format(n) for n in range(1, 4))
    layout = "<table><tr><td>首页<td>公开<td>年报<td>搜索<tr><td colspan=4>{}<tr><td>备案</table>"
    blocks = web(layout.format(f"<table>{rows}</table>" * 2))
    grids = [block for block in blocks if isinstance(block, Grid)]
    assert [(grid.height, grid.width) for grid in grids] == [(3, 4), (3, 4)]


@pytest.mark.parametrize("tag", ["frame", "iframe"])
def test_a_page_whose_text_is_in_frames_says_where_it_is(tag: str) -> None:
    with pytest.raises(Unreadable, match="框架"):
        web(f'<html><{tag} src="a.htm"></html>')
    assert web(f'<html><p>正文</p><{tag} src="a.htm"></html>')


@given(st.lists(WORDS, max_size=12))
def test_every_digit_is_shown_once(words: list[str]) -> None:
    text = "<html><body>" + "".join(words)
    blocks = "".join(block.text for block in web(text) if isinstance(block, Line))
    assert Counter(re.findall(r"\d", blocks)) == Counter(re.findall(r"\d", "".join(words)))


def test_what_is_said_beside_the_text_is_taken_where_it_could_be_a_marking() -> None:
    text = (
        "<html><head><title>机密</title></head><body><!-- 密级 --><p alt='秘密'>甲</p>"
        "<script>var a = '绝密'</script><!-- 没有完"
    )
    aside = unseen(text)
    assert aside.titles == ("机密",)
    assert {"秘密", "绝密"} <= {word.strip() for word in aside.texts}
    assert {" 密级 ", " 没有完"} <= {*aside.texts}
    assert unseen(text.replace("密", "蜜")) == (("机蜜",), ())


def test_a_table_larger_than_the_limit_is_refused_before_it_is_laid_out() -> None:
    wide = "<html><table><tr><td colspan=1000 rowspan=0>甲<td>乙" + "<tr><td>丙" * 20 + "</table>"
    with pytest.raises(Unreadable, match="--max-cells"):
        read_html("文.html", wide.encode(), Limits(cells=5000))
    assert web(wide)


def test_a_page_of_nothing_says_nothing() -> None:
    for text in ("", "<html></html>", "<html><body><p> </p><table><tr></table>"):
        assert web(text) == ()


def test_what_is_in_a_skipped_part_is_neither_text_nor_cell() -> None:
    text = (
        "<html><p>甲<svg><text>乙</text></svg>丙</p><table><tr><td>1<script>2</script><td>3</table>"
    )
    assert shown(web(text)) == ["甲丙", [["1", "3"]]]
