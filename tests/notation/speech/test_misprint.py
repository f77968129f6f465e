"""Misprints of the words of the field: found wherever they stand, and no right word among them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from juesuan.notation.edition import load
from juesuan.notation.edition_folders import declared, regions, years
from juesuan.notation.speech.lexicon import LONG, runs
from juesuan.notation.speech.misprint import mended, misprints
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

ROOT = Path(__file__).parents[3]
LEXICON = load("2023").lexicon
EXAMPLE = ROOT / "examples" / "disclosure" / "clean.md"
SAMPLES = ROOT.parent / "shared" / "samples"
CHARACTERS = sorted({char for word in LEXICON.words for char in word})


def texts(path: Path) -> list[str]:
    """The paragraphs of a document."""
    return [p.text for p in read_document(open_document(path.name, path.read_bytes())).prose]


def places(text: str) -> list[tuple[str, int, str]]:
    """Every long word of a text: the run it stands in, where, and the word."""
    spots = []
    for run, _ in runs(text):
        at = 0
        while at < len(run):
            sizes = range(min(30, len(run) - at), LONG - 1, -1)
            word = next((run[at : at + n] for n in sizes if run[at : at + n] in LEXICON.words), "")
            spots += [(run, at, word)] if word else []
            at += len(word) or 1
    return spots


def changed(word: str, how: str, dice: random.Random) -> str:
    """A word with one of its characters wrong, missing or doubled."""
    at = dice.randrange(len(word))
    middle = {"错": dice.choice(CHARACTERS), "漏": "", "重": word[at] * 2}[how]
    return word[:at] + middle + word[at + 1 :]


@pytest.mark.parametrize("how, least", [("错", 0.95), ("重", 0.95), ("漏", 0.8)])
def test_a_character_changed_in_a_long_word_is_found(how: str, least: float) -> None:
    """Of what is missing, 的, 和, 及, 费 and their like leave variants that are right."""
    dice = random.Random(7)  # noqa: S311 - slips, not secrets
    made = hits = 0
    for text in texts(EXAMPLE):
        for run, at, word in places(text):
            wrong = changed(word, how, dice)
            if wrong not in LEXICON.words:
                made += 1
                hits += bool(misprints(LEXICON, run[:at] + wrong + run[at + len(word) :]))
    assert made > 150
    assert hits / made >= least


@pytest.mark.parametrize("edition", [*map(str, years()), *(f"2023-{r}" for r in regions())])
def test_no_word_of_any_edition_is_a_misprint(edition: str) -> None:
    lexicon = load(edition).lexicon
    assert len(declared()) > 1
    assert [word for word in lexicon.words if misprints(lexicon, word)] == []


def test_no_word_of_one_edition_is_a_misprint_in_another() -> None:
    other = load("2024-310000").lexicon
    assert [word for word in LEXICON.words if misprints(other, word)] == []
    assert [word for word in other.words if misprints(LEXICON, word)] == []


def test_the_example_has_no_misprint() -> None:
    wrong = [run for t in texts(EXAMPLE) for run, _ in runs(t) if misprints(LEXICON, run)]
    assert wrong == []


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="没有 ../shared/samples")
def test_the_published_samples_have_none() -> None:
    for path in sorted(SAMPLES.glob("*.md")) + sorted(SAMPLES.glob("*.pdf")):
        wrong = [run for t in texts(path) for run, _ in runs(t) if misprints(LEXICON, run)]
        assert wrong == [], path.name


@pytest.mark.parametrize(
    "printed, right",
    [
        ("收人支出决算总表", "收入支出决算总表"),
        ("政府性基金予算财政拨款收入", "政府性基金预算财政拨款收入"),
        ("一般公共预算财政拨款支岀决算表", "一般公共预算财政拨款支出决算表"),
        ("机关运行经经费", "机关运行经费"),
        ("政拨款收入支出决算总表", "财政拨款收入支出决算总表"),
        ("收入支出决算总表", "收入支出决算总表"),
        ("《财政拨款收入支出决算表》", "《财政拨款收入支出决算表》"),
    ],
)
def test_a_title_is_put_right(printed: str, right: str) -> None:
    assert mended(LEXICON, printed) == right


@pytest.mark.parametrize(
    "text",
    [
        "县财政拨款收入支出决算表",
        "公务用车购置和运行费",
        "机构运行经费",
        "一般公共预算财政拨款支出预算表",
        "完成当年预算的",
        "部门预决算公开",
        "公务接待共计",
        "专项支出",
        "文物救护",
        "支出测算",
        "彩票公益金安排增加",
        "因公出国境费全年预算为",
        "国有资产管理规章制度",
        "财政预决算信息",
        "各类公务接待含外宾接待支出",
        "因公出国境费有支出",
        "先逐单位成表",
        "收支总",
        "编不出决算",
        "政府采购限额",
        "绩效自",
        "使用经费",
        "当年年末结转和结余",
        "与年初预算相比",
    ],
)
def test_words_of_ones_own_and_variants_are_none(text: str) -> None:
    assert misprints(LEXICON, text) == ()


@pytest.mark.parametrize(
    "text, word",
    [
        ("部门机关运行经和公用", "机关运行经费"),
        ("末结转和结余", "年末结转和结余"),
        ("机关运行经支出", "机关运行经费"),
        ("对部门目支出开展评价", "项目支出"),
        ("本年度年年末结转和结余", "年末结转和结余"),
        ("组织开展绩绩效自评", "绩效自评"),
        ("一般公预算财政拨款支出", "一般公共预算财政拨款支出"),
        ("人员经和公用经费", "人员经费"),
    ],
)
def test_half_a_word_left_behind_is_found(text: str, word: str) -> None:
    assert [misprint.word for misprint in misprints(LEXICON, text)] == [word]
