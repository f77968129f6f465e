"""The order of what stands in a body, and the place of each line and cell."""

from __future__ import annotations

import pytest
from tests.making.grids import shown
from tests.making.word_parts import changed, package, para, related, row, run, table

from juesuan.model.page import Block, Grid, Limits, Line, Page, Place, Unreadable
from juesuan.sources.docx import read_docx

HEADING = '<w:outlineLvl w:val="{}"/>'
BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"
GONE, HIDDEN = "<w:rPr><w:del w:id='1'/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>"


def pages(body: str) -> tuple[Page, ...]:
    """All pages of a body."""
    return read_docx("甲.docx", package(body), Limits()).pages


def blocks(body: str) -> list[Block]:
    """All blocks of a body."""
    return [block for page in pages(body) for block in page.blocks]


def test_paragraphs_are_counted_and_headings_lead_to_a_place() -> None:
    made = blocks(
        para("第一部分", HEADING.format(0))
        + para("")
        + para("甲")
        + para("一、职责", HEADING.format(1))
        + table(row("乙", "1"), row("丙", "2"))
        + para("丁")
        + para("第二部分", HEADING.format(0))
        + para("戊")
    )
    assert [block.place for block in made] == [
        Place(line=1),
        Place(line=3, part="第一部分"),
        Place(line=4, part="第一部分"),
        Place(line=5, part="第一部分 › 一、职责"),
        Place(line=9, part="第一部分 › 一、职责"),
        Place(line=10, part="第一部分 › 一、职责"),
        Place(line=11, part="第二部分"),
    ]
    (grid,) = (block for block in made if isinstance(block, Grid))
    assert [(c.place.line, c.place.cell) for c in grid.cells] == [
        *((5, (1, 1)), (5, (1, 2)), (7, (2, 1)), (7, (2, 2)))
    ]


def test_a_long_heading_is_quoted_short_and_two_at_most() -> None:
    body = "".join(para(f"题{at}" * 30, HEADING.format(at)) for at in range(4)) + para("文")
    part = blocks(body)[-1].place.part
    assert part.count("›") == 1
    assert len(part) < 60


def test_a_heading_in_a_table_of_data_leads_nowhere() -> None:
    heading = para("表内", HEADING.format(0))
    body = table(row(f"<w:tc>{heading}</w:tc>", "1"), row("甲", "2")) + para("文")
    assert blocks(body)[-1].place.part == ""
    assert blocks(table(row(f"<w:tc>{heading}</w:tc>")) + para("文"))[-1].place.part == "表内"


def test_without_breaks_that_word_left_there_is_one_page_without_a_number() -> None:
    (page,) = pages(para("甲") + para('<w:r><w:br w:type="page"/></w:r>') + para("乙"))
    assert page.number is None


def test_pages_are_those_that_word_saw() -> None:
    body = para("甲") + para(run("乙") + BREAK + run("丙")) + para(BREAK + run("丁"))
    assert [(page.number, shown(page.blocks)) for page in pages(body)] == [
        *((1, ["甲", "乙丙"]), (3, ["丁"]))
    ]


def test_cells_side_by_side_break_at_once() -> None:
    broken = row(
        f"<w:tc>{para(run('甲') + BREAK + run('上'))}</w:tc>",
        f"<w:tc>{para(BREAK + run('1'))}</w:tc>",
    )
    made = blocks(para("前") + table(row("项", "数"), broken, row("乙", "2")) + para("后"))
    (grid,) = (block for block in made if isinstance(block, Grid))
    assert [cell.place.page for cell in grid.cells] == [1, 1, 1, 2, 2, 2]
    assert made[-1].place.page == 2


@pytest.mark.parametrize("mark", [GONE, HIDDEN])
def test_a_paragraph_whose_mark_is_gone_goes_on_with_the_next(mark: str) -> None:
    first = para(run("收入"), mark)
    made = blocks(first + para(run("合计"), HEADING.format(1)) + first)
    assert [(b.text, b.heading) for b in made if isinstance(b, Line)] == [
        *(("收入合计", 2), ("收入", 0))
    ]
    assert shown(blocks(first + table(row("甲", "1"), row("乙", "2")))) == [
        *("收入", [["甲", "1"], ["乙", "2"]])
    ]


def test_what_stands_in_wrappers_is_read_and_what_is_deleted_is_not() -> None:
    def held(name: str, inner: str) -> str:
        return f"<w:{name}>{inner}</w:{name}>"

    body = (
        held("sdt", "<w:sdtPr/>" + held("sdtContent", para("甲")))
        + held("customXml", para("乙"))
        + held("ins", para("丙"))
        + held("del", para("丁"))
        + held("moveFrom", table(row("戊", "1")))
        + "<w:sectPr/>"
    )
    document = read_docx("甲", package(body), Limits())
    assert shown(document.pages[0].blocks) == ["甲", "乙", "丙"]
    assert document.aside.texts == ("丁", "戊1")


def test_another_file_in_the_text_is_told_and_one_that_is_not_there_is_nothing() -> None:
    body = para("甲") + '<w:altChunk r:id="rId1"/>'
    data = package(body)
    there = related(("aFChunk", "part.html"))
    lost = changed(data, "word/_rels/document.xml.rels", there)
    assert shown(read_docx("甲", lost, Limits()).pages[0].blocks) == ["甲"]
    with pytest.raises(Unreadable, match=r"altChunk.*另存"):
        read_docx("甲", changed(lost, "word/part.html", "<html>"), Limits())


def test_a_document_that_says_nothing_is_refused() -> None:
    for body in ("", para(""), table(row("", "")), "<w:sectPr/>"):
        with pytest.raises(Unreadable, match="没有文字"):
            read_docx("甲", package(body), Limits())


def test_lines_beyond_the_limit_are_refused() -> None:
    data = package("".join(para("甲") for _ in range(50)))
    assert read_docx("甲", data, Limits(lines=50)).pages
    with pytest.raises(Unreadable, match="--max-lines"):
        read_docx("甲", data, Limits(lines=49))
