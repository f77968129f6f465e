"""Letters of symbol fonts."""

import pytest

from juesuan.sources.docx.symbols import UNKNOWN, symbol


@pytest.mark.parametrize(
    "font, code, sign",
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "00A8", "◻"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings", "F08A", "⑩"),
        ("Symbol", "F0B4", "×"),
        ("Symbol", "F035", "5"),
        ("Symbol", "F02D", "−"),
        ("宋体", "25A1", "□"),
        ("宋体", "4E00", "一"),
    ],
)
def test_a_letter_is_the_sign_it_looks_like(font: str, code: str, sign: str) -> None:
    assert symbol(font, code) == sign


@pytest.mark.parametrize(
    "font, code",
    [
        ("Wingdings", "F0F0"),
        ("Symbol", "F061"),
        ("Webdings", "F041"),
        ("宋体", ""),
        ("宋体", "0"),
        ("宋体", "D800"),
        ("宋体", "FFFFFF"),
        ("宋体", "xyz"),
    ],
)
def test_what_it_looks_like_is_never_guessed(font: str, code: str) -> None:
    assert symbol(font, code) == UNKNOWN
