"""Contents: a field that holds its result, linked, with pages where they are told."""

from dataclasses import replace

from tests.making.disclosures import disclosure
from tests.making.word_taken_apart import W, paragraphs, tree, words

from juesuan.model.disclosure import Contents, Heading
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx import write_docx
from juesuan.publishing.disclosure.docx.bookmarks import heading_bookmark
from juesuan.publishing.disclosure.docx.contents_field import contents_lines

LEVELS = {"甲": 1, "乙": 2, "丙": 3, "丁": 1}
HEADINGS = [Heading(level, text, text) for text, level in LEVELS.items()]


def lines(pages: dict[str, int]) -> list[str]:
    return [words(node) for node in contents_lines(Contents("目录"), HEADINGS, pages, 400)]


def test_two_levels_are_listed_with_the_pages_that_are_told() -> None:
    assert lines({"甲": 1, "乙": 12, "丙": 3}) == ["目录", "甲\t1", "乙\t12", "丁"]


def test_without_pages_there_is_no_column_of_them() -> None:
    assert lines({}) == ["目录", "甲", "乙", "丁"]


def test_a_line_leads_to_its_heading() -> None:
    title, *rest = contents_lines(Contents("目录"), HEADINGS, {}, 400)
    anchors = [node.find(f"{W}hyperlink").get(f"{W}anchor") for node in rest]
    assert anchors == [heading_bookmark(heading) for heading in HEADINGS if heading.level < 3]
    assert title.find(f"{W}hyperlink") is None


def test_fields_are_whole_and_never_made_anew_at_opening() -> None:
    start = disclosure()
    pages = {block.id: 3 for block in start.blocks if isinstance(block, Heading)}
    data = write_docx(start, load_look(), pages)
    depth, codes = 0, []
    for node in tree(data).iter(f"{W}fldChar", f"{W}instrText"):
        if node.tag == f"{W}instrText":
            codes.append((node.text or "").split()[0])
        depth += {"begin": 1, "end": -1}.get(node.get(f"{W}fldCharType"), 0)
        assert depth >= 0
        assert node.get(f"{W}dirty") is None
    assert depth == 0
    assert codes[0] == "TOC"
    assert set(codes[1:]) == {"PAGEREF"}
    assert tree(data, "word/settings.xml").find(f"{W}updateFields") is None


def test_a_document_without_headings_has_contents_all_the_same() -> None:
    plain = replace(disclosure(), blocks=(Contents("目录"),))
    assert [words(node) for node in paragraphs(write_docx(plain, load_look()))] == ["目录"]
