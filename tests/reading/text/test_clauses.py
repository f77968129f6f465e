"""Names are found at the head of a text, the longest of those that stand there."""

import re

from hypothesis import given
from hypothesis import strategies as st

from juesuan.reading.text.clauses import Names

WORDS = st.text("甲乙.(", max_size=4)


def test_the_longest_name_that_a_text_begins_with_is_meant() -> None:
    names = Names(["支出", "支出合计", "本年支出", "“三公”经费(含税)"])
    assert names.at_head("支出合计为5.00万元") == "支出合计"
    assert names.at_head("支出合") == "支出"
    assert names.at_head("支出合计") == "支出合计"
    assert names.at_head("“三公”经费(含税)支出") == "“三公”经费(含税)"
    assert names.at_head("其中支出") == names.at_head("") == ""
    assert not Names([]).at_head("支出")


@given(st.lists(WORDS, max_size=5), WORDS)
def test_it_is_what_a_pattern_of_all_names_finds(words: list[str], text: str) -> None:
    ordered = sorted(words, key=len, reverse=True)
    match = re.match("|".join(map(re.escape, ordered)) or r"(?!)", text)
    assert Names(words).at_head(text) == (match[0] if match else "")
