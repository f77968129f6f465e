"""What is no character is free for the program's own use, and told apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from juesuan.notation.noncharacters import NONCHARACTERS, replaced


def test_all_but_the_two_that_no_file_may_have_are_there() -> None:
    """66 in the standard; U+FFFE and U+FFFF mark byte orders and ends."""
    assert len(set(NONCHARACTERS)) == 64
    assert all(len(sign.encode()) > 2 for sign in NONCHARACTERS)


@given(st.text() | st.text(alphabet=[*NONCHARACTERS, "元", "\ue000"]))
def test_only_they_are_replaced(text: str) -> None:
    """A text keeps its length and every other character."""
    pairs = list(zip(text, replaced(text), strict=True))
    assert all(new == ("\ufffd" if old in NONCHARACTERS else old) for old, new in pairs)
