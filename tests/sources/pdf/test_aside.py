"""What a PDF says on no page is found, named things apart from mere words."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.asides import attached, bookmarked, drawn, field, hexed, note, titled
from tests.making.pdf import TABLE, pdf

from juesuan.model.page import Aside, Limits
from juesuan.sources.pdf import aside, engine

WORDS = "决算说明与附注"


def aside_of(data: bytes) -> Aside:
    """All that a document says beside its pages."""
    with engine.opened(data, Limits()) as document:
        notes = []
        for page in document:
            notes.append(aside.notes_on(page))
            page.close()
        return aside.aside_of(document, data, notes)


@pytest.mark.parametrize(
    "data",
    [titled(WORDS), bookmarked(WORDS), attached(WORDS), note("Text", WORDS)],
    ids=["title", "bookmark", "attachment", "note"],
)
def test_what_names_something_is_a_title(data: bytes) -> None:
    assert WORDS in aside_of(data).titles


@pytest.mark.parametrize("data", [titled(WORDS), bookmarked(WORDS), note("Text", WORDS)])
def test_half_a_letter_in_a_text_does_no_harm(data: bytes) -> None:
    whole = f"{WORDS}".encode("utf-16-be").hex()
    broken = data.replace(whole.encode(), b"D800" + whole[4:].encode())
    assert broken != data
    assert any(WORDS[1:] in title for title in aside_of(broken).titles)


def test_a_long_note_is_a_text_and_a_short_one_a_title_too() -> None:
    long = WORDS * 4
    assert long not in aside_of(note("Text", long)).titles
    assert long in aside_of(note("Text", long)).texts
    assert WORDS in aside_of(note("Text", WORDS)).titles


def test_words_that_are_only_drawn_for_a_note_are_read() -> None:
    assert WORDS in aside_of(drawn(WORDS)).texts


def test_what_stands_with_the_parent_of_a_field_is_a_text() -> None:
    assert WORDS in aside_of(field(WORDS)).texts


def test_a_page_of_text_says_nothing_beside_it() -> None:
    result = aside_of(pdf(TABLE))
    assert result == Aside((), ())


TEXTS = st.text("决算()\\\n\r5é 𠮷", max_size=12)


@given(TEXTS)
def test_a_string_of_the_file_is_read_however_it_is_escaped(text: str) -> None:
    data = b"\xfe\xff" + text.encode("utf-16-be")
    escaped = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    octal = b"".join(b"\\%03o" % byte for byte in data)
    for literal in (escaped, data[:2] + octal[8:]):
        assert [*aside._strings(b"<</A (" + literal + b")>>")] == [text]
    assert [*aside._strings(f"<</A {hexed(text)}>>".encode())] == [text]


@given(TEXTS)
def test_a_string_in_utf8_says_so_of_itself(text: str) -> None:
    data = b"\xef\xbb\xbf" + text.encode()
    assert [*aside._strings(b"<</A <" + data.hex().encode() + b">>>")] == [text]


def test_other_strings_are_no_text() -> None:
    assert [*aside._strings(b"<</A (plain) /B <0041> /C (\xd6\xd0)>>")] == []


def test_objects_packed_in_a_stream_are_unpacked_and_broken_ones_passed_over() -> None:
    packed = zlib.compress(f"<</A {hexed(WORDS)}>>".encode())
    head = b"1 0 obj <</Type /ObjStm /Length 9>> stream\r\n"
    data = head + packed + b"\r\nendstream "
    assert [*aside._strings(data)] == [WORDS]
    assert [*aside._strings(head + b"not deflated" + b"\r\nendstream" + data)] == [WORDS]
    assert [*aside._strings(head + packed)] == []


def test_metadata_is_split_at_its_tags() -> None:
    xmp = f"<x:xmpmeta xmlns:x='a'><d>{WORDS}</d><e>乙</e></x:xmpmeta>".encode()
    assert {WORDS, "乙"} <= {*aside._strings(xmp)}


def test_a_bomb_of_packed_objects_is_unpacked_no_further_than_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(aside, "UNPACKED", 1000)
    bomb = b"/ObjStm stream\n" + zlib.compress(bytes(700)) + b"endstream "
    assert [len(part) for part in aside._packed(bomb * 5)] == [700, 300]


def test_a_note_of_a_few_words_names_something() -> None:
    few = "甲" * aside.SHORT
    assert few in aside_of(note("Text", few)).titles
    assert few + "甲" not in aside_of(note("Text", few + "甲")).titles
