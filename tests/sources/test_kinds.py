"""Kinds of files that are not read: each told by its content, with what to do."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.page import Unreadable
from juesuan.sources.kinds import (
    BINARY,
    BY_START,
    IN_OLE,
    IN_ZIP,
    LATER,
    OLE,
    ZIP,
    refuse_kind,
    refuse_zip,
)

TODO = ("请", "另存为", "转为", "导出")


def message(head: bytes) -> str:
    """Why a file that begins so is refused, a ZIP when it was seen whole; "" where it is not."""
    try:
        refuse_kind(head)
        if head.startswith(ZIP):
            with zipfile.ZipFile(io.BytesIO(head)) as archive:
                refuse_zip(archive.namelist())
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


@pytest.mark.parametrize(
    "names, kind",
    [
        (("[Content_Types].xml", "word/document.xml"), "DOCX 已损坏"),
        (("[Content_Types].xml", "xl/workbook.xml"), "XLSX"),
        (("[Content_Types].xml", "ppt/presentation.xml"), "PPTX"),
        (("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (("年报.pdf",), "压缩包"),
    ],
)
def test_an_archive_is_known_by_what_it_holds(names: tuple[str, ...], kind: str) -> None:
    assert message(packed(*names)).startswith(kind) or kind in message(packed(*names))


def test_an_empty_archive_is_said_to_be_empty() -> None:
    assert "空的压缩包" in message(packed())


@pytest.mark.parametrize("name, words", IN_OLE)
def test_old_office_files_are_known_by_their_streams(name: str, words: str) -> None:
    assert message(OLE + bytes(64) + name.encode("utf-16-le")) == words
    assert "旧版 DOC/XLS" in message(OLE)


@pytest.mark.parametrize("start, words", BY_START, ids=str)
def test_a_kind_is_told_by_how_it_begins(start: bytes, words: str) -> None:
    assert message(start + b"\0" * 8) == words


@pytest.mark.parametrize("at, sign, words", LATER, ids=str)
def test_a_kind_is_told_by_a_sign_further_on(at: int, sign: bytes, words: str) -> None:
    assert message(b"x" * at + sign + b"\0") == words
    assert message(b"x" * (at - 1) + sign) == ""


def test_every_refusal_says_what_to_do() -> None:
    for _, words in (*IN_ZIP, *IN_OLE, *BY_START, *((sign, words) for _, sign, words in LATER)):
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
    assert "MHT" in message(b"From: Saved\r\nMIME-Version: 1.0\r\n")


@given(st.text("收支决算0123456789.,\n\t #|", max_size=300))
def test_no_text_of_a_disclosure_is_taken_for_another_kind(text: str) -> None:
    assert message(text.encode()) == ""


def test_what_may_be_a_document_of_word_is_not_refused_by_its_beginning() -> None:
    for names in (("word/document.xml",), ("[Content_Types].xml", "a.xml"), ("a.pdf",)):
        refuse_kind(packed(*names))
        with pytest.raises(Unreadable, match="请"):
            refuse_zip(names)
