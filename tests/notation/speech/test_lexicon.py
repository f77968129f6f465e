"""The lexicon: what the editions call things, without marks and ordinals, by their gaps."""

from __future__ import annotations

import pytest

from juesuan.notation.edition import load
from juesuan.notation.speech.lexicon import bare, lexicon_words, parts, read_lexicon, runs

LEXICON = load("2023").lexicon


@pytest.mark.parametrize(
    "text, word",
    [
        ("一、一般公共预算财政拨款收入", "一般公共预算财政拨款收入"),
        ("财政拨款“三公”经费支出决算表", "财政拨款三公经费支出决算表"),
        ("因公出国（境）费", "因公出国境费"),
        ("其中：基本支出", "基本支出"),
    ],
)
def test_a_word_is_compared_without_marks_and_ordinals(text: str, word: str) -> None:
    assert bare(text) == word
    assert word in LEXICON.words


@pytest.mark.parametrize(
    "text, stretches",
    [
        ("1、基本支出480.00万元，占62.34%。", ["基本支出", "万元"]),
        ("一般公共服务(类)行政运行(项)", ["一般公共服务", "行政运行"]),
        ("(一)“三公”经费(含接待)支出", ["三公经费含接待支出"]),
        ("(十二)因公出国(境)费", ["十二", "因公出国境费"]),
    ],
)
def test_runs_are_broken_by_what_is_not_chinese(text: str, stretches: list[str]) -> None:
    assert [run for run, _ in runs(text)] == stretches
    for run, places in runs(text):
        assert run == "".join(text[place] for place in places)


def test_words_of_titles_rows_columns_codes_terms_and_sentences_are_known() -> None:
    for word in (
        "收入支出决算总表",
        "本年收入合计",
        "上缴上级支出",
        "行政运行",
        "政府采购支出总额",
    ):
        assert word in LEXICON.words
    assert "决算数大于年初预算数的主要原因是" in LEXICON.phrases
    assert "行政单位医疗" in LEXICON.codes
    assert "财政拨款收入" not in LEXICON.codes


def test_a_lexicon_of_a_name_looks_for_the_name_only() -> None:
    name = LEXICON.of_name("青禾县林业和草原局")
    assert name.terms == ("青禾县林业和草原局",)
    assert LEXICON.words < name.words
    assert LEXICON.of_name("局").terms == ()


def test_a_small_lexicon_is_read() -> None:
    small = read_lexicon(["本年收入合计"], ["行政运行"], ["{数}，占本年收入合计的比重为{数}"], [])
    assert {"本年收入合计", "行政运行"} <= set(small.terms)
    assert "占本年收入合计的比重为" in small.phrases
    assert parts(["本年收入"], 2) <= small.pairs


def test_variants_are_declared_once() -> None:
    more = lexicon_words()
    assert len(set(more.words)) == len(more.words)
    assert len(set(more.terms)) == len(more.terms)
    assert all(len(first) == 1 for first in more.common.seconds)
    assert "收入" in more.common
    assert not any(word in more.common for word in ("收", "入收", "收入入", ""))
