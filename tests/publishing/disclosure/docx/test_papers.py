"""Sections: wide tables on wide pages with their headings; pages counted behind the contents."""

from dataclasses import replace

import pytest
from tests.making.word_taken_apart import W, paragraphs, tree, value, words, written

from juesuan.model.disclosure import Block, Contents, CoverPage, Heading, PageTable, Text
from juesuan.model.page import Cell, Grid
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx.papers import (
    begins_page,
    heading_run,
    is_wide,
    paper,
    sections,
    text_height,
    text_width,
)

LOOK = load_look()
GRID = Grid((Cell("文", 0, 0),), 1, 1)
WIDE = PageTable("甲", "form", GRID, 0, {}, ("left",), (LOOK.table.wide + 1,))
NARROW = replace(WIDE, widths=(LOOK.table.wide,))
PART, NAME, TEXT = Heading(1, "部分", "p"), Heading(2, "表", "t"), Text(("文",))
COVER, CONTENTS = CoverPage(("文",), ""), Contents("目录")


def kinds(*blocks: Block) -> list[tuple[str, int]]:
    return [(section.kind, len(section.blocks)) for section in sections(blocks, LOOK)]


def test_a_table_is_wide_beyond_the_declared_width() -> None:
    assert is_wide(WIDE, LOOK)
    assert not is_wide(NARROW, LOOK)


def test_a_wide_table_takes_its_headings_along_and_no_part() -> None:
    assert kinds(PART, NAME, WIDE, TEXT) == [("upright", 1), ("wide", 2), ("upright", 1)]
    assert kinds(NAME, WIDE, NAME, WIDE) == [("wide", 2), ("wide", 2)]
    assert kinds(NAME, NARROW, TEXT) == [("upright", 3)]


def test_cover_and_contents_have_sections_and_pages_are_counted_behind_them() -> None:
    blocks = (COVER, CONTENTS, PART, TEXT)
    assert kinds(*blocks) == [("cover", 1), ("contents", 1), ("upright", 2)]
    assert [section.counts for section in sections(blocks, LOOK)] == [False, False, True]


def test_a_section_is_never_empty() -> None:
    assert kinds(COVER, NAME, WIDE) == [("cover", 1), ("wide", 2)]
    assert kinds() == []


@pytest.mark.parametrize(
    "blocks, begins",
    [
        ((TEXT, PART), True),
        ((TEXT, NAME), False),
        ((TEXT, NAME, NARROW), True),
        ((TEXT, NAME, replace(NARROW, kind="card")), True),
        ((TEXT, replace(NARROW, kind="card")), False),
        ((TEXT, NARROW), True),
        ((CONTENTS, TEXT), True),
        ((TEXT, COVER), True),
    ],
)
def test_what_begins_a_page(blocks: tuple[Block, ...], begins: bool) -> None:  # noqa: FBT001
    assert begins_page(blocks, 1) == begins


def test_only_the_first_heading_over_a_table_begins_its_page() -> None:
    blocks = (TEXT, NAME, Heading(3, "小", "s"), NARROW)
    assert [begins_page(blocks, index) for index in range(1, 4)] == [True, False, False]
    assert heading_run(blocks, 3) == 1


def test_the_text_of_a_page_is_what_its_margins_leave() -> None:
    assert text_width(paper("upright", LOOK)) == pytest.approx(156 * 72 / 25.4)
    assert text_height(paper("upright", LOOK)) == pytest.approx(225 * 72 / 25.4)


def test_a_section_says_its_paper() -> None:
    for end in tree(written()).iter(f"{W}sectPr"):
        turned = value(end, "pgSz", "orient") == "landscape"
        size = LOOK.wide if turned else LOOK.page
        assert value(end, "pgSz", "w") == str(round(size.width * 1440 / 25.4))
        assert value(end, "docGrid", "linePitch") == "580"


@pytest.mark.parametrize("mark", ["", "草稿"])
def test_cover_and_contents_have_no_page_number_and_only_drafts_a_header(mark: str) -> None:
    data = written(mark=mark)
    cover, contents, *others = tree(data).iter(f"{W}sectPr")
    parts = [[len(s.findall(f"{W}{p}Reference")) for p in ("header", "footer")]
             for s in (cover, contents, others[0], others[-1])]  # fmt: skip
    heads = 2 if mark else 0
    assert parts == [[0, 0], [heads, 0], [heads, 2], [heads, 2]]
    assert value(others[0], "pgNumType", "start") == "1"
    assert all(value(end, "pgNumType", "start") is None for end in (cover, contents, *others[1:]))
    assert (words(paragraphs(data)[0]) == mark) == bool(mark)


def test_22_lines_stand_on_a_page() -> None:
    end = next(tree(written()).iter(f"{W}sectPr"))
    height = int(value(end, "pgSz", "h") or 0)
    margins = int(value(end, "pgMar", "top") or 0) + int(value(end, "pgMar", "bottom") or 0)
    line = round(LOOK.styles["正文"].pitch * 20)
    assert (height - margins) // line == 22
