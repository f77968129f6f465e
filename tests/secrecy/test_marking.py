"""What a marking looks like: known in every spelling, and not where it is only spoken of."""

from __future__ import annotations

from unicodedata import name as named_in_unicode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.markings import LEVELS, PERIODS, STARS, texts
from tests.documents.unmarked import FURTHER, ORDINARY

from juesuan.secrecy.marking import broken, marked, named, plain, suspect, whole

ALL = [text for text in texts() if "<" not in text and "**" not in text]  # markup is read before
HIDDEN = st.sampled_from(["", "\u200b", "\u00ad", "\u2060", "\ufe0f"])
WIDE = {ord("!") + at: chr(ord("！") + at) for at in range(94)}
SIGNS = st.text("机密秘绝★*☆极級级 　:：（）10年长期\u200b甲", max_size=16)


def bears(text: str) -> bool:
    """Whether a text is, or bears, a marking."""
    return marked(plain(text)) or whole(plain(text))


def test_every_spelling_is_known_by_the_quick_look_and_by_the_closer_one() -> None:
    assert [text for text in ALL if not suspect(text)] == []
    assert [text for text in ALL if not bears(text)] == []


def test_ordinary_texts_bear_none() -> None:
    assert [text for text in (*ORDINARY, *FURTHER) if marked(plain(text))] == []


@given(st.sampled_from(ALL), st.data())
def test_hidden_characters_and_width_change_nothing(text: str, data: st.DataObject) -> None:
    spread = "".join(letter + data.draw(HIDDEN) for letter in text)
    assert bears(spread)
    assert plain(spread) == plain(text)
    plainly = {
        ord(sign): wide
        for sign, wide in zip("0123456789()", "０１２３４５６７８９（）", strict=True)
    }
    assert plain(text.translate(plainly)) == plain(text)


@given(SIGNS)
def test_one_form_stands_for_all_and_for_itself(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert not marked(plain(text)) or suspect(text)
    assert not whole(plain(text)) or suspect(text)


@given(st.sampled_from(LEVELS), st.sampled_from(STARS), st.sampled_from(PERIODS))
def test_a_level_a_star_and_a_period_are_a_marking(level: str, star: str, period: str) -> None:
    assert bears(f"{level}{star}{period}")
    assert bears(f"某局文件 {level} {star} {period}")
    assert "★" in plain(star) or plain(star) == "*", named_in_unicode(star)
    assert broken(plain(level), plain(f"{star}{period}"))


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_alone_is_a_marking_only_by_itself(level: str) -> None:
    for text in (level, f"【{level}】", f"{level} 10年", f"  {level}  "):
        assert whole(plain(text))
    for text in (f"{level}文件管理", f"国家{level}", f"{level}、", f"涉及{level}", ""):
        assert not whole(plain(text))
        assert not marked(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "“秘密★1年”为标志",
        "标注为机密★的文件",
        "商业秘密★",
        "密级：无",
        "密级：公开",
        "密级：□绝密 □机密 □秘密",
        "绝密、机密、秘密三级",
        "本表为秘密级以上人员统计",
        "脱密期机密级 2 年",
    ],
)
def test_what_only_speaks_of_markings_bears_none(text: str) -> None:
    assert not marked(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "密级：机密",
        "密级：☑机密 □秘密",
        "密 级：绝密",
        "定密：秘密",
        "本文件为机密文件",
        "机密（长期）",
        "本件标注为机密★10年",
    ],
)
def test_what_says_of_itself_that_it_is_secret_bears_one(text: str) -> None:
    assert marked(plain(text))


@pytest.mark.parametrize(
    "name, secret",
    [
        ("某局决算（机密）.pdf", True),
        ("机密_某局.pdf", True),
        ("絕密.pdf", True),
        ("机密文件销毁情况.pdf", False),
        ("某局决算.pdf", False),
        ("", False),
    ],
)
def test_a_name_bears_a_marking_as_a_word_of_its_own(name: str, secret: bool) -> None:  # noqa: FBT001
    assert named(name) is secret


def test_a_marking_broken_over_two_lines_is_one() -> None:
    assert broken("某局文件 机密", "★10年")
    assert not broken("某局文件 机密文件", "★10年")
    assert not broken("某局文件 机密", "★级酒店")
    assert not broken("某局文件", "★10年")
