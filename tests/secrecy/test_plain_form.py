"""One form stands for every way to write the characters of a marking."""

import pytest

from juesuan.secrecy.plain_form import plain_form


@pytest.mark.parametrize(
    "text, form",
    [
        ("機密☆１０年", "机密★10年"),
        ("絕\u200b密✡長期", "绝密★长期"),
        ("㊙★3年", "秘密★3年"),
        ("**机密**", "机密"),
        ("&#26426;密", "机密"),
        ("秘密 . ★", "秘密 ★"),
        ("机\n\t 密", "机 密"),
    ],
)
def test_every_spelling_has_one_form(text: str, form: str) -> None:
    assert plain_form(text) == form
    assert plain_form(form) == form


def test_what_is_turned_around_is_read_both_ways() -> None:
    assert "机密★" in plain_form("\u202e★密机")
