"""Titles and heads of tables in lines of about one length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.publishing.disclosure.pdf.even_lines import balanced


@pytest.mark.parametrize(
    "text, lengths",
    [("档" * 13, [13]), ("档" * 14, [7, 7]), ("档" * 45, [12, 11, 11, 11]), ("", [0])],
)
def test_a_long_title_is_broken_evenly(text: str, lengths: list[int]) -> None:
    assert [len(line) for line in balanced(text, 13.7)] == lengths


@pytest.mark.parametrize(
    "text, lines",
    [
        ("云川市青禾区档案事务中心（档案馆）", ["云川市青禾区档案事务中心", "（档案馆）"]),
        ("云川市“青年之家”综合服务与管理中心", ["云川市“青年之家”", "综合服务与管理中心"]),
        ("甲" * 8 + "（" + "乙" * 7, ["甲" * 8, "（" + "乙" * 7]),
    ],
)
def test_a_long_title_is_broken_at_brackets(text: str, lines: list[str]) -> None:
    assert balanced(text, 13.7) == lines


@given(st.text("甲乙（）“”、", max_size=60), st.integers(1, 14))
def test_a_title_is_broken_without_losing_a_letter(text: str, room: int) -> None:
    lines = balanced(text, room)
    assert "".join(lines) == text
    assert max(map(len, lines)) <= room
    assert "" not in lines[1:]


@pytest.mark.parametrize(
    "text, room, lines",
    [
        ("科目编码", 3.4, ["科目", "编码"]),
        ("公务用车购置费", 3.2, ["公务用", "车购", "置费"]),
        ("因公出国（境）费", 4.1, ["因公出国", "（境）费"]),
    ],
)
def test_no_letter_of_a_head_stands_alone(text: str, room: float, lines: list[str]) -> None:
    assert balanced(text, room) == lines
