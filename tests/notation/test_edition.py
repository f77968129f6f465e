"""An edition is a year and what a region says over it; nothing is taken for another's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from juesuan.notation.code_list import Entry
from juesuan.notation.edition import EVERYWHERE, _refuse_unsound, load
from juesuan.notation.edition_folders import regions, years
from juesuan.notation.overlay import DeclarationError, overlaid

ALL = [f"{year}{region}" for year in years() for region in ("", *(f"-{r}" for r in regions()))]
SHANGHAI = "310000"


@pytest.mark.parametrize("name", ALL)
def test_an_edition_is_what_its_name_says(name: str) -> None:
    edition = load(name)
    year, _, region = name.partition("-")
    assert (edition.id, edition.year, edition.region) == (name, int(year), region)
    assert [form.id for form in edition.forms] == edition.declared["order"]
    assert len({form.id for form in edition.forms}) == len(edition.forms)
    assert all(edition.form(form.id) == form for form in edition.forms)
    assert (edition.form("99"), load(name) is edition) == (None, True)
    for form in edition.forms:
        economic = form.classification == "economic"
        assert edition.codes(form) is (edition.economic if economic else edition.functional)
    assert {e.form for e in edition.equations()} <= {form.id for form in edition.forms}


@pytest.mark.parametrize("name", ["1999", "2023-999999", "", "2023-", "310000", "甲"])
def test_an_edition_that_is_not_declared_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(DeclarationError, match=rf"没有名为.+已有：.*{SHANGHAI}"):
        load(name)


def test_a_region_changes_what_it_says_and_nothing_else() -> None:
    base, over = load("2023"), load(f"2023-{SHANGHAI}")
    assert over.declared["form"].keys() == base.declared["form"].keys()
    assert over.declared["order"] != base.declared["order"]
    assert over.declared["fragment"] == base.declared["fragment"]
    assert (over.name, over.unit) == ("上海市", base.unit)
    assert over.everywhere.keys() == {"", *regions()}
    anywhere = over.everywhere[SHANGHAI]
    assert all(anywhere[key] == over.declared[key] for key in EVERYWHERE if key in over.declared)


def test_words_of_cards_and_ways_of_scoring_are_those_of_everywhere() -> None:
    base, over = load("2023"), load(f"2023-{SHANGHAI}")
    assert base.scoring != over.scoring
    for edition in (base, over):
        assert {profile.name for profile in edition.scorings} >= {base.scoring.name, "山东省"}
        assert edition.vocabulary.indicator == base.vocabulary.indicator


def test_codes_of_ones_own_come_first_and_only_where_they_were_given() -> None:
    base = load("2023")
    entry = Entry("2010199", "本地另立的名称", 0, 9999)
    own = base.with_functional([entry])
    assert own.functional.name("2010199", 2023) == "本地另立的名称"
    assert base.functional.name("2010199", 2023) != "本地另立的名称"
    assert own.functional.names("2010199")[1:] == base.functional.names("2010199")
    assert (own.id, own.declared) == (base.id, base.declared)
    assert own != base


@pytest.mark.parametrize("name", ALL)
def test_no_two_synonyms_lead_in_a_circle(name: str) -> None:
    synonyms = load(name).synonyms
    assert [word for word, usual in synonyms.items() if usual in synonyms] == []


@pytest.mark.parametrize("name", ALL)
def test_every_sentence_has_an_id_of_its_own(name: str) -> None:
    edition = load(name)
    ids = [sentence.id for sentence in edition.sentences]
    assert len(ids) == len(set(ids))
    assert {sentence.section for sentence in edition.sentences} <= {
        section.id for section in edition.narrative.sections
    }


UNSOUND: dict[str, tuple[dict[str, Any], str]] = {
    "a column of letters": ({"form": {"03": {"aliases": 5}}}, r"\[form\] 表 03"),
    "a form in no order": ({"form": {"33": {"title": "甲"}}}, "order 中没有这些表：33"),
    "a section without titles": ({"section": [{"id": "甲"}]}, "缺少 'titles'"),
    "a pattern that is none": ({"measure": [{"id": "增减", "reads": ["(甲"]}]}, "不是正则表达式"),
    "a fragment of no name": ({"measure": [{"id": "增减", "reads": ["{金鹅}"]}]}, "“金额”"),
    "a clue nobody reads": ({"clue": {"甲": "乙"}}, "没有人读：甲"),
    "a sentence of unknown numbers": (
        {"section": [{"id": "支出", "sentence": [{"id": "支出.合计", "text": "{念}年。"}]}]},
        "支出.合计.*没有名为“念”的数",
    ),
}


@pytest.mark.parametrize("case", UNSOUND)
def test_what_cannot_be_read_is_told_when_it_is_loaded(case: str) -> None:
    over, words = UNSOUND[case]
    sound = load("2023")
    _refuse_unsound(sound)
    with pytest.raises(DeclarationError, match=words):
        _refuse_unsound(replace(sound, declared=overlaid(sound.declared, over)))
