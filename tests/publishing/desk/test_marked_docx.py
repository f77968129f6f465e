"""A user's DOCX with comments: the number itself, in the right cell; all else as it was."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from tests.making.desk import FINDING, OTHER, WRONG

from juesuan.desk.docx_replies import replies_in_docx
from juesuan.model.page import Limits, Place, Unreadable
from juesuan.model.review import DeskDocument, mark_of
from juesuan.publishing.desk.kept_package import parsed
from juesuan.publishing.desk.marked_docx import W, marked_docx
from juesuan.sources.docx import read_docx


def document_of_word() -> bytes:
    """Sentences, one of them in two runs, and a table with the same number twice."""
    plain = docx.Document()
    plain.add_paragraph("支出合计为 9.00 万元，比上年")
    split = plain.add_paragraph("又写 9")
    split.add_run(".00 万元")
    for cell, text in zip(plain.add_table(1, 3).rows[0].cells, ("甲", "9.00", "9.00"), strict=True):
        cell.text = text
    target = io.BytesIO()
    plain.save(target)
    return target.getvalue()


WORD = document_of_word()


def found(place: Place, text: str = "支出合计为9.00万元") -> DeskDocument:
    finding = replace(FINDING, actual="9.00", places=((place, text),))
    return replace(WRONG, findings=(finding, OTHER))


def ranges(data: bytes) -> list[str]:
    """The letters inside each range of a comment."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = parsed(parts.read("word/document.xml"))
    texts: dict[str, str] = {}
    running: set[str] = set()
    for node in body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t"):
        name = node.get(f"{W}id", "")
        if node.tag == f"{W}commentRangeStart":
            running.add(name)
        elif node.tag == f"{W}commentRangeEnd":
            running.discard(name)
        for each in running:
            texts[each] = texts.get(each, "") + (node.text or "")
    return [texts[name] for name in sorted(texts)]


def test_the_number_itself_is_in_the_range() -> None:
    data = marked_docx(WORD, found(Place(line=1)), Limits())
    assert ranges(data)[0] == "9.00"
    spread = marked_docx(WORD, found(Place(line=2), "又写9.00万元"), Limits())
    assert ranges(spread)[0] == "又写 9.00 万元", "over several runs, those runs"


def test_of_equal_numbers_in_a_row_the_one_in_the_right_column_is_meant() -> None:
    for column in (2, 3):
        place = Place(line=3, cell=(1, column))
        data = marked_docx(WORD, found(place, "9.00"), Limits())
        cells = docx.Document(io.BytesIO(data)).tables[0].rows[0].cells
        marked = [bool(one._tc.findall(f".//{W}commentRangeStart")) for one in cells]
        assert marked.index(True) == column - 1


def test_comments_carry_the_mark_and_are_read_by_others() -> None:
    document = found(Place(line=1))
    data = marked_docx(WORD, document, Limits())
    comments = list(docx.Document(io.BytesIO(data)).comments)
    assert [
        mark_of(document, one) in text.text
        for one, text in zip(document.findings, comments, strict=True)
    ] == [True, True]
    assert replies_in_docx(data) == []
    assert data == marked_docx(WORD, document, Limits())


def test_the_text_and_every_other_part_stay() -> None:
    before = WORD
    after = marked_docx(before, found(Place(line=1)), Limits())
    assert read_docx("a", before, Limits()).pages == read_docx("a", after, Limits()).pages
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.read("word/styles.xml") == new.read("word/styles.xml")
    twice = marked_docx(after, found(Place(line=1)), Limits())
    assert len(list(docx.Document(io.BytesIO(twice)).comments)) == 4


def test_a_document_without_paragraphs_is_refused() -> None:
    with pytest.raises(Unreadable):
        marked_docx(b"PK\x03\x04", WRONG, Limits())
