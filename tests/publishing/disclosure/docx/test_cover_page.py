"""The cover: every line in its style, the date at the foot of the same page."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from tests.making.word_taken_apart import value, words

from juesuan.model.disclosure import CoverPage
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx.cover_page import cover_lines

LOOK = load_look()


def test_the_lines_stand_in_order_and_a_draft_says_so_first() -> None:
    cover = CoverPage(("2023年度", "云川市档案馆", "部门决算"), "2024年8月30日")
    nodes = list(cover_lines(cover, "草稿", LOOK))
    assert [words(node) for node in nodes] == ["草稿", *cover.lines, cover.date]
    styles = [value(node, "pStyle") for node in nodes]
    assert styles == ["Header", "CoverYear", "CoverName", "CoverName", "CoverDate"]


def test_a_single_line_is_a_name() -> None:
    (node,) = cover_lines(CoverPage(("云川市档案馆",), ""), "", LOOK)
    assert value(node, "pStyle") == "CoverName"


@given(st.integers(1, 60), st.sampled_from(["", "草稿"]))
def test_all_of_it_stands_on_one_page(letters: int, mark: str) -> None:
    name = "馆" * letters
    nodes = list(cover_lines(CoverPage(("2023年度", name, "部门决算"), "日"), mark, LOOK))
    before = sum(int(value(node, "spacing", "before") or 0) for node in nodes) / 20
    room = (LOOK.page.width - LOOK.page.left - LOOK.page.right) * 72 / 25.4
    large = LOOK.styles["封面名称"]
    lines = next(n for n in count(1) if n * (room // large.size) >= letters)
    used = LOOK.styles["封面年度"].pitch + large.pitch * (lines + 1) + 16 * bool(mark)
    height = (LOOK.page.height - LOOK.page.top - LOOK.page.bottom) * 72 / 25.4
    assert before + used + LOOK.styles["封面日期"].pitch <= height
