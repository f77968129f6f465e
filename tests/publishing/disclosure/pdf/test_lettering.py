"""Texts on their way to the page: cleaned, measured, refused with their place."""

from __future__ import annotations

import pytest

from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.not_set import NotSet
from juesuan.publishing.disclosure.pdf.faces import Faces
from juesuan.publishing.disclosure.pdf.lettering import Lettering


@pytest.fixture(scope="module")
def lettering() -> Lettering:
    return Lettering(load_look(), Faces())


@pytest.mark.parametrize(
    "text, put",
    [
        ("某\n某", "某 某"),
        ("某\x1b[1m", "某 [1m"),
        ("\u202e反", " 反"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("　　其中：", "　　其中："),
        ("", ""),
    ],
)
def test_a_text_is_put_on_one_line(lettering: Lettering, text: str, put: str) -> None:
    assert lettering.put("正文", text, "正文") == put


@pytest.mark.parametrize(
    "text, told",
    [
        ("甲𪚥", "“𪚥”（U+2A6A5）这个字：在表“公开01表”“甲𪚥”处"),
        ("\ud800甲", "“不可显示的字符”（U+D800）这个字：在表“公开01表”“□甲”处"),
        ("\ue123", "（U+E123）"),
    ],
)
def test_a_missing_sign_is_told_every_time(lettering: Lettering, text: str, told: str) -> None:
    for _ in range(2):
        with pytest.raises(NotSet) as caught:
            lettering.put("表内", text, "表“公开01表”")
        assert told in str(caught.value)
        assert "--fonts" in str(caught.value)


def test_letters_are_measured_in_em(lettering: Lettering) -> None:
    assert lettering.measure("表内", "收入") == 2
    assert lettering.measure("表内", "") == 0
    assert 2 < lettering.measure("表内", "1,234.56") < 5
    assert lettering.size("表内") == load_look().styles["表内"].size
