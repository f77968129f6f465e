"""Words on sheets: a cell a paragraph, none cut off, gaps marked, links to every sheet."""

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet as ReadSheet
from tests.lanes import examples
from tests.making.drawn import drawn
from xlsxwriter.worksheet import Worksheet

from juesuan.model.disclosure import CoverPage, Gap, Heading, LinkedNumber, Text
from juesuan.publishing.sheets.cell_formats import TALLEST, Drawing
from juesuan.publishing.sheets.text_sheet import ListedSheet, draw_cover, draw_words

SENTENCES = st.lists(
    st.text("文字数目，1", min_size=1, max_size=80).map(lambda t: f"{t}。"), max_size=60
)


def words(*blocks: Heading | Text, mark: str = "") -> ReadSheet:
    def draw(page: Worksheet, drawing: Drawing) -> None:
        draw_words(page, blocks, drawing)

    return drawn(draw, mark)


def test_headings_are_bold_and_numbers_stay_text() -> None:
    number = LinkedNumber("12.30", "01:收入总计:1")
    sheet = words(Heading(2, "一、总体", "a"), Text(("总计", number, "万元。")), mark="草稿")
    assert [row[0].value for row in sheet] == ["草稿", "一、总体", "总计12.30万元。"]
    assert [sheet[f"A{row}"].font.b for row in (2, 3)] == [True, False]
    assert sheet["A3"].data_type == "s"


def test_a_gap_alone_or_within_is_marked() -> None:
    sheet = words(Text((Gap("a", "原因"),)), Text(("因为", Gap("a", "原因"), "。")))
    assert sheet["A1"].font.b
    marked = [
        str(part) for part in sheet["A2"].value if getattr(part, "font", None) and part.font.b
    ]
    assert marked == ["〔待填：原因〕"]


@settings(max_examples=examples(300, 10))
@given(SENTENCES)
def test_a_long_paragraph_goes_on_in_the_next_cell_whole(sentences: list[str]) -> None:
    text = "".join(sentences)
    sheet = words(Text((text,)))
    cells = [row[0].value or "" for row in sheet]
    assert "".join(cells) == text
    assert all(cell.endswith("。") for cell in cells[:-1])
    for row, cell in enumerate(cells, 1):
        tall = sheet.row_dimensions[row].height
        assert tall <= TALLEST
        assert len(cell) * 12 * 12 <= tall * 30 * 12  # its letters fit into its field


def test_a_sentence_that_no_cell_could_show_goes_on_too() -> None:
    text = "无句号的长句" * 400
    number = LinkedNumber("12.30", "01:收入总计:1")
    cells = [row[0].value for row in words(Text((text, number, "万元。"))).rows]
    assert "".join(cells) == f"{text}12.30万元。"
    assert len(cells) > 3
    assert max(map(len, cells)) < 700


def test_the_cover_has_its_lines_and_links() -> None:
    cover = CoverPage(("2023年度", "=甲局", "部门决算"), "2024年8月30日")

    def draw(page: Worksheet, drawing: Drawing) -> None:
        draw_cover(page, cover, [ListedSheet("公开01表", "=收入支出决算总表")], drawing)

    sheet = drawn(draw, "草稿")
    lines = [row[0].value for row in sheet][:5]
    assert lines == ["草稿", "2023年度", "=甲局", "部门决算", "2024年8月30日"]
    link = sheet["A8"]
    assert (link.value, link.hyperlink.location) == ("公开01表", "'公开01表'!A1")
    assert sheet["B8"].data_type == "s"
