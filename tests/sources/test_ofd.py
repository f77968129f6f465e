"""OFD: words and rules where they are drawn, templates behind pages, damage told."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.ofd import draw, ofd, ruled, say

from juesuan.model.page import Document, Grid, Limits, Line, Unreadable
from juesuan.sources.ofd import is_ofd, read_ofd
from juesuan.sources.open import open_document

XS, YS = (20, 60, 100, 140), (40, 50, 60)
CELLS = (("编码", "名称", "金额"), ("201", "教育支出", "1,205.30"))
TABLE = ruled(XS, YS) + "".join(
    say(x + 2, y + 3, text)
    for y, texts in zip(YS, CELLS, strict=False)
    for x, text in zip(XS, texts, strict=False)
)


def lines(document: Document) -> list[str]:
    return [b.text for page in document.pages for b in page.blocks if isinstance(b, Line)]


def test_a_ruled_table_is_a_grid_and_what_is_above_a_line() -> None:
    document = open_document("某局.ofd", ofd(say(20, 20, "支出决算表") + TABLE, say(20, 20, "完")))
    line, grid = document.pages[0].blocks
    assert isinstance(line, Line)
    assert isinstance(grid, Grid)
    assert line.text == "支出决算表"
    assert [cell.text for cell in grid.cells] == [text for row in CELLS for text in row]
    assert (line.place.page, document.pages[1].number, document.kind) == (1, 2, "pdf")
    assert document.pages[0].width == pytest.approx(595.28)


@pytest.mark.parametrize("delta", ["g 3 4", "4 4 4", "4 g 2 4", ""])
def test_letters_stand_where_the_steps_say(delta: str) -> None:
    assert lines(read_ofd("x", ofd(say(20, 20, "本年收入", delta)), Limits())) == ["本年收入"]
    wide = read_ofd("x", ofd(say(20, 20, "收支", "30")), Limits())
    assert lines(wide) == ["收支"] or lines(wide) == ["收 支"]


def test_a_text_without_letters_is_no_damage() -> None:
    words = say(20, 20, "") + say(20, 30, "\n") + say(20, 40, "支出决算表")
    assert lines(read_ofd("x", ofd(words), Limits())) == ["支出决算表"]


def test_what_is_behind_a_page_is_on_it() -> None:
    document = read_ofd("x", ofd(say(20, 60, "甲"), template=say(20, 20, "页眉")), Limits())
    assert lines(document) == ["页眉", "甲"]


def test_a_box_is_its_four_sides() -> None:
    box = draw("M 0 0 L 60 0 L 60 20 L 0 20 C", 20, 30) + draw("M 30 0 L 30 20", 20, 30)
    page = box + say(22, 33, "甲") + say(55, 33, "5.00")
    (grid,) = read_ofd("x", ofd(page), Limits()).pages[0].blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["甲", "5.00"]


def test_turned_text_is_left_out() -> None:
    page = say(20, 20, "正文") + say(20, 60, "水印", matrix="0.7 0.7 -0.7 0.7 0 0")
    assert lines(read_ofd("x", ofd(page), Limits())) == ["正文"]


@pytest.mark.parametrize(
    "data, words",
    [
        (ofd(""), "没有文字"),
        (ofd(say(0, 0, "甲"), parts={"OFD.xml": "x"}), "已损坏"),
        (ofd(say(0, 0, "甲"), parts={"OFD.xml": "<a/>"}), "没有文档"),
        (ofd(say(0, 0, "甲"), parts={"Doc_0/Document.xml": '<a><Page BaseLoc="b"/></a>'}), "缺少"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, words: str) -> None:
    assert is_ofd(data)
    with pytest.raises(Unreadable, match=words):
        read_ofd("x", data, Limits())


@given(st.data())
def test_a_damaged_file_is_read_or_refused(choice: st.DataObject) -> None:
    data = bytearray(ofd(TABLE))
    for _ in range(choice.draw(st.integers(1, 5))):
        data[choice.draw(st.integers(0, len(data) - 1))] = choice.draw(st.integers(0, 255))
    with contextlib.suppress(Unreadable):
        read_ofd("x", bytes(data[: choice.draw(st.integers(0, len(data)))]), Limits())


@given(st.lists(st.sampled_from("M L C Q B A S 1 -2.5 g x 40".split()), max_size=12))
def test_any_path_and_any_steps_are_read(words: list[str]) -> None:
    page = draw(" ".join(words)) + say(20, 20, "本年收入", " ".join(words))
    with contextlib.suppress(Unreadable):
        read_ofd("x", ofd(page), Limits())
