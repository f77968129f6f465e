"""Templates as declared: what is wrong in one is told, names mean what their sections say."""

from __future__ import annotations

import pytest

from juesuan.notation import formula
from juesuan.notation.edition import load
from juesuan.notation.formula import FormulaError, parse
from juesuan.notation.speech import sentence
from juesuan.notation.speech.narrative import Section, Subject
from juesuan.notation.speech.sentence import SentenceWords, Slot, worded

SECTION = Section(
    "甲节", (), (Subject("甲", ("甲",), parse("01:甲:1")), Subject("乙", ("乙",), parse("01:乙:1")))
)
WORDS = SentenceWords(load("2023").measures, (SECTION,))


@pytest.mark.parametrize(
    "text, words",
    [
        ("[{甲}", "缺少“]”"),
        ("<{甲}|", "缺少“>”"),
        ("]", "没有对应的开头"),
        ("{甲 | 很多}", "没有名为“很多”的说法"),
        ("{甲 | 增加}", "是否应为“增减”"),
        ("{甲甲}", "没有名为“甲甲”的数，是否应为“甲”"),
        ("{甲 | 占}", "没有说占谁"),
        ("{科目}", "没有名为“科目”的数"),
    ],
)
def test_a_template_that_is_not_one_is_refused(text: str, words: str) -> None:
    """Unclosed brackets, unknown names and measures are told, with the nearest."""
    with pytest.raises(FormulaError, match="“甲节”的句子“一”") as error:
        sentence.parse(SECTION, {"id": "一", "text": text}, WORDS)
    assert words in str(error.value)


def test_names_of_another_section_are_known_after_those_of_its_own() -> None:
    other = Section(
        "丙节", (), (Subject("甲", (), parse("02:甲:1")), Subject("丙", (), parse("3")))
    )
    words = SentenceWords(WORDS.measures, (SECTION, other))
    template = sentence.parse(SECTION, {"id": "一", "text": "{甲}{丙}"}, words)
    says = [formula.write(part.expression) for part in template.parts if isinstance(part, Slot)]
    assert says == ["01:甲:1", "3"]


def test_a_share_is_of_what_is_named_else_of_the_subjects_whole_else_of_the_sections() -> None:
    whole, part = parse("02:丁:1"), parse("02:丙:1")
    subjects = (
        Subject("丙", (), part, whole=whole),
        Subject("戊", (), part),
        Subject("己", (), part, shared=True),
    )
    section = Section("丁节", (), subjects, whole=parse("02:合计:1"))
    words = SentenceWords(WORDS.measures, (section,))

    def shares(text: str) -> list[str]:
        template = sentence.parse(section, {"id": "一", "text": text}, words)
        return [formula.write(p.expression) for p in template.parts if isinstance(p, Slot)]

    assert shares("{丙 | 占}，{戊 | 占}，{己 | 占 戊}") == [
        "02:丙:1 / 02:丁:1",
        "02:丙:1 / 02:合计:1",
        "02:丙:1 / 02:丙:1",
    ]
    with pytest.raises(FormulaError, match="“己”没有说占谁"):
        shares("{己 | 占}")


def test_a_sentence_may_be_like_another_of_its_section_and_one_without_words_is_not_said() -> None:
    items = [
        {"id": "甲", "text": "有{序}"},
        {"id": "乙", "like": "甲", "each": "丙"},
        {"id": "丁", "text": ""},
    ]
    said = [(item["id"], item["text"]) for item in worded("节", items)]
    assert said == [("甲", "有{序}"), ("乙", "有{序}")]


@pytest.mark.parametrize("item", [{"id": "乙"}, {"id": "乙", "like": "丙"}])
def test_a_sentence_like_none_is_refused(item: dict[str, str]) -> None:
    with pytest.raises(FormulaError, match="“节”的句子“乙”"):
        list(worded("节", [{"id": "甲", "text": "有"}, item]))
