"""The text of an old Word file, piece by piece; what is none is none, what is locked is told."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.old_workbooks import old_word, old_workbook

from juesuan.model.page import Unreadable
from juesuan.sources.old_word import old_text


def test_the_pieces_are_read_in_their_order() -> None:
    assert old_text(old_word("支出合计", " 2562.80 ", "万元\r")) == "支出合计 2562.80 万元\r"
    assert old_text(old_word()) == ""


def test_what_is_no_word_file_has_no_text() -> None:
    assert old_text(b"") is None
    assert old_text(old_workbook([("甲", 0, [["1"]])])) is None


def test_a_locked_one_is_told() -> None:
    with pytest.raises(Unreadable, match="密码"):
        old_text(old_word("甲", flags=0x100))


@given(st.data())
def test_a_damaged_one_is_read_or_none(choice: st.DataObject) -> None:
    data = bytearray(old_word("支出", "1.00"))
    for _ in range(choice.draw(st.integers(1, 8))):
        data[choice.draw(st.integers(0, len(data) - 1))] = choice.draw(st.integers(0, 255))
    with contextlib.suppress(Unreadable):
        old_text(bytes(data[: choice.draw(st.integers(0, len(data)))]))
