"""Cards without rules: their lines are one table a page, up to the total and no further."""

from __future__ import annotations

import pytest

from juesuan.model.page import Box, Cell, Document, Grid, Line, Page, Place
from juesuan.notation.edition import load
from juesuan.reading import read
from juesuan.reading.projects.bare_cards import with_bare_cards

WORDS = load("2023").vocabulary
HEAD = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分"
CARD = (
    "项目名称 公共文化专项经费",
    "年度资金总额 263.49 279.43 268.30 10 96.02% 9.6",
    HEAD,
    "产出指标 数量指标 演出场次 ≥60场 64场 10 10",
    "总分 100 99.6",
)


def page(number: int | None, *texts: str) -> Page:
    places = [Place(number, box=Box(50, 20 * at, 500, 20 * at + 10)) for at in range(len(texts))]
    return Page(number, tuple(Line(text, at) for text, at in zip(texts, places, strict=True)))


def shapes(*pages: Page) -> list[list[str | list[str]]]:
    """The lines of each page, those of a table together."""
    document = with_bare_cards(Document("甲.pdf", "", pages), WORDS)
    return [
        [b.text if isinstance(b, Line) else [c.text for c in b.cells] for b in each.blocks]
        for each in document.pages
    ]


def test_a_card_is_one_table_and_what_is_around_it_is_not() -> None:
    made = shapes(page(1, "附件2-1 项目支出绩效自评表", *CARD, "第五部分 附件"))
    assert made == [["附件2-1 项目支出绩效自评表", [*CARD], "第五部分 附件"]]


def test_two_cards_of_a_page_are_two() -> None:
    assert shapes(page(1, *CARD, "说明", *CARD)) == [[[*CARD], "说明", [*CARD]]]
    assert shapes(page(1, *CARD[:-1], *CARD)) == [[[*CARD[:-1]], [*CARD]]]


def test_a_card_goes_on_over_the_page_up_to_its_total() -> None:
    rest = ("效益指标 社会效益 惠及人次 ≥9 9 10 10", "总分 100 99.6")
    made = shapes(page(1, *CARD[:3]), page(2, *rest, "第五部分 附件"), page(3, "合计 5.00"))
    assert made == [[[*CARD[:3]]], [[*rest], "第五部分 附件"], ["合计 5.00"]]


def test_without_a_total_a_card_ends_with_its_page() -> None:
    made = shapes(page(1, *CARD[:4]), page(2, "第五部分 附件", "一、甲"))
    assert made == [[[*CARD[:4]]], ["第五部分 附件", "一、甲"]]


@pytest.mark.parametrize(
    "texts",
    [
        ("项目名称、一级指标、二级指标和三级指标应当完整。",),
        ("项目名称 甲", "总分 100"),
        ("二级指标 三级指标",),
    ],
)
def test_words_of_a_text_are_no_card(texts: tuple[str, ...]) -> None:
    assert shapes(page(1, *texts)) == [[*texts]]


def test_a_text_without_pages_is_left_alone() -> None:
    assert shapes(page(None, *CARD)) == [[*CARD]]


def test_its_place_is_around_its_lines() -> None:
    document = with_bare_cards(Document("甲.pdf", "", (page(4, "甲", *CARD),)), WORDS)
    grid = document.pages[0].blocks[1]
    assert isinstance(grid, Grid)
    assert grid.aligned
    assert (grid.place.page, grid.place.box) == (4, Box(50, 20, 500, 110))


def test_a_table_that_was_made_of_a_part_of_it_stays_one() -> None:
    texts = HEAD.split()
    cells = tuple(Cell(text, 0, at) for at, text in enumerate(texts))
    part = Grid(cells, 1, len(texts), Place(1), aligned=True)
    lines = page(1, *CARD[:2], CARD[-1]).blocks
    made = shapes(Page(1, (*lines[:2], part, lines[2])))
    assert made == [[[*CARD[:2], CARD[-1]], texts]]


def test_it_is_told_to_be_unread_and_no_word_of_it_is_judged() -> None:
    """Its numbers are counted, none is run into the next, and no sentence is made of its lines."""
    told = "2023年度云川市甲局部门决算", "收入支出决算总体情况说明", "本年收入263.49万元。"
    document = Document("甲.pdf", "", (page(1, *told), page(2, *CARD)))
    reading = read(document, load("2023"), formless=True)
    (finding,) = [each for each in reading.remarks if each.rule == "格式.无框线"]
    assert finding.severity == "未核"
    assert [place.page for place, _ in finding.places] == [2]
    numbers = [each.text for each in reading.numerals if each.place.page == 2]
    assert {"263.49", "279.43", "96.02%"} <= set(numbers)
    assert not any(each.malformed for each in reading.numerals)
