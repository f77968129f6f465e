"""The door for foreign files: kinds told by content, limits, the guard against state secrets."""

import subprocess
import sys
from pathlib import Path

import pytest

from juesuan.model.page import Limits, Line, Place, Unreadable
from juesuan.sources.open import open_document

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
HERE = Place()


def first_line(data: bytes) -> str:
    block = open_document("某局.pdf", data).pages[0].blocks[0]
    assert isinstance(block, Line)
    return block.text


@pytest.mark.parametrize(
    "data, text",
    [
        (b"# a<p>b", "a b"),
        (b"<!DOCTYPE html><p>a</p>b", "a"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- x --><HTML lang=zh><p>a</p>b", "a"),
        ("<html><p>决</p>算".encode("gb18030"), "决"),
        ("<html><p>决</p>算".encode("utf-16"), "决"),
    ],
)
def test_the_content_tells_the_kind_whatever_the_name_says(data: bytes, text: str) -> None:
    assert first_line(data) == text


def test_many_comments_before_nothing_cost_nothing() -> None:
    assert open_document("x", b"<!---->" * 500 + b"1").pages


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "0 字节"),
        (b"PK\x03\x04 stored %PDF-1.7", "文件已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "旧版 DOC 暂不支持"),
        (b"\x89PNG\r\n\x1a\n\x00", "图片"),
        (b"\x7fELF\x00", "不是文本"),
        (b"x" * 101, "过大"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        open_document("某局.md", data, Limits(bytes=100))


@pytest.mark.parametrize("name", ["/某处/账.md", "C:\\用户\\账.md", "..\\../账.md", "账.md"])
def test_a_name_is_never_a_path(name: str) -> None:
    assert open_document(name, b"1").name == "账.md"


def test_a_text_file_does_not_load_pdfium() -> None:
    code = (
        "import sys; from juesuan.sources.open import open_document;"
        "open_document('x', b'1'); sys.exit('pypdfium2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_pdf_goes_to_the_pdf_reader() -> None:
    sample = SAMPLES / "shanghai-template-2024.pdf"
    if not sample.exists():
        pytest.skip("the shared samples are not beside this checkout")
    document = open_document("x.txt", b"\n" + sample.read_bytes())
    assert document.pages[0].number == 1
