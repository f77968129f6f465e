"""Kinds of files that are not read: each told by its content, with what to do."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.page import FileKind, Unreadable
from juesuan.sources.kinds import (
    BINARY,
    BY_START,
    IN_OLE,
    IN_ZIP,
    LATER,
    OLE,
    OTHER_OLE,
    OTHER_ZIP,
    misnamed,
    refuse_kind,
    refuse_ole,
    refuse_zip,
)

EXCEL_ROOT = b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
TODO = ("请", "另存为", "转为", "导出")
NAMES = [
    (("[Content_Types].xml", "ppt/presentation.xml"), "PPTX"),
]


def message(head: bytes) -> str:
    """Why a file that begins so is refused; "" where it is not."""
    try:
        refuse_kind(head)
    except Unreadable as error:
        return str(error)
    return ""


def packed(*names: str) -> bytes:
    """A ZIP archive of empty files."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name in names:
                archive.writestr(name, b"")
        return file.getvalue()


@pytest.mark.parametrize("names, kind", NAMES)
def test_an_archive_is_known_by_what_it_holds(names: tuple[str, ...], kind: str) -> None:
    assert message(packed(*names)).startswith(kind)
    with pytest.raises(Unreadable, match=f"^{kind}"):
        refuse_zip(names)


def test_an_archive_that_may_be_a_workbook_is_looked_at_whole() -> None:
    """A document of Word within a workbook does not make it one, nor does a name far behind."""
    assert message(packed("[Content_Types].xml", "word/x", "xl/workbook.xml")) == ""
    assert message(packed("年报.pdf")) == ""
    with pytest.raises(Unreadable, match="压缩包请先解压"):
        refuse_zip(["年报.pdf"])


def test_an_empty_archive_is_said_to_be_empty() -> None:
    assert "空的压缩包" in message(packed())


@pytest.mark.parametrize("name, words", IN_OLE)
def test_old_office_files_are_known_by_their_streams(name: str, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        refuse_ole({"Root Entry", name})
    assert str(refused.value) == words
    assert message(OLE + bytes(64) + name.encode("utf-16-le")) == ""


def test_an_old_file_that_tells_nothing_is_refused_all_the_same() -> None:
    with pytest.raises(Unreadable, match="旧版 DOC"):
        refuse_ole(())


@pytest.mark.parametrize("start, words", BY_START, ids=str)
def test_a_kind_is_told_by_how_it_begins(start: bytes, words: str) -> None:
    assert message(start + b"\0" * 8) == words


@pytest.mark.parametrize("at, sign, words", LATER, ids=str)
def test_a_kind_is_told_by_a_sign_further_on(at: int, sign: bytes, words: str) -> None:
    assert message(b"x" * at + sign + b"\0") == words
    assert message(b"x" * (at - 1) + sign) == ""


def test_every_refusal_says_what_to_do() -> None:
    known = (*IN_ZIP, *IN_OLE, *BY_START, *((sign, words) for _, sign, words in LATER))
    for words in (OTHER_ZIP, OTHER_OLE, *(words for _, words in known)):
        assert any(word in words for word in TODO), words


@pytest.mark.parametrize("start", sorted(BINARY))
def test_a_text_that_begins_like_another_kind_is_text(start: bytes) -> None:
    assert message(start + "是我局的简称，全文如下。".encode() * 9) == ""
    assert message(start + "乙".encode() * 200 + b"\0") == ""


@pytest.mark.parametrize("text", ["", "2023年度部门决算", "<html><p>决算", "%PDF-1.7\n", "# 目录"])
def test_what_is_read_is_not_refused(text: str) -> None:
    assert message(text.encode()) == ""
    assert message(text.encode("utf-16")) == ""


def test_pages_that_office_wrote_as_xml_are_told() -> None:
    head = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    assert "另存为 PDF" in message(head)
    assert message(head.replace(b"Word.Document", b"Excel.Sheet") + EXCEL_ROOT) == ""


@given(st.text("收支决算0123456789.,\n\t #|", max_size=300))
def test_no_text_of_a_disclosure_is_taken_for_another_kind(text: str) -> None:
    assert message(text.encode()) == ""


@pytest.mark.parametrize(
    "name, kind, said",
    [
        ("甲.pdf", "text", "以 .pdf 结尾，内容却是文本"),
        ("甲.DOCX", "html", "以 .docx 结尾，内容却是网页"),
        ("甲.ods", None, "以 .ods 结尾，内容却不是，也不是文本"),
        ("甲.pdf", "scan", ""),
        ("甲.xls", "workbook", ""),
        ("甲.md", "html", ""),
        ("pdf", "text", ""),
    ],
)
def test_a_name_that_promises_another_kind_is_told(
    name: str, kind: FileKind | None, said: str
) -> None:
    assert misnamed(name, kind).partition("文件名")[2].partition("：")[0] == said
