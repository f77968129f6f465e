"""The words of a cover are declared, and a cover is read by those it is given."""

from __future__ import annotations

import pytest

from juesuan.notation.edition import cover_words
from juesuan.notation.formula import FormulaError
from juesuan.notation.speech.cover_words import read_cover_words
from juesuan.reading.cover import read_cover
from juesuan.sources.open import open_document


def test_a_cover_is_read_by_the_words_it_is_given() -> None:
    words = cover_words()
    document = open_document("文.md", "2023年度\n云川市某局部门决算\n".encode())
    assert read_cover(document, words).region == ""
    assert read_cover(document, words._replace(places={"990000": ("云川",)})).region == "990000"
    with pytest.raises(FormulaError, match="不是正则表达式"):
        read_cover_words({"cover": {"owner": "(甲"}, "kind": {}}, {})
