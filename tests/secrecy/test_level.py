"""Whether a text could bear a marking is told by its level, and no marking is without it."""

from __future__ import annotations

import sys
import unicodedata
from html.entities import html5

from hypothesis import given
from hypothesis import strategies as st
from tests.documents.markings import texts
from tests.documents.unmarked import FURTHER, ORDINARY

from juesuan.secrecy.level import could_tell, level_of, names_level, suspect
from juesuan.secrecy.marking_forms import bears, bears_star, is_broken, is_whole
from juesuan.secrecy.plain_form import plain_form

SECRETS = [plain_form(text) for text in texts()]
PIECES = (
    *"密 级 级别 等级 等级: 密级: 定密: 文件等级: 机 绝 秘 极 机密 国家 本表为 10年 长期".split(),
    *"年保★*()]】。:、□☑ 甲",
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def judged(text: str) -> bool:
    """What the patterns themselves say of a plain text, whatever it names."""
    return bears(text) or is_whole(text) or bears_star(text) or is_broken(text, "★10年")


@given(WORDS)
def test_nothing_that_names_no_level_is_a_marking(text: str) -> None:
    assert names_level(text) or not judged(text)


@given(st.sampled_from(SECRETS), st.data())
def test_a_marking_whose_level_is_gone_is_none(text: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([at for at, char in enumerate(text) if char in "密机绝秘"]))
    broken = text[:at] + data.draw(st.sampled_from(["", "甲", "密", "保"])) + text[at + 1 :]
    assert names_level(broken) or not judged(broken)


def test_every_known_marking_names_a_level() -> None:
    assert [text for text in SECRETS if judged(text) and not names_level(text)] == []


def test_words_of_everyday_name_none() -> None:
    assert [
        text for text in ("保密审查情况：已审查", "密切联系", "紧密型", "") if names_level(text)
    ] == []
    assert any(not names_level(plain_form(text)) for text in (*ORDINARY, *FURTHER))
    assert names_level("密级：密")


def test_no_other_character_becomes_one_that_tells() -> None:
    """Whatever the plain form makes of a character of Unicode or of a name in HTML."""
    everything = map(chr, range(sys.maxunicode + 1))
    telling = [one for one in everything if set("密&") & set(unicodedata.normalize("NFKC", one))]
    assert [one for one in telling if not could_tell(one)] == []
    assert [name for name, value in html5.items() if suspect(value)] == []
    assert suspect(plain_form("&#23494;"))
    assert could_tell("＆＃23494；")


def test_a_level_is_told_without_what_stands_between() -> None:
    assert level_of("绝 · 密") == "绝密"
    assert level_of("极机密") == "机密"
