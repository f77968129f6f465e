"""Text files: decoded or refused, never half; one page with the hash of the bytes."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.grids import grid

from juesuan.model.page import Aside, Block, Limits, Line, Place, Unreadable
from juesuan.sources.text import decode, one_page, refuse_large

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030")
TEXTS = st.text("收支决算㎡５5.,，\t\n\f 𠮷é", max_size=30)


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_a_text_is_decoded_as_it_was_written(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
        ambiguous = encoding == "gb18030" and data.decode("utf-8") != text
    except UnicodeDecodeError:
        ambiguous = False
    if not ambiguous:
        assert decode(data) == text


def test_lines_end_alike_whatever_the_system() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"\x00\x01\x02", "不是文本"),
        (b"abc\x00def", "不是文本"),
        (b"\xff\xfea\x00\x00\x00", "不是文本"),
        (b"\x01\x02\x03\x04text", "不是文本"),
        (b"\xff\xff\xff\xff", "编码"),
        (b"\xff\xfe\x00", "编码"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        decode(data)


def test_a_stray_control_character_in_a_long_text_is_borne() -> None:
    assert decode(b"\x01" + b"a" * 200)
    with pytest.raises(Unreadable, match="不是文本"):
        decode(b"\x01" * 3 + b"a" * 200)


@given(st.binary(max_size=40))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except Unreadable as error:
        assert "：" in str(error)  # noqa: PT017 - either end is right
    else:
        assert "\0" not in text


def test_one_page_without_number_and_the_hash_of_the_bytes() -> None:
    data = "甲".encode()
    lines: list[Block] = [Line("甲", Place(line=1)), grid("乙|丙")]
    document = one_page("文.md", data, iter(lines), Limits(), Aside(("题",)))
    (page,) = document.pages
    assert (document.name, document.sha256) == ("文.md", sha256(data).hexdigest())
    assert (page.number, list(page.blocks), page.unread) == (None, lines, 0)
    assert document.aside.titles == ("题",)


def test_lines_and_cells_are_counted_together_and_lines_alone() -> None:
    blocks: list[Block] = [Line("甲", Place()), grid("乙|丙"), Line("丁", Place())]
    assert one_page("", b"", blocks, Limits(cells=4, lines=2)).pages[0].blocks == tuple(blocks)
    with pytest.raises(Unreadable, match="--max-cells"):
        one_page("", b"", blocks, Limits(cells=3))
    with pytest.raises(Unreadable, match="--max-lines"):
        one_page("", b"", blocks, Limits(lines=1))
    with pytest.raises(Unreadable, match="超过 1,000 个"):
        refuse_large(1001, Limits(cells=1000))
    refuse_large(1000, Limits(cells=1000))
